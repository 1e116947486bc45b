using Annona.People;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.People;

/// <summary>What the law asks for stays readable, and what is shown is what is recorded.</summary>
public sealed class GroundTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void Legal_bases_and_notices_are_kept_with_their_days_and_not_twice()
    {
        var home = operation.HouseholdOf(operation.Register(Named("Anna", "Sarg")));
        GroundHouseholds Ask(string language) => new(
            [home], new("aid", "vital-interest", new(2026, 3, 1)), new(language, new(2026, 3, 1)))
        {
            Intent = operation.NextIntent(),
        };

        Assert.Equal(2, operation.Record(Ask("hy")).Count);
        Assert.Empty(operation.Record(Ask("hy")));
        Assert.Single(operation.Record(Ask("ru")));
        operation.Reopen();

        var shown = operation.Answer(new ShowHousehold("H1"))!;
        Assert.Equal(new LegalGround("aid", "vital-interest", new(2026, 3, 1)), Assert.Single(shown.Bases));
        Assert.Equal(["hy", "ru"], shown.Notices.Select(notice => notice.Language));
    }

    [Fact]
    public void Days_after_today_are_refused_at_the_desk_as_in_a_list()
    {
        var person = operation.Register(Named("Anna", "Sarg"));
        var home = operation.HouseholdOf(person);
        var later = new DateOnly(2026, 12, 1);

        Assert.Equal("people.day-in-future", operation.Refused(
            new GiveNotice(home, "hy", later) { Intent = operation.NextIntent() }).Code);
        Assert.Equal("people.day-in-future", operation.Refused(
            new RecordDeparture(person, later, LeaveReason.Died) { Intent = operation.NextIntent() }).Code);
        Assert.Equal("people.arrived-later", operation.Refused(
            new RegisterPerson(null, new() { Arrived = later }, Named("Bo", "Nor"))
            {
                Intent = operation.NextIntent(),
            }).Code);
        Assert.Equal("people.born-too-early", operation.Refused(
            new RegisterPerson(null, PersonFacts.None, Named("Bo", "Nor", "1880"))
            {
                Intent = operation.NextIntent(),
            }).Code);
    }

    [Fact]
    public void Marks_that_nobody_sees_are_refused_in_a_name()
    {
        Assert.Equal("people.hidden-letters", operation.Refused(
            new RegisterPerson(null, PersonFacts.None, Named("An\u202ena", "Sarg"))
            {
                Intent = operation.NextIntent(),
            }).Code);
        Assert.Equal("people.name-too-long", operation.Refused(
            new RegisterPerson(null, PersonFacts.None, Named(new string('a', 201), "Sarg"))
            {
                Intent = operation.NextIntent(),
            }).Code);
        operation.Register(Named("علی\u200cرضا", "Sarg"));
    }

    [Fact]
    public void The_day_and_reason_of_leaving_and_of_an_objection_are_shown()
    {
        var person = operation.Register(Named("Anna", "Sarg"));
        operation.Record(new RecordObjection(person, new(2026, 3, 1), Withdrawn: false)
        {
            Intent = operation.NextIntent(),
        });
        operation.Record(new RecordDeparture(person, new(2026, 3, 2), LeaveReason.Departed)
        {
            Intent = operation.NextIntent(),
        });

        var shown = operation.Answer(new ListPeople(new() { WithLeft = true }, 0, 10)).Rows.Single();

        Assert.Equal((new DateOnly(2026, 3, 2), LeaveReason.Departed, new DateOnly(2026, 3, 1)), (
            shown.LeftOn, shown.LeftBecause, shown.ObjectedOn));
        Assert.Equal("people.objected-already", operation.Refused(
            new RecordObjection(person, new(2026, 3, 1), Withdrawn: false) { Intent = operation.NextIntent() }).Code);
    }
}
