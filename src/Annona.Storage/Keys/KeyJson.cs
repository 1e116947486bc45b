using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Annona.Storage.Keys;

/// <summary>
/// How key files and key rings are written. Every field must be there; a file that lacks one is damaged.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(OfficerKeyForm))]
[JsonSerializable(typeof(KeyRingForm))]
[JsonSerializable(typeof(EpochsForm))]
sealed partial class KeyJson : JsonSerializerContext;

/// <summary>
/// The stored form of an officer's key file, and of a request for enrolment, which lacks the root key.
/// </summary>
sealed class OfficerKeyForm
{
    public required string Format { get; init; }

    public required Guid Officer { get; init; }

    public required string Name { get; init; }

    /// <summary>SubjectPublicKeyInfo of the P-256 key that signs for the officer.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>SubjectPublicKeyInfo of the P-256 key that the root key is wrapped to.</summary>
    public required byte[] AgreementKey { get; init; }

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256.</summary>
    public required int Rounds { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>
    /// The officer's two private keys under the passphrase, signing key first, each as PKCS #8 after its length in
    /// two bytes.
    /// </summary>
    public required byte[] Sealed { get; init; }

    /// <summary>The root key, wrapped to <see cref="AgreementKey"/>; empty in a request.</summary>
    public required byte[] Root { get; init; }

    /// <summary>SubjectPublicKeyInfo of the key of one use that wrapped the root key; empty in a request.</summary>
    public required byte[] Sender { get; init; }

    /// <summary>
    /// SHA-256 over everything above. It protects nothing; it tells a damaged file from a wrong passphrase.
    /// </summary>
    public required byte[] Checksum { get; init; }

    /// <summary>The same with other secrets and a checksum that fits.</summary>
    public OfficerKeyForm With(byte[] sealedKeys, byte[] root, byte[] sender)
    {
        var form = WithChecksum(sealedKeys, root, sender, checksum: []);
        return WithChecksum(sealedKeys, root, sender, form.ComputeChecksum());
    }

    /// <summary>SHA-256 over everything but <see cref="Checksum"/>.</summary>
    public byte[] ComputeChecksum() =>
        SHA256.HashData([.. OfficerKeyFile.Associated(this), .. Sealed, .. Root, .. Sender]);

    OfficerKeyForm WithChecksum(byte[] sealedKeys, byte[] root, byte[] sender, byte[] checksum) => new()
    {
        Format = Format,
        Officer = Officer,
        Name = Name,
        PublicKey = PublicKey,
        AgreementKey = AgreementKey,
        Rounds = Rounds,
        Salt = Salt,
        Sealed = sealedKeys,
        Root = root,
        Sender = sender,
        Checksum = checksum,
    };
}

/// <summary>The stored form of a key ring.</summary>
sealed class KeyRingForm
{
    public required string Format { get; init; }

    public required string Origin { get; init; }

    /// <summary>Public halves of the signing keys, as verifiers need them.</summary>
    public required string[] VerifierKeys { get; init; }

    public required SealedKeyForm?[] Keys { get; init; }
}

/// <summary>One key under the root key.</summary>
sealed class SealedKeyForm
{
    public required string Purpose { get; init; }

    public required int Epoch { get; init; }

    public required byte[] Sealed { get; init; }
}
