using Annona.Cli.Shell;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Reading.Text;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary>
/// Chains of attribution in one shape wherever they are printed: kind, name, party, start and end in code points of
/// the source's text, and whether the link was carried over from a neighbouring sentence.
/// </summary>
sealed class ChainJson(Desk desk)
{
    readonly Dictionary<string, CodePoints> texts = [];

    /// <summary>The chain of something that was found in a source.</summary>
    /// <param name="chain">From the publisher inwards.</param>
    /// <param name="source">The source's code.</param>
    public IEnumerable<object> Of(IReadOnlyList<ChainLink> chain, string source) =>
        [.. chain.Select(link => Link(link, RecordFinder.PartyCode(desk), () => PointsOf(source)))];

    /// <summary>One link.</summary>
    public static object Link(
        ChainLink link, Func<string, Id<Party>?, string?> partyCode, Func<CodePoints> points) => new
        {
            kind = link.Rank,
            name = link.Name,
            party = partyCode(link.Name, link.Party),
            start = link.Where is { } words ? points().At(words.Start) : (int?)null,
            end = link.Where is { } same ? points().At(same.End) : (int?)null,
            inferred = link.Inferred,
        };

    CodePoints PointsOf(string source)
    {
        if (!texts.TryGetValue(source, out var points))
            texts[source] = points = new(RecordFinder.MaskedText(desk, RecordFinder.Source(desk, source)));
        return points;
    }
}
