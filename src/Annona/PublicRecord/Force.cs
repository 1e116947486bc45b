namespace Annona.PublicRecord;

/// <summary>How binding the words are.</summary>
public enum Force
{
    /// <summary>Somebody may do something: "may leave". Nobody undertakes to act.</summary>
    Permission,

    /// <summary>A plan or hope.</summary>
    Intention,

    /// <summary>A readiness that waits for somebody.</summary>
    Offer,

    /// <summary>An undertaking that hangs on a condition.</summary>
    Conditional,

    /// <summary>An undertaking in words.</summary>
    Promise,

    /// <summary>An undertaking that was signed.</summary>
    Signed,

    /// <summary>Claimed to be happening now. No step of the scale: nobody who says it undertakes to go on.</summary>
    UnderWay,
}

/// <summary>The one law about force: we never make it stronger than the words.</summary>
public static class Forces
{
    /// <summary>
    /// Whether <paramref name="taken"/> claims more than <paramref name="said"/>. "Under way" is more than any
    /// undertaking says, and carries nothing above an intention.
    /// </summary>
    public static bool Raises(Force said, Force taken) => said != taken && (said, taken) switch
    {
        (_, Force.UnderWay) => true,
        (Force.UnderWay, _) => taken > Force.Intention,
        _ => taken > said,
    };
}
