using Annona.Journal;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

/// <summary>
/// The bytes below are written by hand from RFC 8949: a changed byte would break every chain there is.
/// </summary>
public sealed class EnvelopeTests
{
    const string Operation = "0198c0de000070008000000000000001";
    const string Device = "0198c0de000070008000000000000002";
    const string Intent = "0198c0de000070008000000000000003";
    const string Actor = "0198c0de000070008000000000000004";
    const string Subject = "0198c0de000070008000000000000005";
    const string Previous = "1111111111111111111111111111111111111111111111111111111111111111";
    const string Open = "2222222222222222222222222222222222222222222222222222222222222222";
    const string Sealed = "3333333333333333333333333333333333333333333333333333333333333333";

    // Key and value of the fields that stand before and after the hashes of the parts.
    const string Head =
        "01" + "01"                             // layout 1
        + "02" + "50" + Operation               // 16 bytes
        + "03" + "1903e8"                       // sequence 1,000: two bytes
        + "04" + "5820" + Previous              // 32 bytes
        + "05" + "1b019c0de000000001"           // clock: eight bytes
        + "06" + "69" + "6169642e676976656e"    // "aid.given": nine letters
        + "07" + "02"                           // second version
        + "08" + "50" + Intent
        + "09" + "50" + Actor;

    const string SeenField = "0b" + "82" + "1903e7" + "1bffffffffffffffff";

    const string DeviceField = "0e" + "50" + Device;

    const string RequestField = "0f" + "67" + "47697665416964";    // "GiveAid": seven letters

    static readonly Gen<Hash> AnyHash = Gen.Byte.Array[Hash.Length].Select(bytes => Hash.FromBytes(bytes));

    static readonly Gen<Envelope> AnyEnvelope =
        from ids in Gen.Guid.Array[4]
        from numbers in Gen.Long.Array[3]
        from hashes in AnyHash.Array[2]
        from kind in Gen.Char['a', 'z'].Array[0, 64]
        from version in Gen.Int
        from prefix in Gen.ULong
        from personal in Gen.Select(Gen.Guid, AnyHash, (subject, part) => new PersonalRef(subject, part)).Array[0, 5]
        from erased in Gen.Guid.Array[0, 3]
        select new Envelope(ids[0], ids[1], numbers[0], hashes[0], numbers[1], new(kind), version, ids[2], ids[3],
            hashes[1], new(numbers[2], prefix), [.. personal])
        {
            Request = new(kind), Erased = [.. erased],
        };

    [Fact]
    public void Whom_an_entry_erased_stands_in_clear_at_its_end()
    {
        var erasing = Example() with { Erased = [new(Subject)] };
        const string field = "10" + "81" + "50" + Subject;

        Assert.Equal(
            "af" + Head + "0a" + "5820" + Open + SeenField + "0c" + "81" + "82" + "50" + Subject + "5820" + Sealed
            + DeviceField + RequestField + field,
            Convert.ToHexStringLower(erasing.Encode()));
        Assert.Equal(
            "ad" + Head + SeenField + DeviceField + RequestField + field,
            Convert.ToHexStringLower(erasing.AssociatedData()));
    }

    [Fact]
    public void An_envelope_with_an_empty_list_of_the_erased_is_none()
    {
        var written = Convert.ToHexStringLower(Example().Encode());
        var empty = "af" + written[2..] + "10" + "80";

        Assert.Throws<FormatException>(() => Envelope.Decode(Convert.FromHexString(empty)));
        Assert.Throws<FormatException>(() => Envelope.Decode(Convert.FromHexString("af" + written[2..])));
    }

    [Fact]
    public void An_envelope_has_these_bytes() =>
        Assert.Equal(
            "ae" + Head + "0a" + "5820" + Open + SeenField + "0c" + "81" + "82" + "50" + Subject + "5820" + Sealed
            + DeviceField + RequestField,
            Convert.ToHexStringLower(Example().Encode()));

    [Fact]
    public void What_seals_the_parts_is_the_envelope_without_their_hashes() =>
        Assert.Equal(
            "ac" + Head + SeenField + DeviceField + RequestField,
            Convert.ToHexStringLower(Example().AssociatedData()));

    [Fact]
    public void An_envelope_without_persons_has_an_empty_list() =>
        Assert.Contains(
            SeenField + "0c" + "80" + DeviceField,
            Convert.ToHexStringLower((Example() with { Personal = [] }).Encode()), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, Verdict.Accepted, "a0", "83" + "00" + "00" + "41a0")]
    [InlineData(1_000, Verdict.Quarantined, "", "83" + "1903e8" + "01" + "40")]
    [InlineData(1_772_438_400_000, Verdict.Accepted, "0102", "83" + "1b0000019cad8fac00" + "00" + "420102")]
    [InlineData(-1, Verdict.Accepted, "", "83" + "20" + "00" + "40")]
    public void A_leaf_has_these_bytes(long milliseconds, Verdict verdict, string envelope, string expected)
    {
        var leaf = new Leaf(
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), verdict, Convert.FromHexString(envelope));

        Assert.Equal(expected, Convert.ToHexStringLower(leaf.Encode()));
    }

    [Fact]
    public void An_envelope_written_and_read_back_is_the_same() =>
        AnyEnvelope.Sample(envelope =>
        {
            var read = Envelope.Decode(envelope.Encode());

            Assert.Equal(envelope.Personal, read.Personal);
            Assert.Equal(envelope.Erased, read.Erased);
            Assert.Equal(envelope, read with { Personal = envelope.Personal, Erased = envelope.Erased });
        });

    [Fact]
    public void A_damaged_envelope_is_refused_or_is_another_one_with_these_very_bytes() =>
        Gen.Select(AnyEnvelope, AnyDamage).Sample((envelope, damage) =>
        {
            var bytes = damage(envelope.Encode());
            try
            {
                Assert.Equal(bytes, Envelope.Decode(bytes).Encode());
            }
            catch (FormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 20_000);

    [Fact]
    public void A_damaged_leaf_is_refused_or_is_another_one_with_these_very_bytes() =>
        Gen.Select(Gen.Long[-60_000_000_000_000, 250_000_000_000_000], Gen.Byte.Array[0, 400], AnyDamage)
            .Sample((milliseconds, envelope, damage) =>
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                var bytes = damage(new Leaf(at, Verdict.Accepted, envelope).Encode());
                try
                {
                    Assert.Equal(bytes, Leaf.Decode(bytes).Encode());
                }
                catch (FormatException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }, iter: 20_000);

    [Theory]
    [InlineData("an envelope of a newer layout", "ae" + "01" + "02")]
    [InlineData("a map of unknown length", "bf" + Head)]
    [InlineData("an integer longer than needed", "ae" + "1801" + "01")]
    [InlineData("no map at all", "00")]
    [InlineData("nothing", "")]
    public void Another_spelling_is_refused(string what, string hex)
    {
        Assert.NotEmpty(what);
        Assert.Throws<FormatException>(() => Envelope.Decode(Convert.FromHexString(hex)));
    }

    [Fact]
    public void A_kind_with_a_very_long_name_is_refused()
    {
        var longest = Example() with { Kind = new('k', Envelope.KindLengthMax) };
        var longer = Example() with { Kind = new('k', Envelope.KindLengthMax + 1) };

        Assert.Equal(longest.Kind, Envelope.Decode(longest.Encode()).Kind);
        Assert.Throws<FormatException>(() => Envelope.Decode(longer.Encode()));
    }

    /// <summary>A flipped bit, a cut, a byte too many, or another byte in between.</summary>
    static Gen<Func<byte[], byte[]>> AnyDamage =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100_000], Gen.Byte).Select<(int, int, byte), Func<byte[], byte[]>>(
            damage => bytes =>
            {
                var (kind, place, with) = damage;
                var at = place % bytes.Length;
                return kind switch
                {
                    0 => [.. bytes[..at], (byte)(bytes[at] ^ 1 << (with & 7)), .. bytes[(at + 1)..]],
                    1 => bytes[..at],
                    2 => [.. bytes, with],
                    _ => [.. bytes[..at], with, .. bytes[at..]],
                };
            });

    static Envelope Example() => new(
        IdOf(Operation), IdOf(Device), 1_000, HashOf(Previous), 0x019c0de000000001, "aid.given", 2, IdOf(Intent),
        IdOf(Actor), HashOf(Open), new(999, ulong.MaxValue), [new(IdOf(Subject), HashOf(Sealed))])
    {
        Request = "GiveAid",
    };

    static Guid IdOf(string hex) => new(Convert.FromHexString(hex), bigEndian: true);

    static Hash HashOf(string hex) => Hash.FromBytes(Convert.FromHexString(hex));
}
