namespace Annona.Journal;

/// <summary>
/// Texts by dense ordinals, as in <see cref="KeyMap{TKey}"/>, and counted: a text that nobody uses any more is dropped
/// from memory, also for readers of older versions, who find null in its place. Its ordinal is never given again. 4
/// bytes a text more than a map that only grows.
/// </summary>
/// <remarks>
/// Several drafts may be open, each on the one before it. A use counts at once and is taken back when its draft is
/// dropped; a release counts when its draft is kept, so that a failed commit loses no text.
/// </remarks>
public sealed class TextMap : IEditLog
{
    readonly KeyMap<string> texts;
    readonly UseCounts uses;
    readonly Dictionary<Edit, Log> logs = [];
    (Edit Edit, Log Log)? last;

    /// <summary>A map without texts.</summary>
    public TextMap()
        : this(new(), new())
    {
    }

    internal TextMap(KeyMap<string> texts, UseCounts uses) => (this.texts, this.uses) = (texts, uses);

    internal KeyMap<string> Texts => texts;

    /// <summary>How many ordinals were ever given, dropped texts included.</summary>
    public int Count => texts.Count;

    /// <summary>The text of an ordinal below <see cref="Count"/>; null when nobody uses it any more.</summary>
    public string? this[int ordinal] => texts[ordinal];

    /// <summary>How often a text is used. Only for the writer.</summary>
    public int UsesOf(int ordinal) => uses[ordinal];

    /// <summary>The ordinal of a text that is used once more; a new one if nobody used it.</summary>
    public int Use(string text, Edit edit)
    {
        var ordinal = texts.FindOrAdd(text, edit);
        if (ordinal == uses.Count)
            uses.Add(0);
        uses[ordinal]++;
        LogOf(edit).Used.Add(ordinal);
        return ordinal;
    }

    /// <summary>A text is used once less when the draft is kept.</summary>
    public void Release(int ordinal, Edit edit) => LogOf(edit).Released.Add(ordinal);

    void IEditLog.Keep(Edit edit)
    {
        last = null;
        if (logs.Remove(edit, out var log))
            foreach (var ordinal in log.Released)
                UseLess(ordinal);
    }

    void IEditLog.Drop(Edit edit)
    {
        // Texts that came with the draft are out of the map by now.
        uses.TruncateTo(texts.Count);
        last = null;
        if (logs.Remove(edit, out var log))
            foreach (var ordinal in log.Used.Where(ordinal => ordinal < uses.Count))
                UseLess(ordinal);
    }

    void UseLess(int ordinal)
    {
        if (--uses[ordinal] == 0)
            texts.Forget(ordinal);
    }

    Log LogOf(Edit edit)
    {
        if (last is { } known && ReferenceEquals(known.Edit, edit))
            return known.Log;
        if (!logs.TryGetValue(edit, out var log))
        {
            edit.Logging(this);
            logs[edit] = log = new([], []);
        }
        last = (edit, log);
        return log;
    }

    readonly record struct Log(List<int> Used, List<int> Released);
}
