using Annona.Access;
using Annona.Journal;
using Annona.Privacy;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Golden;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Keys;

/// <summary>The key that wraps persons' keys is another one each month, and the old one is destroyed.</summary>
public sealed class KeyTurnTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void An_old_copy_of_the_database_opens_no_erased_person_once_the_retention_is_over()
    {
        var paths = made.Copy("thousand");
        var people = PeopleInFolder.Register(paths, 1_100);
        var (erased, living) = (people.Take(1_000).ToList(), people.Skip(1_000).ToList());
        var copy = PeopleInFolder.CopyOfDatabase(paths, disk);
        PeopleInFolder.Erase(paths, erased);

        PeopleInFolder.Turn(paths, afterDays: 31);
        // The epoch of their time is still kept: the old copy opens all of them, or this test shows nothing.
        Assert.Superset(erased.ToHashSet(), PeopleInFolder.Readable(copy, paths));
        PeopleInFolder.Turn(paths, afterDays: 31 + 34);
        Assert.Superset(erased.ToHashSet(), PeopleInFolder.Readable(copy, paths));
        var done = PeopleInFolder.Turn(paths, afterDays: 31 + 35);

        Assert.Equal([1], done.Destroyed);
        Assert.Empty(PeopleInFolder.Readable(copy, paths));
        var readable = PeopleInFolder.Readable(paths.Journal, paths);
        Assert.Superset(living.ToHashSet(), readable);
        Assert.DoesNotContain(erased, readable.Contains);
        using var running = MadeOperation.Open(paths);
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void A_replaced_key_is_kept_as_long_as_the_rule_for_it_says()
    {
        var paths = made.Copy("rule");
        var rule = new SetRetention(RetentionKind.Epochs, 50, "backups-of-seven-weeks") { Intent = Guid.NewGuid() };
        using (var running = MadeOperation.Open(paths))
            Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, rule));
        PeopleInFolder.Turn(paths, afterDays: 31);

        var kept = KeyTurn.Replaced(paths);
        var early = PeopleInFolder.Turn(paths, afterDays: 31 + 49);
        var over = PeopleInFolder.Turn(paths, afterDays: 31 + 50);

        Assert.Equal([1], kept.Select(epoch => epoch.Epoch));
        Assert.Empty(early.Destroyed);
        Assert.Equal([1], over.Destroyed);
        Assert.Equal([2], KeyTurn.Replaced(paths).Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void A_turn_over_that_is_ended_at_any_step_loses_no_key_and_goes_on_at_the_next_call()
    {
        var begun = made.Copy("steps");
        PeopleInFolder.Register(begun, 10);
        PeopleInFolder.Turn(begun, afterDays: 31);
        var everybody = PeopleInFolder.Readable(begun.Journal, begun);
        Assert.Equal(11, everybody.Count);
        var steps = 0;
        for (var isWhole = false; !isWhole; steps++)
        {
            var (paths, left) = (Copied(begun), steps);

            // Due for both: a new epoch, and the end of the first.
            void End(Enum step)
            {
                if (left-- == 0)
                    throw new IOException($"Ended after {step}.");
            }

            isWhole = Record.Exception(() => PeopleInFolder.Turn(paths, afterDays: 31 + 36, passed: End)) is null;

            Assert.Equal(everybody, PeopleInFolder.Readable(paths.Journal, paths));
            PeopleInFolder.Register(paths, 1, "Meanwhile");
            PeopleInFolder.Turn(paths, afterDays: 31 + 36);
            Assert.Equal(12, PeopleInFolder.Readable(paths.Journal, paths).Count);
            var form = EpochFile.Read(paths.Epochs);
            Assert.Equal((1, true), (form.Epochs[0].Number, form.Epochs[0].IsGone));
            Assert.Equal([false, false], form.Epochs[1..].Select(epoch => epoch.IsGone));
            Assert.Equal(3, form.Newest.Number);
            Assert.All(Wrappings(paths), epoch => Assert.Equal(3, epoch));
            Assert.False(File.Exists(paths.Epochs + ".new"));
            Assert.Equal(["2: ", "3: 1"], Turned(paths).Select(turned =>
                $"{turned.Epoch}: {string.Join(' ', turned.Destroyed)}"));
        }
        // Two writes of the file with three steps each, four of the wrapping.
        Assert.Equal(11, steps);
    }

    [Fact]
    public void A_turn_over_that_one_coordinator_noted_and_another_brings_to_its_end_stands_once_in_the_journal()
    {
        var paths = made.Copy("two");
        using var amal = MadeOperation.Unlocked(paths);
        var file = amal.Enrol(new(Guid.CreateVersion7(), "Farouk Test"), MadeOperation.Passphrase);
        var (farouk, publicKey) = OfficerKeyFile.Describe(file);
        using (var running = MadeOperation.Open(paths))
            Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, new EnrolOfficer(
                new(farouk.Id), Roles.Coordinator, publicKey, farouk.Name)
            {
                Intent = Guid.NewGuid(),
            }));
        Assert.Throws<IOException>(() => PeopleInFolder.Turn(paths, afterDays: 31, passed: step =>
        {
            if (step is TurnStep.Recorded)
                throw new IOException("Ended.");
        }));

        var done = KeyTurn.Run(
            paths, OfficerKeyFile.Unlock(file, MadeOperation.Passphrase), TurnWish.WhenDue,
            new(TimeProvider.System, _ => { }));

        Assert.Equal((2, true), (done.Epoch, done.IsTurned));
        Assert.Equal([2], Turned(paths).Select(turned => turned.Epoch));
        Assert.False(PeopleInFolder.Turn(paths, afterDays: 31).IsTurned);
    }

    [Fact]
    public void An_epoch_that_is_destroyed_after_the_turn_over_has_an_entry_of_its_own()
    {
        var paths = made.Copy("later");
        PeopleInFolder.Turn(paths, afterDays: 31);

        var done = KeyTurn.Run(
            paths, MadeOperation.Unlocked(paths), new(IsForced: false, TimeSpan.FromDays(5)),
            new(new StillClock(TimeProvider.System.GetUtcNow().AddDays(31 + 6)), _ => { }));

        Assert.Equal((2, false), (done.Epoch, done.IsTurned));
        Assert.Equal(["2: ", "2: 1"], Turned(paths).Select(turned =>
            $"{turned.Epoch}: {string.Join(' ', turned.Destroyed)}"));
    }

    [Fact]
    public void Nothing_is_done_when_nothing_is_due_unless_somebody_says_now()
    {
        var paths = made.Copy("due");
        PeopleInFolder.Register(paths, 3);
        var before = File.ReadAllBytes(paths.Epochs);

        var idle = PeopleInFolder.Turn(paths, afterDays: 29);

        Assert.Equal((1, false, 0L), (idle.Epoch, idle.IsTurned, idle.Rewrapped));
        Assert.Equal(before, File.ReadAllBytes(paths.Epochs));
        var forced = PeopleInFolder.Turn(paths, afterDays: 29, isForced: true);
        // Three people and the officer.
        Assert.Equal((2, true, 4L), (forced.Epoch, forced.IsTurned, forced.Rewrapped));
    }

    [Fact]
    public void An_operation_of_the_first_release_gets_its_first_epoch_and_goes_on_as_before()
    {
        var kept = Path.Combine(GoldenJournal.Folder, "0.1.0");
        var paths = OperationPaths.For(disk["golden"], keys: null);
        Disk.Copy(Path.Combine(kept, "data"), paths.Data);
        Disk.Copy(Path.Combine(kept, "keys"), paths.Keys);
        File.Delete(paths.Epochs);
        var passphrase = File.ReadAllText(Directory.GetFiles(paths.Keys, "*.txt")[0]).Trim();
        UnlockedOfficer Officer() => OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], passphrase);
        var keys = Wrappings(paths).Count;

        using (var running = OperationFolder.Open(paths, Officer(), FolderUse.Write, Opening.PersonalParts))
            Assert.Contains(running.Warnings, said => said.Contains("annona keys turn", StringComparison.Ordinal));
        var done = KeyTurn.Run(
            paths, Officer(), TurnWish.WhenDue, new(TimeProvider.System, _ => { }));

        Assert.Equal((1, true, (long)keys), (done.Epoch, done.IsTurned, done.Rewrapped));
        Assert.All(Wrappings(paths), epoch => Assert.Equal(1, epoch));
        Assert.Equal(keys, Wrappings(paths).Count);
        using var again = OperationFolder.Open(paths, Officer(), FolderUse.Write, Opening.PersonalParts);
        Assert.Empty(again.Warnings);
    }

    [Fact]
    public void A_turn_over_stands_in_the_journal_with_what_it_wrapped_and_destroyed()
    {
        var paths = made.Copy("recorded");
        PeopleInFolder.Register(paths, 3);

        PeopleInFolder.Turn(paths, afterDays: 31);
        PeopleInFolder.Turn(paths, afterDays: 31 + 36);
        PeopleInFolder.Turn(paths, afterDays: 31 + 37);

        // Three people and the officer's own name. On the second day epoch 2 is due as well, on the third nothing is.
        Assert.Equal(
            ["2: 4 wrapped, destroyed ", "3: 4 wrapped, destroyed 1"],
            Turned(paths).Select(turned =>
                $"{turned.Epoch}: {turned.Rewrapped} wrapped, destroyed {string.Join(' ', turned.Destroyed)}"));
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void Who_is_no_coordinator_turns_no_keys_over()
    {
        var paths = made.Copy("not-yours");
        using var amal = MadeOperation.Unlocked(paths);
        var file = amal.Enrol(new(Guid.CreateVersion7(), "Farouk Test"), MadeOperation.Passphrase);
        var (farouk, publicKey) = OfficerKeyFile.Describe(file);
        using (var running = MadeOperation.Open(paths))
            Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, new EnrolOfficer(
                new(farouk.Id), Roles.All & ~Roles.Coordinator, publicKey, farouk.Name)
            {
                Intent = Guid.NewGuid(),
            }));
        var before = File.ReadAllBytes(paths.Epochs);

        var no = Assert.Throws<RefusedException>(() => KeyTurn.Run(
            paths, OfficerKeyFile.Unlock(file, MadeOperation.Passphrase), TurnWish.WhenDue with { IsForced = true },
            new(TimeProvider.System, _ => { })));

        Assert.Equal("access.not-your-role", no.Why.Code);
        Assert.Equal(before, File.ReadAllBytes(paths.Epochs));
        Assert.Empty(Turned(paths));
    }

    [Fact]
    public void A_process_that_opened_the_operation_earlier_finds_the_new_epoch()
    {
        var paths = made.Copy("earlier");
        PeopleInFolder.Register(paths, 3);
        using var reader = MadeOperation.Open(paths, FolderUse.Read);

        PeopleInFolder.Turn(paths, afterDays: 31);
        PeopleInFolder.Register(paths, 1, "Later");

        // Names are opened on the way; one that does not open ends this with an exception.
        Assert.Equal(2, reader.Operation.CatchUp());
    }

    [Fact]
    public void A_snapshot_with_names_goes_with_the_turn_over_and_an_old_copy_of_it_with_its_epoch()
    {
        var paths = made.Copy("snapshot");
        PeopleInFolder.Register(paths, 30);
        using (var running = MadeOperation.Open(paths))
            running.Operation.KeepSnapshot();
        var snapshot = Path.Combine(paths.Data, "snapshot.names");
        var old = File.ReadAllBytes(snapshot);
        using (var running = MadeOperation.Open(paths))
            Assert.Equal(0, running.Operation.FoldedAtStart);

        PeopleInFolder.Turn(paths, afterDays: 31);
        Assert.False(File.Exists(snapshot));
        // The copy still opens in its time, or this test shows nothing: only the turn-over's own entry came after it.
        File.WriteAllBytes(snapshot, old);
        using (var running = MadeOperation.Open(paths))
            Assert.Equal(1, running.Operation.FoldedAtStart);
        PeopleInFolder.Turn(paths, afterDays: 31 + 35);
        File.WriteAllBytes(snapshot, old);

        using var later = MadeOperation.Open(paths);
        Assert.Equal(34, later.Operation.FoldedAtStart);
        later.Operation.KeepSnapshot();
        using var again = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(0, again.Operation.FoldedAtStart);
    }

    [Fact]
    public void Names_are_sealed_with_the_epoch_and_open_parts_with_the_register()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create("relief.example/north", root);
        var before = ring.Parts.SealNames("Canaria"u8, []);
        ring.Parts.Epochs = EpochKeys.Open(
            EpochsForm.First(ring.Origin, root, TimeProvider.System.GetUtcNow()), root, ring.Parts);

        var names = ring.Parts.SealNames("Canaria"u8, []);

        Assert.True(ring.Parts.TryOpenNames(before, [], out _));
        Assert.True(ring.Parts.TryOpenNames(names, [], out var plain));
        Assert.Equal("Canaria"u8, plain);
        using var without = KeyRing.Open(ring.ToBytes(), root);
        Assert.False(without.Parts.TryOpenNames(names, [], out _));
        Assert.False(without.Parts.TryOpen(names.AsSpan(4), [], out _));
        Assert.False(ring.Parts.TryOpenNames([1, 2], [], out _));
    }

    [Fact]
    public void While_another_process_records_nothing_is_turned_over()
    {
        var paths = made.Copy("held");
        using var running = MadeOperation.Open(paths);

        var told = Assert.Throws<StoreException>(() => PeopleInFolder.Turn(paths, afterDays: 31));

        Assert.Contains("is writing to this operation", told.Message, StringComparison.Ordinal);
        Assert.Single(EpochFile.Read(paths.Epochs).Epochs);
    }

    [Fact]
    public void Who_records_is_reminded_when_the_last_turn_over_is_more_than_a_month_ago()
    {
        var paths = made.Copy("remind");
        using var root = RootKey.Create();
        using var ring = KeyRing.Create("relief.example/north", root);
        var now = TimeProvider.System.GetUtcNow();
        ring.Parts.Epochs = EpochKeys.Open(EpochsForm.First(ring.Origin, root, now), root, ring.Parts);

        Assert.Empty(FolderEpochs.Reminders(ring, new StillClock(now.AddDays(29))));
        Assert.Contains("Run: annona keys turn",
            FolderEpochs.Reminders(ring, new StillClock(now.AddDays(31))).Single(), StringComparison.Ordinal);
        using var fresh = MadeOperation.Open(paths);
        Assert.Empty(fresh.Warnings);
    }

    [Fact]
    public void Without_the_file_of_the_epochs_no_name_is_read_and_everybody_is_told_why()
    {
        var paths = made.Copy("without");
        File.Delete(paths.Epochs);

        var told = Assert.Throws<KeyException>(() => MadeOperation.Open(paths));

        Assert.Equal(KeyFault.Missing, told.Fault);
        Assert.Contains(paths.Epochs, told.Message, StringComparison.Ordinal);
        Assert.Contains("--backup-keys", told.Remedy, StringComparison.Ordinal);
        using var counting = OperationFolder.Open(
            paths, MadeOperation.Unlocked(paths), FolderUse.Read, Opening.OpenParts);
        Assert.Equal(2, counting.Operation.Tree.Size);
    }

    [Fact]
    public void An_old_copy_of_the_file_is_refused_before_anything_is_sealed_with_it()
    {
        var paths = made.Copy("oldfile");
        var old = File.ReadAllBytes(paths.Epochs);
        PeopleInFolder.Turn(paths, afterDays: 31);
        File.WriteAllBytes(paths.Epochs, old);

        var told = Assert.Throws<KeyException>(() => MadeOperation.Open(paths));

        Assert.Contains("ends with epoch 1, and this journal uses epoch 2", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused_or_the_same_and_never_anything_else()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create("relief.example/north", root);
        var person = Guid.CreateVersion7();
        var stored = EpochsForm.First(ring.Origin, root, TimeProvider.System.GetUtcNow()).ToBytes();
        ring.Parts.Epochs = EpochKeys.Open(EpochsForm.Read(stored)!, root, ring.Parts);
        var wrapped = ring.Parts.NewSubjectKey(person);
        var part = ring.Parts.SealPersonal(new(person, wrapped), "Canaria"u8, []);

        for (var at = 0; at < stored.Length; at++)
        {
            byte[] changed = [.. stored];
            changed[at] ^= 4;
            if (EpochsForm.Read(changed) is not { } form)
                continue;
            try
            {
                ring.Parts.Epochs = EpochKeys.Open(form, root, ring.Parts);
            }
            catch (KeyException)
            {
                continue;
            }
            if (form.Newest.Number == 1)
                Assert.True(ring.Parts.TryOpenPersonal(new(person, wrapped), part, [], out _));
        }
    }

    [Fact]
    public void Only_the_owner_reads_the_file_whatever_the_process_gives_other_files()
    {
        var paths = made.Copy("rights");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        PeopleInFolder.Turn(paths, afterDays: 31);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(paths.Epochs));
    }

    OperationPaths Copied(OperationPaths from)
    {
        var to = made.Nowhere();
        Disk.Copy(from.Data, to.Data);
        Disk.Copy(from.Keys, to.Keys);
        return to;
    }

    static List<int?> Wrappings(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return [.. store.SubjectKeys().Select(key => PartSealer.EpochOf(key.Wrapped))];
    }

    static IReadOnlyList<KeysTurned> Turned(OperationPaths paths)
    {
        using var officer = MadeOperation.Unlocked(paths);
        var (store, _) = OperationFolder.OpenSealed(paths);
        using var closed = store;
        using var ring = KeyRing.Open(store.FindNote("keyring")!, officer.Root);
        return [.. new JournalReader(ring.Parts).Open(store.Read(1), _ => null, Opening.OpenParts)
            .Where(opened => opened.Entry.Envelope.Kind == "access.keys-turned")
            .Select(opened => (KeysTurned)StoredForms.Read(opened.Entry).Event)];
    }
}
