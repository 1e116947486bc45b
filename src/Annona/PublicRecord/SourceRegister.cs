using System.Collections.Immutable;
using System.Text;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A stretch that is shown as blocks.</summary>
public sealed record Mask(Stretch Where, string Reason);

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

    /// <summary>
    /// The text as it is kept since words were erased from it; null as long as it is the one that was archived.
    /// </summary>
    public Hash? Rewritten { get; init; }

    /// <summary>Under this hash the archive holds its text.</summary>
    public Hash Text => Rewritten ?? Archived.Text;

    /// <summary>What officers type: <c>S3</c> for the third source on record.</summary>
    public string Code => $"S{Number}";

    /// <summary>Made up.</summary>
    public bool Synthetic => Archived.Synthetic;

    /// <summary>
    /// The day it was published; of a text in our own words the day of the original; null when not known.
    /// </summary>
    public DateOnly? Day => Archived.About.PublishedOn ?? Archived.About.SummaryOf?.PublishedOn;

    /// <summary>Whether any masked stretch of the text touches [start, end).</summary>
    public bool Hides(int start, int end) => Touches(new(start, end));

    /// <summary>Whether every character of a stretch is masked already.</summary>
    public bool HidesAllOf(Stretch stretch)
    {
        for (var at = stretch.Start; at < stretch.End; at++)
            if (!Touches(stretch with { Start = at, End = at + 1 }))
                return false;
        return true;
    }

    /// <summary>Whether a stretch lies in what it names.</summary>
    public bool Has(Stretch stretch) =>
        stretch.Start >= 0 && stretch.Start < stretch.End && stretch.End <= LengthOf(stretch);

    /// <summary>Words of the text with every masked character as a block; line breaks stay.</summary>
    /// <param name="words">A slice of the text.</param>
    /// <param name="start">Where the slice begins in the text, in UTF-16 code units.</param>
    public string Masked(string words, int start) => Masked(words, new Stretch(start, start + words.Length));

    /// <summary>A passage's words as they may be shown; null for no passage.</summary>
    public string? Masked(TextPart? part) => part is null ? null : Masked(part.Exact, part.Start);

    /// <summary>What else is known about it, as it may be shown.</summary>
    public SourceDescription Shown()
    {
        var about = Archived.About;
        return Masks.All(mask => mask.Where.Part == MaskedPart.Text) ? about : about with
        {
            Title = Whole(about.Title, MaskedPart.Title),
            Addresses = [.. about.Addresses.Select((address, at) => Whole(address, MaskedPart.Address, at)!)],
            SummaryOf = about.SummaryOf is { } original
                ? original with { Address = Whole(original.Address, MaskedPart.OriginalAddress) }
                : null,
        };
    }

    string? Whole(string? words, MaskedPart part, int index = 0) =>
        words is null ? null : Masked(words, new Stretch(0, words.Length, part, index));

    string Masked(string words, Stretch at)
    {
        if (!Touches(at))
            return words;
        var shown = new StringBuilder(words.Length);
        var start = at.Start;
        foreach (var rune in words.EnumerateRunes())
        {
            var end = start + rune.Utf16SequenceLength;
            var hidden = rune.Value != '\n' && Touches(at with { Start = start, End = end });
            shown.Append(hidden ? Block : rune.ToString());
            start = end;
        }
        return shown.ToString();
    }

    bool Touches(Stretch at) => Masks.Any(mask => mask.Where.Part == at.Part && mask.Where.Index == at.Index
        && mask.Where.Start < at.End && at.Start < mask.Where.End);

    int LengthOf(Stretch stretch) => stretch switch
    {
        { Part: MaskedPart.Text, Index: 0 } => Archived.TextLength,
        { Part: MaskedPart.Title, Index: 0 } => Archived.About.Title?.Length ?? 0,
        { Part: MaskedPart.OriginalAddress, Index: 0 } => Archived.About.SummaryOf?.Address?.Length ?? 0,
        { Part: MaskedPart.Address } when stretch.Index >= 0 && stretch.Index < Archived.About.Addresses.Count =>
            Archived.About.Addresses[stretch.Index].Length,
        _ => 0,
    };

    const string Block = "█";
}

/// <summary>What is archived.</summary>
public sealed record SourceRegister : IRegister<SourceRegister>
{
    ImmutableList<SourceRow> rows = [];
    ImmutableDictionary<Id<Source>, int> byId = ImmutableDictionary<Id<Source>, int>.Empty;
    ImmutableList<ErasedPassage> erased = [];

    SourceRegister()
    {
    }

    /// <summary>Nothing archived.</summary>
    public static SourceRegister Empty { get; } = new();

    /// <summary>All sources in order of arrival, withdrawn ones included.</summary>
    public IReadOnlyList<SourceRow> All => rows;

    /// <summary>
    /// Stretches whose words were destroyed, and those of titles and addresses that are hidden, in the order in which
    /// they were.
    /// </summary>
    public IReadOnlyList<ErasedPassage> Erased => erased;

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
            masked.Source, row => row with { Masks = row.Masks.Add(new(masked.Where, masked.Reason)) })
            .Gone(masked.Source, masked.Where.Part == MaskedPart.Text ? [] : [masked.Where]),
        PassagesErased gone => Changed(gone.Source, row => row with
        {
            Rewritten = gone.Text,
            Masks = row.Masks.AddRange(gone.Where.Where(stretch => !row.HidesAllOf(stretch))
                .Select(stretch => new Mask(stretch, gone.Reason))),
        }).Gone(gone.Source, gone.Where),
        _ => this,
    };

    SourceRegister Added(SourceArchived archived, DateTimeOffset at) => byId.ContainsKey(archived.Source) ? this
        : this with
        {
            rows = rows.Add(new(rows.Count + 1, archived, at, [], null)),
            byId = byId.SetItem(archived.Source, rows.Count),
        };

    SourceRegister Gone(Id<Source> source, IReadOnlyList<Stretch> words) => words.Count == 0 ? this
        : this with { erased = erased.AddRange(words.Select(stretch => new ErasedPassage(source, stretch))) };

    SourceRegister Changed(Id<Source> source, Func<SourceRow, SourceRow> change) =>
        !byId.TryGetValue(source, out var at) ? this : this with { rows = rows.SetItem(at, change(rows[at])) };
}
