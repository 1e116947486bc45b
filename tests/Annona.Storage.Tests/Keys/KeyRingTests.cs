using System.Text;
using Annona.Journal;
using Annona.Storage.Keys;

namespace Annona.Storage.Tests.Keys;

public sealed class KeyRingTests
{
    const string Origin = "relief.example/north";

    [Fact]
    public void A_stored_ring_opens_with_its_root_and_holds_the_same_keys()
    {
        using var root = RootKey.Create();
        using var made = KeyRing.Create(Origin, root);

        using var opened = KeyRing.Open(made.ToBytes(), root);

        Assert.Equal(Origin, opened.Origin);
        Assert.Equal(Texts(made.VerifierKeys), Texts(opened.VerifierKeys));
        Assert.True(opened.Parts.TryOpen(made.Parts.SealOpen("10 kits"u8, []), [], out var plain));
        Assert.Equal("10 kits"u8, plain);
        Assert.Equal(made.ToBytes(), opened.ToBytes());
    }

    [Fact]
    public void A_root_from_recovery_shares_opens_an_operation_whose_key_files_are_lost()
    {
        using var root = RootKey.Create();
        using var made = KeyRing.Create(Origin, root);
        var printed = RecoveryShares.Split(root).Select(share => share.ToString()).ToArray();

        using var recovered = RecoveryShares.Combine([printed[2], printed[0]]);
        using var opened = KeyRing.Open(made.ToBytes(), recovered);

        Assert.True(opened.Parts.TryOpen(made.Parts.SealOpen("10 kits"u8, []), [], out _));
    }

    [Fact]
    public void A_checkpoint_of_the_ring_is_verified_with_each_published_key()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create(Origin, root);

        var note = new Checkpoint(ring.Origin, MerkleTree.HeadOf(_ => default, 5)).Sign(ring.Signers);

        Assert.Equal(2, note.Signatures.Count);
        foreach (var key in ring.VerifierKeys)
        {
            Assert.True(NoteVerifiers.TryParse(key.ToString(), out var verifier));
            Assert.Equal(NoteCheck.Verified, note.Check(verifier));
        }
    }

    [Fact]
    public void Another_root_does_not_open_the_ring()
    {
        using var root = RootKey.Create();
        using var other = RootKey.Create();
        using var ring = KeyRing.Create(Origin, root);

        var failure = Assert.Throws<KeyException>(() => KeyRing.Open(ring.ToBytes(), other));

        Assert.Equal(KeyFault.WrongRoot, failure.Fault);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void One_key_cannot_be_put_in_another_ones_place()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create(Origin, root);
        var text = Encoding.UTF8.GetString(ring.ToBytes());

        var swapped = text.Replace("\"register\"", "\"x\"", StringComparison.Ordinal)
            .Replace("\"tree-ed25519\"", "\"register\"", StringComparison.Ordinal)
            .Replace("\"x\"", "\"tree-ed25519\"", StringComparison.Ordinal);

        var failure = Assert.Throws<KeyException>(() => KeyRing.Open(Encoding.UTF8.GetBytes(swapped), root));
        Assert.Equal(KeyFault.WrongRoot, failure.Fault);
    }

    [Fact]
    public void A_ring_with_any_byte_flipped_is_refused_or_the_same_and_never_anything_else()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create(Origin, root);
        var stored = ring.ToBytes();

        for (var at = 0; at < stored.Length; at++)
        {
            byte[] changed = [.. stored];
            changed[at] ^= 4;
            try
            {
                using var opened = KeyRing.Open(changed, root);
                Assert.Equal(ring.Origin, opened.Origin);
                Assert.Equal(ring.VerifierKeys[0].ToString(), opened.VerifierKeys[0].ToString());
            }
            catch (KeyException failure)
            {
                Assert.True(failure.Fault is KeyFault.Damaged or KeyFault.WrongRoot);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"annona-keyring.1\",\"origin\":\"a\",\"verifierKeys\":[],\"keys\":[null]}")]
    [InlineData("{\"format\":\"annona-keyring.2\",\"origin\":\"a\",\"verifierKeys\":[],\"keys\":[]}")]
    public void Anything_else_is_a_damaged_ring(string stored)
    {
        using var root = RootKey.Create();

        var failure = Assert.Throws<KeyException>(() => KeyRing.Open(Encoding.UTF8.GetBytes(stored), root));

        Assert.Equal(KeyFault.Damaged, failure.Fault);
    }

    [Fact]
    public void The_stored_ring_shows_the_public_keys_and_nothing_that_opens_a_part()
    {
        using var root = RootKey.Create();
        using var ring = KeyRing.Create(Origin, root);

        var text = Encoding.UTF8.GetString(ring.ToBytes());

        Assert.Contains(Origin, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(root.Bytes), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_name_that_cannot_stand_in_a_checkpoint_is_refused()
    {
        using var root = RootKey.Create();

        Assert.Throws<ArgumentException>(() => KeyRing.Create("relief north", root));
    }

    [Fact]
    public void A_root_key_that_was_wiped_is_not_used_by_mistake()
    {
        var root = RootKey.Create();
        root.Dispose();

        Assert.Throws<ObjectDisposedException>(() => KeyRing.Create(Origin, root));
    }

    static IEnumerable<string> Texts(IEnumerable<NoteKey> keys) => keys.Select(key => key.ToString());
}
