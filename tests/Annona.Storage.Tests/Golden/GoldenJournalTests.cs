using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text.Json;
using Annona.Access;
using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Golden;

/// <summary>What a release wrote is opened, folded and verified by every later one, and says the same.</summary>
public sealed class GoldenJournalTests
{
    /// <summary>
    /// Forms that were made after the newest golden journal was written. Before the next release
    /// <c>scripts/golden-journal</c> makes one that holds them, and this list is empty again.
    /// </summary>
    static readonly string[] NotYetHeld =
    [
        "people.erased.1", "people.erasure-held.1", "people.erasure-released.1", "access.keys-turned.1",
        "access.shares-printed.1", "source.passages-erased.1", "case.text-erased.1", "retention.set.1",
    ];

    public static TheoryData<string> Releases => [.. GoldenJournal.Releases];

    /// <summary>A step of <c>scripts/golden-journal</c>; in every other run there is nothing to complete.</summary>
    [Fact]
    public void A_journal_that_is_being_made_holds_every_kind_in_the_end()
    {
        if (Environment.GetEnvironmentVariable(GoldenMaker.Variable) is { Length: > 0 } folder)
            Assert.Empty(GoldenMaker.Complete(folder));
    }

    /// <summary>As the step above, for the journal with what devices signed.</summary>
    [Fact]
    public void A_journal_that_is_being_made_holds_what_devices_signed()
    {
        if (Environment.GetEnvironmentVariable(GoldenDevices.Variable) is { Length: > 0 } folder)
            GoldenDevices.Make(folder);
    }

    [Fact]
    public void What_devices_signed_is_held_by_a_golden_journal_and_the_platform_finds_the_signatures_right()
    {
        using var journal = GoldenJournal.Of("0.1.0-devices");
        var device = Assert.Single(
            journal.Operation.Answer(new ListDevices(), journal.Officer, CancellationToken.None));
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(device.PublicKey, out _);

        var signed = journal.Store.Read(1).Select(entry => JournalReader.Decode(entry).Leaf.Envelope)
            .Where(envelope => SignedEnvelope.IsSigned(envelope.Span)).ToList();

        Assert.Equal(3, signed.Count);
        Assert.All(signed, envelope => Assert.True(CoseMessage.DecodeSign1(envelope.Span).VerifyEmbedded(key)));
        Assert.Equal(1, journal.Operation.Now.People.PersonCount);
        Assert.Equal(0, journal.Operation.Now.Quarantined);
        Assert.Contains("Testyan", journal.Operation.Now.People.TextsInMemory);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void It_verifies_entry_by_entry_and_says_what_it_said(string release)
    {
        using var journal = GoldenJournal.Of(release);
        var kept = Path.Combine(GoldenJournal.Folder, release, "answers.json");
        var answers = GoldenAnswers.Of(journal);
        if (Environment.GetEnvironmentVariable("ANNONA_WRITE_GOLDEN") == "1")
            File.WriteAllText(kept, GoldenAnswers.Text(answers));

        var verified = journal.Verify();

        Assert.True(verified.Fault is null, verified.Fault?.What);
        Assert.Equal(journal.Operation.Tree, new TreeHead(verified.Size, verified.Root));
        Assert.Empty(verified.UnknownKinds);
        Assert.Empty(journal.Operation.Now.Faults());
        var then = JsonDocument.Parse(File.ReadAllText(kept)).RootElement;
        Assert.Null(GoldenAnswers.Difference(then, answers));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void Its_export_is_the_same_byte_for_byte_and_verifies_without_the_database(string release)
    {
        using var journal = GoldenJournal.Of(release);
        var path = Path.Combine(GoldenJournal.Folder, release, "journal.jsonl");

        var (card, entries, checkpoints) = JournalExport.Read(path);
        var verified = journal.Verifier().Verify(entries, checkpoints, [journal.Store.Head.Checkpoint]);

        Assert.Equal(journal.Card, card);
        Assert.True(verified.Fault is null, verified.Fault?.What);
        Assert.Equal(journal.Store.Read(1).Select(Words), JournalExport.Read(path).Entries.Select(Words));
    }

    [Fact]
    public void Every_stored_form_is_held_by_a_golden_journal()
    {
        var held = GoldenJournal.Releases.SelectMany(release =>
        {
            using var journal = GoldenJournal.Of(release);
            return KindsIn(journal.Store);
        }).ToHashSet();
        var forms = StoredForms.All.Select(form => $"{form.Kind}.{form.Version}").ToList();

        var missing = forms.Where(form => !held.Contains(form)).Except(NotYetHeld).ToList();

        Assert.True(missing.Count == 0, $"""
            No golden journal holds {string.Join(", ", missing)}. A stored form lives for ever: add what records it to
            story.txt or to GoldenMaker and make the journal of the next release with scripts/golden-journal, or name it
            in NotYetHeld until then.
            """);
        Assert.DoesNotContain(NotYetHeld, held.Contains);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void Kinds_that_this_version_does_not_know_are_kept_handed_on_and_told_of(string release)
    {
        using var journal = GoldenJournal.Of(release);
        var before = GoldenAnswers.Of(journal);
        AppendUnknown(journal);

        journal.Open();

        Assert.Equal(2, journal.Operation.UnknownKinds);
        var verified = journal.Verify();
        Assert.True(verified.Fault is null, verified.Fault?.What);
        Assert.Equal([new("weather.seen.1", 1), new UnknownKind("aid.given.9", 1)], verified.UnknownKinds);
        // The check counts them, and the board says how many entries were searched.
        Assert.Null(GoldenAnswers.Difference(
            Without(before, "CheckFolds", "PromiseBoard"), GoldenAnswers.Of(journal)));
        var entries = journal.Store.Read(1).Select(Words).ToList();
        using var disk = new Disk();
        using (var file = new StreamWriter(disk["journal.jsonl"]))
            JournalExport.Write(journal.Store, journal.Card, file, _ => { });
        Assert.Equal(entries, JournalExport.Read(disk["journal.jsonl"]).Entries.Select(Words));
        var backup = BackupPaths.For(disk["backup"], keys: null);
        OperationBackup.Make(journal.Paths, backup, CopyWatch.None);
        var restored = OperationPaths.For(disk["restored"], keys: null);
        OperationRestore.Restore(new(backup, restored, journal.Root, OlderCopy.Refuse), CopyWatch.None);
        var (store, _) = OperationFolder.OpenSealed(restored);
        using var closed = store;
        Assert.Equal(entries, store.Read(1).Select(Words));
    }

    /// <summary>Stored names with their versions, in the clear part of each entry.</summary>
    public static IReadOnlySet<string> KindsIn(IJournalStore store) => store.Read(1)
        .Select(entry => JournalReader.Decode(entry).Envelope)
        .Select(envelope => $"{envelope.Kind}.{envelope.KindVersion}")
        .ToHashSet();

    /// <summary>What a newer Annona would have recorded: a new kind, and a newer version of a known one.</summary>
    static void AppendUnknown(GoldenJournal journal)
    {
        var writer = new JournalWriter(journal.Card.Id, journal.Ring.Parts, journal.Ring.Signers, journal.Ring.Origin);
        foreach (var entry in journal.Store.Read(1))
            writer.Follow(entry, JournalReader.Decode(entry).Envelope);
        writer.Begin();
        foreach (var (kind, version) in new[] { ("weather.seen", 1), ("aid.given", 9) })
            writer.Write(
                new(kind, version, Guid.NewGuid(), journal.Officer.Officer.Value, [1, 2, 3], []),
                journal.Clock.GetUtcNow(), journal.Store.FindSubjectKey);
        journal.Store.Append(writer.Seal());
        writer.Keep();
    }

    static JsonElement Without(JsonElement answers, params string[] names) => JsonSerializer.SerializeToElement(
        answers.EnumerateObject().Where(answer => !names.Contains(answer.Name))
            .ToDictionary(answer => answer.Name, answer => answer.Value));

    static string Words(StoredEntry entry) =>
        $"{entry.Position} {Convert.ToHexString(entry.LeafBytes)} {Convert.ToHexString(entry.OpenPart)} "
        + string.Join('/', entry.PersonalParts.Select(Convert.ToHexString));
}
