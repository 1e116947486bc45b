using Annona.Access;
using Annona.Duplicates;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Duplicates;

public sealed class DecisionTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_likely_pair_is_found_and_stays_two_until_somebody_decides()
    {
        var pair = Twice();

        var found = operation.Answer(new FindDuplicates());
        operation.Record(new OpenReviews(found.New) { Intent = operation.NextIntent() });

        Assert.Equal(pair, Assert.Single(found.New).Pair);
        Assert.DoesNotContain("Hayrapetyan", found.New[0].Reasons, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((2, 1), (Counts().Registered, Counts().Undecided));
    }

    [Fact]
    public void A_pair_that_is_decided_the_same_counts_once_and_both_keep_their_records()
    {
        var pair = Opened();

        operation.Record(Decide(pair, Verdict.Same));

        Assert.Equal((1, 2, 0), (Counts().Registered, Counts().Records, Counts().Undecided));
        Assert.Equal(pair.Low, operation.Now.Duplicates.CanonicalOf(new Id<Person>(pair.High)).Value);
    }

    [Fact]
    public void Whoever_objected_on_one_record_stays_out_of_disclosures_with_all_of_them()
    {
        var pair = Opened();
        operation.Record(Decide(pair, Verdict.Same));
        operation.Register(Named("Ani", "Sarg"));
        operation.Record(new RecordObjection(new(pair.Low), new(2026, 3, 1), Withdrawn: false)
        {
            Intent = operation.NextIntent(),
        });

        var disclosed = Assert.IsType<PersonsDisclosed>(operation.Record(
            new DisclosePersons("clinic", "vaccination", "consent", PersonFields.Name, new())
            {
                Intent = operation.NextIntent(),
            })[0]);

        Assert.Equal(1, disclosed.Count);
        Assert.Equal(2, operation.Answer(new ListDisclosed(disclosed.Disclosure, 0, 10)).Withheld);
    }

    [Fact]
    public void A_pair_that_was_decided_different_is_not_proposed_again()
    {
        operation.Record(Decide(Opened(), Verdict.Different));

        var found = operation.Answer(new FindDuplicates());

        Assert.Empty(found.New);
        Assert.Equal(1, found.Remembered);
    }

    [Fact]
    public void A_pair_is_proposed_again_when_the_evidence_changed()
    {
        var pair = Opened();
        operation.Record(Decide(pair, Verdict.Different));
        foreach (var person in new[] { pair.Low, pair.High })
            operation.Record(new CorrectPerson(new(person), PersonFields.Documents, PersonFacts.None,
                new() { Documents = [new("passport", "AN 551")] }, "document-seen")
            {
                Intent = operation.NextIntent(),
            });

        var found = operation.Answer(new FindDuplicates());
        operation.Record(new OpenReviews(found.New) { Intent = operation.NextIntent() });

        Assert.Contains("document:exact", Assert.Single(found.New).Reasons, StringComparison.Ordinal);
        Assert.Equal(Verdict.Open, operation.Now.Duplicates.Find("R1")!.Verdict);
    }

    [Fact]
    public void Looking_again_adds_nothing()
    {
        Opened();
        var before = operation.Now.Position;

        var found = operation.Answer(new FindDuplicates());
        operation.Record(new OpenReviews(found.New) { Intent = operation.NextIntent() });

        Assert.Equal(before, operation.Now.Position);
    }

    [Fact]
    public void An_undone_merge_counts_two_again()
    {
        var pair = Opened();
        operation.Record(Decide(pair, Verdict.Same));

        operation.Record(new UnmergeRecords(pair, "mistake") { Intent = operation.NextIntent() });

        Assert.Equal(2, Counts().Registered);
        Assert.Equal("duplicates.not-merged", operation.Refused(
            new UnmergeRecords(pair, "mistake") { Intent = operation.NextIntent() }).Code);
        Assert.Empty(operation.Answer(new FindDuplicates()).New);
    }

    [Fact]
    public void Persons_of_two_households_who_are_one_raise_the_question_of_the_households()
    {
        var pair = Opened();

        operation.Record(Decide(pair, Verdict.Same));
        var asked = Assert.Single(operation.Answer(new ListReviews(null, WithDecided: false, 0, 10)).Rows);
        operation.Record(Decide(asked.Pair, Verdict.Same));

        Assert.Equal((PairKind.Households, "H1", "H2"), (asked.Pair.Kind, asked.Left.Code, asked.Right.Code));
        Assert.Equal((1, 1), (Counts().Registered, Counts().Households));
    }

    [Fact]
    public void Many_likely_pairs_at_once_need_a_second_officer()
    {
        var pair = Opened();
        var bulk = Assert.IsType<BulkProposed>(
            operation.Record(new ProposeBulk([pair], "same-list-twice") { Intent = operation.NextIntent() })[0]).Bulk;
        var second = new Actor(new(Ids.From(TestOperation.Id, "second")));
        operation.Record(new EnrolOfficer(second.Officer, Roles.Registrar, [1], "Second")
        {
            Intent = operation.NextIntent(),
        });

        var alone = operation.Refused(new ConfirmBulk(bulk) { Intent = operation.NextIntent() });
        Assert.Equal(2, Counts().Registered);
        operation.Record(new ConfirmBulk(bulk) { Intent = operation.NextIntent() }, second);

        Assert.Equal("duplicates.same-officer", alone.Code);
        Assert.Equal(1, Counts().Registered);
        Assert.Equal("duplicates.unknown-bulk", operation.Refused(
            new ConfirmBulk(bulk) { Intent = operation.NextIntent() }, second).Code);
    }

    [Fact]
    public void Real_and_made_up_people_are_never_one()
    {
        var real = operation.Register(Named("Anna", "Sarg", "1986-04-30"));
        var made = Assert.IsType<PersonRegistered>(operation.Record(
            new RegisterPerson(null, PersonFacts.None, Named("Anna", "Sarg", "1986-04-30"))
            {
                Intent = operation.NextIntent(), Synthetic = true,
            })[0]).Person;

        Assert.Empty(operation.Answer(new FindDuplicates()).New);
        Assert.Equal("duplicates.synthetic-mixed", operation.Refused(
            new MergeRecords(Pair.Of(real, made), "x") { Intent = operation.NextIntent() }).Code);
        var madeUp = operation.Answer(new CountPeople(CountBy.None, new(2026, 3, 2), Synthetic: true));
        Assert.Equal((1, 1), (Counts().Registered, madeUp.Registered));
    }

    [Fact]
    public void Without_names_nobody_can_be_compared()
    {
        Twice();
        operation.Reopen(Annona.Journal.Opening.OpenParts);

        var refused = Assert.Throws<RefusedException>(() => operation.Answer(new FindDuplicates()));

        Assert.Equal("duplicates.names-needed", refused.Why.Code);
    }

    PeopleCounts Counts() => operation.Answer(new CountPeople(CountBy.None, new(2026, 3, 2), Synthetic: false));

    DecidePair Decide(Pair pair, Verdict verdict) => new(pair, verdict, "asked-both")
    {
        Intent = operation.NextIntent(),
    };

    Pair Twice() => Pair.Of(
        operation.Register(Named("Anahit", "Hayrapetyan", "1986-04-17") with { Phones = ["097 366 946"] }),
        operation.Register(Named("Anahit", "Hayrapetian", "1986-04-17") with { Phones = ["+374 97 366946"] }));

    Pair Opened()
    {
        var pair = Twice();
        operation.Record(new OpenReviews(operation.Answer(new FindDuplicates()).New)
        {
            Intent = operation.NextIntent(),
        });
        return pair;
    }
}
