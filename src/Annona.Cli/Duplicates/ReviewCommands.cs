using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Duplicates;

/// <summary>
/// <c>annona people reviews|review</c>: pairs that somebody has to decide. Names are shown only under a recorded
/// disclosure.
/// </summary>
static class ReviewCommands
{
    /// <summary>By what two persons are told apart.</summary>
    const PersonFields Compared =
        PersonFields.Name | PersonFields.Born | PersonFields.Phones | PersonFields.Documents | PersonFields.Address;

    public static IReadOnlyList<Command> All(CommandShell shell) => [Reviews(shell), Review(shell)];

    static Command Reviews(CommandShell shell)
    {
        var zone = Words.Option<ReviewZone?>("--zone", "Only Likely, or only Ask.");
        var decided = Words.Option<bool>("--with-decided", "Also those that were decided.");
        var bulk = Words.Option<bool>("--bulk", "The bulk decisions that wait for a second officer, with their pairs.");
        var take = Words.Option("--take", "How many at most.", 50);
        var names = new DisclosureWords();
        var json = CommandShell.JsonOption();
        var command = new Command("reviews",
            "List the pairs that somebody has to decide, best first. Example: annona people reviews --zone Likely")
        {
            zone, decided, bulk, take, json,
        };
        names.AddTo(command);
        return names.Command(shell, command, (desk, parsed) =>
        {
            if (parsed.GetValue(bulk))
                return PrintBulks(desk, parsed, names, (parsed.GetValue(take), parsed.GetValue(json)));
            var listing = desk.Answer(new ListReviews(
                parsed.GetValue(zone), parsed.GetValue(decided), 0, parsed.GetValue(take)));
            var known = names.Of(desk, parsed, PersonsOf(listing.Rows), Compared);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new
                {
                    total = listing.Total, rows = listing.Rows.Select(row => AsJson(row, known)),
                });
            else
            {
                Print(desk.Terminal, listing.Rows, known);
                desk.Terminal.Line($"{Terminal.Number(listing.Rows.Count)} of {Terminal.Number(listing.Total)} shown.");
            }
            return Exit.Ok;
        });
    }

    static Command Review(CommandShell shell)
    {
        var which = Words.Argument("REVIEW", "A code such as R1.");
        var names = new DisclosureWords();
        var json = CommandShell.JsonOption();
        var command = new Command("review",
            "Show one pair side by side. Example: annona people review R1 --show-names --purpose \"find twice\" "
            + "--recipient desk") { which, json };
        names.AddTo(command);
        return names.Command(shell, command, (desk, parsed) =>
        {
            var row = ReviewOf(desk, parsed.GetValue(which)!);
            var known = names.Of(desk, parsed, PersonsOf([row]), Compared);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(AsJson(row, known));
            else
            {
                desk.Terminal.Heading($"{row.Code}: {Said(row.Zone)}, {row.Score:0.00}, {Said(row.Verdict)}");
                desk.Terminal.Line(row.Evidence);
                desk.Terminal.Table(["", row.Left.Code, row.Right.Code], Lines(row, known));
            }
            return Exit.Ok;
        });
    }

    static int PrintBulks(Desk desk, ParseResult parsed, DisclosureWords names, (int Take, bool Json) how)
    {
        var waiting = desk.Answer(new ListBulks());
        var shown = waiting.SelectMany(bulk => bulk.Pairs.Take(how.Take)).ToList();
        var known = names.Of(desk, parsed, PersonsOf(shown), Compared);
        if (how.Json)
        {
            desk.Terminal.AsJson(waiting.Select(bulk => new
            {
                id = $"{bulk.Bulk}", proposedBy = $"{bulk.ProposedBy}", count = bulk.Pairs.Count, reason = bulk.Reason,
                pairs = bulk.Pairs.Take(how.Take).Select(pair => AsJson(pair, known)),
            }));
            return Exit.Ok;
        }
        if (waiting.Count == 0)
            desk.Terminal.Line("(none)");
        foreach (var bulk in waiting)
        {
            desk.Terminal.Heading(
                $"{bulk.Bulk}: {People.Said.Count(bulk.Pairs.Count, "pair")}, reason {bulk.Reason}");
            Print(desk.Terminal, [.. bulk.Pairs.Take(how.Take)], known);
            if (bulk.Pairs.Count > how.Take)
                desk.Terminal.Line($"and {Terminal.Number(bulk.Pairs.Count - how.Take)} more; show them with --take");
        }
        return Exit.Ok;
    }

    /// <summary>A review that must be there.</summary>
    public static ReviewShown ReviewOf(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new ShowReview(typed)), "review", typed, "people reviews");

    public static string Said(Verdict verdict) => verdict == Verdict.Open ? "open" : $"{verdict}".ToLowerInvariant();

    static string Said(ReviewZone zone) => zone == ReviewZone.Likely ? "likely" : "ask";

    static void Print(
        Terminal terminal, IReadOnlyList<ReviewShown> rows, IReadOnlyDictionary<Id<Person>, PersonalDetails> known) =>
        terminal.Table(["", "Zone", "#Score", "One", "Other", "Evidence", "Decided"], rows.Select(
            row => (IReadOnlyList<string>)
            [
                row.Code, Said(row.Zone), $"{row.Score:0.00}", Side(row.Left, known), Side(row.Right, known),
                row.Evidence, row.Verdict == Verdict.Open ? "" : Said(row.Verdict),
            ]));

    static IEnumerable<Id<Person>> Both(ReviewShown row) =>
        new[] { row.Left.Person, row.Right.Person }.OfType<Id<Person>>();

    static IReadOnlyList<Id<Person>> PersonsOf(IReadOnlyList<ReviewShown> rows) => [.. rows.SelectMany(Both)];

    static PersonalDetails? Known(ReviewSide side, IReadOnlyDictionary<Id<Person>, PersonalDetails> known) =>
        side.Person is { } person ? known.GetValueOrDefault(person) : null;

    static string Side(ReviewSide side, IReadOnlyDictionary<Id<Person>, PersonalDetails> known)
    {
        var details = Known(side, known);
        return string.Join(", ", new[]
        {
            side.Code, details is null ? null : People.Said.Name(details),
            side.Household == side.Code ? null : side.Household,
            side.Sex is null or Sex.Unknown ? null : People.Said.Sex(side.Sex),
            details is { Born.IsNone: false } ? $"{details.Born}" : side.BirthYear is { } year ? $"{year}" : null,
            side.Origin, $"{side.Size} in household",
        }.OfType<string>());
    }

    static IEnumerable<IReadOnlyList<string>> Lines(
        ReviewShown row, IReadOnlyDictionary<Id<Person>, PersonalDetails> known)
    {
        var (left, right) = (Known(row.Left, known), Known(row.Right, known));
        if (known.Count > 0)
        {
            yield return ["Name", NameOf(left), NameOf(right)];
            yield return ["Born", $"{left?.Born}", $"{right?.Born}"];
            yield return ["Phones", PhonesOf(left), PhonesOf(right)];
            yield return ["Documents", DocumentsOf(left), DocumentsOf(right)];
            yield return ["Address", People.Said.Plain(left?.Address ?? ""), People.Said.Plain(right?.Address ?? "")];
        }
        foreach (var (name, text) in OpenLines)
            yield return [name, text(row.Left), text(row.Right)];
    }

    static readonly (string Name, Func<ReviewSide, string> Text)[] OpenLines =
    [
        ("Household", side => side.Household ?? ""), ("In household", side => Terminal.Number(side.Size)),
        ("Sex", side => side.Sex is null ? "" : People.Said.Sex(side.Sex)),
        ("Year of birth", side => side.BirthYear is { } year ? $"{year}" : ""),
        ("From", side => side.Origin ?? ""), ("Now", side => side.Present ?? ""),
        ("List", side => side.List is { } list ? $"{list} row {side.Row}" : ""),
    ];

    static string NameOf(PersonalDetails? details) => details is null ? "not shown" : People.Said.NameParts(details);

    static string PhonesOf(PersonalDetails? details) =>
        string.Join(", ", (details?.Phones ?? []).Select(People.Said.Plain));

    static string DocumentsOf(PersonalDetails? details) =>
        string.Join(", ", (details?.Documents ?? []).Select(People.Said.Document));

    static object AsJson(ReviewShown row, IReadOnlyDictionary<Id<Person>, PersonalDetails> known) => new
    {
        id = row.Code, kind = row.Pair.Kind, zone = row.Zone, score = row.Score, evidence = row.Evidence,
        one = SideJson(row.Left, known), other = SideJson(row.Right, known), verdict = row.Verdict,
        merged = row.Merged,
    };

    static object SideJson(ReviewSide side, IReadOnlyDictionary<Id<Person>, PersonalDetails> known)
    {
        var details = Known(side, known);
        return new
        {
            code = side.Code, household = side.Household, size = side.Size, sex = side.Sex,
            birthYear = side.BirthYear, origin = side.Origin, present = side.Present, list = side.List, row = side.Row,
            name = details?.FullName, born = details is { Born.IsNone: false } ? $"{details.Born}" : null,
            phones = details?.Phones, documents = details?.Documents, address = details?.Address,
        };
    }
}
