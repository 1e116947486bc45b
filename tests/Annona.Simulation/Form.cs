namespace Annona.Simulation;

/// <summary>What a worker wrote down once, whatever becomes of it: what the auditor believes.</summary>
/// <param name="Id">Of the form; a handover, person and household derive from it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Family">Whose.</param>
/// <param name="Parcels">How many.</param>
sealed record Form(Guid Id, FormKind Kind, int Family, int Parcels);

enum FormKind
{
    Handover,
    Person,
    Edit,
    Withdrawal,
}

/// <summary>One entry of a device, as the device knows it.</summary>
/// <param name="Form">Where from.</param>
/// <param name="Device">Under which enrolment.</param>
/// <param name="Sequence">Number in its chain.</param>
/// <param name="Id">The first 16 bytes of its id.</param>
/// <param name="Milliseconds">The clock on the device when it was written.</param>
/// <param name="Clock">The whole hybrid clock.</param>
/// <param name="Seen">Size of the last checkpoint that the device knew.</param>
sealed record Written(Form Form, Guid Device, long Sequence, Guid Id, long Milliseconds, long Clock, long Seen);
