namespace Annona.Journal;

/// <summary>Which parts of an entry to open.</summary>
public enum Opening
{
    /// <summary>Only what is sealed with the register's key: amounts, dates, places, codes.</summary>
    OpenParts,

    /// <summary>Names and contacts too.</summary>
    PersonalParts,
}

/// <summary>Opens stored entries, several at once; order is kept.</summary>
/// <param name="sealer">Opens the parts.</param>
public sealed class JournalReader(ISealer sealer)
{
    /// <summary>Opens entries in order. Every part is compared with its hash, opened or not.</summary>
    /// <param name="stored">Entries in order of position.</param>
    /// <param name="keys">The wrapped keys of persons: who has none is counted as lost.</param>
    /// <param name="opening">What to open.</param>
    /// <exception cref="DamagedEntryException">A part does not match its hash or cannot be opened.</exception>
    public IEnumerable<(StoredEntry Stored, Entry Entry)> Open(
        IEnumerable<StoredEntry> stored, IEnumerable<SubjectKey> keys, Opening opening) =>
        Open(stored, keys.ToDictionary(key => key.Subject, key => key.Wrapped).GetValueOrDefault, opening);

    /// <summary>The same, one after the other on the caller's thread: for a few.</summary>
    /// <param name="stored">Entries in order of position.</param>
    /// <param name="keyOf">A person's wrapped key, or null.</param>
    /// <param name="opening">What to open.</param>
    /// <exception cref="DamagedEntryException">A part does not match its hash or cannot be opened.</exception>
    public IEnumerable<(StoredEntry Stored, Entry Entry)> Open(
        IEnumerable<StoredEntry> stored, Func<Guid, byte[]?> keyOf, Opening opening) =>
        stored.Select(entry => (entry, OpenOne(entry, keyOf, opening)));

    /// <summary>
    /// The same for many: while the caller works on one entry, others are read, opened and parsed on all cores, some
    /// thousand ahead at most. The order is kept, and the first fault is the one that is thrown.
    /// </summary>
    /// <param name="stored">Entries in order of position.</param>
    /// <param name="keyOf">A person's wrapped key, or null; asked from several threads.</param>
    /// <param name="opening">What to open.</param>
    /// <param name="parse">Makes of an opened entry what the caller needs, on any thread.</param>
    /// <exception cref="DamagedEntryException">A part does not match its hash or cannot be opened.</exception>
    public IEnumerable<(StoredEntry Stored, T Parsed)> OpenAhead<T>(
        IEnumerable<StoredEntry> stored, Func<Guid, byte[]?> keyOf, Opening opening, Func<Entry, T> parse)
    {
        // A browser has one thread, which must not wait for others.
        var opened = OperatingSystem.IsBrowser()
            ? stored.Select(Opened)
            : stored.AsParallel().AsOrdered().WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(Opened);
        foreach (var (entry, parsed, fault) in opened)
            yield return fault is null ? (entry, parsed!) : throw fault;

        (StoredEntry Entry, T? Parsed, DamagedEntryException? Fault) Opened(StoredEntry entry)
        {
            try
            {
                return (entry, parse(OpenOne(entry, keyOf, opening)), null);
            }
            catch (DamagedEntryException damaged)
            {
                // A later entry may fail before an earlier one: it is thrown when its turn comes.
                return (entry, default, damaged);
            }
        }
    }

    Entry OpenOne(StoredEntry stored, Func<Guid, byte[]?> keyOf, Opening opening)
    {
        var (leaf, envelope, signedId) = DecodeSigned(stored);
        if (Hash.Of(stored.OpenPart) != envelope.OpenPart)
            throw new DamagedEntryException(stored.Position, "its open part does not match its hash.");
        var associated = envelope.AssociatedData();
        if (!sealer.TryOpen(stored.OpenPart, associated, out var open))
            throw new DamagedEntryException(stored.Position,
                "its open part cannot be opened with the register's key.");
        var personal = new PersonalPlain[envelope.Personal.Length];
        List<Guid>? lost = null;
        for (var i = 0; i < personal.Length; i++)
        {
            var reference = envelope.Personal[i];
            personal[i] = new(reference.Subject, null);
            if (stored.PersonalParts[i].Length == 0 || keyOf(reference.Subject) is not { } key)
                (lost ??= []).Add(reference.Subject);
            else if (Hash.Of(stored.PersonalParts[i]) != reference.Sealed)
                throw new DamagedEntryException(stored.Position, "a personal part does not match its hash.");
            else if (opening == Opening.PersonalParts)
                personal[i] = OpenPersonal(stored, new(reference.Subject, key), stored.PersonalParts[i], associated);
        }
        return new(stored.Position, leaf.RecordedAt, envelope, open, personal)
        {
            Verdict = leaf.Verdict, Lost = lost ?? [], SignedId = signedId,
        };
    }

    PersonalPlain OpenPersonal(StoredEntry stored, SubjectKey key, byte[] part, byte[] associated) =>
        sealer.TryOpenPersonal(key, part, associated, out var plain)
            ? new(key.Subject, plain)
            : throw new DamagedEntryException(stored.Position,
                "a personal part cannot be opened with its person's key.");

    /// <summary>Leaf and envelope of a stored entry.</summary>
    /// <exception cref="DamagedEntryException">They are not readable.</exception>
    public static (Leaf Leaf, Envelope Envelope) Decode(StoredEntry stored)
    {
        var (leaf, envelope, _) = DecodeSigned(stored);
        return (leaf, envelope);
    }

    /// <summary>The same, with the event's id where a device signed the envelope.</summary>
    /// <exception cref="DamagedEntryException">They are not readable.</exception>
    public static (Leaf Leaf, Envelope Envelope, Hash? SignedId) DecodeSigned(StoredEntry stored)
    {
        try
        {
            var leaf = Leaf.Decode(stored.LeafBytes);
            var envelope = leaf.ReadEnvelope(out var id);
            return envelope.Personal.Length == stored.PersonalParts.Count
                ? (leaf, envelope, id)
                : throw new DamagedEntryException(stored.Position, "its personal parts are not those it names.");
        }
        catch (FormatException e)
        {
            throw new DamagedEntryException(stored.Position, e.Message);
        }
    }
}
