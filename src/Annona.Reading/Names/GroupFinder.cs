using Annona.Reading.Attribution;
using Annona.Reading.Figures;
using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>
/// Finds the people a text speaks of: those to whom something is promised, and those who are counted.
/// </summary>
static class GroupFinder
{
    // What befell people, and no group of them.
    static readonly HashSet<string> casualties = ["deaths", "casualties", "injuries", "dead"];

    public static List<PopulationGroup> In(
        string text, IReadOnlyList<Statement> statements, IReadOnlyList<Figure> figures)
    {
        var promised = statements.Select(statement => statement.Undertaking?.Beneficiary).OfType<TextSpan>().ToList();
        var inPromised = new SpanIndex<TextSpan>(promised.Select(span => (span, span)));
        var counted = figures
            .Where(figure => figure is { Class: FigureClass.People, Unit: not null }
                && !casualties.Contains(figure.Unit.Split(' ')[^1]))
            .Select(figure => UnitOf(text, figure))
            .Where(span => inPromised.Overlapping(span).Count == 0);
        return [.. promised.Concat(counted).Distinct().OrderBy(span => span.Start)
            .GroupBy(span => Words(span.In(text)), StringComparer.OrdinalIgnoreCase)
            .Select((group, n) => new PopulationGroup($"g{n + 1}", group.First().In(text), [.. group]))];
    }

    static TextSpan UnitOf(string text, Figure figure)
    {
        var at = text.LastIndexOf(
            figure.Unit!, figure.End - 1, figure.End - figure.Start, StringComparison.Ordinal);
        return at >= 0 ? new(at, at + figure.Unit!.Length) : figure.Span;
    }

    // "the refugees" and "refugees" are one group.
    static string Words(string written) =>
        written.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? written[4..] : written;
}
