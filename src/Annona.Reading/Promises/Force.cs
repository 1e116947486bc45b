using Annona.Reading.Text;

namespace Annona.Reading.Promises;

/// <summary>How binding the words are. The reader never goes above what is written.</summary>
public enum Force
{
    /// <summary>
    /// Somebody has, will have or claims the freedom to do something: "can leave". Nobody undertakes to act.
    /// </summary>
    Permission,

    /// <summary>A plan or hope: "plans to", "intends to".</summary>
    Intention,

    /// <summary>
    /// A readiness that waits for somebody: "offered to", "expressed willingness to", "is ready to".
    /// </summary>
    Offer,

    /// <summary>An undertaking that hangs on a condition: "will, if".</summary>
    Conditional,

    /// <summary>Claimed to be happening now: "are sending".</summary>
    UnderWay,

    /// <summary>
    /// An undertaking in words: "promised", "will" said by the one who is to act, an announced sum.
    /// </summary>
    Promise,

    /// <summary>An undertaking said to be signed.</summary>
    Signed,
}

/// <summary>What is undertaken.</summary>
public enum PromiseKind
{
    /// <summary>A sum of money.</summary>
    Money,

    /// <summary>Things.</summary>
    Goods,

    /// <summary>Work done for people: transport, treatment, cooperation.</summary>
    Service,

    /// <summary>A sum or kit per person or household.</summary>
    PersonEntitlement,

    /// <summary>A visit, or access for observers.</summary>
    AccessOrVisit,

    /// <summary>The keeping of rights, safety or property.</summary>
    Rights,

    /// <summary>That people may go, cross or return.</summary>
    SafePassage,

    /// <summary>Repair and building.</summary>
    Reconstruction,

    /// <summary>The handing over of arms.</summary>
    Disarmament,

    /// <summary>An inquiry, a list, a publication.</summary>
    Information,
}

/// <summary>What is undertaken for whom by when.</summary>
/// <param name="Kind">What.</param>
/// <param name="Beneficiary">The phrase for the people it is for, or null when the text names none.</param>
/// <param name="BeneficiaryExact">That phrase as written, or null.</param>
/// <param name="Due">The words of time, or null.</param>
/// <param name="DueDate">Id of the date; null when there are no words of time, or vague ones such as "soon".</param>
public sealed record Undertaking(
    PromiseKind Kind, TextSpan? Beneficiary, string? BeneficiaryExact, string? Due, string? DueDate);
