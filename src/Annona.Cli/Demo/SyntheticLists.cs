using System.Globalization;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.Exchange.Sheets;
using Annona.Linkage.Generate;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// Three partners' lists of made-up people, written as files and taken in as an officer would: one comes a second
/// time, corrected; people who stand on two lists are found, and some of them decided by two officers.
/// </summary>
sealed class SyntheticLists(Story story, RecordLayer layer, string folder)
{
    /// <summary>Of every so many rows of the first list one is missing, changed or new in its second
    /// version.</summary>
    const int GoneOf = 97;
    const int ChangedOf = 53;
    const int NewOf = 89;

    static readonly string[] Columns =
    [
        "record id", "household id", "given name", "family name", "father's name", "sex", "birth date", "phone",
            "document",
        "origin", "present place", "arrival date", "relation", "needs",
    ];

    static readonly (string Name, string Owner, string Extension)[] Lists =
    [
        ("Registry North", "north-office", ".csv"), ("Town hall South", "south-office", ".xlsx"), (
            "Camp team", "camp-team", ".csv"),
    ];

    /// <summary>The letters and day order of the lists are ours; every person in them is made up.</summary>
    public void Import(int people)
    {
        Directory.CreateDirectory(folder);
        var plan = new SyntheticPlan(Seed: 2, people) { Lists = Lists.Length, FirstArrival = story.Day(0) };
        var rows = SyntheticRegister.Make(plan);
        for (var list = 0; list < Lists.Length; list++)
        {
            var own = rows.Where(row => row.List == list + 1).ToList();
            var first = list == 0 ? [.. own.Where(row => row.Row % NewOf != 0)] : own;
            Import(list, version: 1, first, own => own);
        }
        var corrected = rows.Where(row => row.List == 1 && row.Row % GoneOf != 0).ToList();
        Import(0, version: 2, corrected, row => row.Row % ChangedOf == 0
            ? row with { Phone = $"0990{row.Row:00000}" } : row);
        FindTwice();
    }

    void Import(int list, int version, IReadOnlyList<SyntheticPerson> rows, Func<SyntheticPerson,
        SyntheticPerson> corrected)
    {
        var (name, owner, extension) = Lists[list];
        var path = Path.Combine(folder, $"{name.Replace(' ', '-').ToLowerInvariant()}-{version}{extension}");
        using (var writer = SheetWriter.Create(path, Columns, SheetFor.Programs))
            foreach (var row in rows)
                writer.Add(Cells(corrected(row)));
        using var file = ListFile.Open(path, new SheetOptions(), []);
        var code = new ImportRun(story.Desk, file, new()
        {
            Owner = layer.Party(owner),
            AsOf = story.Day(version == 1 ? 10 : 18),
            Basis = "agreement of the partners at Lusavan, made up",
            List = name,
            Purpose = "aid at Lusavan",
            ErrorFile = path + ".errors.csv",
            Accept = Accepted.All,
            Synthetic = true,
        }).Run();
        if (code != Exit.Ok)
            throw new Exchange.InputException(
                "demo.list-refused", $"The made-up list {path} was not taken in.",
                    "Run the same import by hand to see why.");
    }

    static string[] Cells(SyntheticPerson row) =>
    [
        $"{row.List}-{row.Row}", row.FormId.ToString(CultureInfo.InvariantCulture), row.Given, row.Family, row.Father,
        row.Sex == Linkage.Sex.Female ? "F" : row.Sex == Linkage.Sex.Male ? "M" : "",
        Born(row.Born), row.Phone, row.Document, row.Origin, row.Present,
        row.Arrived.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.Relation.ToString().ToLowerInvariant(), row.Needs,
    ];

    static string Born(Linkage.Birth born) =>
        !born.IsKnown ? ""
        : born.Month == 0 ? $"{(born.Estimated ? "about " : "")}{born.Year}"
        : born.Day == 0 ? $"{born.Year:0000}-{born.Month:00}"
        : $"{born.Year:0000}-{born.Month:00}-{born.Day:00}";

    /// <summary>Nobody is merged unattended: likely pairs are proposed in bulk by one officer and signed by
    /// another.</summary>
    void FindTwice()
    {
        var found = story.Desk.Answer(new FindDuplicates()).New;
        foreach (var chunk in found.Chunk(OpenReviews.FoundMax))
            layer.Recorded(new OpenReviews(chunk) { Intent = Desk.NewIntent() });
        var likely =
            found.Where(pair => pair.Zone == ReviewZone.Likely).Take(ProposeBulk.PairsMax).Select(pair => pair.Pair);
        List<Pair> pairs = [.. likely];
        if (pairs.Count > 0)
        {
            var proposed =
                layer.Recorded(new ProposeBulk(pairs, "Same name, birth and family.") { Intent = Desk.NewIntent() });
            story.RecordAsSecond(
                new ConfirmBulk(new(Ids.From(proposed, "bulk"))) { Intent = Desk.NewIntent(), Synthetic = true });
        }
        foreach (var pair in found.Where(pair => pair.Zone == ReviewZone.Ask).Take(20))
            layer.Recorded(
                new DecidePair(pair.Pair, Verdict.Different, "Asked both families.") { Intent = Desk.NewIntent() });
    }
}
