using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>A figure as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Terms">What it says.</param>
/// <param name="RecordedAt">When it came on record.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record FigureRow(Id<Figure> Id, int Number, FigureTerms Terms, DateTimeOffset RecordedAt, bool Synthetic)
{
    /// <summary>What officers type: <c>F3</c> for the third figure on record.</summary>
    public string Code => $"F{Number}";
}

/// <summary>Stated numbers.</summary>
public sealed record FigureRegister : IRegister<FigureRegister>
{
    ImmutableList<FigureRow> rows = [];
    ImmutableDictionary<Id<Figure>, int> byId = ImmutableDictionary<Id<Figure>, int>.Empty;

    FigureRegister()
    {
    }

    /// <summary>Nothing stated.</summary>
    public static FigureRegister Empty { get; } = new();

    /// <summary>All figures in order of arrival.</summary>
    public IReadOnlyList<FigureRow> All => rows;

    /// <summary>The figure with an id, or null.</summary>
    public FigureRow? Find(Id<Figure> figure) => byId.TryGetValue(figure, out var at) ? rows[at] : null;

    /// <summary>The figure with a code (<c>F3</c>) or an id as text, or null.</summary>
    public FigureRow? Find(string text) =>
        Codes.TryNumber(text, "F", rows.Count, out var number) ? rows[number - 1]
        : Id<Figure>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <inheritdoc/>
    public FigureRegister After(Recorded recorded, Edit edit) =>
        recorded.Event is not FigureRecorded made || byId.ContainsKey(made.Figure) ? this
        : this with
        {
            rows = rows.Add(new(made.Figure, rows.Count + 1, made.Terms, recorded.RecordedAt, made.Synthetic)),
            byId = byId.SetItem(made.Figure, rows.Count),
        };
}
