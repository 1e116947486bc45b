using Annona.Access;
using Annona.Journal;

namespace Annona;

/// <summary>What an operation gets from its host.</summary>
/// <param name="Store">Where the journal is.</param>
/// <param name="Sealer">Seals and opens parts.</param>
/// <param name="Signers">Sign every checkpoint.</param>
/// <param name="Clock">The host's clock.</param>
public sealed record OperationParts(
    IJournalStore Store, ISealer Sealer, IReadOnlyList<INoteSigner> Signers, TimeProvider Clock)
{
    /// <summary>Check the last checkpoint when the journal is opened; without any, only its root is compared.</summary>
    public IReadOnlyList<INoteVerifier> Verifiers { get; init; } = [];

    /// <summary>Checks what devices signed; without it nothing is taken from them.</summary>
    public IEnvelopeVerifier? Devices { get; init; }

    /// <summary>The newest head that the host kept apart from the journal, verified; null if there is none.</summary>
    public TreeHead? Witness { get; init; }

    /// <summary>
    /// Told the newest signed checkpoint after every commit, on the writer's thread. Must not throw.
    /// </summary>
    public Action<string>? Committed { get; init; }

    /// <summary>Where reads of persons are kept; without it no answer shows anybody by name.</summary>
    public IReadLog? Reads { get; init; }

    /// <summary>Where snapshots are kept; null where there is no such place.</summary>
    public ISnapshots? Snapshots { get; init; }

    /// <summary>
    /// The officer for whom the host put the root key together from recovery shares, or puts an older copy back; null
    /// otherwise. Only this one may enrol without a coordinator, or erase again who was erased after the copy.
    /// </summary>
    public Values.Id<Officer>? Recovering { get; init; }
}
