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

        using (var officer = MadeOperation.Unlocked(paths))
        using (var root = RootKey.FromBytes(officer.Root.Bytes))
            OperationRestore.Restore(new(backup, paths, root, OlderCopy.Accept), CopyWatch.None);

        using var again = MadeOperation.Open(paths, FolderUse.Read);
        var row = Assert.Single(again.Operation.Now.Observations.All);
        Assert.NotNull(row.TextErasedOn);
        Assert.Empty(row.Texts);
    }

    static string Filler() =>
        string.Concat(Enumerable.Range(0, 200).Select(at => $"Line {at} of the report.\r\n"));

    static Id<Person> Registered(RunningOperation running) => Done(running, new RegisterPerson(
        null, PersonFacts.None,
        new() { Name = [new(NameRole.Given, "Canaria"), new(NameRole.Family, "Kanarienvogel")] })
    {
        Intent = Guid.NewGuid(),
    }).Events.OfType<PersonRegistered>().Single().Person;

    static void Archive(RunningOperation running, string text) => Done(running, new ArchiveSource(
        Encoding.UTF8.GetBytes(text), text.ReplaceLineEndings("\n"), "text/plain", PlainTextDocument.Normaliser,
        new(new("Lusavan Daily", null)))
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

    /// <summary>A file with a stretch of a secret: a page of a database holds parts of it only.</summary>
    string? FileWith(byte[] secret)
    {
        const int traced = 16;
        foreach (var file in Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories)
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
