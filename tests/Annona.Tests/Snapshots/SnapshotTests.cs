using Annona.Journal;
using Annona.People;
using Annona.Privacy;
using Annona.Tests.Aid;
using Annona.Tests.People;
using Annona.Values;

namespace Annona.Tests.Snapshots;

/// <summary>
/// A snapshot holds what folding from the first entry would give, whatever came before and after it.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Every_register_of_an_operation_stands_in_the_snapshot()
    {
        var kept = Registers.Sections.Select(section => section.GetType().GetGenericArguments()[0]);

        var registers = typeof(Registers).GetProperties()
            .Where(property => property.PropertyType != typeof(long) && property.GetMethod?.IsStatic == false)
            .Select(property => property.PropertyType);

        Assert.Equal(registers.Append(typeof(Tally)).OrderBy(type => type.Name), kept.OrderBy(type => type.Name));
        Assert.All(Registers.Sections, section => Assert.NotEqual(default, section.Layout));
    }

    [Theory]
    [InlineData(Opening.PersonalParts)]
    [InlineData(Opening.OpenParts)]
    public void A_start_from_any_snapshot_gives_the_state_that_folding_everything_gives(Opening opening)
    {
        var world = Story();
        var whole = StateOf(Folded(world, Registers.New(), opening));

        for (var cut = 1; cut <= world.Store.Head.Size; cut += 3)
        {
            var before = Folded(world, Registers.New(), Opening.PersonalParts, through: cut);
            var resumed = Read(Written(before, opening), opening).Registers;

            Assert.Equal(cut, resumed.Position);
            Assert.Equal(whole, StateOf(Folded(world, resumed, opening)));
        }
    }

    [Fact]
    public void A_retention_that_was_set_is_read_back_from_the_snapshot()
    {
        var world = Story();

        var read = Read(Written(world.Now, Opening.OpenParts), Opening.OpenParts).Registers.Retention;

        Assert.Equal(
            new(RetentionKind.Persons, 400, "donor-agreement", TestOperation.Start), read.Of(RetentionKind.Persons));
        Assert.Equal(world.Now.Retention.All, read.All);
    }

    [Fact]
    public void A_name_that_was_corrected_away_is_not_in_the_snapshot()
    {
        var world = new TestOperation();
        var list = world.Open("first");
        world.Import(list, PeopleScenes.Row(1, "Vardanush", "Sarg"));
        world.Close(list);
        var corrected = world.Open("second", "2026-02-15");
        var row = PeopleScenes.Row(1, "Anna", "Sarg");
        world.Record(new DecideListChanges(corrected.Id, corrected.Newest.Number, [row], [])
        {
            Intent = world.NextIntent(),
        });

        var written = System.Text.Encoding.UTF8.GetString(Written(world.Now, Opening.PersonalParts));

        Assert.Contains("Anna", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Vardanush", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_without_names_has_none()
    {
        var world = new TestOperation();
        world.Register(PeopleScenes.Named("Vardanush", "Sarg"));

        var written = System.Text.Encoding.UTF8.GetString(Written(world.Now, Opening.OpenParts));

        Assert.DoesNotContain("Vardanush", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_a_desk_stated_in_a_correction_is_in_no_snapshot_without_names()
    {
        var world = new TestOperation();
        Correct(world, world.Register(PeopleScenes.Named("Anna", "Sarg")), "Vardanush");

        var written = System.Text.Encoding.UTF8.GetString(Written(world.Now, Opening.OpenParts));

        Assert.DoesNotContain("Vardanush", written, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_erasure_the_state_is_the_one_that_folding_gives_and_names_nobody()
    {
        var world = new TestOperation();
        var anna = world.Register(PeopleScenes.Named("Anna", "Sarg"));
        Correct(world, anna, "Vardanush");
        world.Record(new ErasePersons([anna], ErasureGround.ConsentWithdrawn, "asked-at-desk")
        {
            Intent = world.NextIntent(),
        });
        var state = StateOf(world.Now);

        var written = System.Text.Encoding.UTF8.GetString(Written(world.Now, Opening.PersonalParts));
        world.Reopen();

        Assert.DoesNotContain("Vardanush", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", written, StringComparison.Ordinal);
        Assert.Equal(state, StateOf(world.Now));
    }

    [Fact]
    public void A_damaged_snapshot_is_noticed_wherever_a_byte_was_changed()
    {
        var written = Written(Story().Now, Opening.PersonalParts);

        for (var at = 0; at < written.Length; at += 97)
        {
            byte[] damaged = [.. written];
            damaged[at] ^= 0x20;

            Assert.ThrowsAny<DamagedSnapshotException>(() => Read(damaged, Opening.PersonalParts));
        }
    }

    [Fact]
    public void A_snapshot_that_was_cut_off_or_grew_is_noticed()
    {
        var written = Written(Story().Now, Opening.PersonalParts);

        Assert.Throws<DamagedSnapshotException>(() => Read(written[..^1], Opening.PersonalParts));
        Assert.Throws<DamagedSnapshotException>(() => Read(written[..100], Opening.PersonalParts));
        Assert.Throws<DamagedSnapshotException>(() => Read([], Opening.PersonalParts));
    }

    [Fact]
    public void A_snapshot_with_names_is_not_taken_for_one_without()
    {
        var written = Written(Story().Now, Opening.PersonalParts);

        Assert.Throws<DamagedSnapshotException>(() => Read(written, Opening.OpenParts));
    }

    [Fact]
    public void An_operation_goes_on_from_its_snapshot_and_folds_only_what_came_after()
    {
        var world = Story();
        world.Snapshots = new KeptSnapshots();
        world.Reopen();
        world.Operation.KeepSnapshot();
        world.Register(PeopleScenes.Named("Late", "Comer"));
        var state = StateOf(world.Now);

        world.Reopen();

        Assert.Equal(1, world.Operation.FoldedAtStart);
        Assert.Equal(state, StateOf(world.Now));
        world.Register(PeopleScenes.Named("Later", "Still"));
        Assert.Equal(world.Store.Head.Size, world.Operation.Tree.Size);
    }

    [Fact]
    public void A_snapshot_of_a_journal_that_was_put_back_is_passed_over_and_everything_is_folded()
    {
        var (world, other) = (Story(), Story());
        world.Snapshots = other.Snapshots = new KeptSnapshots();
        world.Register(PeopleScenes.Named("Only", "Here"));
        world.Reopen();
        world.Operation.KeepSnapshot();

        other.Reopen();

        Assert.Equal(other.Store.Head.Size, other.Operation.FoldedAtStart);
        Assert.Null(other.Snapshots.Open(Opening.PersonalParts));
    }

    [Fact]
    public void A_damaged_snapshot_is_passed_over_and_everything_is_folded()
    {
        var world = Story();
        var kept = new KeptSnapshots();
        world.Snapshots = kept;
        world.Reopen();
        world.Operation.KeepSnapshot();
        kept.Bytes[Opening.PersonalParts][40] ^= 1;

        world.Reopen();

        Assert.Equal(world.Store.Head.Size, world.Operation.FoldedAtStart);
    }

    [Fact]
    public void A_week_that_is_closed_by_a_handover_does_not_count_that_handover_whenever_it_is_folded()
    {
        var story = new AidStory();
        var programme = story.Plan();
        var families = Enumerable.Range(0, 12).Select(_ => story.Family(1)).ToList();
        story.Grant(programme);
        var day = story.Day(programme);
        foreach (var family in families.Skip(1))
            story.Give(day, family, "1 food-parcel");
        story.Operation.Wait(TimeSpan.FromDays(14));

        // In the week after next, and the first entry of that week: the releases up to it are made before it.
        story.GiveInField(day, families[0], "1 food-parcel");

        Assert.Equal(
            StateOf(story.Operation.Now), StateOf(Folded(story.Operation, Registers.New(), Opening.PersonalParts)));
    }

    /// <summary>A bit of everything: sources, promises, books, people, aid.</summary>
    static TestOperation Story()
    {
        var story = new AidStory();
        story.Operation.Register(PeopleScenes.Named("Anna", "Sarg"));
        Correct(story.Operation, story.Operation.Register(PeopleScenes.Named("Aram", "Sarg")), "Armen");
        story.Record(new SetRetention(RetentionKind.Persons, 400, "donor-agreement") { Intent = story.Next() });
        return story.Operation;
    }

    static void Correct(TestOperation world, Id<Person> person, string given) => world.Record(
        new CorrectPerson(
            person, PersonFields.Name, PersonFacts.None, PeopleScenes.Named(given, "Sarg"), "document-seen")
        {
            Intent = world.NextIntent(),
        });

    static Registers Folded(TestOperation world, Registers registers, Opening opening, long through = long.MaxValue)
    {
        var edit = new Edit();
        foreach (var (_, entry) in new JournalReader(new ClearSealer()).Open(
            world.Store.Read(registers.Position + 1).TakeWhile(entry => entry.Position <= through),
            world.Store.SubjectKeys(), opening))
            registers = registers.After(StoredForms.Read(entry), edit);
        edit.Keep();
        return registers;
    }

    static string StateOf(Registers now) => string.Join(
        '\n', Snapshot.StateOf(now, Opening.PersonalParts).Select(pair => $"{pair.Section.Name} {pair.State}"));

    static byte[] Written(Registers now, Opening opening)
    {
        using var stream = new MemoryStream();
        new Snapshot(now, EndAt(now), []).Write(TestOperation.Id, opening, stream, new ClearSealer());
        return stream.ToArray();
    }

    static StartingPoint Read(byte[] written, Opening opening) =>
        Snapshot.Read(TestOperation.Id, opening, new MemoryStream(written), new ClearSealer());

    static JournalEnd EndAt(Registers now)
    {
        var tree = new CompactRange();
        for (var at = 0; at < now.Position; at++)
            tree.Append(default);
        return new(now.Position, [.. tree.Peaks], default, 0);
    }
}
