using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Storage.Keys;

namespace Annona.Storage.Privacy;

/// <summary>A record of the register of files with names.</summary>
/// <param name="File">What it is about.</param>
/// <param name="Written">Who stands in the rows that it was written with.</param>
/// <param name="Other">Who stands in the rows of its other bytes.</param>
sealed record FileRecord(FileWithNames File, PersonRows Written, PersonRows Other);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FileWithNames))]
sealed partial class FileJson : JsonSerializerContext;

/// <summary>
/// Seals records with the register's key: what a file is, who stands in its rows, and who in those of its other bytes.
/// A record opens under its own name only, and rows beside their own file only.
/// </summary>
sealed class FileRecordSealer(Guid operation, PartSealer sealer)
{
    /// <summary>Names of records end so.</summary>
    public const string Ending = ".file";

    /// <summary>The three parts, each after its length.</summary>
    const int Parts = 3;

    public static string NameOf(Guid id) => $"{id:n}{Ending}";

    /// <summary>The moment at which the id in a record's name was made; null when there is none.</summary>
    public static DateTimeOffset? TimeIn(string path) =>
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "n", out var id) && id.Version == 7
            ? DateTimeOffset.FromUnixTimeMilliseconds(
                (long)(BinaryPrimitives.ReadUInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16))
            : null;

    public byte[] Seal(FileRecord record)
    {
        var name = NameOf(record.File.Id);
        var about = sealer.SealOpen(
            JsonSerializer.SerializeToUtf8Bytes(record.File, FileJson.Default.FileWithNames), PlaceOf(name, 0, []));
        byte[][] parts =
        [
            about, sealer.SealOpen(record.Written.ToBytes(), PlaceOf(name, 1, about)),
            sealer.SealOpen(record.Other.ToBytes(), PlaceOf(name, 2, about)),
        ];
        var bytes = new byte[parts.Sum(part => sizeof(int) + part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), part.Length);
            part.CopyTo(bytes, at + sizeof(int));
            at += sizeof(int) + part.Length;
        }
        return bytes;
    }

    /// <summary>False: it is not there, not whole, was changed, or says what this version does not know.</summary>
    public bool TryRead(string path, [NotNullWhen(true)] out FileRecord? record)
    {
        record = null;
        var name = Path.GetFileName(path);
        if (!File.Exists(path) || PartsOf(File.ReadAllBytes(path)) is not [var about, var written, var other]
            || !sealer.TryOpen(about, PlaceOf(name, 0, []), out var file)
            || !sealer.TryOpen(written, PlaceOf(name, 1, about), out var writtenRows)
            || !sealer.TryOpen(other, PlaceOf(name, 2, about), out var otherRows))
            return false;
        try
        {
            record = new(
                JsonSerializer.Deserialize(file, FileJson.Default.FileWithNames)!, PersonRows.Read(writtenRows),
                PersonRows.Read(otherRows));
            return true;
        }
        // A newer version wrote it in words that this one does not know.
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return false;
        }
    }

    static List<byte[]>? PartsOf(byte[] bytes)
    {
        List<byte[]> parts = [];
        var at = 0;
        while (parts.Count < Parts && bytes.Length - at >= sizeof(int))
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            at += sizeof(int);
            if (length < 0 || length > bytes.Length - at)
                return null;
            parts.Add(bytes[at..(at + length)]);
            at += length;
        }
        return parts.Count == Parts && at == bytes.Length ? parts : null;
    }

    /// <param name="name">The record's name.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="about">The first part, to which the others belong.</param>
    byte[] PlaceOf(string name, int part, byte[] about) =>
    [
        .. Encoding.ASCII.GetBytes($"annona-files.1\n{operation:n}\n{name}\n{part}\n"), .. SHA256.HashData(about),
    ];
}
