namespace Annona;

/// <summary>
/// Whose keys were destroyed, for a host that keeps this apart from the journal: an older copy that is put back must
/// not bring anybody back.
/// </summary>
public static class ErasedKeys
{
    /// <summary>How many.</summary>
    public static int CountIn(Operation operation) => operation.Now.People.Erasures.Count;

    /// <summary>Their ids, in the order in which they went, from one on (0 is the first).</summary>
    public static IReadOnlyList<Guid> From(int first, Operation operation) =>
        [.. operation.Now.People.Erasures.From(first)];
}
