using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Annona.Storage.Keys;

namespace Annona.Storage.Holder;

/// <summary>
/// Wraps a root key for one talk: ECDH on P-256 with keys of one use on both sides, HKDF with SHA-256, AES-256-GCM.
/// Nothing that went over the socket opens it afterwards.
/// </summary>
static class RootHandover
{
    /// <summary>The form that hands an officer's root key over, signed by the officer.</summary>
    /// <param name="officer">Whose.</param>
    /// <param name="agreement">The holder's key of one use.</param>
    /// <param name="covered">What both sides made up for this talk.</param>
    /// <exception cref="FormatException">The holder's key is none.</exception>
    public static UnsealForm Form(UnlockedOfficer officer, byte[] agreement, byte[] covered)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var sender = once.ExportSubjectPublicKeyInfo();
        if (KeyOf(once, agreement, [.. covered, .. sender, .. agreement]) is not { } key)
            throw new FormatException("its key is none.");
        try
        {
            var form = new UnsealForm(
                officer.Officer.Id, officer.SigningKey.ExportSubjectPublicKeyInfo(), sender,
                Seal.CloseOnce(key, officer.Root.Bytes, covered));
            return form with
            {
                Signature = officer.SigningKey.SignData(Signed(form, covered, agreement), HashAlgorithmName.SHA256),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// The officer with the root key; false when it was not made for this talk, or not by this officer.
    /// </summary>
    public static bool TryOpen(
        UnsealForm form, ECDiffieHellman own, byte[] covered, [NotNullWhen(true)] out UnlockedOfficer? officer)
    {
        officer = null;
        var agreement = own.ExportSubjectPublicKeyInfo();
        if (SignerOf(form, Signed(form, covered, agreement)) is not { } signer)
            return false;
        var key = KeyOf(own, form.Sender, [.. covered, .. form.Sender, .. agreement]);
        if (key is null || !Seal.TryOpenKey(key, form.Root, covered, out var root) || root.Length != RootKey.Length)
        {
            signer.Dispose();
            return false;
        }
        officer = new(new(form.Officer, Name: ""), path: "", RootKey.FromBytes(root), signer);
        CryptographicOperations.ZeroMemory(root);
        CryptographicOperations.ZeroMemory(key);
        return true;
    }

    static byte[]? KeyOf(ECDiffieHellman own, byte[] other, byte[] purpose)
    {
        try
        {
            using var theirs = ECDiffieHellman.Create();
            theirs.ImportSubjectPublicKeyInfo(other, out _);
            using var publicKey = theirs.PublicKey;
            var shared = own.DeriveRawSecretAgreement(publicKey);
            var key = SecretBytes.Empty(Seal.KeyLength);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, key, salt: [], purpose);
            CryptographicOperations.ZeroMemory(shared);
            return key;
        }
        // No key, or one on another curve.
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The officer's public key, if it signed this.</summary>
    static ECDsa? SignerOf(UnsealForm form, byte[] signed)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(form.PublicKey, out _);
            if (key.VerifyData(signed, form.Signature, HashAlgorithmName.SHA256))
                return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
        key.Dispose();
        return null;
    }

    static byte[] Signed(UnsealForm form, byte[] covered, byte[] agreement) =>
        [.. covered, .. form.Officer.ToByteArray(), .. agreement, .. form.Sender, .. form.Root];
}
