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
sealed partial class KeyJson : JsonSerializerContext;

/// <summary>The stored form of an officer's key file.</summary>
sealed class OfficerKeyForm
{
    public required string Format { get; init; }

    public required Guid Officer { get; init; }

    public required string Name { get; init; }

    /// <summary>SubjectPublicKeyInfo of the officer's P-256 key.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256.</summary>
    public required int Rounds { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>Root key and the officer's private key (PKCS #8), one after the other, sealed.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>
    /// SHA-256 over everything above. It protects nothing; it tells a damaged file from a wrong passphrase.
    /// </summary>
    public required byte[] Checksum { get; init; }
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
