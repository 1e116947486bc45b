using Annona.Access;
using Annona.Values;

namespace Annona;

/// <summary>
/// Somebody looked at persons. It stands in the read log, not in the journal: nothing happened to them.
/// </summary>
/// <param name="At">When, UTC.</param>
/// <param name="Officer">Who looked.</param>
/// <param name="Kind">What was asked, such as <c>subject</c>.</param>
/// <param name="Purpose">What for, as the officer said; never a name.</param>
/// <param name="Persons">Whom the answer shows.</param>
public sealed record PersonsRead(
    DateTimeOffset At, Id<Officer> Officer, string Kind, string Purpose, PersonSet Persons);

/// <summary>
/// Where reads of persons are kept, for a time. Implementations block, and serve many threads and processes.
/// </summary>
public interface IReadLog
{
    /// <summary>Keeps a read durably. The answer is shown only after this.</summary>
    /// <exception cref="Journal.StoreException">It cannot be kept; so nothing may be shown.</exception>
    void Keep(PersonsRead read);

    /// <summary>Every read that is still kept, oldest first.</summary>
    /// <exception cref="Journal.StoreException">It cannot be read.</exception>
    IEnumerable<PersonsRead> All();
}

/// <summary>Reads in memory: for operations that live no longer than their process.</summary>
public sealed class MemoryReads : IReadLog
{
    readonly Lock turn = new();
    readonly List<PersonsRead> reads = [];

    /// <inheritdoc/>
    public void Keep(PersonsRead read)
    {
        lock (turn)
            reads.Add(read);
    }

    /// <inheritdoc/>
    public IEnumerable<PersonsRead> All()
    {
        lock (turn)
            return [.. reads];
    }
}

/// <summary>Whom an answer shows, and what for.</summary>
/// <param name="Kind">What was asked, as the read log names it; it never changes.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Persons">Ordinals of the persons.</param>
sealed record Look(string Kind, string Purpose, IEnumerable<int> Persons);

/// <summary>Keeps who was shown before anybody sees it.</summary>
static class ReadKeeping
{
    /// <exception cref="RefusedException">There is no read log here.</exception>
    /// <exception cref="Journal.StoreException">The read log cannot be written.</exception>
    public static void Keep(Look shown, Moment moment, IReadLog? log)
    {
        var persons = PersonSet.Of(shown.Persons);
        if (persons.Count == 0)
            return;
        if (log is null)
            throw new RefusedException(OperationRefusals.NoReadLog());
        log.Keep(new(moment.At, moment.Actor.Officer, shown.Kind, shown.Purpose, persons));
    }
}
