using Annona.Access;
using Annona.Duplicates;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Duplicates;

/// <summary>Groups that grow by merges keep what people decided about their records.</summary>
public sealed class OneGroupTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void Two_who_are_decided_different_do_not_become_one_through_a_third()
    {
        var (one, two, three) = Three();
        Merge(one, two);
        operation.Record(new UnmergeRecords(Pair.Of(one, two), "two-sisters") { Intent = operation.NextIntent() });
        Merge(one, three);

        var refused = operation.Refused(
            new MergeRecords(Pair.Of(two, three), "same") { Intent = operation.NextIntent() });

        Assert.Equal("duplicates.decided-different", refused.Code);
        Assert.Contains("R1", refused.Message, StringComparison.Ordinal);
        operation.Record(new DecidePair(Pair.Of(one, two), Verdict.Later, "asked") { Intent = operation.NextIntent() });
        Merge(two, three);
        Assert.True(operation.Answer(new FindPair(Pair.Of(one, two))).One);
    }

    [Fact]
    public void Two_who_are_one_through_a_third_cannot_be_decided_different()
    {
        var (one, two, three) = Three();
        operation.Record(new OpenReviews([new(Pair.Of(one, three), 9_900, ReviewZone.Likely, "given:exact")])
        {
            Intent = operation.NextIntent(),
        });
        Merge(one, two);
        Merge(two, three);

        var refused = operation.Refused(
            new DecidePair(Pair.Of(one, three), Verdict.Different, "asked") { Intent = operation.NextIntent() });

        Assert.Equal("duplicates.one-through-others", refused.Code);
        Assert.Contains("N2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bulk_decision_passes_over_pairs_that_would_join_what_is_different()
    {
        var (one, two, three) = Three();
        Pair[] pairs = [Pair.Of(one, two), Pair.Of(two, three), Pair.Of(one, three)];
        operation.Record(new OpenReviews(
            [.. pairs.Select(pair => new FoundPair(pair, 9_900, ReviewZone.Likely, "given:exact"))])
        {
            Intent = operation.NextIntent(),
        });
        operation.Record(new DecidePair(pairs[2], Verdict.Different, "asked") { Intent = operation.NextIntent() });
        var proposed = Assert.IsType<BulkProposed>(Assert.Single(operation.Record(
            new ProposeBulk([pairs[0], pairs[1]], "same-list-twice") { Intent = operation.NextIntent() })));
        Assert.Equal("duplicates.waits-already", operation.Refused(
            new ProposeBulk([pairs[0]], "again") { Intent = operation.NextIntent() }).Code);

        var events = operation.Record(
            new ConfirmBulk(proposed.Bulk) { Intent = operation.NextIntent() }, SecondOfficer());

        Assert.Equal(pairs[0], Assert.Single(events.OfType<RecordsMerged>()).Pair);
        Assert.False(operation.Answer(new FindPair(pairs[2])).One);
    }

    [Fact]
    public void The_question_about_households_falls_away_with_the_merge_it_came_from_and_can_come_again()
    {
        var (one, two, _) = Three();
        var homes = Pair.Of(operation.HouseholdOf(one), operation.HouseholdOf(two));

        Merge(one, two);
        Assert.True(operation.Now.Duplicates.Find(homes)!.IsOpen);
        operation.Record(new UnmergeRecords(Pair.Of(one, two), "mistake") { Intent = operation.NextIntent() });
        Assert.Equal(Verdict.Withdrawn, operation.Now.Duplicates.Find(homes)!.Verdict);
        Merge(one, two);

        Assert.True(operation.Now.Duplicates.Find(homes)!.IsOpen);
    }

    [Fact]
    public void The_same_row_twice_on_one_form_is_asked_about()
    {
        var first = operation.Register(Named("Ani", "Sarg", "1980-04-30"));
        var second = operation.Register(Named(" ANI", "Sarg", "1980-04-30"), operation.HouseholdOf(first));
        operation.Register(Named("Bo", "Sarg", "1980-04-30"), operation.HouseholdOf(first));

        var found = operation.Answer(new FindDuplicates());

        Assert.Equal((Pair.Of(first, second), ReviewZone.Ask), (Assert.Single(found.New).Pair, found.New[0].Zone));
        Assert.Contains("two rows of one household", Evidence.Text(found.New[0].Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_of_several_documents_is_evidence()
    {
        PersonalDetails With(string given, params string[] numbers) => Named(given, "Hayrapetyan", "1980-04-30") with
        {
            Documents = [.. numbers.Select(number => new Document("", number))],
        };
        operation.Register(With("Lusine", "AA1111111", "BB2222222"));
        operation.Register(With("Lusine", "CC3333333", "BB2222222"));

        var found = operation.Answer(new FindDuplicates());

        Assert.Contains("document:exact", Assert.Single(found.New).Reasons, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_spelling_in_one_script_is_not_called_another_script()
    {
        operation.Register(Named("Yeghishe", "Hayrapetian", "1980-04-30"));
        operation.Register(Named("Eghishe", "Hayrapetyan", "1980-04-30"));

        var found = operation.Answer(new FindDuplicates());

        Assert.DoesNotContain("acrossscripts", Assert.Single(found.New).Reasons, StringComparison.Ordinal);
    }

    (Id<Person> One, Id<Person> Two, Id<Person> Three) Three() => (
        operation.Register(Named("Ani", "Sarg")), operation.Register(Named("Bo", "Sarg")),
        operation.Register(Named("Ce", "Sarg")));

    void Merge(Id<Person> one, Id<Person> other) =>
        operation.Record(new MergeRecords(Pair.Of(one, other), "same") { Intent = operation.NextIntent() });

    Actor SecondOfficer()
    {
        var officer = new Id<Officer>(Ids.From(TestOperation.Id, "second"));
        operation.Record(new EnrolOfficer(officer, Roles.Registrar, [2], "Second") { Intent = operation.NextIntent() });
        return new(officer);
    }
}
