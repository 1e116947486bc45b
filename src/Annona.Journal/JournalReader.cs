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
    /// <summary>Entries opened side by side before they are handed on: large enough to keep two cores busy.</summary>
    const int ChunkSize = 1_024;

    /// <summary>Entries that one thread opens alone: about a millisecond's work.</summary>
    const int AloneMax = 128;

    /// <summary>Opens entries in order. Every part is compared with its hash, opened or not.</summary>
    /// <param name="stored">Entries in order of position.</param>
    /// <param name="keys">The wrapped keys of persons: who has none is counted as lost.</param>
    /// <param name="opening">What to open.</param>
    /// <exception cref="DamagedEntryException">A part does not match its hash or cannot be opened.</exception>
    public IEnumerable<(StoredEntry Stored, Entry Entry)> Open(
        IEnumerable<StoredEntry> stored, IEnumerable<SubjectKey> keys, Opening opening) =>
        Open(stored, keys.ToDictionary(key => key.Subject, key => key.Wrapped).GetValueOrDefault, opening);

    /// <summary>Opens entries in order. Every part is compared with its hash, opened or not.</summary>
    /// <param name="stored">Entries in order of position.</param>
    /// <param name="keyOf">A person's wrapped key, or null; asked on the caller's thread only.</param>
    /// <param name="opening">What to open.</param>
    /// <exception cref="DamagedEntryException">A part does not match its hash or cannot be opened.</exception>
    public IEnumerable<(StoredEntry Stored, Entry Entry)> Open(
        IEnumerable<StoredEntry> stored, Func<Guid, byte[]?> keyOf, Opening opening)
    {
        foreach (var chunk in stored.Chunk(ChunkSize))
        {
            var work = new Work[chunk.Length];
            InParallel(chunk.Length, i => work[i] = Decoded(chunk[i]));
            foreach (var one in work)
                for (var i = 0; i < one.Keys.Length; i++)
                    one.Keys[i] = keyOf(one.Envelope.Personal[i].Subject);
            var opened = new Entry[chunk.Length];
            InParallel(chunk.Length, i => opened[i] = OpenOne(work[i], opening));
            for (var i = 0; i < chunk.Length; i++)
                yield return (chunk[i], opened[i]);
        }
    }

    static void InParallel(int count, Action<int> work)
    {
        // A few are opened sooner than others are woken, and a simulation stays on its one thread.
        if (count <= AloneMax)
        {
            for (var i = 0; i < count; i++)
                work(i);
            return;
        }
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException e)
        {
            // Side by side, a later entry may fail before an earlier one: the reader is told of the first.
            throw e.InnerExceptions.OfType<DamagedEntryException>().MinBy(damaged => damaged.Position)
                ?? e.InnerExceptions[0];
        }
    }

    /// <summary>An entry on its way: decoded, with the keys of its persons.</summary>
    readonly record struct Work(StoredEntry Stored, Leaf Leaf, Envelope Envelope, Hash? SignedId, byte[]?[] Keys);

    static Work Decoded(StoredEntry stored)
    {
        var (leaf, envelope, signedId) = DecodeSigned(stored);
        var persons = envelope.Personal.Length;
        return new(stored, leaf, envelope, signedId, persons == 0 ? [] : new byte[]?[persons]);
    }

    Entry OpenOne(Work work, Opening opening)
    {
        var (stored, leaf, envelope, signedId, keys) = work;
        if (Hash.Of(stored.OpenPart) != envelope.OpenPart)
            throw new DamagedEntryException(stored.Position, "its open part does not match its hash.");
        var associated = envelope.AssociatedData();
        if (!sealer.TryOpen(stored.OpenPart, associated, out var open))
            throw new DamagedEntryException(stored.Position,
                "its open part cannot be opened with the register's key.");
        var personal = new PersonalPlain[envelope.Personal.Length];
        var lost = 0;
        for (var i = 0; i < personal.Length; i++)
        {
            var reference = envelope.Personal[i];
            personal[i] = new(reference.Subject, null);
            if (stored.PersonalParts[i].Length == 0 || keys[i] is not { } key)
                lost++;
            else if (Hash.Of(stored.PersonalParts[i]) != reference.Sealed)
                throw new DamagedEntryException(stored.Position, "a personal part does not match its hash.");
            else if (opening == Opening.PersonalParts)
                personal[i] = OpenPersonal(stored, new(reference.Subject, key), stored.PersonalParts[i], associated);
        }
        return new(stored.Position, leaf.RecordedAt, envelope, open, personal)
        {
            Verdict = leaf.Verdict, Lost = lost, SignedId = signedId,
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
