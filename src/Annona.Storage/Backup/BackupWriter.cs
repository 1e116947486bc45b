using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Storage.Backup;

/// <summary>Writes one file of a backup from its beginning to its end.</summary>
/// <remarks>
/// The file is a line that says what it is, then blocks, then where the last block begins. A block is its length, a
/// SHA-256 over the backup's id, the block's number and the content, and the content: a CBOR sequence (RFC 8742) of
/// items, a megabyte or so of them. So a torn, swapped or foreign block is named by its place, the memory that is
/// needed does not grow with the journal, and anything that reads CBOR reads a backup.
/// </remarks>
sealed class BackupWriter : IDisposable
{
    /// <summary>The first line.</summary>
    public static ReadOnlySpan<byte> Magic => "annona-backup-1\n"u8;

    /// <summary>The last bytes, after the place of the contents.</summary>
    public static ReadOnlySpan<byte> End => "annona-end\n"u8;

    /// <summary>Length before the content of each block.</summary>
    public const int BlockHeadLength = sizeof(uint) + SHA256.HashSizeInBytes;

    /// <summary>A block is closed when it is so long. One document may be longer, and then has a block alone.</summary>
    const int BlockLength = 1 << 20;

    readonly FileStream file;
    readonly CborWriter items = new(CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
    readonly List<BackupStretch> stretches = [];
    readonly List<(Hash Of, BackupPlace Place)> documents = [];
    readonly Guid id;
    BackupStretch now;
    long block;

    public BackupWriter(string path, BackupHeader header)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16,
        };
        if (header.Part == BackupPart.Keys && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly.OfFile;
        file = new(path, options);
        try
        {
            file.Write(Magic);
            Begin(BackupSection.Header);
            header.WriteTo(items);
            Added();
            // The header itself is bound to no id: it brings the id.
            Begin(BackupSection.Entries);
            id = header.Id;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Entries are written first, in order.</summary>
    public void Entry(StoredEntry entry)
    {
        Begin(BackupSection.Entries);
        items.WriteStartArray(4);
        items.WriteInt64(entry.Position);
        items.WriteByteString(entry.LeafBytes);
        items.WriteByteString(entry.OpenPart);
        items.WriteStartArray(entry.PersonalParts.Count);
        foreach (var part in entry.PersonalParts)
            items.WriteByteString(part);
        items.WriteEndArray();
        items.WriteEndArray();
        Added();
    }

    public void SubjectKey(SubjectKey key) =>
        Pair(BackupSection.SubjectKeys, key.Subject.ToByteArray(bigEndian: true), key.Wrapped);

    public void Document(Hash of, byte[] sealedBytes)
    {
        Begin(BackupSection.Documents);
        documents.Add((of, new(file.Position, block)));
        Pair(BackupSection.Documents, of.ToBytes(), sealedBytes);
    }

    public void Checkpoint(Head head)
    {
        Begin(BackupSection.Checkpoints);
        items.WriteStartArray(2);
        items.WriteInt64(head.Size);
        items.WriteTextString(head.Checkpoint);
        items.WriteEndArray();
        Added();
    }

    public void Note(string name, byte[] value)
    {
        Begin(BackupSection.Notes);
        items.WriteStartArray(2);
        items.WriteTextString(name);
        items.WriteByteString(value);
        items.WriteEndArray();
        Added();
    }

    /// <summary>Writes the contents and waits until the disk has everything.</summary>
    public void Finish()
    {
        Begin(BackupSection.Contents);
        items.WriteStartArray(2);
        items.WriteStartArray(stretches.Count);
        foreach (var stretch in stretches)
        {
            items.WriteStartArray(5);
            items.WriteInt32((int)stretch.Section);
            items.WriteInt64(stretch.At);
            items.WriteInt64(stretch.FirstBlock);
            items.WriteInt64(stretch.Blocks);
            items.WriteInt64(stretch.Items);
            items.WriteEndArray();
        }
        items.WriteEndArray();
        items.WriteStartArray(documents.Count);
        foreach (var (of, place) in documents)
        {
            items.WriteStartArray(3);
            items.WriteByteString(of.ToBytes());
            items.WriteInt64(place.At);
            items.WriteInt64(place.Block);
            items.WriteEndArray();
        }
        items.WriteEndArray();
        items.WriteEndArray();
        var (at, number) = (file.Position, block);
        CloseBlock();
        Span<byte> where = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(where, at);
        BinaryPrimitives.WriteInt64LittleEndian(where[sizeof(long)..], number);
        file.Write(where);
        file.Write(End);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>What the checksum of a block is taken over.</summary>
    public static byte[] HashOf(Guid backup, long block, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> place = stackalloc byte[16 + sizeof(long)];
        backup.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], block);
        hash.AppendData(place);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    void Pair(BackupSection section, byte[] first, byte[] second)
    {
        Begin(section);
        items.WriteStartArray(2);
        items.WriteByteString(first);
        items.WriteByteString(second);
        items.WriteEndArray();
        Added();
    }

    void Begin(BackupSection section)
    {
        if (now.Section == section && now.At > 0)
            return;
        CloseBlock();
        if (now.Items > 0 && now.Section != BackupSection.Header)
            stretches.Add(now);
        now = new(section, file.Position, block, Blocks: 0, Items: 0);
    }

    void Added()
    {
        now = now with { Items = now.Items + 1 };
        if (items.BytesWritten >= BlockLength)
            CloseBlock();
    }

    void CloseBlock()
    {
        if (items.BytesWritten == 0)
            return;
        var content = items.Encode();
        items.Reset();
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        file.Write(length);
        file.Write(HashOf(id, block, content));
        file.Write(content);
        block++;
        now = now with { Blocks = now.Blocks + 1 };
    }
}
