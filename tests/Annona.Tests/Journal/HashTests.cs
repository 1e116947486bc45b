using System.Text;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

public sealed class HashTests
{
    // FIPS 180-2, appendix B.1.
    const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_hash_is_the_SHA_256_digest_of_its_bytes() =>
        Assert.Equal(OfAbc, Hash.Of(Encoding.ASCII.GetBytes("abc")).ToString());

    [Fact]
    public void The_default_hash_is_all_zeroes() => Assert.Equal(new string('0', 64), default(Hash).ToString());

    [Fact]
    public void Bytes_written_and_read_back_are_the_same_hash() =>
        Gen.Byte.Array[Hash.Length].Sample(bytes =>
        {
            var hash = Hash.FromBytes(bytes);

            Assert.Equal(bytes, hash.ToBytes());
            Assert.True(Hash.TryParse(hash.ToString(), out var parsed));
            Assert.Equal(hash, parsed);
            Assert.Equal(hash.GetHashCode(), parsed.GetHashCode());
        });

    [Fact]
    public void Changing_any_one_byte_makes_another_hash() =>
        Gen.Select(Gen.Byte.Array[Hash.Length], Gen.Int[0, Hash.Length - 1]).Sample((bytes, at) =>
        {
            var hash = Hash.FromBytes(bytes);
            bytes[at] ^= 1;

            Assert.NotEqual(hash, Hash.FromBytes(bytes));
        });

    [Fact]
    public void Upper_case_digits_are_read_and_lower_case_digits_are_written()
    {
        Assert.True(Hash.TryParse(OfAbc.ToUpperInvariant(), out var hash));

        Assert.Equal(OfAbc, hash.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba78")]
    [InlineData(OfAbc + "00")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(" ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    public void Anything_but_sixty_four_digits_is_not_a_hash(string text)
    {
        Assert.False(Hash.TryParse(text, out var hash));
        Assert.Equal(default, hash);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Only_thirty_two_bytes_make_a_hash(int length) =>
        Assert.Throws<ArgumentException>(() => Hash.FromBytes(new byte[length]));
}
