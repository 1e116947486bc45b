using Annona.Journal;
using Annona.Tests.Aid;
using Annona.Tests.People;

namespace Annona.Tests;

/// <summary>A fact that arrives twice, as by sync, makes nothing twice.</summary>
public sealed class FoldTwiceTests
{
    [Fact]
    public void Folding_every_entry_twice_adds_no_second_party_place_source_promise_person_or_account()
    {
        var story = new AidStory();
        story.Operation.Register(PeopleScenes.Named("Anna", "Sarg"));

        var (once, twice) = (Folded(story.Operation, times: 1), Folded(story.Operation, times: 2));

        Assert.Equal(Counts(once), Counts(twice));
        Assert.Empty(twice.Faults());
    }

    static Registers Folded(TestOperation operation, int times)
    {
        var edit = new Edit();
        var registers = Registers.New();
        foreach (var (_, entry) in new JournalReader(new ClearSealer()).Open(
            operation.Store.Read(1), operation.Store.SubjectKeys(), Opening.PersonalParts))
            for (var time = 0; time < times; time++)
                registers = registers.After(StoredForms.Read(entry), edit);
        edit.Keep();
        return registers;
    }

    static string Counts(Registers now) => string.Join('\n',
    [
        $"officers {now.Access.Count}",
        .. now.Parties.All.Select(party => $"{party.Code} {party.Name}"),
        .. now.Places.All.Select(place => $"{place.Code} {place.Name}"),
        $"{now.Places.FindGroup("G1")?.Name}, {now.Places.FindGroup("G2")?.Name}",
        $"sources {now.PublicRecord.Sources.All.Count}, statements {now.PublicRecord.Statements.All.Count}",
        $"promises {now.PublicRecord.Promises.All.Count}, figures {now.PublicRecord.Figures.All.Count}",
        $"persons {now.People.PersonCount}, households {now.People.HouseholdCount}",
    ]);
}
