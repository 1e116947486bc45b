using Annona.Duplicates;
using Annona.People;

namespace Annona.Tests.People;

/// <summary>Public and synthetic lists with the truth about who stands in them twice.</summary>
public sealed class RealListTests
{
    [Fact]
    public void A_public_list_of_a_thousand_is_registered_and_its_duplicates_are_found()
    {
        var operation = new TestOperation();
        var rows = Rows("linkage/splink/fake_1000.csv");
        var people = Import(operation, rows,
            [PersonColumn.Record, PersonColumn.Given, PersonColumn.Family, PersonColumn.Born, PersonColumn.Present,
                PersonColumn.Phone]);
        var truth = people.ToDictionary(person => person.Id, person => rows[person.Row - 2][6]);

        var found = operation.Answer(new FindDuplicates());

        var right = found.New.Count(pair => truth[pair.Pair.Low] == truth[pair.Pair.High]);
        var likely = found.New.Where(pair => pair.Zone == ReviewZone.Likely).ToList();
        Assert.Equal(people.Count, operation.Now.People.PersonCount);
        Assert.InRange((double)right / found.New.Count, 0.9, 1);
        Assert.InRange(
            (double)likely.Count(pair => truth[pair.Pair.Low] == truth[pair.Pair.High]) / likely.Count, 0.97, 1);
        Assert.InRange(right, 1_000, 2_100);
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_is_registered_and_counted()
    {
        var operation = new TestOperation();
        var rows = Rows("linkage/synthetic/latin_100k.csv");

        var people = Import(operation, rows,
            [PersonColumn.Record, PersonColumn.Form, PersonColumn.Given, PersonColumn.Family, PersonColumn.Father,
                PersonColumn.Sex, PersonColumn.Born, PersonColumn.Origin, PersonColumn.Phone]);

        var counts = operation.Answer(new CountPeople(CountBy.Sex | CountBy.Origin, new(2026, 2, 1), Synthetic: false));
        Assert.InRange(people.Count, 99_900, rows.Count);
        Assert.Equal((people.Count, people.Count), (counts.Registered, counts.Rows.Sum(row => row.Registered)));
        Assert.Equal(
            people.Select(person => rows[person.Row - 2][1]).Distinct().Count(), operation.Now.People.HouseholdCount);
    }

    /// <summary>Registers every row that can be read, in chunks, and hands back whom.</summary>
    static List<(Guid Id, int Row)> Import(
        TestOperation operation, List<string[]> rows, PersonColumn[] columns)
    {
        var list = operation.Open("v1");
        var reader = new RowReader(columns, new(2026, 2, 1));
        var people = new List<ListedPerson>();
        for (var at = 0; at < rows.Count; at++)
            if (reader.Read(at + 2, rows[at], out _) is { } person)
                people.Add(person);
        foreach (var chunk in people.Chunk(ImportRows.RowsMax))
            operation.Import(list, chunk);
        return [.. people.Select(person => (list.PersonOf(person.Record).Value, person.Row))];
    }

    /// <summary>The cells below the header; none of these files quotes a cell.</summary>
    static List<string[]> Rows(string name)
    {
        var path = Path.Combine(DataFolder() ?? "", name);
        Assert.SkipUnless(File.Exists(path), $"shared/data/{name} is not there.");
        return [.. File.ReadLines(path).Skip(1).Select(line => line.Split(','))];
    }

    static string? DataFolder()
    {
        if (Environment.GetEnvironmentVariable("ANNONA_DATA") is { Length: > 0 } set)
            return set;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data") is var data && Directory.Exists(data))
                return data;
        return null;
    }
}
