using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

/// <summary>Proofs as files, and checkpoints found in whatever was kept.</summary>
public sealed class TreeProofTests
{
    const string Note =
        "example.org/log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— example.org/log AAAAAQ==\n";

    /// <summary>The example of the C2SP tlog-proof specification, with whole signatures in place of its dots.</summary>
    [Fact]
    public void The_form_is_that_of_the_specification()
    {
        const string Text =
            "c2sp.org/tlog-proof@v1\n"
            + "extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6\n"
            + "index 73894\n"
            + "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
            + "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
            + "\n"
            + Note;

        Assert.True(EntryProof.TryParse(Text, out var proof));

        Assert.Equal("age-v1.2.1-darwin-arm64.tar.gz", System.Text.Encoding.UTF8.GetString(proof.Leaf));
        Assert.Equal((73_894, 2, Note), (proof.Index, proof.Path.Count, proof.Checkpoint));
        Assert.Equal(Text, proof.ToText());
    }

    [Fact]
    public void Every_entry_is_proved_by_its_file_and_no_other_entry_by_the_same() =>
        Gen.Select(WrittenJournal.AnyBatches, Gen.Int[0, 999], Gen.Int[0, 999]).Sample((sizes, pick, other) =>
        {
            var journal = WrittenJournal.Of(sizes);
            var leaves = journal.Entries.Select(entry => MerkleTree.LeafHash(entry.LeafBytes)).ToList();
            var head = MerkleTree.HeadOf(at => leaves[(int)at], leaves.Count);
            var index = pick % journal.Size;
            var path = MerkleTree.InclusionProof(at => leaves[(int)at], index, leaves.Count);
            var text = new EntryProof(index, journal.Entries[index].LeafBytes, path, journal.LastCheckpoint).ToText();

            Assert.True(EntryProof.TryParse(text, out var proof));
            Assert.True(proof.Fits(head));
            Assert.False((proof with { Index = (index + 1 + other % (journal.Size - 1)) % journal.Size }).Fits(head));
            Assert.False((proof with { Leaf = [.. proof.Leaf, 0] }).Fits(head));
        }, iter: 200);

    [Fact]
    public void That_a_journal_only_grew_is_proved_against_every_older_checkpoint_and_against_no_other_history() =>
        WrittenJournal.AnyBatches.Sample(sizes =>
        {
            var journal = WrittenJournal.Of(sizes);
            var other = WrittenJournal.Rewritten(from: 1, sizes);
            var newest = HeadOf(journal, journal.Size);
            foreach (var size in journal.Checkpoints.Select(head => head.Size))
            {
                var path = MerkleTree.ConsistencyProof(
                    at => MerkleTree.LeafHash(journal.Entries[(int)at].LeafBytes), size, journal.Size);
                Assert.True(GrowthProof.TryParse(
                    new GrowthProof(size, path, journal.LastCheckpoint).ToText(), out var proof));
                Assert.True(proof.Fits(HeadOf(journal, size), newest));
                Assert.False(proof.Fits(HeadOf(other, size), newest));
            }
        }, iter: 30);

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\n\nnote")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AA==\nindex 01\n\nnote")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AA==\nindex 1\nAAAA\n\nnote")]
    [InlineData("old -1\n\nnote")]
    public void What_is_not_to_the_letter_is_no_proof(string text)
    {
        Assert.False(EntryProof.TryParse(text, out _));
        Assert.False(GrowthProof.TryParse(text, out _));
    }

    [Fact]
    public void Notes_are_found_in_reports_mails_and_files_of_several()
    {
        var second = Note.Replace("\n7\n", "\n8\n", StringComparison.Ordinal);

        Assert.Equal([Note], NotesInText.In(Note));
        Assert.Equal([Note, second], NotesInText.In(Note + "\n" + second));
        Assert.Equal([Note], NotesInText.In("Day 3.\r\nHead:\r\n" + Note.ReplaceLineEndings("\r\n") + "\r\nAni"));
        var quoted = string.Join('\n', Note.Split('\n').Select(line => "> " + line));
        Assert.Equal([Note], NotesInText.In("He wrote:\n" + quoted));
        Assert.Empty(NotesInText.In("I kept nothing.\n\nAni\n"));
    }

    static TreeHead HeadOf(WrittenJournal journal, long size) =>
        MerkleTree.HeadOf(at => MerkleTree.LeafHash(journal.Entries[(int)at].LeafBytes), size);
}
