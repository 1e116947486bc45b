using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using Annona.Journal;
using Annona.Storage.Keys;

namespace Annona.Storage.Tests.Keys;

/// <summary>Our COSE_Sign1 beside the platform's: what one signs, the other reads, with the same id.</summary>
public sealed class Es256EnvelopeTests : IDisposable
{
    static readonly Envelope Sample = new(
        Guid.NewGuid(), Guid.NewGuid(), 7, Hash.Of([1]), 1L << 40, "aid.given", 1, Guid.NewGuid(), Guid.NewGuid(),
        Hash.Of([2]), new(12, 99), [])
    {
        Bases = [Guid.NewGuid(), Guid.NewGuid()],
    };

    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly Es256Signer signer;

    public Es256EnvelopeTests() => signer = new(key.ExportPkcs8PrivateKey());

    [Fact]
    public void The_platform_verifies_what_we_sign()
    {
        var signed = SignedEnvelope.Sign(Sample, signer, out var id);

        var message = CoseMessage.DecodeSign1(signed);

        Assert.True(message.VerifyEmbedded(key));
        Assert.Equal(Sample.Encode(), message.Content!.Value.ToArray());
        Assert.Equal(id, SignedEnvelope.Decode(signed).Id);
        Assert.Equal(Sample.Encode(), SignedEnvelope.Decode(signed).Envelope.Encode());
        Assert.True(new Es256Verifier().Verify(signed, signer.PublicKey));
    }

    [Fact]
    public void We_read_what_the_platform_signs_under_the_same_id()
    {
        SignedEnvelope.Sign(Sample, signer, out var id);
        var headers = new CoseHeaderMap();
        var kid = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(kid, signer.KeyId);
        headers.Add(CoseHeaderLabel.KeyIdentifier, kid);

        var signed = CoseSign1Message.SignEmbedded(Sample.Encode(), new(key, HashAlgorithmName.SHA256, headers));

        Assert.Equal(id, SignedEnvelope.Decode(signed).Id);
        Assert.True(new Es256Verifier().Verify(signed, signer.PublicKey));
    }

    [Fact]
    public void Two_signatures_over_one_envelope_are_one_event()
    {
        var (one, other) = (SignedEnvelope.Sign(Sample, signer, out var id), SignedEnvelope.Sign(
            Sample, signer, out var again));

        Assert.NotEqual(one, other);
        Assert.Equal(id, again);
    }

    [Fact]
    public void Another_key_another_byte_and_no_key_verify_nothing()
    {
        var signed = SignedEnvelope.Sign(Sample, signer, out _);
        using var other = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKey());
        var verifier = new Es256Verifier();

        Assert.False(verifier.Verify(signed, other.PublicKey));
        Assert.False(verifier.Verify(signed, new byte[] { 1, 2, 3 }));
        for (var at = 0; at < signed.Length; at += 7)
        {
            var changed = signed.ToArray();
            changed[at] ^= 1;
            Assert.False(verifier.Verify(changed, signer.PublicKey));
        }
    }

    public void Dispose()
    {
        signer.Dispose();
        key.Dispose();
    }
}
