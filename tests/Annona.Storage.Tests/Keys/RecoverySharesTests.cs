using Annona.Storage.Keys;
using CsCheck;

namespace Annona.Storage.Tests.Keys;

public sealed class RecoverySharesTests
{
    const uint Set = 0x0badcafe;

    // By hand, with 57 x 02 = ae and 57 x 83 = c1 of FIPS 197, section 4.2, as checks of the arithmetic.
    // Two of three: f(x) = 57 + 83 x, so f(1) = 57 ^ 83 = d4, f(2) = 57 ^ 1d = 4a, f(3) = 57 ^ 9e = c9.
    [Theory]
    [InlineData(1, 0xd4, 2, 0x4a)]
    [InlineData(1, 0xd4, 3, 0xc9)]
    [InlineData(3, 0xc9, 2, 0x4a)]
    public void Two_shares_worked_out_by_hand_give_the_key(int first, byte firstValue, int second, byte secondValue)
    {
        using var root = RecoveryShares.Combine([Share(first, 2, firstValue), Share(second, 2, secondValue)]);

        Assert.Equal(All(0x57), root.Bytes.ToArray());
    }

    // Three of three: f(x) = 2a + 0b x + c4 x^2, so f(1) = e5, f(2) = 2a ^ 16 ^ 3d = 01, f(3) = 2a ^ 1d ^ f9 = ce.
    [Fact]
    public void Three_shares_worked_out_by_hand_give_the_key()
    {
        using var root = RecoveryShares.Combine([Share(2, 3, 0x01), Share(1, 3, 0xe5), Share(3, 3, 0xce)]);

        Assert.Equal(All(0x2a), root.Bytes.ToArray());
    }

    [Fact]
    public void Any_so_many_shares_in_any_order_give_the_key_back() =>
        Gen.Int[2, 6].SelectMany(threshold => Gen.Select(Gen.Const(threshold), Gen.Int[threshold, 10]))
            .SelectMany((threshold, count) => Gen.Select(
                Gen.Const(threshold), Gen.Const(count), Gen.Shuffle(Enumerable.Range(0, count).ToArray())))
            .Sample((threshold, count, order) =>
            {
                using var root = RootKey.Create();
                var shares = RecoveryShares.Split(root, threshold, count);

                using var again = RecoveryShares.Combine(order.Take(threshold).Select(i => shares[i].ToString()));

                Assert.Equal(root.Bytes.ToArray(), again.Bytes.ToArray());
            });

    [Fact]
    public void One_share_fits_every_possible_key()
    {
        // For any value of share 1 and any key there is a line through both: one share leaves all keys possible.
        for (var key = 0; key <= 255; key++)
        {
            var slope = key ^ 0xd4;
            var second = (byte)(key ^ (slope << 1 & 0xff) ^ (slope > 127 ? 0x1b : 0));

            using var root = RecoveryShares.Combine([Share(1, 2, 0xd4), Share(2, 2, second)]);
            Assert.Equal(key, root.Bytes[0]);
        }
    }

    [Fact]
    public void More_shares_than_needed_do_no_harm()
    {
        using var root = RootKey.Create();

        using var again = RecoveryShares.Combine(RecoveryShares.Split(root, threshold: 2, count: 5));

        Assert.Equal(root.Bytes.ToArray(), again.Bytes.ToArray());
    }

    [Fact]
    public void A_share_is_printed_in_twelve_groups_of_six()
    {
        using var root = RootKey.Create();
        var text = RecoveryShares.Split(root)[0].ToString();

        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{6}-){11}[0-9A-HJKMNP-TV-Z]{6}$", text);
    }

    [Fact]
    public void A_share_is_read_as_people_type_it()
    {
        var share = Share(3, 2, 0x00);
        var typed = share.ToString().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l').ToLowerInvariant();

        Assert.True(RecoveryShare.TryParse($"  {typed}\n", out var read));
        Assert.Equal((3, 2, Set), (read.Number, read.Threshold, read.Set));
        Assert.Equal(share.ToString(), read.ToString());
    }

    [Fact]
    public void Every_single_mistyped_letter_is_found()
    {
        using var root = RootKey.Create();
        var text = RecoveryShares.Split(root)[0].ToString();

        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '-')
                continue;

            foreach (var letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZU*".Where(letter => letter != text[at]))
                Assert.False(RecoveryShare.TryParse($"{text[..at]}{letter}{text[(at + 1)..]}", out _));
            Assert.False(RecoveryShare.TryParse(text.Remove(at, 1), out _));
        }
    }

    [Fact]
    public void No_text_makes_reading_a_share_throw() =>
        Gen.String.Sample(text => Assert.False(RecoveryShare.TryParse(text, out _)));

    [Fact]
    public void A_mistyped_share_is_named_by_its_place()
    {
        using var root = RootKey.Create();
        var shares = RecoveryShares.Split(root);

        var failure = Assert.Throws<KeyException>(
            () => RecoveryShares.Combine([shares[0].ToString(), shares[1].ToString()[..^1] + "*"]));

        Assert.Equal(KeyFault.MistypedShare, failure.Fault);
        Assert.StartsWith("Share 2 of those given is mistyped", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_shares_are_refused_even_when_one_is_given_twice()
    {
        using var root = RootKey.Create();
        var shares = RecoveryShares.Split(root);

        var none = Assert.Throws<KeyException>(() => RecoveryShares.Combine(Array.Empty<RecoveryShare>()));
        var twice = Assert.Throws<KeyException>(() => RecoveryShares.Combine([shares[0], shares[0]]));

        Assert.Equal((KeyFault.TooFewShares, KeyFault.TooFewShares), (none.Fault, twice.Fault));
        Assert.Equal("2 different shares are needed, but 1 was given.", twice.Message);
    }

    [Fact]
    public void Shares_of_different_sets_are_not_mixed()
    {
        using var root = RootKey.Create();
        var (before, after) = (RecoveryShares.Split(root), RecoveryShares.Split(root));

        var failure = Assert.Throws<KeyException>(() => RecoveryShares.Combine([before[0], after[1]]));

        Assert.Equal(KeyFault.MixedShares, failure.Fault);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(2, RecoveryShares.CountMax + 1)]
    public void A_split_that_guards_nothing_is_refused(int threshold, int count)
    {
        using var root = RootKey.Create();

        Assert.Throws<ArgumentOutOfRangeException>(() => RecoveryShares.Split(root, threshold, count));
    }

    static RecoveryShare Share(int number, int threshold, byte value) => new(number, threshold, Set, All(value));

    static byte[] All(byte value) => [.. Enumerable.Repeat(value, RootKey.Length)];
}
