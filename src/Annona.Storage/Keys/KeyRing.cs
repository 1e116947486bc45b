using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annona.Journal;

namespace Annona.Storage.Keys;

/// <summary>
/// All keys of one operation, opened with its root key: the register's key behind <see cref="Parts"/> and the keys that
/// sign checkpoints.
/// </summary>
/// <remarks>
/// Its stored form lies beside the journal and is useless without the root key. So a root key from recovery shares
/// opens an operation whose key files are all lost.
/// </remarks>
public sealed class KeyRing : IDisposable
{
    /// <summary>The note beside the journal that holds its stored form.</summary>
    public const string Note = "keyring";

    const string Format = "annona-keyring.1";
    const string Register = "register";
    const string TreeEd25519 = "tree-ed25519";
    const string TreeP256 = "tree-p256";
    const int FirstEpoch = 1;

    // A ring has about 1 kB.
    const int StoredLengthMax = 64 * 1024;

    readonly Ed25519NoteSigner ed25519;
    readonly P256NoteSigner p256;
    byte[] stored = [];

    KeyRing(string origin, RingKeys keys)
    {
        ed25519 = new Ed25519NoteSigner(origin, keys.Ed25519Seed);
        p256 = new(origin, keys.P256Pkcs8);
        Origin = origin;
        Parts = new(keys.Register);
        Signers = [ed25519, p256];
        VerifierKeys = [ed25519.Key, p256.Key];
    }

    /// <summary>The name of the operation's log; it stands in every checkpoint and names the signing keys.</summary>
    public string Origin { get; }

    /// <summary>Seals and opens parts of entries.</summary>
    public PartSealer Parts { get; }

    /// <summary>
    /// The keys that sign a checkpoint, all of them each time: Ed25519 for outside verifiers, P-256 for browsers.
    /// </summary>
    public IReadOnlyList<INoteSigner> Signers { get; }

    /// <summary>The public halves of <see cref="Signers"/> in the same order. Their text may be published.</summary>
    public IReadOnlyList<NoteKey> VerifierKeys { get; }

    /// <summary>New keys for a new operation.</summary>
    /// <param name="origin">Name of its log, for example <c>relief.example/north</c>: no spaces, no plus signs.</param>
    /// <param name="root">The key under which the others are stored; the ring does not keep it.</param>
    /// <exception cref="ArgumentException">The origin cannot name a key.</exception>
    public static KeyRing Create(string origin, RootKey root)
    {
        if (!NoteKey.IsName(origin))
            throw new ArgumentException($"'{origin}' cannot name a log: no spaces and no plus signs.", nameof(origin));

        using var keys = RingKeys.Create();
        SealedKeyForm[] wrapped =
        [
            Wrapped(root, origin, Register, keys.Register),
            Wrapped(root, origin, TreeEd25519, keys.Ed25519Seed),
            Wrapped(root, origin, TreeP256, keys.P256Pkcs8),
        ];
        var ring = new KeyRing(origin, keys);
        var form = new KeyRingForm
        {
            Format = Format,
            Origin = origin,
            VerifierKeys = [.. ring.VerifierKeys.Select(key => key.ToString())],
            Keys = wrapped,
        };
        ring.stored = JsonSerializer.SerializeToUtf8Bytes(form, KeyJson.Default.KeyRingForm);
        return ring;
    }

    /// <summary>Opens a stored ring.</summary>
    /// <param name="stored">What <see cref="ToBytes"/> gave.</param>
    /// <exception cref="KeyException">The root key is another one, or the bytes are not a key ring.</exception>
    public static KeyRing Open(ReadOnlySpan<byte> stored, RootKey root)
    {
        var form = Read(stored);
        using var keys = new RingKeys(
            Unwrapped(form, Register, root), Unwrapped(form, TreeEd25519, root), Unwrapped(form, TreeP256, root));
        var ring = new KeyRing(form.Origin, keys) { stored = stored.ToArray() };
        if (ring.VerifierKeys.Select(key => key.ToString()).SequenceEqual(form.VerifierKeys))
            return ring;

        ring.Dispose();
        throw Damaged();
    }

    /// <summary>The ring in the form to be stored: it holds no key that is not wrapped.</summary>
    public byte[] ToBytes() => [.. stored];

    /// <inheritdoc/>
    public void Dispose()
    {
        Parts.Dispose();
        ed25519.Dispose();
        p256.Dispose();
    }

    static KeyRingForm Read(ReadOnlySpan<byte> stored)
    {
        if (stored.Length > StoredLengthMax)
            throw Damaged();

        try
        {
            var form = JsonSerializer.Deserialize(stored, KeyJson.Default.KeyRingForm);
            return form is { Format: Format } ? form : throw Damaged();
        }
        catch (JsonException)
        {
            throw Damaged();
        }
    }

    static SealedKeyForm Wrapped(RootKey root, string origin, string purpose, ReadOnlySpan<byte> key) => new()
    {
        Purpose = purpose,
        Epoch = FirstEpoch,
        Sealed = Seal.CloseOnce(root.Bytes, key, Associated(origin, purpose, FirstEpoch)),
    };

    static byte[] Unwrapped(KeyRingForm form, string purpose, RootKey root)
    {
        // The newest epoch is the one in use.
        var key = form.Keys.Where(key => key?.Purpose == purpose).MaxBy(key => key!.Epoch) ?? throw Damaged();
        if (Seal.TryOpenKey(root.Bytes, key.Sealed, Associated(form.Origin, purpose, key.Epoch), out var opened))
            return opened;

        throw new KeyException(
            KeyFault.WrongRoot,
            $"The key for '{purpose}' of '{form.Origin}' does not open with this root key.",
            "Use a key file or recovery shares of this operation. If they are right, its key ring was changed: "
            + "restore the store from a backup.");
    }

    // Purpose and epoch stand under the seal: nobody can put one key in another's place.
    static byte[] Associated(string origin, string purpose, int epoch) =>
        Encoding.UTF8.GetBytes($"{Format}\n{origin}\n{purpose}\n{epoch:D}");

    static KeyException Damaged() => new(
        KeyFault.Damaged, "The operation's key ring is damaged.", "Restore the store from a backup.");
}

/// <summary>The keys of a ring while it is made or opened; wiped at the end.</summary>
sealed class RingKeys(byte[] register, byte[] ed25519Seed, byte[] p256Pkcs8) : IDisposable
{
    public byte[] Register => register;

    public byte[] Ed25519Seed => ed25519Seed;

    public byte[] P256Pkcs8 => p256Pkcs8;

    public static RingKeys Create()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(
            RandomNumberGenerator.GetBytes(Seal.KeyLength),
            RandomNumberGenerator.GetBytes(Ed25519NoteSigner.SeedLength),
            p256.ExportPkcs8PrivateKey());
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(register);
        CryptographicOperations.ZeroMemory(ed25519Seed);
        CryptographicOperations.ZeroMemory(p256Pkcs8);
    }
}
