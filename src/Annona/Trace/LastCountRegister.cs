using System.Collections.Immutable;
using Annona.Journal;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Trace;

/// <summary>A count of a place.</summary>
/// <param name="Date">The day of the count.</param>
/// <param name="Difference">What was found less what the books said.</param>
public sealed record CountMade(DateOnly Date, Amount Difference);

/// <summary>When which place was counted, and with what result: the evidence behind what is said to be there.</summary>
public sealed record LastCountRegister : IRegister<LastCountRegister>
{
    ImmutableDictionary<(AccountName Account, string Commodity), ImmutableList<CountMade>> counts =
        ImmutableDictionary<(AccountName, string), ImmutableList<CountMade>>.Empty;

    LastCountRegister()
    {
    }

    /// <summary>Nothing counted.</summary>
    public static LastCountRegister Empty { get; } = new();

    /// <summary>The newest count of a place up to a day; null when it was not counted by then.</summary>
    public CountMade? Of(AccountName account, string commodity, DateOnly asOf) =>
        counts.GetValueOrDefault((account, commodity))?.Where(count => count.Date <= asOf)
            .MaxBy(count => count.Date);

    /// <inheritdoc/>
    public LastCountRegister After(Recorded recorded, Edit edit) => recorded.Event is StockCounted counted
        ? this with
        {
            counts = counts.SetItem(
                (counted.Account, counted.Counted.Commodity.Code),
                counts.GetValueOrDefault((counted.Account, counted.Counted.Commodity.Code), [])
                    .Add(new(counted.Date, counted.Counted - counted.Books))),
        }
        : this;
}
