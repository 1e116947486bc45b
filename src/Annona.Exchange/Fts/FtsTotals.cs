namespace Annona.Exchange.Fts;

/// <summary>What a flow is to the totals that were made before it.</summary>
public enum FtsMark
{
    /// <summary>Its id comes for the first time.</summary>
    First,

    /// <summary>The same flow again, in this file or another: it is one flow and is counted once.</summary>
    Repeated,

    /// <summary>The same id with another amount or status: the first is kept, a person should look.</summary>
    Contradicting,
}

/// <param name="Flows">Rows, or different flows where the total says so.</param>
/// <param name="AmountUsd">Whole US dollars.</param>
/// <param name="SharedFlows">How many of them are shared with places beyond the boundary.</param>
/// <param name="SharedAmountUsd">What part of the amount these carry.</param>
public readonly record struct FtsTotal(int Flows, long AmountUsd, int SharedFlows, long SharedAmountUsd)
{
    internal FtsTotal With(FtsFlow flow) => new(
        Flows + 1,
        checked(AmountUsd + flow.AmountUsd),
        SharedFlows + (flow.IsShared ? 1 : 0),
        checked(SharedAmountUsd + (flow.IsShared ? flow.AmountUsd : 0)));
}

/// <summary>
/// Exact sums of flows by file and status, and over all files with each flow counted once: country files repeat the
/// flows of the global file, and a flow to two countries stands in both.
/// </summary>
public sealed class FtsTotals
{
    readonly Dictionary<(string File, FtsStatus Status), FtsTotal> byFile = [];
    readonly Dictionary<(FtsBoundary Boundary, FtsStatus Status), FtsTotal> distinct = [];
    readonly Dictionary<long, (long AmountUsd, FtsStatus Status)> seen = [];

    public int DistinctFlows => seen.Count;

    public int RepeatedRows { get; private set; }

    public int ContradictingRows { get; private set; }

    /// <summary>Adds a flow and says whether its id came before.</summary>
    public FtsMark Add(FtsFlow flow)
    {
        byFile[(flow.File, flow.Status)] = InFile(flow.File, flow.Status).With(flow);
        if (!seen.TryAdd(flow.Id, (flow.AmountUsd, flow.Status)))
        {
            if (seen[flow.Id] == (flow.AmountUsd, flow.Status))
            {
                RepeatedRows++;
                return FtsMark.Repeated;
            }
            ContradictingRows++;
            return FtsMark.Contradicting;
        }
        distinct[(flow.Boundary, flow.Status)] = Distinct(flow.Boundary, flow.Status).With(flow);
        return FtsMark.First;
    }

    /// <summary>The rows of one file as they stand there, repeated ones too.</summary>
    public FtsTotal InFile(string file, FtsStatus status) => byFile.GetValueOrDefault((file, status));

    /// <summary>Different flows over all files; a flow counts under the boundary where it came first.</summary>
    public FtsTotal Distinct(FtsBoundary boundary, FtsStatus status) => distinct.GetValueOrDefault((boundary, status));
}
