namespace Annona.Storage.Keys;

/// <summary>Why a key could not be had.</summary>
public enum KeyFault
{
    /// <summary>The passphrase is not the one the file was made with.</summary>
    WrongPassphrase,

    /// <summary>A new passphrase is too short.</summary>
    WeakPassphrase,

    /// <summary>There is no such key file.</summary>
    Missing,

    /// <summary>The key file is there, but this account may not read it.</summary>
    NoAccess,

    /// <summary>A key file of this name is there already and is not overwritten.</summary>
    Exists,

    /// <summary>Key file, key ring or wrapped key was changed since it was written, or is something else.</summary>
    Damaged,

    /// <summary>The root key does not belong to this operation.</summary>
    WrongRoot,

    /// <summary>The key's officer is not enrolled, has left, or is enrolled with another key.</summary>
    NotEnrolled,

    /// <summary>The file is a request for enrolment, not a key yet.</summary>
    OnlyARequest,

    /// <summary>Fewer recovery shares were given than are needed.</summary>
    TooFewShares,

    /// <summary>A recovery share was mistyped.</summary>
    MistypedShare,

    /// <summary>The recovery shares were not made together.</summary>
    MixedShares,
}

/// <summary>
/// A key could not be had. <see cref="Exception.Message"/> tells a person what is wrong, <see cref="Remedy"/> what to
/// do; neither ever holds a passphrase or a key.
/// </summary>
public sealed class KeyException(KeyFault fault, string message, string remedy) : Exception(message)
{
    /// <summary>The kind of fault, for a program to branch on.</summary>
    public KeyFault Fault => fault;

    /// <summary>What to do now, in one or two sentences.</summary>
    public string Remedy => remedy;
}
