using System.Collections.Immutable;
using System.Text;
using Annona.Journal;

namespace Annona;

/// <summary>
/// The registers of an operation at one position, sealed, so that a start need not fold the journal from its first
/// entry. It is never needed: what is damaged, of another operation, of another layout or of another version of a fold
/// is passed over, and the journal is folded.
/// </summary>
/// <remarks>
/// A stream of sealed blocks: a header, then each register's columns one behind the other. Nothing in it is in clear,
/// and every block knows the operation and its place, so nothing can be put together from two snapshots.
/// </remarks>
sealed class Snapshot
{
    readonly IReadOnlyList<(RegisterSection Section, IFrozenRegister Register)> frozen;
    readonly JournalEnd end;

    /// <summary>Holds a version; to be called while nothing is being decided or published.</summary>
    /// <param name="now">The version.</param>
    /// <param name="end">The end of the journal at its position.</param>
    /// <param name="drafts">What is decided beyond it and not durable yet, newest first.</param>
    public Snapshot(Registers now, JournalEnd end, IReadOnlyList<Edit> drafts)
    {
        if (now.Position != end.Size)
            throw new ArgumentException("The registers and the journal are not at the same entry.", nameof(end));
        this.end = end;
        frozen = [.. Registers.Sections.Select(section => (section, section.Freeze(now, drafts)))];
    }

    /// <summary>Position of the last entry in it.</summary>
    public long Position => end.Size;

    /// <summary>
    /// The state hash of every register of a version: equal wherever the same entries were folded by the same folds.
    /// </summary>
    /// <param name="now">The version; nothing may be decided meanwhile.</param>
    /// <param name="opening">Whether names count.</param>
    public static IEnumerable<(RegisterSection Section, Hash State)> StateOf(Registers now, Opening opening) =>
        Registers.Sections.Select(section => (section, section.Freeze(now, []).ToHash(opening)));

    /// <summary>
    /// Keeps it with the host, in place of the one before. One with names is kept a second time without them.
    /// </summary>
    /// <exception cref="IOException">The host could not.</exception>
    public void Keep(Guid operation, Opening opening, OperationParts parts)
    {
        parts.Snapshots?.Keep(
            Opening.OpenParts, stream => Write(operation, Opening.OpenParts, stream, parts.Sealer));
        if (opening == Opening.PersonalParts)
            parts.Snapshots?.Keep(opening, stream => Write(operation, opening, stream, parts.Sealer));
    }

    /// <summary>The newest snapshot that can be used; null if there is none.</summary>
    public static StartingPoint? Newest(Guid operation, OperationParts parts, Opening opening)
    {
        using var stream = parts.Snapshots?.Open(opening);
        if (stream is null)
            return null;
        try
        {
            return Read(operation, opening, stream, parts.Sealer);
        }
        catch (Exception e) when (e is DamagedSnapshotException or IOException)
        {
            return null;
        }
    }

    /// <summary>Writes the snapshot. Any thread may, whatever is decided meanwhile.</summary>
    /// <param name="operation">Whose it is.</param>
    /// <param name="opening">With names or without: as an operation that was opened so would have folded them.</param>
    /// <param name="stream">Written to from where it stands.</param>
    /// <param name="sealer">Seals it.</param>
    public void Write(Guid operation, Opening opening, Stream stream, ISealer sealer)
    {
        var sink = new SealedBlockWriter(stream, sealer, NameOf(operation, opening), opening);
        new FrozenState<Header>(HeaderAt(end)).Write(sink);
        foreach (var (_, register) in frozen)
            register.Write(sink, opening);
        sink.Finish();
    }

    /// <summary>Reads a snapshot back.</summary>
    /// <exception cref="DamagedSnapshotException">It cannot be used.</exception>
    public static StartingPoint Read(
        Guid operation, Opening opening, Stream stream, ISealer sealer)
    {
        var source = new SealedBlockReader(stream, sealer, NameOf(operation, opening), opening);
        var header = FrozenState<Header>.Read(source);
        if (!header.Sections.SequenceEqual(HeaderAt(header.End).Sections))
            throw new DamagedSnapshotException("it was written by another version");
        var registers = Registers.New();
        foreach (var section in Registers.Sections)
            registers = section.Read(source, registers);
        source.Finish();
        return registers.Position == header.End.Size
            ? new(registers, header.End)
            : throw new DamagedSnapshotException("its registers are not at the entry that it names");
    }

    static byte[] NameOf(Guid operation, Opening opening) =>
        Encoding.UTF8.GetBytes($"annona-snapshot-1\n{operation:n}\n{opening}\n");

    static Header HeaderAt(JournalEnd end) => new(
        end,
        [.. Registers.Sections.Select(section => new Mark(section.Name, section.FoldVersion, section.Layout))]);

    sealed record Header(JournalEnd End, ImmutableArray<Mark> Sections);

    readonly record struct Mark(string Name, int FoldVersion, Hash Layout);
}

/// <summary>Where folding begins: registers and the end of the journal that they were folded from.</summary>
sealed record StartingPoint(Registers Registers, JournalEnd End);
