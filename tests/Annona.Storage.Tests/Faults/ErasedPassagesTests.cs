using System.Text;
using Annona.Journal;
using Annona.Observations;
using Annona.People;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;
using Annona.Values;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A source and a case name somebody who is erased. Afterwards no file has a byte of the document, of its text or of
/// the case's words as they were sealed, and everything is proven as before.
/// </summary>
public sealed class ErasedPassagesTests : IDisposable
{
    const string Name = "Canaria Kanarienvogel";

    readonly Disk disk = new();
    readonly OperationPaths paths;

    public ErasedPassagesTests() => paths = OperationPaths.For(disk["op"], keys: null);

    public void Dispose() => disk.Dispose();

    [Fact]
    [Trait("Suite", "faults")]
    public void Passages_and_case_words_that_name_an_erased_person_leave_no_byte_behind()
    {
        List<byte[]> secrets;
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        using (running)
        {
            var person = Registered(running);
            Archive(running, Filler() + "In the school slept Canaria\r\nKanarienvogel, who fled.\r\n" + Filler());
            Recorded(running, $"{Name} asked for medicine.");
            Recorded(running, "Somebody else asked.");
            secrets = Sealed(running);
            Assert.Equal(3, secrets.Count);
            Assert.All(secrets, secret => Assert.NotNull(FileWith(secret)));

            var named = running.Operation.Answer(new FindNamed([person]), running.Actor, CancellationToken.None);
            var (source, found) = (Assert.Single(named.Sources), Assert.Single(named.Cases));
            Assert.Equal(("S1", "O1"), (source.Code, found.Code));
            Done(running, new EraseEverywhere([person], ErasureGround.ConsentWithdrawn, "asked-at-desk")
            {
                Intent = Guid.NewGuid(),
                Passages = [new(source.Source, TextOf(running), source.Where)],
                Cases = [found.Case],
            });
            running.Operation.KeepSnapshot();

            Assert.Contains("In the school slept ███████\n█████████████, who fled.", TextOf(running),
                StringComparison.Ordinal);
            Assert.Equal(
                [0, 1], running.Operation.Now.Observations.All.Select(row => row.Texts.Length));
            Assert.Empty(running.Operation.Answer(new CheckFolds(), running.Actor, CancellationToken.None).Faults);
        }
        OperationBackup.Make(paths, BackupPaths.For(disk["backup"], keys: null), CopyWatch.None);

        Assert.All(secrets, secret => Assert.Null(FileWith(secret)));
        Assert.Null(FileWith(Encoding.UTF8.GetBytes("Kanarienvogel")));
        Assert.Null(MadeOperation.Verify(paths).Fault);
        using var again = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Empty(again.Operation.Answer(new CheckFolds(), again.Actor, CancellationToken.None).Faults);
        Assert.Equal(2, again.Operation.Now.Observations.All.Count);
        Assert.Contains("slept ███████\n", TextOf(again), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void Words_of_a_case_that_an_older_backup_has_go_again_when_it_is_put_back()
    {
        var backup = BackupPaths.For(disk["backup"], keys: null);
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        using (running)
        {
            Recorded(running, $"{Name} asked for medicine.");
            OperationBackup.Make(paths, backup, CopyWatch.None);
            Done(running, new EraseCaseText(running.Operation.Now.Observations.All[0].Id, "person-erased")
            {
                Intent = Guid.NewGuid(),
            });
        }
        Directory.Delete(paths.Data, recursive: true);

        PutBack(backup);

        using var again = MadeOperation.Open(paths, FolderUse.Read);
        var row = Assert.Single(again.Operation.Now.Observations.All);
        Assert.NotNull(row.TextErasedOn);
        Assert.Empty(row.Texts);
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void Words_of_sources_that_an_older_backup_has_go_again_when_it_is_put_back()
    {
        var backup = BackupPaths.For(disk["backup"], keys: null);
        var text = Filler() + "In the school slept Canaria\r\nKanarienvogel, who fled.\r\n" + Filler();
        List<byte[]> secrets;
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        using (running)
        {
            var person = Registered(running);
            // The same words came once more with other bytes, and somebody else's source is not touched.
            Archive(running, text, title: $"How {Name} fled");
            Archive(running, text.ReplaceLineEndings("\n"));
            Archive(running, Filler());
            secrets = Blobs(running.Operation.Now.PublicRecord.Sources.All.Take(2)
                .SelectMany(source => new[] { source.Archived.Bytes, source.Text }));
            OperationBackup.Make(paths, backup, CopyWatch.None);
            var named = running.Operation.Answer(new FindNamed([person]), running.Actor, CancellationToken.None);
            Done(running, new EraseEverywhere([person], ErasureGround.ConsentWithdrawn, "asked-at-desk")
            {
                Intent = Guid.NewGuid(),
                Passages = [.. named.Sources.Select(source => new PassagesOf(
                    source.Source, TextOf(running), source.Where))],
            });
            // A source that the backup does not know is passed over.
            Archive(running, "Canaria slept here.");
            Done(running, new ErasePassages(
                running.Operation.Now.PublicRecord.Sources.All[3].Id, "Canaria slept here.", [new(0, 7)], "private")
            {
                Intent = Guid.NewGuid(),
            });
        }
        Assert.DoesNotContain("Kanarienvogel", File.ReadAllText(paths.Erased), StringComparison.Ordinal);
        Directory.Delete(paths.Data, recursive: true);

        var restored = PutBack(backup);

        Assert.Equal((1, 2), (restored.ErasedAgain, restored.SourcesAgain));
        // The backup itself has them, or this test shows nothing.
        Assert.All(secrets, secret => Assert.NotNull(FileWith(secret, backup.Folder)));
        Assert.All(secrets, secret => Assert.Null(FileWith(secret, paths.Data) ?? FileWith(secret, paths.Keys)));
        Assert.Null(MadeOperation.Verify(paths).Fault);
        using var again = MadeOperation.Open(paths);
        var sources = again.Operation.Now.PublicRecord.Sources.All;
        Assert.Equal("How █████████████████████ fled", sources[0].Shown().Title);
        Assert.Equal(sources[0].Text, sources[1].Text);
        Assert.Null(sources[2].Rewritten);
        Assert.Contains("In the school slept ███████\n█████████████, who fled.", TextOf(again),
            StringComparison.Ordinal);
        Assert.Empty(again.Operation.Answer(new CheckFolds(), again.Actor, CancellationToken.None).Faults);
    }

    [Fact]
    public void The_list_has_places_of_words_and_is_made_whole_when_a_process_ended_before_they_were_written()
    {
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        string head, whole;
        using (running)
        {
            var person = Registered(running);
            Archive(running, $"Here slept {Name}, who fled.");
            Done(running, new ErasePersons([person], ErasureGround.ConsentWithdrawn, "asked-at-desk")
            {
                Intent = Guid.NewGuid(),
            });
            // As a release before wrote it.
            head = File.ReadAllText(paths.Erased);
            var source = running.Operation.Now.PublicRecord.Sources.All[0].Id;
            Done(running, new ErasePassages(source, TextOf(running), [new(11, 18), new(19, 32)], "private")
            {
                Intent = Guid.NewGuid(),
            });
            whole = File.ReadAllText(paths.Erased);
            Assert.Equal($"{head}words {source} Text 0 11 18\nwords {source} Text 0 19 32\n", whole);
        }

        // Cut within the last number, which reads as another one, and as the release before left it.
        foreach (var left in (string[])[whole[..^2], head])
        {
            File.WriteAllText(paths.Erased, left);
            Assert.Equal(left == head ? 0 : 1, ErasedFile.Read(paths.Erased, IdOf()).Passages.Count);
            MadeOperation.Open(paths).Dispose();
            Assert.Equal(whole, File.ReadAllText(paths.Erased));
        }
    }

    [Fact]
    public void A_list_with_words_that_a_source_cannot_have_puts_nothing_back()
    {
        var backup = BackupPaths.For(disk["backup"], keys: null);
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        using (running)
        {
            Archive(running, "Somebody slept here.");
            OperationBackup.Make(paths, backup, CopyWatch.None);
            ErasedFile.Add(paths.Erased, running.Operation.Id, new(
                [], [new(running.Operation.Now.PublicRecord.Sources.All[0].Id, new(0, 21))]));
        }
        Directory.Delete(paths.Data, recursive: true);

        Assert.Equal(KeyFault.Damaged, Assert.Throws<KeyException>(() => PutBack(backup)).Fault);
        Assert.False(Directory.Exists(paths.Data));
    }

    static string Filler() =>
        string.Concat(Enumerable.Range(0, 200).Select(at => $"Line {at} of the report.\r\n"));

    static Id<Person> Registered(RunningOperation running) => Done(running, new RegisterPerson(
        null, PersonFacts.None,
        new() { Name = [new(NameRole.Given, "Canaria"), new(NameRole.Family, "Kanarienvogel")] })
    {
        Intent = Guid.NewGuid(),
    }).Events.OfType<PersonRegistered>().Single().Person;

    Restored PutBack(BackupPaths backup)
    {
        using var officer = MadeOperation.Unlocked(paths);
        using var root = RootKey.FromBytes(officer.Root.Bytes);
        return OperationRestore.Restore(new(backup, paths, root, OlderCopy.Accept), CopyWatch.None);
    }

    static void Archive(RunningOperation running, string text, string? title = null) => Done(running, new ArchiveSource(
        Encoding.UTF8.GetBytes(text), text.ReplaceLineEndings("\n"), "text/plain", PlainTextDocument.Normaliser,
        new(new("Lusavan Daily", null)) { Title = title })
    {
        Intent = Guid.NewGuid(),
    });

    static void Recorded(RunningOperation running, string words) => Done(running, new RecordObservation(
        new Complaint(CaseCategory.Quality, default, null), new(2026, 3, 1))
    {
        Intent = Guid.NewGuid(), Text = words,
    });

    static Decision.Accepted Done(RunningOperation running, Request ask) =>
        Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, ask));

    static string TextOf(RunningOperation running) => Encoding.UTF8.GetString(running.Operation.Answer(
        new ReadDocument(running.Operation.Now.PublicRecord.Sources.All[0].Text), running.Actor,
        CancellationToken.None)!);

    /// <summary>The document, its text and the words of the first case as they are sealed.</summary>
    List<byte[]> Sealed(RunningOperation running)
    {
        var subject = ObservationRecorded.CaseOf(running.Operation.Now.Observations.All[0].Id);
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
            return
            [
                .. view.Blobs().Select(of => view.FindBlob(of)!),
                .. view.Read(1).Where(entry =>
                    JournalReader.Decode(entry).Envelope.Personal is [var part] && part.Subject == subject)
                    .Select(entry => entry.PersonalParts[0]),
            ];
    }

    /// <summary>Documents as they are sealed.</summary>
    List<byte[]> Blobs(IEnumerable<Hash> documents)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
            return [.. documents.Distinct().Select(of => view.FindBlob(of)!)];
    }

    Guid IdOf()
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
            return card.Id;
    }

    /// <summary>A file with a stretch of a secret: a page of a database holds parts of it only.</summary>
    string? FileWith(byte[] secret) => FileWith(secret, disk.Folder);

    static string? FileWith(byte[] secret, string folder)
    {
        const int traced = 16;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".socket", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            for (var at = 0; at + traced <= secret.Length || at == 0; at += 256)
                if (bytes.IndexOf(secret.AsSpan(at, Math.Min(traced, secret.Length - at))) >= 0)
                    return $"{file} at {at}";
        }
        return null;
    }
}
