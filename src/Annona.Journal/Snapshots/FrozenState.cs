using System.Security.Cryptography;
using System.Text;

namespace Annona.Journal;

/// <summary>
/// One version of a register, held so that it can be written in the background while the journal goes on. The version
/// itself never changes; what is noted here is how many keys of the maps that all versions share belong to it.
/// </summary>
/// <typeparam name="TState">A sealed record of tables, maps, immutable collections and values.</typeparam>
public sealed class FrozenState<TState>
    where TState : class
{
    static readonly Shape<TState> Shape = Shapes.Of<TState>();

    static readonly Lazy<Hash> LayoutOf = new(() =>
    {
        var layout = new LayoutText();
        Shape.Describe(layout);
        return Hash.Of(Encoding.UTF8.GetBytes(layout.ToString()));
    });

    readonly MapCounts counts = new();

    /// <summary>Holds a version. To be called while nothing is being decided, folded or published.</summary>
    /// <param name="state">The version.</param>
    /// <param name="drafts">Batches that go on from it and are not kept yet, newest first.</param>
    public FrozenState(TState state, params IReadOnlyList<Edit> drafts)
    {
        State = state;
        Shape.NoteMaps(state, counts);
        foreach (var draft in drafts)
            draft.TakeBack(counts);
    }

    /// <summary>The version.</summary>
    public TState State { get; }

    /// <summary>
    /// SHA-256 over the names, types and order of all fields: a state is read only in the layout it was written in.
    /// </summary>
    /// <exception cref="NotSupportedException">A field is of a type that cannot be written.</exception>
    public static Hash Layout => LayoutOf.Value;

    /// <summary>The same content in another arrangement, such as without what nothing refers to.</summary>
    /// <param name="arrange">Makes it; what it makes has maps of its own where it changes them.</param>
    public FrozenState<TState> Arranged(Func<TState, TState> arrange) => new(arrange(State), counts);

    FrozenState(TState state, MapCounts counts)
    {
        (State, this.counts) = (state, counts);
        Shape.NoteMaps(state, counts);
    }

    /// <summary>Writes the version. Any thread may, whatever is decided meanwhile.</summary>
    public void Write(IStateSink sink)
    {
        using var writer = new StateWriter(sink, counts);
        Shape.Write(State, writer);
        writer.Flush();
    }

    /// <summary>SHA-256 over what <see cref="Write"/> writes: equal for equal content, in every process.</summary>
    public Hash ToHash()
    {
        using var sink = new HashSink();
        Write(sink);
        return sink.Finish();
    }

    /// <summary>Reads a version back.</summary>
    /// <exception cref="DamagedSnapshotException">The bytes are not those of a version in this layout.</exception>
    public static TState Read(IStateSource source)
    {
        try
        {
            return Shape.Read(new(source));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new DamagedSnapshotException("its content is not a state", e);
        }
    }

    sealed class HashSink : IStateSink, IDisposable
    {
        readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Write(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

        public Hash Finish() => Hash.FromBytes(hash.GetHashAndReset());

        public void Dispose() => hash.Dispose();
    }
}
