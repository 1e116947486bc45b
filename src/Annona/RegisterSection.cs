using Annona.Journal;

namespace Annona;

/// <summary>
/// One register of an operation as a snapshot keeps it. Raise the number of its fold when the fold makes another state
/// of the same entries, and write down the new state hashes: snapshots of the old fold are then not read.
/// </summary>
abstract record RegisterSection(string Name, int FoldVersion)
{
    /// <summary>How the register's fields lie.</summary>
    public abstract Hash Layout { get; }

    /// <summary>Holds the register of a version; see <see cref="FrozenState{TState}"/>.</summary>
    public abstract IFrozenRegister Freeze(Registers now, IReadOnlyList<Edit> drafts);

    /// <summary>Reads the register and puts it in its place.</summary>
    /// <exception cref="DamagedSnapshotException">The bytes are not those of this register.</exception>
    public abstract Registers Read(IStateSource source, Registers into);
}

/// <summary>A register of one version, ready to be written by any thread.</summary>
interface IFrozenRegister
{
    /// <summary>Writes the register as an operation that was opened so would have folded it.</summary>
    void Write(IStateSink sink, Opening opening);

    /// <summary>Hash of what is written.</summary>
    Hash ToHash(Opening opening);
}

/// <inheritdoc/>
sealed record RegisterSection<TRegister>(
    string Name, int FoldVersion, Func<Registers, TRegister> Of, Func<Registers, TRegister, Registers> With)
    : RegisterSection(Name, FoldVersion)
    where TRegister : class
{
    /// <summary>
    /// Brings the content into the order that every history leads to, and leaves out what was not opened; null where
    /// the fold does that by itself.
    /// </summary>
    public Func<TRegister, Opening, TRegister>? Arrange { get; init; }

    public override Hash Layout => FrozenState<TRegister>.Layout;

    public override IFrozenRegister Freeze(Registers now, IReadOnlyList<Edit> drafts) =>
        new Frozen(new(Of(now), drafts), Arrange);

    public override Registers Read(IStateSource source, Registers into) =>
        With(into, FrozenState<TRegister>.Read(source));

    sealed class Frozen(FrozenState<TRegister> state, Func<TRegister, Opening, TRegister>? arrange) : IFrozenRegister
    {
        public void Write(IStateSink sink, Opening opening) => Arranged(opening).Write(sink);

        public Hash ToHash(Opening opening) => Arranged(opening).ToHash();

        FrozenState<TRegister> Arranged(Opening opening) =>
            arrange is null ? state : state.Arranged(register => arrange(register, opening));
    }
}
