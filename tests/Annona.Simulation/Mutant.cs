namespace Annona.Simulation;

/// <summary>
/// Something that is wrong on purpose. What a device or a store does wrong is wrong there; a rule of the folds is wrong
/// in the auditor instead, since only the difference of the two shows.
/// </summary>
enum Mutant
{
    None,
    OrderOfArrival,
    NoTieBreak,
    NoClamp,
    NewIntentOnRetry,
    AcknowledgesEarly,
}
