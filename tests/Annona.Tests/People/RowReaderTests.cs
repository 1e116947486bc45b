using Annona.People;
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
    [InlineData(PersonColumn.Sex, "Y", "The sex cannot be read.")]
    [InlineData(PersonColumn.Age, "-3", "The age cannot be read.")]
    [InlineData(PersonColumn.Needs, "TR", "The specific needs hold a code that is not collected here.")]
    [InlineData(PersonColumn.Arrived, "2026-02", "The day of arrival is no day of the calendar.")]
    [InlineData(PersonColumn.Arrived, "2026-02-02", "The day of arrival lies after the day of the list.")]
    [InlineData(PersonColumn.Family, "Sa\u202erg",
        "The name has control or direction marks in it, which nobody sees.")]
    [InlineData(PersonColumn.Record, " ", "The record number is missing.")]
    public void What_is_unclear_is_told_and_never_guessed(PersonColumn column, string cell, string reason)
    {
        var person = Read([PersonColumn.Name, column], ["Anna", cell], out var problems);

        Assert.Null(person);
        Assert.Equal((column, reason), (Assert.Single(problems).Column, problems[0].Reason));
        Assert.DoesNotContain(cell.Trim().Length > 1 ? cell : "\0", $"{problems[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_relation_without_a_word_of_ours_is_another_relative_with_a_remark()
    {
        var person = Read([PersonColumn.Name, PersonColumn.Relation], ["Anna", "godmother"], out var problems)!;

        Assert.Equal(Relation.OtherRelative, person.Facts.Relation);
        Assert.Equal((PersonColumn.Relation, RowWeight.Remark), (problems.Single().Column, problems[0].Weight));
    }

    [Fact]
    public void Read_leniently_a_person_is_kept_and_the_bad_field_says_nothing()
    {
        var person = ReadLeniently(
            [PersonColumn.Name, PersonColumn.Born, PersonColumn.Sex, PersonColumn.Needs],
            ["Anna", "1980-02-31", "Y", "TR"], out var problems)!;

        Assert.Equal(3, problems.Count);
        Assert.Equal(PersonFields.Name, person.Stated);
        Assert.True(person.Details.Born.IsNone);
    }

    [Fact]
    public void Read_leniently_somebody_without_a_name_is_kept_but_not_without_a_record_number()
    {
        Assert.True(ReadLeniently(
            [PersonColumn.Name, PersonColumn.Sex], ["", "F"], out _)!.NameNotKnown);
        Assert.Null(ReadLeniently([PersonColumn.Record, PersonColumn.Name], ["", "Anna"], out _));
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
        new RowReader(columns, AsOf).Read(2, cells, out problems);

    static ListedPerson? ReadLeniently(
        PersonColumn[] columns, string[] cells, out IReadOnlyList<RowProblem> problems) =>
        new RowReader(columns, AsOf, Strictness.Lenient).Read(2, cells, out problems);
}
