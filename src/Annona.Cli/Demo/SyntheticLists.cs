using System.Globalization;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Linkage.Generate;

namespace Annona.Cli.Demo;

/// <summary>
/// Three partners' lists of made-up people, written as files and taken in as an officer would: one comes a second
/// time, corrected, with new, changed and gone rows, each decided.
/// </summary>
sealed class SyntheticLists(Story story, RecordLayer layer, string folder)
{
    /// <summary>
    /// Of every so many rows of the first list one is gone, changed or new in its second version. The first of each
    /// comes early, so that a small demo has them too.
    /// </summary>
    const int GoneOf = 97;
    const int ChangedOf = 53;
    const int NewOf = 89;

    readonly List<int> truths = [];

    static readonly string[] Columns =
    [
        "record id", "household id", "given name", "family name", "father's name", "sex", "birth date", "phone",
        "document", "origin", "present place", "arrival date", "relation", "needs",
    ];

    static readonly (string Name, string Owner, string Extension)[] Lists =
    [
        ("Registry North", "north-office", ".csv"), ("Town hall South", "south-office", ".xlsx"),
        ("Camp team", "camp-team", ".csv"),
    ];

    /// <summary>Who is who in truth, in order of registration: records with one number are one person.</summary>
    public IReadOnlyList<int> Truths => truths;

    /// <summary>The letters and day order of the lists are ours; every person in them is made up.</summary>
    public void Import(int people)
    {
        Directory.CreateDirectory(folder);
        var plan = new SyntheticPlan(Seed: 2, people) { Lists = Lists.Length, FirstArrival = story.Day(0) };
        var rows = SyntheticRegister.Make(plan);
        for (var list = 0; list < Lists.Length; list++)
        {
            var own = rows.Where(row => row.List == list + 1).ToList();
            Import(list, version: 1, list == 0 ? [.. own.Where(row => !IsNew(row))] : own);
        }
        var corrected = rows.Where(row => row.List == 1 && !IsGone(row)).Select(Corrected).ToList();
        Import(0, version: 2, corrected);
    }

    static bool IsGone(SyntheticPerson row) => row.Row % GoneOf == 2;

    static bool IsNew(SyntheticPerson row) => row.Row % NewOf == 4;

    static SyntheticPerson Corrected(SyntheticPerson row) =>
        row.Row % ChangedOf == 3 ? row with { Phone = $"0990{row.Row:00000}" } : row;

    void Import(int list, int version, List<SyntheticPerson> rows)
    {
        // A very small demo may leave a partner without anybody.
        if (rows.Count == 0)
            return;
        var (name, owner, extension) = Lists[list];
        var path = Path.Combine(folder, $"{name.Replace(' ', '-').ToLowerInvariant()}-{version}{extension}");
        using (var writer = SheetWriter.Create(path, Columns, SheetFor.Programs))
            foreach (var row in rows)
                writer.Add(Cells(row));
        truths.AddRange(rows.Where(row => version == 1 || IsNew(row)).Select(row => row.TruthId));
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
            throw new InputException(
                "demo.list-refused", $"The made-up list {Path.GetFileName(path)} was not taken in.",
                "Mend the example, or report it: this should not happen.");
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
}
