using System.Globalization;
using System.Text;
using Annona.PublicRecord;
using Annona.Storage.Keys;

namespace Annona.Storage.Folder;

/// <summary>What was erased, as the keys folder has it: nobody's name and no word.</summary>
/// <param name="Subjects">Whose keys were destroyed.</param>
/// <param name="Passages">Which words of sources.</param>
sealed record ErasedList(IReadOnlyList<Guid> Subjects, IReadOnlyList<ErasedPassage> Passages)
{
    /// <summary>How many lines it has.</summary>
    public int Count => Subjects.Count + Passages.Count;

    /// <summary>What this has and another one has not.</summary>
    public ErasedList Except(ErasedList other) =>
        new([.. Subjects.Except(other.Subjects)], [.. Passages.Except(other.Passages)]);
}

/// <summary>
/// The ids of everybody whose key was destroyed and the stretches of sources whose words were, one a line, kept with
/// the keys and so apart from the data: an older copy of the journal that is put back does not know of them. It names
/// nobody.
/// </summary>
static class ErasedFile
{
    const string Format = "annona-erased.1";

    /// <summary>Before the places of words; the first lists had ids only, and ids stand alone on their lines.</summary>
    const string Words = "words";

    /// <summary>An id and the end of its line.</summary>
    const int LineLength = 33;

    /// <summary>No line is longer.</summary>
    const int LineLengthMax = 128;

    static int HeadLength(Guid operation) => $"{Format} {operation:N}\n".Length;

    /// <summary>
    /// The list; empty when there is no file. A line that a power cut left unfinished is passed over.
    /// </summary>
    /// <exception cref="KeyException">The file is something else, of another operation, or may not be read.</exception>
    public static ErasedList Read(string path, Guid operation)
    {
        try
        {
            if (!File.Exists(path))
                return new([], []);
            string[] lines = [.. File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r'))];
            if (lines is not [var head, .. var rest] || head != $"{Format} {operation:N}")
                throw new KeyException(
                    KeyFault.Damaged, $"The file '{path}' does not list the erased persons of this operation.",
                    "Use the one from its keys folder, or a copy of that.");
            return new(
                [.. rest.Select(line => Guid.TryParseExact(line, "N", out var id) ? id : (Guid?)null).OfType<Guid>()],
                // A number of the last line may have lost digits with its end.
                [.. rest.SkipLast(1).Select(Passage).OfType<ErasedPassage>()]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException(
                KeyFault.NoAccess, $"The list of erased persons in '{path}' cannot be read: {e.Message}",
                "Give this account the right to read it.");
        }
    }

    /// <summary>Whether the file may lack some of a list; asked without reading it.</summary>
    public static bool MayLack(string path, Guid operation, int subjects, IEnumerable<ErasedPassage> passages) =>
        new FileInfo(path) is not { Exists: true } file
        || file.Length < HeadLength(operation) + ((long)subjects * LineLength)
            + passages.Sum(passage => (long)Line(passage).Length);

    /// <summary>Adds lines, durably. A line that a power cut left unfinished is overwritten.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Add(string path, Guid operation, ErasedList list)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly.OfFile;
        FileSteps.Take(path);
        using var file = new FileStream(path, options);
        var isNew = file.Length < HeadLength(operation);
        file.Position = isNew ? 0 : EndOfLines(file);
        var text = new StringBuilder(isNew ? $"{Format} {operation:N}\n" : "");
        foreach (var id in list.Subjects)
            text.Append(id.ToString("N")).Append('\n');
        foreach (var passage in list.Passages)
            text.Append(Line(passage));
        file.Write(Encoding.ASCII.GetBytes(text.ToString()));
        FileSteps.Take(path);
        file.SetLength(file.Position);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Where the last whole line ends.</summary>
    static long EndOfLines(FileStream file)
    {
        var last = new byte[Math.Min(file.Length, LineLengthMax)];
        file.Position = file.Length - last.Length;
        file.ReadExactly(last);
        return file.Length - last.Length + Array.LastIndexOf(last, (byte)'\n') + 1;
    }

    static string Line(ErasedPassage passage) => string.Create(CultureInfo.InvariantCulture,
        $"{Words} {passage.Source.Value:N} {passage.Where.Part} {passage.Where.Index} {passage.Where.Start} "
        + $"{passage.Where.End}\n");

    static ErasedPassage? Passage(string line) =>
        line.Split(' ') is [Words, var source, var part, var index, var start, var end]
            && Guid.TryParseExact(source, "N", out var id) && Enum.TryParse<MaskedPart>(part, out var of)
            && IsNumber(index, out var at) && IsNumber(start, out var first) && IsNumber(end, out var after)
            ? new(new(id), new(first, after, of, at))
            : null;

    static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Keeps the list while an operation records: at the start, and after each commit that erased somebody.
/// </summary>
sealed class ErasedKeeper(string path, List<string> warnings)
{
    (int Keys, int Words)? known;

    /// <summary>The operation may have erased somebody, or words.</summary>
    public void Keep(Operation operation)
    {
        var counts = (ErasedKeys.CountIn(operation), ErasedWords.CountIn(operation));
        if (counts == known)
            return;
        try
        {
            Write(operation, counts);
            known = counts;
        }
        // What is erased stays so; the next commit tries again.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyException)
        {
            var said = $"The list of erased persons could not be kept with the keys: {e.Message}";
            if (!warnings.Contains(said))
                warnings.Add(said);
        }
    }

    void Write(Operation operation, (int Keys, int Words) counts)
    {
        if (known is null && !ErasedFile.MayLack(path, operation.Id, counts.Keys, ErasedWords.From(0, operation)))
            return;
        var (keys, words) = known ?? (0, 0);
        var list = new ErasedList(ErasedKeys.From(keys, operation), ErasedWords.From(words, operation));
        // A process that was ended after a commit left its lines out.
        var missing = known is null ? list.Except(ErasedFile.Read(path, operation.Id)) : list;
        if (missing.Count > 0)
            ErasedFile.Add(path, operation.Id, missing);
    }
}
