using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using Annona.Journal;
using Microsoft.Win32.SafeHandles;

namespace Annona.Storage.Backup;

/// <summary>
/// One file of a backup, read as the journal that it is a copy of. Every block is compared with its checksum when it
/// is read.
/// </summary>
public sealed class BackupFile : IJournalView
{
    /// <summary>No block is longer: the longest document, sealed, and a little around it.</summary>
    const long BlockLengthMax = JournalWriter.DocumentSizeMax + (1 << 21);

    readonly string path;
    readonly SafeFileHandle file;
    readonly long length;
    readonly Dictionary<BackupSection, BackupStretch> stretches = [];
    readonly Dictionary<Hash, BackupPlace> documents = [];
    readonly Lazy<Dictionary<Guid, byte[]>> keys;
    readonly Lazy<Dictionary<string, byte[]>> notes;

    BackupFile(string path)
    {
        this.path = path;
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        length = RandomAccess.GetLength(file);
        keys = new(() => SubjectKeys().ToDictionary(key => key.Subject, key => key.Wrapped));
        notes = new(() => ReadNotes().ToDictionary(note => note.Name, note => note.Value, StringComparer.Ordinal));
    }

    /// <summary>What stands at the beginning.</summary>
    public BackupHeader Header { get; private set; } = null!;

    /// <inheritdoc/>
    public Head Head => Header.Head;

    /// <summary>Opens a file of a backup.</summary>
    /// <exception cref="StoreException">It is missing, something else, cut off, or damaged at its ends.</exception>
    public static BackupFile Open(string path)
    {
        if (!File.Exists(path))
            throw new StoreException(
                $"There is no backup file {path}.", "Check the path, and whether the medium is in.");
        BackupFile backup;
        try
        {
            backup = new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup file {path} cannot be read: {e.Message}",
                "Give yourself the right to read it, or copy it to this machine first.", e);
        }
        try
        {
            backup.ReadEnds();
            return backup;
        }
        catch
        {
            backup.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredEntry> Read(long from) => Items(BackupSection.Entries, items =>
    {
        items.ReadStartArray();
        var (position, leaf, open) = (items.ReadInt64(), items.ReadByteString(), items.ReadByteString());
        items.ReadStartArray();
        var parts = new List<byte[]>();
        while (items.PeekState() != CborReaderState.EndArray)
            parts.Add(items.ReadByteString());
        items.ReadEndArray();
        items.ReadEndArray();
        return new StoredEntry(position, leaf, open, parts);
    }).SkipWhile(entry => entry.Position < from);

    /// <inheritdoc/>
    public IEnumerable<Head> Checkpoints() => Items(BackupSection.Checkpoints, items =>
    {
        items.ReadStartArray();
        var head = new Head(items.ReadInt64(), items.ReadTextString());
        items.ReadEndArray();
        return head;
    });

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> SubjectKeys() => Items(BackupSection.SubjectKeys, items =>
    {
        var (subject, wrapped) = Pair(items);
        return new SubjectKey(new(subject, bigEndian: true), wrapped);
    });

    /// <inheritdoc/>
    public byte[]? FindSubjectKey(Guid subject) => keys.Value.GetValueOrDefault(subject);

    /// <inheritdoc/>
    public byte[]? FindBlob(Hash of) => documents.TryGetValue(of, out var place)
        ? Block(place.At, place.Block, Pair).First(pair => Hash.FromBytes(pair.First) == of).Second
        : null;

    /// <inheritdoc/>
    public IEnumerable<Hash> Blobs() => documents.Keys;

    /// <inheritdoc/>
    public byte[]? FindNote(string name) => notes.Value.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerable<string> Notes() => notes.Value.Keys;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    IEnumerable<(string Name, byte[] Value)> ReadNotes() => Items(BackupSection.Notes, items =>
    {
        items.ReadStartArray();
        var note = (items.ReadTextString(), items.ReadByteString());
        items.ReadEndArray();
        return note;
    });

    static (byte[] First, byte[] Second) Pair(CborReader items)
    {
        items.ReadStartArray();
        var pair = (items.ReadByteString(), items.ReadByteString());
        items.ReadEndArray();
        return pair;
    }

    /// <summary>Header and contents. A file that was cut off has no end, however it was cut.</summary>
    void ReadEnds()
    {
        var magic = Bytes(0, BackupWriter.Magic.Length);
        if (!magic.AsSpan().SequenceEqual(BackupWriter.Magic))
            throw new StoreException($"{path} is not a backup of Annona.",
                "Name the folder that 'annona backup' made.");
        var endLength = 2 * sizeof(long) + BackupWriter.End.Length;
        var end = Bytes(Math.Max(0, length - endLength), endLength);
        if (!end.AsSpan(2 * sizeof(long)).SequenceEqual(BackupWriter.End))
            throw new StoreException($"The backup file {path} is cut off: its end is missing.",
                "Copy it again from where it was made, or use another backup.")
            {
                IsDamage = true,
            };
        var at = (long)BackupWriter.Magic.Length;
        Header = Block(at, 0, BackupHeader.ReadFrom, Guid.Empty).Single();
        var (contents, number) = (
            BinaryPrimitives.ReadInt64LittleEndian(end), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(8)));
        _ = Block(contents, number, ReadContents).Single();
    }

    int ReadContents(CborReader items)
    {
        items.ReadStartArray();
        items.ReadStartArray();
        while (items.PeekState() != CborReaderState.EndArray)
        {
            items.ReadStartArray();
            var stretch = new BackupStretch(
                (BackupSection)items.ReadInt32(), items.ReadInt64(), items.ReadInt64(), items.ReadInt64(),
                items.ReadInt64());
            items.ReadEndArray();
            stretches.Add(stretch.Section, stretch);
        }
        items.ReadEndArray();
        items.ReadStartArray();
        while (items.PeekState() != CborReaderState.EndArray)
        {
            items.ReadStartArray();
            documents.Add(Hash.FromBytes(items.ReadByteString()), new(items.ReadInt64(), items.ReadInt64()));
            items.ReadEndArray();
        }
        items.ReadEndArray();
        items.ReadEndArray();
        return documents.Count;
    }

    IEnumerable<T> Items<T>(BackupSection section, Func<CborReader, T> read)
    {
        if (!stretches.TryGetValue(section, out var stretch))
            yield break;
        var (at, count) = (stretch.At, 0L);
        for (var block = stretch.FirstBlock; block < stretch.FirstBlock + stretch.Blocks; block++)
        {
            var content = Content(at, block, Header.Id);
            at += BackupWriter.BlockHeadLength + content.Length;
            foreach (var item in Read(content, block, read))
            {
                yield return item;
                count++;
            }
        }
        if (count != stretch.Items)
            throw Damaged(stretch.FirstBlock);
    }

    IEnumerable<T> Block<T>(long at, long block, Func<CborReader, T> read, Guid? id = null) =>
        Read(Content(at, block, id ?? Header.Id), block, read);

    IEnumerable<T> Read<T>(byte[] content, long block, Func<CborReader, T> read)
    {
        var items = new CborReader(content, CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
        while (items.BytesRemaining > 0)
        {
            T item;
            try
            {
                item = read(items);
            }
            catch (Exception e) when (e is CborContentException or InvalidOperationException or ArgumentException)
            {
                throw Damaged(block, e);
            }
            yield return item;
        }
    }

    byte[] Content(long at, long block, Guid id)
    {
        if (at < 0 || at > length - BackupWriter.BlockHeadLength)
            throw Damaged(block);
        var head = Bytes(at, BackupWriter.BlockHeadLength);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (size > BlockLengthMax || at + BackupWriter.BlockHeadLength + size > length)
            throw Damaged(block);
        var content = Bytes(at + BackupWriter.BlockHeadLength, (int)size);
        return CryptographicOperations.FixedTimeEquals(
            BackupWriter.HashOf(id, block, content), head.AsSpan(sizeof(uint)))
            ? content
            : throw Damaged(block);
    }

    byte[] Bytes(long at, int count)
    {
        var bytes = new byte[count];
        try
        {
            for (var read = 0; read < count;)
            {
                var more = RandomAccess.Read(file, bytes.AsSpan(read), at + read);
                if (more == 0)
                    break;
                read += more;
            }
            return bytes;
        }
        catch (IOException e)
        {
            throw new StoreException($"The disk reported an error in the backup file {path}: {e.Message}",
                "Copy it to another disk, or use another backup.", e)
            {
                IsDamage = true,
            };
        }
    }

    StoreException Damaged(long block, Exception? inner = null) => new(
        $"The backup file {path} is damaged in block {block}: what is there is not what was written.",
        "Copy it again from where it was made, or use another backup.", inner)
    {
        IsDamage = true,
    };
}
