using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Observations;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Observations;

/// <summary><c>annona observe add</c>: one observation, of any kind.</summary>
static class ObserveAdd
{
    public static Command Make(CommandShell shell)
    {
        var command = new Command("add",
            "Record what was seen. Each kind has options of its own. Example: annona observe add --kind passage "
            + "--on 2026-03-09 --at Lusavan --crossed \"more than 5300\" --supports P4");
        var (around, sighting) = (new Around(), new SightingOptions());
        around.AddTo(command);
        sighting.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var seen = sighting.Read(parsed, desk, around.Kind(parsed));
            var ask = around.Read(parsed, desk, seen) with { Referred = sighting.Referral(parsed, desk) };
            desk.Record(ask);
            var id = new Id<Observation>(Ids.From(ask.Intent, "observation"));
            var kept = desk.Answer(new ReadObservation(id))!.Seen;
            desk.Terminal.Line($"{kept.Code} is on record: {kept.Text}");
            return Exit.Ok;
        });
    }

    /// <summary>The options that every kind has.</summary>
    sealed class Around
    {
        readonly Option<string> kind =
            Words.Required<string>("--kind", $"What sort of thing was seen: {ObservationWords.Kinds}.");
        readonly Option<string> on = Words.Required<string>(
            "--on", "The day, yyyy-MM-dd; or a month, yyyy-MM, or some days, yyyy-MM-dd..yyyy-MM-dd.");
        readonly Option<string?> time = Words.Option<string?>("--time", "The time of day, such as 14:30.");
        readonly Option<string?> at = Words.Option<string?>("--at", "Where: a place.");
        readonly Option<string?> source =
            Words.Option<string?>("--source", "A source such as S1, or words that say where it was learned.");
        readonly Option<string?> observer =
            Words.Option<string?>("--observer", "The party that saw or reported it, when it was not you.");
        readonly Option<Audience> audience =
            Words.Option("--audience", "Who may read it: officers or public.", Audience.Officers);
        readonly Option<string?> group = Words.Option<string?>("--group", "The population group it speaks of.");
        readonly Option<string[]> supports =
            Words.Option<string[]>("--supports", "A promise it speaks for; may be repeated.");
        readonly Option<string[]> contradicts =
            Words.Option<string[]>("--contradicts", "A promise it speaks against; may be repeated.");
        readonly Option<string[]> about =
            Words.Option<string[]>("--about", "A promise it belongs to, neither for nor against; may be repeated.");
        readonly Option<string?> scope =
            Words.Option<string?>("--scope", "How far it goes for these promises, such as 'one of three villages'.");
        readonly Option<string?> text = Words.Option<string?>(
            "--text", "A neutral remark, without any person. Of an incident or a complaint its text, which is sealed.");
        readonly Option<bool> synthetic = Words.Synthetic();

        public void AddTo(Command command)
        {
            foreach (var option in (IReadOnlyList<Option>)
            [
                kind, on, time, at, source, observer, audience, group, supports, contradicts, about, scope, text,
                synthetic,
            ])
                command.Options.Add(option);
        }

        public ObservationKind Kind(ParseResult parsed) => ObservationWords.KindOf(parsed.GetValue(kind)!);

        public RecordObservation Read(ParseResult parsed, Desk desk, Sighting seen)
        {
            var (from, last) = ObservationWords.Days(parsed.GetValue(on)!, "--on");
            var typed = parsed.GetValue(source);
            var archived = typed is null ? null : desk.Answer(new FindSource(typed));
            return new(seen, last)
            {
                Intent = Desk.NewIntent(),
                From = from,
                At = ObservationWords.Time(parsed.GetValue(time)),
                Place = ObserveCommands.Place(desk, parsed.GetValue(at)),
                Source = archived?.Id,
                SourceText = archived is null ? typed : null,
                Observer = ObserveCommands.Party(desk, parsed.GetValue(observer)),
                Audience = parsed.GetValue(audience),
                Group = parsed.GetValue(group) is { } people
                    ? Desk.Found(desk.Answer(new FindGroup(people)), "population group", people, "group list").Id
                    : null,
                Promises =
                [
                    .. Bearings(parsed, desk, supports, Bearing.Supports),
                    .. Bearings(parsed, desk, contradicts, Bearing.Contradicts),
                    .. Bearings(parsed, desk, about, Bearing.Neither),
                ],
                Text = parsed.GetValue(text),
                Synthetic = parsed.GetValue(synthetic),
            };
        }

        IEnumerable<PromiseBearing> Bearings(
            ParseResult parsed, Desk desk, Option<string[]> promises, Bearing bearing) =>
            (parsed.GetValue(promises) ?? []).Select(typed =>
                new PromiseBearing(ObserveCommands.Promise(desk, typed), bearing, parsed.GetValue(scope)));
    }
}
