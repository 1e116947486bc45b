using Annona.Reading;

namespace Annona.Tests.Reading;

/// <summary>Invented reports of the kinds that a cell gets every day, each held against a table made by hand.</summary>
public sealed class ExampleReportsTest
{
    static string File(string name) =>
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, "examples", "reading", name));

    [Theory]
    [InlineData("situation-report")]
    [InlineData("town-meeting")]
    public void A_report_is_told_as_its_table_says(string name)
    {
        var table = File(name + ".md");

        var reading = Reader.Read(File(name + ".txt"), new());

        Assert.Equal(TableOfReading.Rows(table, "Statements"), TableOfReading.Statements(reading));
        Assert.Equal(TableOfReading.Rows(table, "Figures"), TableOfReading.Figures(reading));
        Assert.Equal(TableOfReading.Rows(table, "Dates"), TableOfReading.Dates(reading));
    }

    [Fact]
    public void The_people_spoken_of_are_named_once_each() => Assert.Equal(
        ["people", "unaccompanied children", "families", "the displaced families", "Each displaced person"],
        Reader.Read(File("situation-report.txt"), new()).Groups.Select(group => group.Words));
}
