using System.Text.Json;
using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>
/// A journal as a text file for auditors: one JSON object a line, first the operation, then every entry with its
/// sealed parts, last every checkpoint. It can be verified without the database and without personal keys; nobody can
/// read a name in it.
/// </summary>
public static class JournalExport
{
    /// <summary>The first line says what the file is.</summary>
    public const string Format = "annona-journal-1";

    /// <summary>Writes the whole journal as one view of it has it.</summary>
    /// <returns>How many entries were written.</returns>
    public static long Write(IJournalView view, OperationCard card, TextWriter output, Action<long> progress)
    {
        output.WriteLine(JsonSerializer.Serialize(new HeaderLine(Format, card.Id, card.Name)));
        var count = 0L;
        foreach (var entry in view.Read(1))
        {
            output.WriteLine(JsonSerializer.Serialize(new EntryLine(
                entry.Position, entry.LeafBytes, entry.OpenPart, entry.PersonalParts)));
            progress(++count);
        }
        foreach (var head in view.Checkpoints())
            output.WriteLine(JsonSerializer.Serialize(new CheckpointLine(head.Size, head.Checkpoint)));
        return count;
    }

    /// <summary>Reads an export back. Its lines are read in order and understood on all cores.</summary>
    /// <exception cref="StoreException">It is not one, or a line cannot be read.</exception>
    public static (OperationCard Card, IEnumerable<StoredEntry> Entries, IReadOnlyList<Head> Checkpoints) Read(
        string path)
    {
        var header = Parsed<HeaderLine>(File.ReadLines(path).FirstOrDefault() ?? "", path, 1);
        if (header.Format != Format)
            throw NotAnExport(path, 1);
        // Two passes keep a million entries out of memory: checkpoints stand at the end but are needed on the way.
        var checkpoints = Lines(path).Where(line => line.Text.Contains("\"Size\":", StringComparison.Ordinal))
            .Select(line => Parsed<CheckpointLine>(line.Text, path, line.Number))
            .Select(line => new Head(line.Size, line.Checkpoint)).ToList();
        var entries = SideBySide.Select(
            Lines(path).Where(line => line.Text.Contains("\"Leaf\":", StringComparison.Ordinal)),
            line => Stored(Parsed<EntryLine>(line.Text, path, line.Number)),
            line => line.Text.Length, SideBySide.AllCores);
        return (new(header.Operation, header.Name), entries, checkpoints);
    }

    /// <summary>Whether a file begins like an export.</summary>
    public static bool IsOne(string path) => (File.ReadLines(path).FirstOrDefault() ?? "").StartsWith(
        $$"""{"Format":"{{Format}}""", StringComparison.Ordinal);

    /// <summary>A line that lacks a field or has null for it is damaged.</summary>
    static readonly JsonSerializerOptions Strict = new()
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    static IEnumerable<(string Text, int Number)> Lines(string path) =>
        File.ReadLines(path).Select((text, at) => (text, at + 1)).Skip(1);

    static StoredEntry Stored(EntryLine line) =>
        new(line.Position, line.Leaf, line.Open, [.. line.Personal.Select(Part)]);

    static T Parsed<T>(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Strict) ?? throw NotAnExport(path, number);
        }
        catch (JsonException)
        {
            throw NotAnExport(path, number);
        }
    }

    // The serialiser watches over fields, not over what stands in a list.
    static byte[] Part(byte[]? part) => part ?? [];

    static StoreException NotAnExport(string path, int line) => new(
        $"Line {line} of {path} is not of a journal export.", "Make one with: annona export journal FILE");

    sealed record HeaderLine(string Format, Guid Operation, string Name);

    sealed record EntryLine(long Position, byte[] Leaf, byte[] Open, IReadOnlyList<byte[]> Personal);

    sealed record CheckpointLine(long Size, string Checkpoint);
}
