using Annona.Access;
using Annona.Journal;

namespace Annona;

/// <summary>
/// Requests that were decided, each on what its predecessors left, and that become durable together. Nobody but the
/// sequencer sees it before.
/// </summary>
/// <param name="on">The registers that the first of them is decided on.</param>
sealed class DecidedBatch(Registers on)
{
    /// <summary>Requests of one commit: bounds how long the first of them waits.</summary>
    const int RequestsMax = 1_000;

    /// <summary>Entries of one commit: a large import brings a thousand with each request.</summary>
    const int EntriesMax = 8_192;

    readonly long first = on.Position;

    /// <summary>The registers after the last of them.</summary>
    public Registers Now { get; set; } = on;

    /// <summary>What this batch may write in place.</summary>
    public Edit Edit { get; } = new();

    /// <summary>In the order in which they were decided.</summary>
    public List<Waiting> Requests { get; } = [];

    /// <summary>Those that led to entries, by intent: a twin that comes after is answered from its first.</summary>
    public Dictionary<Guid, Waiting> Accepted { get; } = [];

    /// <summary>Entries of devices, which are with the writer already.</summary>
    public bool IsIntake { get; init; }

    /// <summary>Why nothing could be decided; null when it could.</summary>
    public Exception? Fault { get; init; }

    /// <summary>The next request waits for the next commit.</summary>
    public bool IsFull => Requests.Count >= RequestsMax || Now.Position - first >= EntriesMax;

    /// <summary>What batches may write in place, as far as there are any.</summary>
    public static IEnumerable<Edit> Edits(params IEnumerable<DecidedBatch?> batches) =>
        batches.OfType<DecidedBatch>().Select(batch => batch.Edit);

    /// <summary>Folds an accepted fact.</summary>
    public void Take(Recorded recorded) => Now = Now.After(recorded, Edit);
}

/// <summary>A request on its way from the door to its answer.</summary>
sealed class Waiting(Request ask, Actor actor)
{
    public Request Ask { get; } = ask;

    public Actor Actor { get; } = actor;

    public bool IsIntake => Ask is ReceiveEntries;

    /// <summary>When it was decided.</summary>
    public DateTimeOffset At { get; set; }

    public Decision? Decision { get; set; }

    /// <summary>The request itself is broken; null as long as it is not.</summary>
    public Exception? Fault { get; set; }

    /// <summary>The facts of a new decision as they will be stored; none for every other.</summary>
    public IReadOnlyList<Fact> Facts { get; set; } = [];

    public TaskCompletionSource<Decision> Decided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The facts of a new decision as they will be stored; none for every other. Too large is refused.
    /// </summary>
    /// <param name="isErased">Whose personal part is left out: an erased person gets no new key.</param>
    public List<(Event Fact, Fact Stored)> Written(Func<Guid, bool> isErased)
    {
        if (Decision is not Annona.Decision.Accepted { Repeated: false } accepted)
            return [];
        var (ask, officer) = (Ask, Actor.Officer.Value);
        List<(Event Fact, Fact Stored)> facts =
        [
            .. accepted.Events
                .Select(fact => ask.Synthetic ? fact with { Synthetic = true } : fact)
                .Select(fact => fact.Without(isErased))
                .Select(fact => (fact, StoredForms.Write(fact, ask.Intent, officer) with
                {
                    Request = ask.GetType().Name,
                })),
        ];
        foreach (var document in accepted.Documents)
        {
            if (document.Length > JournalWriter.DocumentSizeMax)
                return Refused($"A document has {JournalWriter.DocumentSizeMax >> 20} MiB at most.");
            var hash = Hash.Of(document);
            if (!accepted.Events.Any(fact => ArchiveRegister.Names(fact, hash)))
                throw new InvalidOperationException("A document is archived only with a fact that names it.");
        }
        return facts.Select(fact => JournalWriter.WhyTooLarge(fact.Stored)).FirstOrDefault(why => why is not null)
            is { } tooLarge ? Refused(tooLarge) : facts;

        List<(Event, Fact)> Refused(string why)
        {
            Decision = OperationRefusals.TooLarge(why);
            return [];
        }
    }

    /// <summary>Hands the writer what a new decision archives and destroys.</summary>
    public void KeepDocuments(JournalWriter writer)
    {
        if (Facts.Count == 0 || Decision is not Annona.Decision.Accepted accepted)
            return;
        foreach (var document in accepted.Destroyed)
            writer.Destroy(document);
        foreach (var document in accepted.Documents)
            writer.Archive(document);
    }

    public void Tell(Exception? ofBatch)
    {
        if ((ofBatch ?? Fault) is { } fault)
            Decided.TrySetException(fault);
        else
            Decided.TrySetResult(Decision!);
    }
}
