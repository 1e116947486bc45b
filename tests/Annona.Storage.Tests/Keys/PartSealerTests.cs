using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Keys;
using CsCheck;

namespace Annona.Storage.Tests.Keys;

public sealed class PartSealerTests : IDisposable
{
    static readonly byte[] Position = [0, 0, 0, 7];

    readonly PartSealer sealer = new(RandomNumberGenerator.GetBytes(32));
    readonly Guid farouk = Guid.NewGuid();
    readonly Guid amal = Guid.NewGuid();

    public void Dispose() => sealer.Dispose();

    [Fact]
    public void Any_part_opens_again_with_what_stands_beside_it() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Byte.Array[0, 40]).Sample((plain, associated) =>
        {
            var key = KeyFor(farouk);

            Assert.True(sealer.TryOpen(sealer.SealOpen(plain, associated), associated, out var open));
            Assert.True(sealer.TryOpenPersonal(
                key, sealer.SealPersonal(key, plain, associated), associated, out var personal));
            Assert.Equal(plain, open);
            Assert.Equal(plain, personal);
        });

    [Fact]
    public void The_first_part_of_a_person_opens_with_the_key_that_was_made_for_it_and_no_other() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Byte.Array[0, 40]).Sample((plain, associated) =>
        {
            var first = sealer.SealFirst(farouk, plain, associated, out var wrapped);

            Assert.True(sealer.TryOpenPersonal(new(farouk, wrapped), first, associated, out var opened));
            Assert.Equal(plain, opened);
            Assert.False(sealer.TryOpenPersonal(new(amal, wrapped), first, associated, out _));
            Assert.False(sealer.TryOpenPersonal(KeyFor(farouk), first, associated, out _));
        });

    [Fact]
    public void A_sealed_part_is_nonce_ciphertext_and_tag()
    {
        var key = KeyFor(farouk);

        Assert.Equal(28, PartSealer.Overhead);
        Assert.Equal(PartSealer.WrappedKeyLength, key.Wrapped.Length);
        Assert.Equal(5 + 28, sealer.SealOpen(new byte[5], []).Length);
        Assert.Equal(5 + 28, sealer.SealPersonal(key, new byte[5], []).Length);
    }

    [Fact]
    public void A_part_with_any_byte_flipped_does_not_open()
    {
        var key = KeyFor(farouk);
        var open = sealer.SealOpen("10 kits"u8, Position);
        var personal = sealer.SealPersonal(key, "Farouk"u8, Position);

        foreach (var changed in Flips(open))
            Assert.False(sealer.TryOpen(changed, Position, out _));
        foreach (var changed in Flips(personal))
            Assert.False(sealer.TryOpenPersonal(key, changed, Position, out _));
        foreach (var changed in Flips(key.Wrapped))
            Assert.False(sealer.TryOpenPersonal(key with { Wrapped = changed }, personal, Position, out _));
    }

    [Fact]
    public void A_part_of_any_other_length_does_not_open()
    {
        var key = KeyFor(farouk);
        var personal = sealer.SealPersonal(key, "Farouk"u8, Position);

        for (var length = 0; length < personal.Length; length++)
        {
            Assert.False(sealer.TryOpen(personal.AsSpan(0, length), Position, out _));
            Assert.False(sealer.TryOpenPersonal(key, personal.AsSpan(0, length), Position, out _));
        }

        for (var length = 0; length < key.Wrapped.Length; length++)
        {
            var cut = key with { Wrapped = key.Wrapped[..length] };
            Assert.False(sealer.TryOpenPersonal(cut, personal, Position, out _));
        }

        Assert.False(sealer.TryOpenPersonal(default, personal, Position, out _));
    }

    [Fact]
    public void A_part_moved_to_another_place_does_not_open()
    {
        var key = KeyFor(farouk);
        byte[] elsewhere = [0, 0, 0, 8];

        Assert.False(sealer.TryOpen(sealer.SealOpen("10 kits"u8, Position), elsewhere, out _));
        Assert.False(sealer.TryOpenPersonal(
            key, sealer.SealPersonal(key, "Farouk"u8, Position), elsewhere, out _));
    }

    [Fact]
    public void A_key_opens_nothing_under_another_persons_id()
    {
        var key = KeyFor(farouk);
        var personal = sealer.SealPersonal(key, "Farouk"u8, Position);

        Assert.False(sealer.TryOpenPersonal(key with { Subject = amal }, personal, Position, out _));
        Assert.False(sealer.TryOpenPersonal(KeyFor(amal), personal, Position, out _));
    }

    [Fact]
    public void Without_the_first_key_a_new_key_for_the_same_person_opens_nothing()
    {
        var personal = sealer.SealPersonal(KeyFor(farouk), "Farouk"u8, Position);

        Assert.False(sealer.TryOpenPersonal(KeyFor(farouk), personal, Position, out _));
    }

    [Fact]
    public void Another_register_opens_nothing()
    {
        using var other = new PartSealer(RandomNumberGenerator.GetBytes(32));
        var key = KeyFor(farouk);

        Assert.False(other.TryOpen(sealer.SealOpen("10 kits"u8, Position), Position, out _));
        Assert.False(other.TryOpenPersonal(
            key, sealer.SealPersonal(key, "Farouk"u8, Position), Position, out _));
    }

    [Fact]
    public void A_wrapped_key_is_not_an_open_part_even_with_the_right_id_beside_it()
    {
        var key = KeyFor(farouk);

        Assert.False(sealer.TryOpen(key.Wrapped, farouk.ToByteArray(bigEndian: true), out _));
    }

    [Fact]
    public void Sealing_with_a_damaged_key_says_so()
    {
        var key = KeyFor(farouk);
        key.Wrapped[20] ^= 1;

        var failure = Assert.Throws<KeyException>(() => sealer.SealPersonal(key, "Farouk"u8, Position));

        Assert.Equal(KeyFault.Damaged, failure.Fault);
    }

    [Fact]
    public void Ten_thousand_seals_use_ten_thousand_nonces_and_all_open()
    {
        HashSet<string> nonces = [];
        for (var i = 0; i < 10_000; i++)
        {
            var part = sealer.SealOpen(BitConverter.GetBytes(i), Position);

            Assert.True(nonces.Add(Convert.ToHexString(part.AsSpan(0, 12))));
            Assert.True(sealer.TryOpen(part, Position, out var plain));
            Assert.Equal(i, BitConverter.ToInt32(plain));
        }
    }

    [Fact]
    public void Many_threads_open_parts_at_the_same_time()
    {
        var key = KeyFor(farouk);
        var open = Enumerable.Range(0, 200).Select(i => sealer.SealOpen(BitConverter.GetBytes(i), Position)).ToArray();
        var personal = sealer.SealPersonal(key, "Farouk"u8, Position);

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var expected = i % open.Length;
            Assert.True(sealer.TryOpen(open[expected], Position, out var plain));
            Assert.Equal(expected, BitConverter.ToInt32(plain));
            if (i % 10 == 0)
                Assert.True(sealer.TryOpenPersonal(key, personal, Position, out _));
        });
    }

    [Fact]
    public void A_sealer_that_was_wiped_seals_nothing()
    {
        sealer.SealOpen("10 kits"u8, Position);
        sealer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sealer.SealOpen("10 kits"u8, Position));
    }

    SubjectKey KeyFor(Guid subject) => new(subject, sealer.NewSubjectKey(subject));

    static IEnumerable<byte[]> Flips(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            yield return changed;
        }
    }
}
