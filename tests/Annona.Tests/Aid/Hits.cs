namespace Annona.Tests.Aid;

/// <summary>How often each answer was hit in a law, so that a law that never meets a refusal is seen.</summary>
sealed class Hits
{
    readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    int asks;

    public void Count(Decision decision)
    {
        asks++;
        var code = decision is Decision.Refused no ? no.Why.Code : "accepted";
        counts[code] = counts.GetValueOrDefault(code) + 1;
    }

    /// <summary>Prints all counts, and fails when one of these was hit in under 1 % of the requests.</summary>
    public void MustHave(params string[] codes)
    {
        foreach (var (code, count) in counts)
            TestContext.Current.TestOutputHelper?.WriteLine($"{code}: {count} of {asks} requests");
        foreach (var code in codes)
            Assert.True(
                counts.GetValueOrDefault(code) * 100 >= asks,
                $"{code} was hit {counts.GetValueOrDefault(code)} times in {asks} requests.");
        Assert.Empty(counts.Keys.Except([.. codes, "accepted"]));
    }
}
