namespace Annona.Simulation;

/// <summary>What a worker wrote down once, whatever becomes of it: what the auditor believes.</summary>
/// <param name="Id">Of the form; a handover, person and household derive from it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Family">Whose.</param>
/// <param name="Number">How many parcels; which year of birth; to which family somebody moved.</param>
sealed record Form(Guid Id, FormKind Kind, int Family, int Number)
{
    /// <summary>How well an edit is founded: 0 a guess, 1 somebody said so, 2 a document was seen.</summary>
    public int Evidence { get; init; }

    /// <summary>Whose field it edits, and which; null for what is no edit.</summary>
    public (FormKind Field, int Family)? Edits =>
        Kind is FormKind.Birth or FormKind.Move ? (Kind, Family) : null;
}

enum FormKind
{
    Handover,
    Person,
    Birth,
    Move,

    /// <summary>An edit of somebody whose registration was never folded.</summary>
    OfNobody,
    Withdrawal,
}

/// <summary>One entry of a device, as the device knows it.</summary>
/// <param name="Form">Where from.</param>
/// <param name="Officer">Who saved it.</param>
/// <param name="Bases">Edits that it replaces, by their short ids.</param>
/// <param name="Device">Under which enrolment.</param>
/// <param name="Sequence">Number in its chain.</param>
/// <param name="Id">The first 16 bytes of its id.</param>
/// <param name="Previous">Those of the one before it; empty for the first.</param>
/// <param name="Clock">The hybrid clock on the device when it was written.</param>
/// <param name="Seen">Size of the last checkpoint that the device knew.</param>
sealed record Written(
    Form Form, Guid Officer, IReadOnlyList<Guid> Bases, Guid Device, long Sequence, Guid Id, Guid Previous,
    long Clock, long Seen);
