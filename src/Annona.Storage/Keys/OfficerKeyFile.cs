using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annona.Storage.Folder;

namespace Annona.Storage.Keys;

/// <summary>Whom a key file is for.</summary>
/// <param name="Id">Names the officer in the journal.</param>
/// <param name="Name">Shown to people, and in the file's name.</param>
public sealed record OfficerIdentity(Guid Id, string Name);

/// <summary>
/// One file for each officer: the officer's own keys under the officer's passphrase, and the operation's root key
/// wrapped to them. The files lie in a folder of their own, apart from the store: who steals one of the two has
/// nothing.
/// </summary>
/// <remarks>
/// An officer may make the file alone, as a request without the root key; who enrols the officer adds the root key and
/// never learns the passphrase or the private keys.
/// </remarks>
public static class OfficerKeyFile
{
    /// <summary>Fewest characters of a passphrase.</summary>
    public const int PassphraseLengthMin = 12;

    /// <summary>The files' names end so.</summary>
    public const string Extension = ".key.json";

    const string Prefix = "officer-";
    const string Format = "annona-officer-key.2";
    const int SaltLength = 16;

    // OWASP's figure for PBKDF2 with HMAC-SHA-256: a tenth of a second for us, and for each guess of a thief.
    // More rounds than the upper limit come from a file made to keep a server busy.
    const int Rounds = 600_000;
    const int RoundsMax = 10_000_000;

    // A file has about 1,500 bytes.
    const int FileLengthMax = 64 * 1024;


    /// <summary>Makes a key file with a new signing key for an officer.</summary>
    /// <param name="folder">The keys folder; made when it is missing.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="KeyException">The passphrase is too short, or the file exists already.</exception>
    public static string Create(string folder, OfficerIdentity officer, RootKey root, string passphrase)
    {
        CheckPassphrase(passphrase);
        var path = Path.Combine(folder, FileName(officer));
        if (File.Exists(path))
            throw Exists(path);

        using var keys = OfficerKeys.Create();
        var form = RootWrap.Granted(Locked(officer, keys, passphrase), root);

        Write(path, form);
        return path;
    }

    /// <summary>
    /// Makes an officer's keys without the root key, for whoever enrols the officer. The file may be sent on any way;
    /// only the passphrase opens what is secret in it.
    /// </summary>
    /// <param name="path">The file to write; it must not exist.</param>
    /// <exception cref="KeyException">The passphrase is too short, or the file exists already.</exception>
    public static void Request(string path, OfficerIdentity officer, string passphrase)
    {
        CheckPassphrase(passphrase);
        if (File.Exists(path))
            throw Exists(path);

        using var keys = OfficerKeys.Create();
        Write(path, Locked(officer, keys, passphrase));
    }

    /// <summary>Makes the key file that a request asks for, by wrapping the root key to it.</summary>
    /// <param name="request">What <see cref="Request"/> wrote.</param>
    /// <param name="folder">The keys folder.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="KeyException">The request is damaged or none, or the file exists already.</exception>
    public static string Grant(string request, string folder, RootKey root)
    {
        var form = Read(request);
        var path = Path.Combine(folder, FileName(new(form.Officer, form.Name)));
        if (File.Exists(path))
            throw Exists(path);

        Write(path, RootWrap.Granted(form, root));
        return path;
    }

    /// <summary>Opens a key file. Takes about a tenth of a second of one core, by intention.</summary>
    /// <exception cref="KeyException">The passphrase is wrong; the file is missing, unreadable or damaged.</exception>
    public static UnlockedOfficer Unlock(string path, string passphrase)
    {
        var form = Read(path);
        var key = PassphraseKey(passphrase, form.Salt, form.Rounds);
        try
        {
            if (!Seal.TryOpenKey(key, form.Sealed, Associated(form), out var opened))
            {
                throw new KeyException(
                    KeyFault.WrongPassphrase,
                    $"This is not the passphrase of {form.Name}.",
                    "Try again, or ask another officer to unlock. If every passphrase is lost, use recovery shares.");
            }

            return Officer(path, form, opened);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whose file this is and the public half of the signing key; needs no passphrase.</summary>
    /// <exception cref="KeyException">The file is missing, unreadable or damaged.</exception>
    public static (OfficerIdentity Officer, byte[] PublicKey) Describe(string path)
    {
        var form = Read(path);
        return (new(form.Officer, form.Name), form.PublicKey);
    }

    /// <summary>
    /// Paths of all key files in a folder, in the order of their names; none when there is no such folder.
    /// </summary>
    /// <exception cref="KeyException">The folder may not be read.</exception>
    public static IReadOnlyList<string> FilesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, Prefix + "*" + Extension).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess, $"The keys folder {folder} may not be read by this account.",
                "Run Annona as the account that made the folder, or give the folder to this account.");
        }
    }

    /// <summary>Refuses a passphrase that is too short, before anything is made with it.</summary>
    /// <exception cref="KeyException">The passphrase is too short.</exception>
    public static void CheckPassphrase(string passphrase)
    {
        var length = new StringInfo(passphrase.Trim()).LengthInTextElements;
        if (length < PassphraseLengthMin)
        {
            throw new KeyException(
                KeyFault.WeakPassphrase,
                $"The passphrase has {length} characters; it needs at least {PassphraseLengthMin}.",
                "Choose four or five words that belong to no saying.");
        }
    }

    static OfficerKeyForm Locked(OfficerIdentity officer, OfficerKeys keys, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var key = PassphraseKey(passphrase, salt, Rounds);
        var secret = keys.ToSecret();
        try
        {
            var open = new OfficerKeyForm
            {
                Format = Format,
                Officer = officer.Id,
                Name = officer.Name,
                PublicKey = keys.Signing.ExportSubjectPublicKeyInfo(),
                AgreementKey = keys.Agreement.ExportSubjectPublicKeyInfo(),
                Rounds = Rounds,
                Salt = salt,
                Sealed = [],
                Root = [],
                Sender = [],
                Checksum = [],
            };
            return open.With(Seal.CloseOnce(key, secret, Associated(open)), root: [], sender: []);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    static UnlockedOfficer Officer(string path, OfficerKeyForm form, byte[] opened)
    {
        try
        {
            if (form.Root.Length == 0)
                throw new KeyException(
                    KeyFault.OnlyARequest,
                    $"The file '{path}' is a request for enrolment; it opens nothing yet.",
                    "Send it to a coordinator, who makes the key file with: annona officer enrol --request FILE");

            var (signing, agreement) = OfficerKeys.FromSecret(opened);
            using (agreement)
            {
                if (RootWrap.TryOpen(form, agreement, out var root))
                    return new(new(form.Officer, form.Name), path, root, signing) { Warning = WarningFor(path) };
            }

            signing.Dispose();
            throw Damaged(path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    static OfficerKeyForm Read(string path)
    {
        var bytes = ReadFile(path);
        OfficerKeyForm? form;
        try
        {
            form = JsonSerializer.Deserialize(bytes, KeyJson.Default.OfficerKeyForm);
        }
        catch (JsonException)
        {
            throw Damaged(path);
        }

        if (form is not { Format: Format, Rounds: >= Rounds and <= RoundsMax }
            || !form.ComputeChecksum().AsSpan().SequenceEqual(form.Checksum))
        {
            throw Damaged(path);
        }

        return form;
    }

    static byte[] ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > FileLengthMax)
                throw Damaged(path);

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyException(
                KeyFault.Missing,
                $"There is no key file '{path}'.",
                "Check the keys folder. If all key files are lost, open the operation with the recovery shares.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess,
                $"The key file '{path}' may not be read by this account.",
                "Run Annona as the account that made the file, or give the file to this account.");
        }
    }

    static void Write(string path, OfficerKeyForm form)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(form, KeyJson.Default.OfficerKeyForm);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        OwnerOnly.MakeFolder(folder);
        try
        {
            WholeFile.Write(path, bytes, OwnerOnly.OfFile, isNew: true);
            FolderSync.Flush(folder);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw Exists(path);
        }
    }

    static string? WarningFor(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~OwnerOnly.OfFolder) == 0)
            return null;

        return $"Other accounts of this machine may read the key file '{path}'. Run: chmod 600 '{path}'";
    }

    static byte[] PassphraseKey(string passphrase, byte[] salt, int rounds)
    {
        // Keyboards differ in how they write an accented letter; one spelling must always give one key.
        var bytes = Encoding.UTF8.GetBytes(WellFormed(passphrase.Trim()).Normalize(NormalizationForm.FormC));
        var key = Rfc2898DeriveBytes.Pbkdf2(bytes, salt, rounds, HashAlgorithmName.SHA256, Seal.KeyLength);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    // Half a letter (a lone surrogate) cannot be normalised; it counts as the replacement letter.
    static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>What stands open in the file, for the seals that bind it.</summary>
    internal static byte[] Associated(OfficerKeyForm form) => Encoding.UTF8.GetBytes(
        $"{form.Format}\n{form.Officer:D}\n{form.Name}\n{Convert.ToBase64String(form.PublicKey)}\n"
        + $"{Convert.ToBase64String(form.AgreementKey)}\n{form.Rounds:D}\n{Convert.ToBase64String(form.Salt)}");

    static string FileName(OfficerIdentity officer)
    {
        var letters = officer.Name.ToLowerInvariant().Select(at => char.IsAsciiLetterOrDigit(at) ? at : '-');
        var slug = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));

        // Names in other scripts leave nothing to name a file with that every disk and shell accepts.
        return $"{Prefix}{(slug.Length > 0 ? slug : officer.Id.ToString("N"))}{Extension}";
    }

    static KeyException Exists(string path) => new(
        KeyFault.Exists,
        $"There is a key file '{path}' already.",
        "Give the officer another name, or move the old file away if it is no longer in use.");

    static KeyException Damaged(string path) => new(
        KeyFault.Damaged,
        $"The key file '{path}' is damaged or is not a key file.",
        "Use a copy of the file, or let another officer unlock and enrol this officer anew.");
}
