using System.Collections.Immutable;
using System.Text;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A stretch of a text that is shown as blocks.</summary>
public sealed record Mask(int Start, int End, string Reason);

/// <summary>A source as the register has it.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Archived">What was archived.</param>
/// <param name="RecordedAt">When it was archived.</param>
/// <param name="Masks">Stretches that name a private person, in order of arrival.</param>
/// <param name="Withdrawn">Why it no longer counts; null as long as it does.</param>
public sealed record SourceRow(
    int Number, SourceArchived Archived, DateTimeOffset RecordedAt, ImmutableArray<Mask> Masks, string? Withdrawn)
{
    /// <summary>Its id.</summary>
    public Id<Source> Id => Archived.Source;

    /// <summary>What officers type: <c>S3</c> for the third source on record.</summary>
    public string Code => $"S{Number}";

    /// <summary>Made up.</summary>
    public bool Synthetic => Archived.Synthetic;

    /// <summary>Whether any masked stretch touches [start, end).</summary>
    public bool Hides(int start, int end) => Masks.Any(mask => mask.Start < end && start < mask.End);

    /// <summary>Words of the text with every masked character as a block; line breaks stay.</summary>
    /// <param name="words">A slice of the text.</param>
    /// <param name="start">Where the slice begins in the text, in UTF-16 code units.</param>
    public string Masked(string words, int start)
    {
        if (!Hides(start, start + words.Length))
            return words;
        var shown = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            var end = start + rune.Utf16SequenceLength;
            var hidden = rune.Value != '\n' && Hides(start, end);
            shown.Append(hidden ? Block : rune.ToString());
            start = end;
        }
        return shown.ToString();
    }

    /// <summary>A passage's words as they may be shown; null for no passage.</summary>
    public string? Masked(TextPart? part) => part is null ? null : Masked(part.Exact, part.Start);

    const string Block = "█";
}

/// <summary>What is archived.</summary>
public sealed record SourceRegister : IRegister<SourceRegister>
{
    ImmutableList<SourceRow> rows = [];
    ImmutableDictionary<Id<Source>, int> byId = ImmutableDictionary<Id<Source>, int>.Empty;

    SourceRegister()
    {
    }

    /// <summary>Nothing archived.</summary>
    public static SourceRegister Empty { get; } = new();

    /// <summary>All sources in order of arrival, withdrawn ones included.</summary>
    public IReadOnlyList<SourceRow> All => rows;

    /// <summary>The source with an id, or null.</summary>
    public SourceRow? Find(Id<Source> source) => byId.TryGetValue(source, out var at) ? rows[at] : null;

    /// <summary>The source with a code (<c>S3</c>) or an id as text, or null.</summary>
    public SourceRow? Find(string text) =>
        Codes.TryNumber(text, "S", rows.Count, out var number) ? rows[number - 1]
        : Id<Source>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <inheritdoc/>
    public SourceRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        SourceArchived archived => Added(archived, recorded.RecordedAt),
        SourceWithdrawn withdrawn => Changed(withdrawn.Source, row => row with { Withdrawn = withdrawn.Reason }),
        PassageMasked masked => Changed(
            masked.Source, row => row with { Masks = row.Masks.Add(new(masked.Start, masked.End, masked.Reason)) }),
        _ => this,
    };

    SourceRegister Added(SourceArchived archived, DateTimeOffset at) => byId.ContainsKey(archived.Source) ? this
        : this with
        {
            rows = rows.Add(new(rows.Count + 1, archived, at, [], null)),
            byId = byId.SetItem(archived.Source, rows.Count),
        };

    SourceRegister Changed(Id<Source> source, Func<SourceRow, SourceRow> change) =>
        !byId.TryGetValue(source, out var at) ? this : this with { rows = rows.SetItem(at, change(rows[at])) };
}
