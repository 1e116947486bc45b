using Annona.Journal;

namespace Annona.Tests.Journal;

/// <summary>
/// The keys are published ones: the example of the C2SP signed-note specification, the example of Go's note package,
/// the Go checksum database, and Rekor's first ECDSA log.
/// </summary>
public sealed class NoteKeyTests
{
    const string Specification = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const string GoExample = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const string ChecksumDatabase = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    const string Rekor =
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l"
        + "+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";

    [Theory]
    [InlineData(Specification, "example.com/foo", 0x530d903a, NoteKey.Ed25519Type, 32)]
    [InlineData(GoExample, "PeterNeumann", 0xc74f20a3, NoteKey.Ed25519Type, 32)]
    [InlineData(ChecksumDatabase, "sum.golang.org", 0x033de0ae, NoteKey.Ed25519Type, 32)]
    [InlineData(Rekor, "rekor.sigstore.dev", 0xc0d23d6a, NoteKey.EcdsaType, 91)]
    public void A_published_key_is_read_and_written_back(string text, string name, uint id, byte type, int length)
    {
        Assert.True(NoteKey.TryParse(text, out var key));

        Assert.Equal((name, id, type), (key.Name, key.KeyId, key.Type));
        Assert.Equal(length, key.PublicKey.Length);
        Assert.Equal(text, key.ToString());
    }

    [Fact]
    public void A_key_made_from_its_parts_is_the_published_one()
    {
        Assert.True(NoteKey.TryParse(GoExample, out var ed25519));
        Assert.True(NoteKey.TryParse(Rekor, out var ecdsa));

        Assert.Equal(GoExample, NoteKey.Ed25519("PeterNeumann", ed25519.PublicKey).ToString());
        Assert.Equal(Rekor, NoteKey.Ecdsa("rekor.sigstore.dev", ecdsa.PublicKey).ToString());
    }

    // The key of Go's example with a type that nobody assigned, and the id that follows from it.
    [Fact]
    public void A_key_of_unknown_type_is_read_so_that_it_can_be_named()
    {
        const string unassigned = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

        Assert.True(NoteKey.TryParse(unassigned, out var key));

        Assert.Equal(0x65, key.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+")]
    [InlineData("PeterNeumann+c74f20a3+!!!!")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n")]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    public void Anything_else_is_not_a_key(string text) => Assert.False(NoteKey.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("no\u00a0break")]
    [InlineData("a+b")]
    [InlineData("line\n")]
    public void A_name_that_would_break_a_signature_line_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => NoteKey.Ed25519(name, new byte[32]));

    [Fact]
    public void An_Ed25519_key_has_thirty_two_bytes() =>
        Assert.Throws<ArgumentException>(() => NoteKey.Ed25519("relief.example", new byte[31]));
}
