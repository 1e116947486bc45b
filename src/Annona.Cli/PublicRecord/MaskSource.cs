using System.CommandLine;
using Annona.Cli.Shell;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona source mask</c>: words that name a private person are shown as blocks.</summary>
sealed class MaskSource
{
    readonly Argument<string> source = Words.Argument("SOURCE", "A code such as S1.");
    readonly Argument<int> start = new("START") { Description = "First character, as shown by source show." };
    readonly Argument<int> end = new("END") { Description = "The character after the last." };
    readonly Option<bool> everywhere = Words.Option<bool>(
        "--everywhere", "Also wherever the same words stand in the text, the title or the addresses.");

    readonly Option<bool> destroy = Words.Option<bool>(
        "--destroy",
        "Destroy the words in the archive as well; the text is kept with blocks, and the document it was taken from "
        + "goes. Only a coordinator may.");

    readonly Option<string> reason = Words.Required<string>("--reason", "Why, without the name.");

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "mask",
            "Show words that name a private person as blocks, in every answer. "
            + "Example: annona source mask S1 210 222 --everywhere --reason \"Names a private person.\"")
        {
            source, start, end, everywhere, destroy, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = RecordFinder.Source(desk, parsed.GetValue(source)!);
            var text = RecordFinder.Text(desk, found);
            var shown = RecordFinder.Shown(desk, found);
            var passage = new HandReading(text, shown).Passage(parsed.GetValue(start), parsed.GetValue(end));
            var equal = Equal(passage, text, shown.About);
            var all = parsed.GetValue(everywhere);
            IReadOnlyList<Stretch> where = all ? equal : [new(passage.Start, passage.End)];
            desk.Record(parsed.GetValue(destroy)
                ? new ErasePassages(found.Id, text, where, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() }
                : new MaskPassages(found.Id, where, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            var masks = RecordFinder.Shown(desk, found).Masks;
            desk.Terminal.Line(masks == 1
                ? $"{found.Code} has 1 masked passage now."
                : $"{found.Code} has {Terminal.Number(masks)} masked passages now.");
            if (parsed.GetValue(destroy))
                desk.Terminal.Line("The words are destroyed in the archive. What officers quoted of them stays sealed "
                    + "in the journal and is shown as blocks.");
            if (!all && equal.Count > masks)
                desk.Terminal.Line(
                    "The same words stand elsewhere in the text, the title or an address. Hide them, too, with: "
                    + $"annona source mask {found.Code} {parsed.GetValue(start)} {parsed.GetValue(end)} --everywhere");
            return Exit.Ok;
        });
    }

    static IReadOnlyList<Stretch> Equal(TextPart passage, string text, SourceDescription about)
    {
        var words = HandReading.Equal(passage.Exact);
        IEnumerable<Stretch> In(string? where, MaskedPart part, int index = 0) => words.Matches(where ?? "")
            .Select(found => new Stretch(found.Index, found.Index + found.Length, part, index));
        return
        [
            .. new[] { new Stretch(passage.Start, passage.End) }
                .Concat(In(text, MaskedPart.Text))
                .Concat(In(about.Title, MaskedPart.Title))
                .Concat(about.Addresses.SelectMany((address, at) => In(address, MaskedPart.Address, at)))
                .Concat(In(about.SummaryOf?.Address, MaskedPart.OriginalAddress))
                .Distinct(),
        ];
    }
}
