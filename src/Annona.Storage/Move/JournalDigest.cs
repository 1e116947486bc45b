using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Annona.Journal;

namespace Annona.Storage.Move;

/// <summary>
/// Hashes over everything that a journal has, also over what its root does not cover: two stores of one journal have
/// the same, in whatever order they keep keys, documents and notes.
/// </summary>
sealed record JournalDigest(Hash Entries, Hash Keys, Hash Documents, Hash Checkpoints, Hash Notes)
{
    public static JournalDigest Of(IJournalView journal) => new(
        All(journal.Read(1), (hash, entry) =>
        {
            Add(hash, entry.Position);
            Add(hash, entry.LeafBytes);
            Add(hash, entry.OpenPart);
            Add(hash, entry.PersonalParts.Count);
            foreach (var part in entry.PersonalParts)
                Add(hash, part);
        }),
        All(journal.SubjectKeys().Select(key => (key.Subject, Wrapped: Hash.Of(key.Wrapped))).OrderBy(
            key => key.Subject), (hash, key) =>
        {
            Add(hash, key.Subject.ToByteArray());
            Add(hash, key.Wrapped.ToBytes());
        }),
        All(journal.Blobs().OrderBy(of => of.ToString(), StringComparer.Ordinal), (hash, of) =>
        {
            Add(hash, of.ToBytes());
            Add(hash, journal.FindBlob(of)!);
        }),
        All(journal.Checkpoints(), (hash, head) =>
        {
            Add(hash, head.Size);
            Add(hash, Encoding.UTF8.GetBytes(head.Checkpoint));
        }),
        All(journal.Notes().Order(StringComparer.Ordinal), (hash, name) =>
        {
            Add(hash, Encoding.UTF8.GetBytes(name));
            Add(hash, journal.FindNote(name)!);
        }));

    /// <summary>What the other one has otherwise, in one word; null when they are equal.</summary>
    public string? DifferenceTo(JournalDigest other) =>
        Entries != other.Entries ? "entries"
        : Keys != other.Keys ? "persons' keys"
        : Documents != other.Documents ? "documents"
        : Checkpoints != other.Checkpoints ? "checkpoints"
        : Notes != other.Notes ? "notes" : null;

    static Hash All<T>(IEnumerable<T> items, Action<IncrementalHash, T> add)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
            add(hash, item);
        return Hash.FromBytes(hash.GetHashAndReset());
    }

    /// <summary>The length first, so that no two lists of parts read as the same bytes.</summary>
    static void Add(IncrementalHash hash, byte[] bytes)
    {
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
