using Annona.Linkage;

namespace Annona.Duplicates;

/// <summary>
/// Two rows of one form that say the same: somebody was written down twice. The linkage leaves members of one form
/// apart, because brothers and sisters are alike; those who are the same in all that is known are asked about.
/// </summary>
static class SameForm
{
    /// <summary>Half sure: twins with one name are rare, and so is the same row twice.</summary>
    const int Score = 5_000;

    public static IEnumerable<FoundPair> Pairs(Registers now, IReadOnlyList<LinkageRecord> records) => records
        .Where(record => record.Form is not null && record.Birth.IsKnown && HasName(record))
        .GroupBy(record => (
            record.Form, Folded(record.Given), Folded(record.Family), Folded(record.Father), Folded(record.WholeName),
            record.Birth, record.Sex))
        .SelectMany(same => same.Skip(1).Select(other => new FoundPair(
            Pair.Of(now.People.PersonId(same.First().Key), now.People.PersonId(other.Key)),
            Score, ReviewZone.Ask, Evidence.SameForm)));

    static bool HasName(LinkageRecord record) =>
        (record.Given ?? record.Family ?? record.WholeName) is { Length: > 0 };

    static string Folded(string? name) => name is null
        ? ""
        : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
