using Annona.People;
using Annona.Places;
using Annona.Values;

namespace Annona.Tests.People;

public sealed class RowReaderTests
{
    static readonly DateOnly AsOf = new(2026, 2, 1);

    [Fact]
    public void A_row_is_read_as_it_is_written()
    {
        var person = Read(
            [PersonColumn.Record, PersonColumn.Form, PersonColumn.Given, PersonColumn.Family, PersonColumn.Sex,
                PersonColumn.Born, PersonColumn.Relation, PersonColumn.Needs, PersonColumn.Present, PersonColumn.Phone],
            ["17", "F9", " Աննա ", "Sarg", "f", "~1986-04", "daughter", "DS SP", "Lusavan", "097 1; 097 2"],
            out var problems)!;

        Assert.Empty(problems);
        Assert.Equal(("17", "F9", "Աննա Sarg"), (person.Record, person.Form, person.Details.FullName));
        Assert.Equal(
            new PersonFacts
            {
                Sex = Sex.Female, BirthYear = 1986, BirthEstimated = true, Relation = Relation.Child,
                Needs = Needs.Disability | Needs.SingleParent, Present = new(null, "Lusavan"),
            },
            person.Facts);
        Assert.Equal(["097 1", "097 2"], person.Details.Phones);
        Assert.False(person.Stated.HasFlag(PersonFields.Origin));
    }

    [Theory]
    [InlineData(PersonColumn.Born, "1986-02-31", "The date of birth is no day of the calendar.")]
    [InlineData(PersonColumn.Born, "03/04/1986", "The date of birth is no day of the calendar.")]
    [InlineData(PersonColumn.Born, "2026-02-02", "The birth lies after the day of the list.")]
    [InlineData(PersonColumn.Born, "1886", "The birth lies more than 125 years back.")]
    [InlineData(PersonColumn.Sex, "X", "The sex cannot be read.")]
    [InlineData(PersonColumn.Age, "-3", "The age cannot be read.")]
    [InlineData(PersonColumn.Needs, "TR", "The specific needs hold a code that is not collected here.")]
    [InlineData(PersonColumn.Relation, "boss", "The relation to the representative cannot be read.")]
    [InlineData(PersonColumn.Arrived, "2026-02", "The day of arrival is no day of the calendar.")]
    [InlineData(PersonColumn.Record, " ", "The record number is missing.")]
    public void What_is_unclear_is_told_and_never_guessed(PersonColumn column, string cell, string reason)
    {
        var person = Read([PersonColumn.Name, column], ["Anna", cell], out var problems);

        Assert.Null(person);
        Assert.Equal((column, reason), (Assert.Single(problems).Column, problems[0].Reason));
        Assert.DoesNotContain(cell.Trim().Length > 1 ? cell : "\0", $"{problems[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_any_name_is_told()
    {
        Assert.Null(Read([PersonColumn.Given, PersonColumn.Sex], ["  ", "F"], out var problems));
        Assert.Equal((null, "The row has no name at all."), (problems[0].Column, problems[0].Reason));
    }

    [Fact]
    public void An_age_gives_an_estimated_year() => Assert.Equal(
        new PartialDate(1986, 0, 0, Estimated: true),
        Read([PersonColumn.Name, PersonColumn.Age], ["Anna", "40"], out _)!.Details.Born);

    static ListedPerson? Read(PersonColumn[] columns, string[] cells, out IReadOnlyList<RowProblem> problems) =>
        new RowReader(columns, AsOf, PlaceRegister.Empty).Read(2, cells, out problems);
}
