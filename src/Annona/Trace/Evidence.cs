using Annona.Ledger;
using Annona.Observations;

namespace Annona.Trace;

/// <summary>Where a piece of evidence comes from.</summary>
public enum EvidenceKind
{
    /// <summary>Our own books.</summary>
    Book,

    /// <summary>Handovers from a list, and payments.</summary>
    Handover,

    /// <summary>What somebody saw.</summary>
    Observation,

    /// <summary>A flow reported by others, linked by a person.</summary>
    OutsideFlow,

    /// <summary>Another source or statement on record.</summary>
    Source,

    /// <summary>What two officers signed.</summary>
    Verdict,
}

/// <summary>One piece of evidence, with where to look it up.</summary>
/// <param name="Code">Such as <c>O4</c>, <c>S2</c>, <c>entry 1021</c>.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Date">The day it happened or was said.</param>
/// <param name="Text">In a sentence; never a person's name.</param>
/// <param name="Bearing">For, against or neither.</param>
/// <param name="Basis">How well it is linked to the promise.</param>
public sealed record Evidence(
    string Code, EvidenceKind Kind, DateOnly Date, string Text, Bearing Bearing, Basis Basis);

/// <summary>Something that does not fit and is not resolved.</summary>
/// <param name="Code">Such as <c>X3</c>.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Since">The day of the fact that showed it.</param>
public sealed record OpenDiscrepancy(string Code, string Text, DateOnly Since);
