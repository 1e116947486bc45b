namespace Annona.Journal;

/// <summary>One entry on its way from a device to the hub.</summary>
/// <param name="Signed">The signed envelope; see <see cref="SignedEnvelope"/>.</param>
/// <param name="OpenPart">Sealed with the register's key.</param>
/// <param name="PersonalParts">Sealed with a person's key each, in the order of the envelope's references.</param>
/// <param name="Keys">Wrapped keys that the device made for persons whom it named for the first time.</param>
public sealed record SentEntry(
    byte[] Signed, byte[] OpenPart, IReadOnlyList<byte[]> PersonalParts, IReadOnlyList<SubjectKey> Keys);

/// <summary>What the hub did with an entry that a device sent.</summary>
public enum Outcome
{
    /// <summary>In the journal and folded.</summary>
    Accepted,

    /// <summary>In the journal already, since an earlier sending.</summary>
    Duplicate,

    /// <summary>Not kept: an entry that comes before it is missing. Send it again after that one.</summary>
    Held,

    /// <summary>In the journal, but not folded until a person has looked.</summary>
    Quarantined,

    /// <summary>Not kept: nobody here can say whose it is or what it says.</summary>
    Refused,
}

/// <summary>The hub's answer for one entry, in the order in which they were sent.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Position">Its place in the journal; 0 when it is not there.</param>
/// <param name="Why">A code such as <c>predecessor-missing</c>; empty when all is well. It says nothing about
/// anybody.</param>
public sealed record Receipt(Outcome Outcome, long Position, string Why)
{
    /// <summary>Whether the journal holds the entry.</summary>
    public bool IsKept => Position > 0;
}
