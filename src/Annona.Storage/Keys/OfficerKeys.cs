using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Annona.Storage.Keys;

/// <summary>The two private keys of an officer: one signs, one the root key is wrapped to.</summary>
sealed class OfficerKeys : IDisposable
{
    OfficerKeys(ECDsa signing, ECDiffieHellman agreement) => (Signing, Agreement) = (signing, agreement);

    public ECDsa Signing { get; }

    public ECDiffieHellman Agreement { get; }

    public static OfficerKeys Create() =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Both keys as PKCS #8, each after its length; whoever gets it wipes it.</summary>
    public byte[] ToSecret()
    {
        var (signing, agreement) = (Signing.ExportPkcs8PrivateKey(), Agreement.ExportPkcs8PrivateKey());
        var secret = SecretBytes.Empty(2 * sizeof(ushort) + signing.Length + agreement.Length);
        Put(secret, signing);
        Put(secret.AsSpan(sizeof(ushort) + signing.Length), agreement);
        CryptographicOperations.ZeroMemory(signing);
        CryptographicOperations.ZeroMemory(agreement);
        return secret;
    }

    /// <summary>What <see cref="ToSecret"/> gave.</summary>
    public static (ECDsa Signing, ECDiffieHellman Agreement) FromSecret(ReadOnlySpan<byte> secret)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(secret);
        var (signing, agreement) = (ECDsa.Create(), ECDiffieHellman.Create());
        signing.ImportPkcs8PrivateKey(secret.Slice(sizeof(ushort), length), out _);
        agreement.ImportPkcs8PrivateKey(secret[(2 * sizeof(ushort) + length)..], out _);
        return (signing, agreement);
    }

    public void Dispose()
    {
        Signing.Dispose();
        Agreement.Dispose();
    }

    static void Put(Span<byte> to, ReadOnlySpan<byte> key)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to, checked((ushort)key.Length));
        key.CopyTo(to[sizeof(ushort)..]);
    }
}

/// <summary>
/// Wraps the root key to an officer's agreement key: ECDH on P-256 with a key of one use, HKDF with SHA-256,
/// AES-256-GCM.
/// </summary>
static class RootWrap
{
    /// <summary>The same form with the root key in it.</summary>
    public static OfficerKeyForm Granted(OfficerKeyForm form, RootKey root)
    {
        using var theirs = ECDiffieHellman.Create();
        try
        {
            theirs.ImportSubjectPublicKeyInfo(form.AgreementKey, out _);
        }
        catch (CryptographicException)
        {
            throw new KeyException(
                KeyFault.Damaged, "The request holds no key that can be used.", "Ask the officer to make it anew.");
        }

        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var sender = once.ExportSubjectPublicKeyInfo();
        var key = KeyOf(once, theirs, form, sender);
        try
        {
            return form.With(form.Sealed, Seal.CloseOnce(key, root.Bytes, Purpose(form, sender)), sender);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>False: what stands in the file was not made for this key.</summary>
    public static bool TryOpen(
        OfficerKeyForm form, ECDiffieHellman agreement, [NotNullWhen(true)] out RootKey? root)
    {
        root = null;
        using var sender = ECDiffieHellman.Create();
        try
        {
            sender.ImportSubjectPublicKeyInfo(form.Sender, out _);
            var key = KeyOf(agreement, sender, form, form.Sender);
            var isOpen = Seal.TryOpenKey(key, form.Root, Purpose(form, form.Sender), out var opened);
            CryptographicOperations.ZeroMemory(key);
            if (isOpen && opened.Length == RootKey.Length)
                root = RootKey.FromBytes(opened);
            CryptographicOperations.ZeroMemory(opened);
            return root is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellman other, OfficerKeyForm form, byte[] sender)
    {
        using var publicKey = other.PublicKey;
        var shared = own.DeriveRawSecretAgreement(publicKey);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, Seal.KeyLength, salt: [], Purpose(form, sender));
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }

    /// <summary>Whose file it is stands under the seal: the root key of one file opens in no other.</summary>
    static byte[] Purpose(OfficerKeyForm form, byte[] sender) =>
    [
        .. Encoding.UTF8.GetBytes("annona root key 2\n"),
        .. OfficerKeyFile.Associated(form),
        (byte)'\n',
        .. sender,
    ];
}
