using System.Security.Cryptography;
using Annona.Access;
using Annona.Journal;
using Annona.People;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Sqlite;
using Annona.Values;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Golden;

/// <summary>
/// Makes the golden journal with what devices signed (COSE_Sign1): <c>journals/0.1.0-devices</c>. It was made once,
/// with <c>ANNONA_TEST_GOLDEN_DEVICES=FOLDER</c>, and is kept: no process of this release takes such entries in, and
/// each later one must read them.
/// </summary>
static class GoldenDevices
{
    public const string Variable = "ANNONA_TEST_GOLDEN_DEVICES";

    const string Passphrase = "four words of snow";

    /// <summary>Makes an operation whose device registered a person, noted something and then an objection.</summary>
    public static void Make(string folder)
    {
        var paths = new OperationPaths(Path.Combine(folder, "data"), Path.Combine(folder, "keys"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new Es256Signer(key.ExportPkcs8PrivateKey());
        var device = Guid.CreateVersion7();
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "First officer", Passphrase);
        using (running)
            Assert.IsType<Decision.Accepted>(running.Record(
                new EnrolDevice(
                    new(device), signer.PublicKey, "Sports hall",
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30))
                {
                    Intent = Guid.CreateVersion7(),
                },
                CancellationToken.None).GetAwaiter().GetResult());
        File.WriteAllText(Path.Combine(paths.Keys, "passphrase.txt"), Passphrase + "\n");
        Send(paths, device, signer);
    }

    /// <summary>The device's entries reach the journal, which is then exported.</summary>
    static void Send(OperationPaths paths, Guid device, Es256Signer signer)
    {
        using var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Passphrase);
        var (closed, card) = OperationFolder.OpenSealed(paths);
        closed.Dispose();
        using var store = SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadWrite);
        using var ring = KeyRing.Open(store.FindNote(KeyRing.Note)!, officer.Root);
        FolderEpochs.Use(ring, officer.Root, paths, store);
        var operation = Operation.Open(
            card.Id,
            new(store, ring.Parts, ring.Signers, TimeProvider.System)
            {
                Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)], Devices = new Es256Verifier(),
            },
            Opening.PersonalParts);
        var journal = new DeviceJournal(card.Id, device);
        foreach (var fact in Facts())
            journal = journal.Record(
                StoredForms.Write(fact, Guid.CreateVersion7(), officer.Officer.Id), [],
                TimeProvider.System.GetUtcNow(), new(ring.Parts, signer, KeyOf));

        var sent = operation.Record(
            new ReceiveEntries([.. journal.Outbox.Select(kept => kept.Entry)]) { Intent = Guid.CreateVersion7() },
            new(new(officer.Officer.Id)), CancellationToken.None);
        operation.DecideWaiting();

        var received = Assert.IsType<Decision.Received>(sent.GetAwaiter().GetResult());
        Assert.All(received.Receipts, receipt => Assert.Equal(Outcome.Accepted, receipt.Outcome));
        Assert.Equal(3, received.Receipts.Count);
        Assert.Null(HeadFile.Write(paths.Head, store.Head.Checkpoint));
        using var output = new StreamWriter(Path.Combine(Path.GetDirectoryName(paths.Data)!, "journal.jsonl"));
        JournalExport.Write(store, card, output, _ => { });

        // The device made it itself with the first entry.
        byte[]? KeyOf(Guid subject) => journal.Outbox.SelectMany(kept => kept.Entry.Keys)
            .Where(made => made.Subject == subject).Select(made => made.Wrapped).FirstOrDefault();
    }

    static IEnumerable<Event> Facts()
    {
        var (person, home) = (new Id<Person>(Guid.CreateVersion7()), new Id<Household>(Guid.CreateVersion7()));
        yield return new PersonRegistered(person, home, new() { BirthYear = 1_990, Sex = Sex.Female })
        {
            Synthetic = true,
            Personal =
            [
                new(person.Value, new()
                {
                    Name = [new(NameRole.Given, "Karine"), new(NameRole.Family, "Testyan")],
                    Born = new(1_990, 4, 1, Estimated: false),
                }),
            ],
        };
        yield return new PersonChanged(person, PersonFields.Note, PersonFacts.None, "asked-at-desk")
        {
            Synthetic = true, Personal = [new(person.Value, new() { Note = "Comes again on Monday." })],
        };
        yield return new PersonObjected(person, new(2026, 3, 2), Withdrawn: false) { Synthetic = true };
    }
}
