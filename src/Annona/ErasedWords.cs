using Annona.Journal;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona;

/// <summary>
/// Which words of sources were destroyed, for a host that keeps their places apart from the journal: an older copy that
/// is put back has the words. Beside <see cref="ErasedKeys"/>.
/// </summary>
public static class ErasedWords
{
    /// <summary>How many stretches.</summary>
    public static int CountIn(Operation operation) => operation.Now.PublicRecord.Sources.Erased.Count;

    /// <summary>The stretches in the order in which they went, from one on (0 is the first).</summary>
    public static IReadOnlyList<ErasedPassage> From(int first, Operation operation) =>
        [.. operation.Now.PublicRecord.Sources.Erased.Skip(first)];

    /// <summary>Under which hash the archive holds the text of a source; null when there is no such source.</summary>
    public static Hash? TextOf(Id<Source> source, Operation operation) =>
        operation.Now.PublicRecord.Sources.Find(source)?.Text;
}
