using Annona.Access;

namespace Annona.PublicRecord;

/// <summary>The source that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindSource(string Typed) : Question<Known<Source>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Source>? Answer(Registers now, Moment moment) =>
        now.PublicRecord.Sources.Find(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}

/// <summary>The statement that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindStatement(string Typed) : Question<Known<Statement>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Statement>? Answer(Registers now, Moment moment) =>
        now.PublicRecord.Statements.Find(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}

/// <summary>The promise that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindPromise(string Typed) : Question<Known<Promise>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Promise>? Answer(Registers now, Moment moment) =>
        now.PublicRecord.Promises.Find(Typed) is { } row
            ? new(row.Id, row.Code, now.PublicRecord.TextOf(row))
            : null;
}

/// <summary>The figure that somebody means; null if there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record FindFigure(string Typed) : Question<Known<Figure>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override Known<Figure>? Answer(Registers now, Moment moment) =>
        now.PublicRecord.Figures.Find(Typed) is { } row ? new(row.Id, row.Code, "") : null;
}
