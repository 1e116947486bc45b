using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>An officer whose key file was opened. Holds secrets until it is disposed.</summary>
public sealed class UnlockedOfficer : IDisposable
{
    /// <summary>Takes over both keys: they are wiped with this object.</summary>
    public UnlockedOfficer(OfficerIdentity officer, string path, RootKey root, ECDsa signingKey)
    {
        Officer = officer;
        KeyFile = path;
        Root = root;
        SigningKey = signingKey;
    }

    /// <summary>Who unlocked.</summary>
    public OfficerIdentity Officer { get; }

    /// <summary>Path of the file that was opened.</summary>
    public string KeyFile { get; }

    /// <summary>The operation's root key; wiped when this object is disposed.</summary>
    public RootKey Root { get; }

    /// <summary>The officer's own P-256 key, for what the officer signs in person.</summary>
    public ECDsa SigningKey { get; }

    /// <summary>What a careful officer would mend, as sentences for people; null when all is well.</summary>
    public string? Warning { get; init; }

    /// <summary>
    /// Makes a key file for another officer, in the same folder and under that officer's own passphrase.
    /// </summary>
    /// <returns>The path of the new file.</returns>
    /// <exception cref="KeyException">The passphrase is too short, or the file exists already.</exception>
    public string Enrol(OfficerIdentity other, string passphrase) =>
        OfficerKeyFile.Create(Path.GetDirectoryName(Path.GetFullPath(KeyFile))!, other, Root, passphrase);

    /// <summary>Makes the key file that a request asks for, in the same folder.</summary>
    /// <returns>The path of the new file.</returns>
    /// <exception cref="KeyException">The request is damaged or none, or the file exists already.</exception>
    public string Grant(string request) =>
        OfficerKeyFile.Grant(request, Path.GetDirectoryName(Path.GetFullPath(KeyFile))!, Root);

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        SigningKey.Dispose();
    }
}
