using System.Formats.Cbor;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Storage.Backup;

/// <summary>Which of the two files of a backup.</summary>
public enum BackupPart
{
    /// <summary>Entries, persons' wrapped keys, documents, checkpoints and notes, all sealed as they were.</summary>
    Journal,

    /// <summary>
    /// The keys above persons' keys, themselves wrapped by the root key. Who destroys this small file makes every name
    /// in the large one unreadable for good, so it is kept apart and no longer than erased names may live on.
    /// </summary>
    Keys,
}

/// <summary>What stands at the beginning of a backup's file.</summary>
/// <param name="Id">The same in both files of one backup.</param>
/// <param name="Part">Which of the two this is.</param>
/// <param name="Card">The operation.</param>
/// <param name="MadeAt">When the backup began; whatever was acknowledged before is in it.</param>
/// <param name="Head">The journal's end at that moment.</param>
/// <param name="PublicKeys">Of the operation, as verifiers need them.</param>
public sealed record BackupHeader(
    Guid Id, BackupPart Part, OperationCard Card, DateTimeOffset MadeAt, Head Head, IReadOnlyList<string> PublicKeys)
{
    internal void WriteTo(CborWriter items)
    {
        items.WriteStartArray(8);
        items.WriteByteString(Id.ToByteArray(bigEndian: true));
        items.WriteInt32((int)Part);
        items.WriteByteString(Card.Id.ToByteArray(bigEndian: true));
        items.WriteTextString(Card.Name);
        items.WriteInt64(MadeAt.ToUnixTimeSeconds());
        items.WriteInt64(Head.Size);
        items.WriteTextString(Head.Checkpoint);
        items.WriteStartArray(PublicKeys.Count);
        foreach (var key in PublicKeys)
            items.WriteTextString(key);
        items.WriteEndArray();
        items.WriteEndArray();
    }

    internal static BackupHeader ReadFrom(CborReader items)
    {
        items.ReadStartArray();
        var id = new Guid(items.ReadByteString(), bigEndian: true);
        var part = (BackupPart)items.ReadInt32();
        var card = new OperationCard(new(items.ReadByteString(), bigEndian: true), items.ReadTextString());
        var madeAt = DateTimeOffset.FromUnixTimeSeconds(items.ReadInt64());
        var head = new Head(items.ReadInt64(), items.ReadTextString());
        items.ReadStartArray();
        var keys = new List<string>();
        while (items.PeekState() != CborReaderState.EndArray)
            keys.Add(items.ReadTextString());
        items.ReadEndArray();
        items.ReadEndArray();
        return new(id, part, card, madeAt, head, keys);
    }
}

/// <summary>What the blocks of a stretch of the file hold.</summary>
enum BackupSection
{
    Header,
    Entries,
    SubjectKeys,
    Documents,
    Checkpoints,
    Notes,
    Contents,
}

/// <summary>Where a section stands.</summary>
/// <param name="Section">Which.</param>
/// <param name="At">Where its first block begins, in bytes from the beginning of the file.</param>
/// <param name="FirstBlock">That block's number.</param>
/// <param name="Blocks">How many blocks it has.</param>
/// <param name="Items">How many items they hold together.</param>
readonly record struct BackupStretch(BackupSection Section, long At, long FirstBlock, long Blocks, long Items);

/// <summary>Where a block with a document begins.</summary>
readonly record struct BackupPlace(long At, long Block);
