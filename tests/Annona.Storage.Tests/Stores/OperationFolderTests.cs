using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Stores;

public sealed class OperationFolderTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    [Fact]
    public void An_operation_opened_again_has_what_was_recorded()
    {
        var paths = made.Copy("again");
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");

        using var again = MadeOperation.Open(paths, FolderUse.Read);

        Assert.Equal("Lusavan 2026", again.Card.Name);
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(again));
        Assert.Equal("Amal Test", again.Operation.Now.Access.NameOf(again.Actor.Officer));
        Assert.Equal(Roles.All, again.Operation.Now.Access.RolesOf(again.Actor.Officer));
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void The_keys_lie_beside_the_data_and_never_inside()
    {
        var paths = made.Copy("beside");

        Assert.Equal(paths.Data + ".keys", paths.Keys);
        Assert.Empty(Directory.EnumerateFiles(paths.Data, "*key*"));
        Assert.Single(OfficerKeyFile.FilesIn(paths.Keys));
    }

    [Fact]
    public void When_the_first_writer_is_done_the_next_one_may_write()
    {
        var paths = made.Copy("turns");
        MadeOperation.Open(paths).Dispose();

        using var second = MadeOperation.Open(paths);
        MadeOperation.Record(second, "Lusavan Daily");

        Assert.Equal(2, MadeOperation.Names(second).Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    [InlineData(1, 2)]
    public void Any_two_of_three_shares_open_the_operation_when_all_keys_are_lost(int one, int other)
    {
        var paths = made.Copy("lost");
        File.Delete(OfficerKeyFile.FilesIn(paths.Keys).Single());

        OperationFolder.Recover(paths, [made.Shares[one], made.Shares[other]], New("Farouk Test"),
            MadeOperation.Passphrase);

        using var running = MadeOperation.Open(paths);
        Assert.Equal(["City of Lusavan"], MadeOperation.Names(running));
        Assert.Equal(Roles.All, running.Operation.Now.Access.RolesOf(running.Actor.Officer));
        var officers = running.Operation.Answer(new ListOfficers(), running.Actor, CancellationToken.None);
        Assert.Equal(["Amal Test", "Farouk Test"], officers.Select(officer => officer.Name).Order());
        Assert.Equal(
            new[] { one + 1, other + 1 }.Order(),
            officers.Single(officer => officer.Name == "Farouk Test").RecoveredWithShares);
        Assert.Empty(officers.Single(officer => officer.Name == "Amal Test").RecoveredWithShares);
        MadeOperation.Record(running, "Lusavan Daily");
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void One_share_is_not_enough_and_one_share_given_twice_is_one()
    {
        var paths = made.Copy("one");
        File.Delete(OfficerKeyFile.FilesIn(paths.Keys).Single());

        foreach (string[] given in (string[][])[[made.Shares[0]], [made.Shares[0], made.Shares[0]]])
        {
            var refused = Assert.Throws<KeyException>(() =>
                OperationFolder.Recover(paths, given, New("Farouk Test"), MadeOperation.Passphrase));
            Assert.Equal(KeyFault.TooFewShares, refused.Fault);
        }
        Assert.Empty(OfficerKeyFile.FilesIn(paths.Keys));
    }

    [Fact]
    public void Shares_of_another_operation_do_not_open_this_one()
    {
        var paths = made.Copy("mine");
        using var other = new MadeOperation();

        var refused = Assert.Throws<KeyException>(() => OperationFolder.Recover(
            paths, other.Shares.Take(2), New("Farouk Test"), MadeOperation.Passphrase));

        Assert.Equal(KeyFault.WrongRoot, refused.Fault);
        Assert.Single(OfficerKeyFile.FilesIn(paths.Keys));
    }

    [Fact]
    public void A_recovery_that_cannot_be_recorded_leaves_no_key_behind_and_works_the_next_time()
    {
        var paths = made.Copy("busy");
        var farouk = New("Farouk Test");
        using (MadeOperation.Open(paths))
        {
            Assert.Throws<StoreException>(() => OperationFolder.Recover(
                paths, made.Shares.Take(2), farouk, MadeOperation.Passphrase));
            Assert.Single(OfficerKeyFile.FilesIn(paths.Keys));
        }

        OperationFolder.Recover(paths, made.Shares.Take(2), farouk, MadeOperation.Passphrase);

        Assert.Equal(2, OfficerKeyFile.FilesIn(paths.Keys).Count);
    }

    [Fact]
    public void A_wrong_passphrase_opens_nothing()
    {
        var paths = made.Copy("wrong");

        var refused = Assert.Throws<KeyException>(() =>
            OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], "four words of snow"));

        Assert.Equal(KeyFault.WrongPassphrase, refused.Fault);
    }

    [Fact]
    public void A_key_of_another_operation_opens_nothing_and_holds_nobody_up()
    {
        var paths = made.Copy("mine");
        using var other = new MadeOperation();
        var theirs = other.Copy("theirs");

        var refused = Assert.Throws<KeyException>(() => MadeOperation.Open(paths with { Keys = theirs.Keys }));

        Assert.Equal(KeyFault.WrongRoot, refused.Fault);
        MadeOperation.Open(paths).Dispose();
    }

    [Fact]
    public void Nothing_is_made_over_what_is_there()
    {
        var paths = made.Copy("there");
        var fresh = made.Nowhere();
        var before = Fingerprint(paths);

        var data = Refused(paths);
        var keys = Refused(fresh with { Keys = paths.Keys });

        Assert.Equal($"The folder {paths.Data} is not empty.", data.Message);
        Assert.Equal($"There are keys in {paths.Keys} already.", keys.Message);
        Assert.Equal(before, Fingerprint(paths));
        Assert.False(Directory.Exists(fresh.Data));
    }

    [Fact]
    public void A_short_passphrase_makes_nothing()
    {
        var paths = made.Nowhere();

        var refused = Assert.Throws<KeyException>(() => OperationFolder.Create(paths, "Lusavan", "Amal Test", "short"));

        Assert.Equal(KeyFault.WeakPassphrase, refused.Fault);
        Assert.False(Directory.Exists(paths.Data) || Directory.Exists(paths.Keys));
    }

    [Fact]
    public void A_beginning_that_was_interrupted_before_the_journal_says_so()
    {
        var paths = made.Copy("early");
        File.Delete(paths.Journal);

        var refused = Assert.Throws<StoreException>(() => MadeOperation.Open(paths));

        Assert.Equal($"There is no operation in {paths.Data}.", refused.Message);
        Assert.Equal($"There are keys in {paths.Keys} already.",
            Assert.Throws<StoreException>(() => OperationFolder.Create(
                paths with { Data = paths.Data + "2" }, "Lusavan", "Amal Test", MadeOperation.Passphrase)).Message);
    }

    [Theory]
    [InlineData("DELETE FROM note WHERE name = 'operation'")]
    [InlineData("DELETE FROM note WHERE name = 'keyring'")]
    [InlineData("UPDATE note SET value = x'7b' WHERE name = 'operation'")]
    [InlineData("UPDATE note SET value = x'6e756c6c' WHERE name = 'operation'")]
    [InlineData("DELETE FROM entry; DELETE FROM personal; DELETE FROM checkpoint")]
    public void A_beginning_that_was_interrupted_after_the_journal_says_what_to_do(string sql)
    {
        var paths = made.Copy("late");
        // The first head is kept with the keys after the first entry.
        File.Delete(paths.Head);
        Sql(paths, sql);

        foreach (var use in (FolderUse[])[FolderUse.Write, FolderUse.Read])
        {
            var refused = Assert.Throws<StoreException>(() => MadeOperation.Open(paths, use));
            Assert.StartsWith("The journal file is not whole", refused.Message, StringComparison.Ordinal);
            Assert.Contains("remove the data folder and the keys folder", refused.Remedy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE position = 1; DELETE FROM personal WHERE position = 1", 1)]
    [InlineData("DELETE FROM entry WHERE position = 2; DELETE FROM personal WHERE position = 2", 2)]
    [InlineData("DELETE FROM checkpoint WHERE size = 2", 2)]
    [InlineData("DELETE FROM subject_key", 1)]
    [InlineData("UPDATE personal SET sealed = x''", 1)]
    [InlineData("UPDATE personal SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || "
        + "iif(substr(sealed, -1) = x'00', x'01', x'00') AS BLOB)", 1)]
    [InlineData("UPDATE entry SET leaf = (SELECT leaf FROM entry WHERE position = 2)", 1)]
    public void Nothing_is_read_from_or_recorded_on_a_journal_that_somebody_changed(string sql, long position)
    {
        var paths = made.Copy("changed");
        Sql(paths, sql);

        foreach (var opening in (Opening[])[Opening.OpenParts, Opening.PersonalParts])
            foreach (var use in (FolderUse[])[FolderUse.Write, FolderUse.Read])
                Assert.Equal(position, Assert.Throws<DamagedEntryException>(() => OperationFolder.Open(
                    paths, MadeOperation.Unlocked(paths), use, opening)).Position);
        Assert.Equal(position, MadeOperation.Verify(paths).Fault!.Position);
    }

    [Fact]
    public void A_checkpoint_that_signs_another_journal_is_found_when_the_journal_is_opened()
    {
        var paths = made.Copy("unsigned");
        Sql(paths, "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 1) WHERE size = 2");

        Assert.Equal(2, Assert.Throws<DamagedEntryException>(() => MadeOperation.Open(paths)).Position);
        Assert.NotNull(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void A_journal_that_was_shortened_with_its_checkpoints_is_not_opened_until_somebody_says_it_was_meant()
    {
        var paths = made.Copy("shortened");
        Sql(paths, "DELETE FROM entry WHERE position = 2; DELETE FROM personal WHERE position = 2; "
            + "DELETE FROM checkpoint WHERE size = 2");

        foreach (var use in (FolderUse[])[FolderUse.Write, FolderUse.Read])
        {
            var told = Assert.Throws<DamagedEntryException>(() => MadeOperation.Open(paths, use));
            Assert.Equal(2, told.Position);
            Assert.Contains("an older copy was put back", told.Message, StringComparison.Ordinal);
            Assert.Contains(paths.Head, told.Remedy, StringComparison.Ordinal);
        }
        Assert.Equal(2, MadeOperation.Verify(paths).Fault!.Position);

        File.Delete(paths.Head);
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");
        Assert.Null(MadeOperation.Verify(paths).Fault);
        Assert.True(File.Exists(paths.Head));
    }

    [Fact]
    public void A_head_that_a_crash_left_one_batch_behind_is_no_fault_and_is_mended()
    {
        var paths = made.Copy("behind");
        var older = File.ReadAllText(paths.Head);
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");
        var newer = File.ReadAllText(paths.Head);
        File.WriteAllText(paths.Head, older);

        Assert.Null(MadeOperation.Verify(paths).Fault);
        MadeOperation.Open(paths, FolderUse.Read).Dispose();
        MadeOperation.Open(paths).Dispose();

        Assert.Equal(newer, File.ReadAllText(paths.Head));
    }

    [Fact]
    public void A_head_that_this_operation_did_not_sign_opens_nothing_and_is_named()
    {
        var paths = made.Copy("forged");
        File.WriteAllText(paths.Head, "a note");

        var refused = Assert.Throws<KeyException>(() => MadeOperation.Open(paths));

        Assert.Contains(paths.Head, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_whose_officer_is_not_enrolled_or_has_left_opens_nothing()
    {
        var paths = made.Copy("left");
        var farouk = New("Farouk Test");
        string file;
        using (var amal = MadeOperation.Unlocked(paths))
            file = amal.Enrol(farouk, MadeOperation.Passphrase);

        Assert.Equal(KeyFault.NotEnrolled, Assert.Throws<KeyException>(() => OpenWith(paths, file)).Fault);
        using (var running = MadeOperation.Open(paths))
        {
            Accepted(running, new EnrolOfficer(
                new(farouk.Id), Roles.Reader, OfficerKeyFile.Describe(file).PublicKey, farouk.Name)
            {
                Intent = Guid.NewGuid(),
            });
        }
        OpenWith(paths, file).Dispose();
        File.Delete(file);
        using (var amal = MadeOperation.Unlocked(paths))
            amal.Enrol(farouk, MadeOperation.Passphrase);
        Assert.Contains("another key", Assert.Throws<KeyException>(() => OpenWith(paths, file)).Message,
            StringComparison.Ordinal);
        using (var running = MadeOperation.Open(paths))
            Accepted(running, new RemoveOfficer(new(farouk.Id), "moved on") { Intent = Guid.NewGuid() });
        Assert.Contains("has left", Assert.Throws<KeyException>(() => OpenWith(paths, file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_recovers_through_the_door_without_the_shares()
    {
        var paths = made.Copy("door");
        using var running = MadeOperation.Open(paths);

        var decided = await running.Operation.Record(
            new RecoverOfficer(running.Actor.Officer, [1], "Farouk Test", [1, 2]) { Intent = Guid.NewGuid() },
            running.Actor, CancellationToken.None);

        Assert.Equal("access.not-recovered", Assert.IsType<Decision.Refused>(decided).Why.Code);
    }

    [Fact]
    public void Documents_are_read_and_the_folder_verified_while_somebody_records()
    {
        var paths = made.Copy("beside");
        using var running = MadeOperation.Open(paths);
        var asked = Enumerable.Range(0, 200).Select(number => running.Operation.Record(
            new AddParty(PartyKind.Other, $"Party {number}", [], []) { Intent = Guid.NewGuid() }, running.Actor,
            CancellationToken.None)).ToList();

        do
        {
            Assert.Null(MadeOperation.Verify(paths).Fault);
            Assert.Empty(running.Operation.Answer(new CheckFolds(), running.Actor, CancellationToken.None).Faults);
            MadeOperation.Open(paths, FolderUse.Read).Dispose();
        }
        while (!asked.TrueForAll(decided => decided.IsCompleted));

        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    static void Sql(OperationPaths paths, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={paths.Journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static RunningOperation OpenWith(OperationPaths paths, string file) => OperationFolder.Open(
        paths, OfficerKeyFile.Unlock(file, MadeOperation.Passphrase), FolderUse.Write, Opening.OpenParts);

    static void Accepted(RunningOperation running, Request ask) => Assert.IsType<Decision.Accepted>(
        running.Operation.Record(ask, running.Actor, CancellationToken.None).GetAwaiter().GetResult());

    [Fact]
    public void A_protected_folder_can_be_read_and_not_written()
    {
        using var disk = new Disk();
        var source = made.Copy("protected");
        foreach (var file in Directory.EnumerateFiles(source.Data))
            File.Copy(file, disk[Path.GetFileName(file)]);
        disk.Protect();
        var paths = source with { Data = disk.Folder };

        using (var reader = MadeOperation.Open(paths, FolderUse.Read))
            Assert.Equal(["City of Lusavan"], MadeOperation.Names(reader));

        var refused = Assert.Throws<StoreException>(() => MadeOperation.Open(paths));
        Assert.StartsWith("Nothing can be recorded in the data folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_verifies_without_the_database_and_every_damaged_byte_of_it_is_noticed_or_harmless()
    {
        var paths = made.Copy("export");
        var whole = Exported(paths);
        var file = paths.Data + ".jsonl";
        var chance = new Random(20_260_302);

        for (var flip = 0; flip < 400; flip++)
        {
            var changed = whole.ToCharArray();
            if (flip > 0)
                changed[chance.Next(changed.Length)] = (char)chance.Next(32, 127);
            File.WriteAllText(file, new string(changed));
            CheckExport(paths, file, isWhole: flip == 0);
        }
    }

    static void CheckExport(OperationPaths paths, string file, bool isWhole)
    {
        try
        {
            var (card, entries, checkpoints) = JournalExport.Read(file);
            var verified = MadeOperation.Verifier(paths, card).Verify(entries, checkpoints, []);
            Assert.True(verified.Fault is not null || verified.Size == 2);
            Assert.False(isWhole && verified.Fault is not null);
        }
        catch (StoreException refused)
        {
            Assert.Contains("is not of a journal export", refused.Message, StringComparison.Ordinal);
            Assert.False(isWhole);
        }
    }

    static string Exported(OperationPaths paths)
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        using var output = new StringWriter { NewLine = "\n" };
        using (store)
        using (var view = store.View())
            Assert.Equal(2, JournalExport.Write(view, card, output, _ => { }));
        return output.ToString();
    }

    static StoreException Refused(OperationPaths paths) => Assert.Throws<StoreException>(() =>
        OperationFolder.Create(paths, "Another", "Somebody Else", MadeOperation.Passphrase));

    static string Fingerprint(OperationPaths paths) => string.Join('\n',
        new[] { paths.Data, paths.Keys }.SelectMany(Directory.EnumerateFiles).Order()
            .Select(file => $"{file} {Hash.Of(File.ReadAllBytes(file))}"));

    static OfficerIdentity New(string name) => new(Guid.CreateVersion7(), name);
}
