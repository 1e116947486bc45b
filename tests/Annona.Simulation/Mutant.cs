namespace Annona.Simulation;

/// <summary>
/// What a device's host or a disk does wrong on purpose. What is wrong in our own code stands in
/// <see cref="SourceMutant"/>.
/// </summary>
enum Mutant
{
    None,

    /// <summary>A form that is saved again is written as another one.</summary>
    NewFormOnRetry,

    /// <summary>A disk says that a batch is durable, and loses it when the power fails.</summary>
    AcknowledgesEarly,
}
