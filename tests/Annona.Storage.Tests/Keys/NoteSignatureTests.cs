using System.Security.Cryptography;
using System.Text;
using Annona.Journal;
using Annona.Storage.Keys;
using CsCheck;

namespace Annona.Storage.Tests.Keys;

/// <summary>
/// The keys and notes are published ones: of the C2SP specification, of Go's note package and of Rekor.
/// </summary>
public sealed class NoteSignatureTests
{
    const string SpecificationKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const string SpecificationNote =
        "This is an example message.\n\n"
        + "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72"
        + "IneyaQM=\n";

    const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const string GoPrivate = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const string GoText =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const string GoNote =
        GoText
        + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
        + "E6RyyBwJnAM=\n";

    const string RekorKey =
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l"
        + "+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";
    const string RekorText =
        "rekor.sigstore.dev - 2605736670972794746\n21428036\nrxnoKyFZlJ7/R6bMh/d3lcqwKqAy5CL1LcNBJP17kgQ=\n"
        + "Timestamp: 1688058656037355364\n";
    const string RekorNote =
        RekorText
        + "\n\u2014 rekor.sigstore.dev wNI9ajBFAiEAuDk7uu5Ae8Own/MjhSZNuVzbLuYH2jBMxbSA0WaNDNACIDV4reKpYiOpkwtv"
        + "azCClnpUuduF2o/th2xR3gRZAUU4\n";

    [Theory]
    [InlineData(SpecificationKey, SpecificationNote)]
    [InlineData(GoKey, GoNote)]
    [InlineData(RekorKey, RekorNote)]
    public void A_published_note_is_verified_with_its_published_key(string key, string note) =>
        Assert.Equal(NoteCheck.Verified, Read(note).Check(Verifier(key)));

    [Theory]
    [InlineData(SpecificationKey, SpecificationNote)]
    [InlineData(GoKey, GoNote)]
    [InlineData(RekorKey, RekorNote)]
    public void A_published_note_with_one_letter_changed_is_a_wrong_signature(string key, string note) =>
        Assert.Equal(NoteCheck.WrongSignature, Read("X" + note[1..]).Check(Verifier(key)));

    [Fact]
    public void A_real_checkpoint_with_an_extension_line_is_read()
    {
        var note = Read(RekorNote);

        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal(21_428_036, checkpoint.Head.Size);
    }

    [Fact]
    public void A_known_private_key_signs_the_published_note_byte_for_byte()
    {
        // The text form of Go's private key is the type byte and then the seed.
        var signer = new Ed25519NoteSigner("PeterNeumann", Convert.FromBase64String(GoPrivate).AsSpan(1));

        Assert.Equal(GoKey, signer.Key.ToString());
        Assert.Equal(GoNote, SignedNote.Sign(GoText, signer).ToString());
    }

    [Fact]
    public void A_note_carries_both_kinds_of_signature_and_either_one_is_enough()
    {
        var ed25519 = new Ed25519NoteSigner("relief.example", RandomNumberGenerator.GetBytes(32));
        using var p256 = NewP256Signer("relief.example");

        var checkpoint = new Checkpoint("relief.example", MerkleTree.HeadOf(_ => default, 3));

        var note = Read(checkpoint.Sign(ed25519, p256).ToString());

        Assert.Equal(NoteCheck.Verified, note.Check(Verifier(ed25519.Key.ToString())));
        Assert.Equal(NoteCheck.Verified, note.Check(Verifier(p256.Key.ToString())));
    }

    [Fact]
    public void No_signature_bytes_make_a_verifier_throw() =>
        Gen.Byte.Array[1, 100].Sample(signature =>
        {
            Assert.False(Verifier(GoKey).Verify("text\n"u8, signature));
            Assert.False(Verifier(RekorKey).Verify("text\n"u8, signature));
        });

    [Fact]
    public void A_key_on_another_curve_is_no_verifier()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.False(NoteVerifiers.TryParse(
            NoteKey.Ecdsa("relief.example", other.ExportSubjectPublicKeyInfo()).ToString(), out _));
        Assert.Throws<ArgumentException>(() => new P256NoteSigner("relief.example", other.ExportPkcs8PrivateKey()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void A_text_that_is_no_key_or_a_key_of_unknown_type_has_no_verifier(string key) =>
        Assert.False(NoteVerifiers.TryParse(key, out _));

    [Fact]
    public void A_key_that_is_not_DER_has_no_verifier() =>
        Assert.False(NoteVerifiers.TryParse(NoteKey.Ecdsa("relief.example", [1, 2, 3]).ToString(), out _));

    static P256NoteSigner NewP256Signer(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(name, key.ExportPkcs8PrivateKey());
    }

    static SignedNote Read(string text) => SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note)
        ? note
        : throw new FormatException(text);

    static INoteVerifier Verifier(string key) => NoteVerifiers.TryParse(key, out var verifier)
        ? verifier
        : throw new FormatException(key);
}
