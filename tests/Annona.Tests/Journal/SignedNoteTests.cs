using System.Security.Cryptography;
using System.Text;
using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

public sealed class SignedNoteTests
{
    // The example of the C2SP signed-note specification; its signature is checked where there is Ed25519.
    const string Published =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        + "\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj9"
        + "9ihAQwaqP3ZekRwNtIc=\n";

    const string Line = "\u2014 relief.example AAAAAQ==\n";

    static readonly MacKey Hub = new("relief.example", 1, "hub");
    static readonly MacKey Witness = new("witness.example", 2, "witness");
    static readonly MacKey Stranger = new("relief.example", 3, "stranger");

    [Fact]
    public void The_example_of_the_specification_is_read_and_written_back_byte_for_byte()
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Published), out var note));

        var signature = Assert.Single(note.Signatures);
        Assert.Equal(("quasimodo.example/salvatore", 0x367ba04bu), (signature.Name, signature.KeyId));
        Assert.Equal(64, signature.Bytes.Length);
        Assert.EndsWith("\n\ned è subito sera.\n", note.Text, StringComparison.Ordinal);
        Assert.Equal(Published, note.ToString());
    }

    [Fact]
    public void A_note_signed_by_two_is_verified_by_whoever_knows_one_of_them()
    {
        var note = Read(SignedNote.Sign("Delivered.\n", Hub, Witness));

        Assert.Equal(NoteCheck.Verified, note.Check(Hub));
        Assert.Equal(NoteCheck.Verified, note.Check(Witness, Stranger));
        Assert.Equal(NoteCheck.Verified, note.Check(Hub, Witness));
    }

    [Fact]
    public void A_key_that_shares_only_the_name_or_only_the_id_is_unknown()
    {
        var note = SignedNote.Sign("Delivered.\n", Hub);

        Assert.Equal(NoteCheck.NotSigned, note.Check());
        Assert.Equal(NoteCheck.NotSigned, note.Check(Stranger));
        Assert.Equal(NoteCheck.NotSigned, note.Check(new MacKey("other.example", Hub.KeyId, "hub")));
    }

    [Fact]
    public void One_wrong_signature_of_a_known_key_rejects_the_note_however_many_are_right()
    {
        var note = SignedNote.Sign("Delivered.\n", Hub, new MacKey(Witness.Name, Witness.KeyId, "forger"));

        Assert.Equal(NoteCheck.Verified, note.Check(Hub));
        Assert.Equal(NoteCheck.WrongSignature, note.Check(Hub, Witness));
    }

    [Fact]
    public void A_changed_text_is_not_verified()
    {
        var note = SignedNote.Sign("Delivered 10 kits.\n", Hub).ToString();

        var changed = Read(note.Replace("10", "90", StringComparison.Ordinal));

        Assert.Equal(NoteCheck.WrongSignature, changed.Check(Hub));
    }

    [Fact]
    public void Any_text_of_lines_comes_back_from_its_note() =>
        Gen.String[Gen.Char["a \u0627é\u2014+\n"], 0, 60].Sample(text =>
        {
            var note = Read(SignedNote.Sign(text + "\n", Hub));

            Assert.Equal(text + "\n", note.Text);
            Assert.Equal(NoteCheck.Verified, note.Check(Hub));
        });

    [Theory]
    [InlineData("")]
    [InlineData("no newline")]
    [InlineData("carriage return\r\n")]
    [InlineData("tab\t\n")]
    public void A_text_that_no_note_can_hold_is_not_signed(string text) =>
        Assert.Throws<ArgumentException>(() => SignedNote.Sign(text, Hub));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("Text.\n")]
    [InlineData("Text.\n\n")]
    [InlineData("Text.\n" + Line)]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQA=")]
    [InlineData("Text.\n\n- relief.example AAAAAQA=\n")]
    [InlineData("Text.\n\n\u2014 relief.example\n")]
    [InlineData("Text.\n\n\u2014  AAAAAQA=\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQA= more\n")]
    [InlineData("Text.\n\n\u2014 relief+example AAAAAQA=\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQ==\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQB\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQB=\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAA*QA=\n")]
    [InlineData("Text.\n\n\u2014 relief.example AAAAAQA=\r\n")]
    public void Anything_that_is_not_a_note_to_the_letter_is_refused(string text) =>
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        var bytes = SignedNote.Sign("Delivered.\n", Hub).ToBytes();
        bytes[0] = 0xff;

        Assert.False(SignedNote.TryParse(bytes, out _));
    }

    [Fact]
    public void A_note_that_is_too_long_is_refused_before_it_is_read()
    {
        var note = SignedNote.Sign(new string('a', SignedNote.LengthMax) + "\n", Hub);

        Assert.False(SignedNote.TryParse(note.ToBytes(), out _));
    }

    [Theory]
    [InlineData(SignedNote.SignaturesMax, true)]
    [InlineData(SignedNote.SignaturesMax + 1, false)]
    public void A_note_holds_only_so_many_signatures(int count, bool isRead)
    {
        var note = SignedNote.Sign("Delivered.\n", [.. Enumerable.Repeat(Hub, count)]);

        Assert.Equal(isRead, SignedNote.TryParse(note.ToBytes(), out _));
    }

    static SignedNote Read(SignedNote note) => Read(note.ToString());

    static SignedNote Read(string text) => SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note)
        ? note
        : throw new FormatException(text);

    // A signature in miniature: who knows the secret can sign, any other text or secret gives other bytes.
    sealed class MacKey(string name, uint keyId, string secret) : INoteSigner, INoteVerifier
    {
        public string Name => name;

        public uint KeyId => keyId;

        public byte[] Sign(ReadOnlySpan<byte> text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text);

        public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
            Sign(text).AsSpan().SequenceEqual(signature);
    }
}
