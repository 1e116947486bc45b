using System.Threading.Channels;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona;

/// <summary>
/// One crisis response: one journal, its registers, one sequencer, two doors. <see cref="Record"/> asks for something
/// to be recorded and <see cref="Answer"/> for something to be known; both name the actor, and access decides before
/// the feature does.
/// </summary>
/// <remarks>
/// Requests wait in line. The host's sequencer thread calls <see cref="DecideWaiting"/>: everything in line is
/// decided against a draft that holds its predecessors, the batch is committed, and only then is the draft published
/// and are the callers answered. A failed commit drops the draft, so no reader ever sees what is not durable.
/// </remarks>
public sealed class Operation
{
    /// <summary>Requests decided in one batch at most: bounds how long the first of them waits.</summary>
    const int BatchMax = 1_000;

    readonly Channel<Waiting> line = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    readonly IJournalStore store;
    readonly ISealer sealer;
    readonly JournalWriter writer;
    readonly JournalReader reader;
    readonly TimeProvider clock;
    readonly Opening opening;
    Registers published = Registers.New();

    Operation(Guid id, OperationParts parts, Opening opening)
    {
        Id = id;
        (store, sealer, clock, this.opening) = (parts.Store, parts.Sealer, parts.Clock, opening);
        writer = new(id, parts.Sealer, parts.Signers, OriginOf(id));
        reader = new(parts.Sealer);
    }

    /// <summary>The operation's identity, also that of its hub's chain.</summary>
    public Guid Id { get; }

    /// <summary>The newest published version. A reader holds one as long as it needs it.</summary>
    public Registers Now => Volatile.Read(ref published);

    /// <summary>The journal's end: size and root.</summary>
    public TreeHead Tree => writer.Tree;

    /// <summary>The first line of the operation's checkpoints.</summary>
    public static string OriginOf(Guid operation) => $"annona.example/operation/{operation:n}";

    /// <summary>Folds the journal in the store and opens the doors.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="parts">Store, sealer, signers and clock, from the host.</param>
    /// <param name="opening">Whether names are needed: without them opening is about twice as fast.</param>
    /// <param name="progress">Told the position now and then; may be null.</param>
    /// <exception cref="DamagedEntryException">An entry cannot be read back.</exception>
    public static Operation Open(Guid id, OperationParts parts, Opening opening, Action<long>? progress = null)
    {
        var operation = new Operation(id, parts, opening);
        var edit = new Edit();
        var registers = operation.published;
        foreach (
            var (stored, entry) in operation.reader.Open(parts.Store.Read(1), parts.Store.SubjectKeys(), opening))
        {
            operation.writer.Follow(stored, entry.Envelope);
            registers = registers.After(StoredForms.Read(entry), edit);
            if (entry.Position % 4_096 == 0)
                progress?.Invoke(entry.Position);
        }
        edit.Keep();
        operation.published = registers;
        return operation;
    }

    /// <summary>Asks for something to be recorded. Answered when it is durable, or refused, or already
    /// done.</summary>
    /// <param name="ask">The request.</param>
    /// <param name="actor">The officer.</param>
    /// <param name="cancel">Stops the waiting, not the request: ask again with the same intent to learn what
    /// became of it.</param>
    /// <exception cref="StoreException">The store could not commit; nothing was recorded.</exception>
    public Task<Decision> Record(Request ask, Actor actor, CancellationToken cancel)
    {
        var waiting = new Waiting(ask, actor);
        line.Writer.TryWrite(waiting);
        return waiting.Decided.Task.WaitAsync(cancel);
    }

    /// <summary>Asks for something to be known.</summary>
    /// <exception cref="RefusedException">Access says no.</exception>
    public TAnswer Answer<TAnswer>(Question<TAnswer> question, Actor actor, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var now = Now;
        if (now.Access.Refuses(actor, question.MayAsk) is { } no)
            throw new RefusedException(no);
        return question.Answer(now, new(clock.GetUtcNow(), actor));
    }

    /// <summary>The archived document with this hash, or null.</summary>
    /// <exception cref="DamagedEntryException">It cannot be opened or is not what its hash says.</exception>
    public byte[]? Document(Hash of)
    {
        if (store.FindBlob(of) is not { } kept)
            return null;
        return sealer.TryOpen(kept, of.ToBytes(), out var document) && Hash.Of(document) == of
            ? document
            : throw new DamagedEntryException(0, $"the archived document {of} is not what its hash says.");
    }

    /// <summary>Waits until a request is in line. False: the line is closed.</summary>
    public ValueTask<bool> WaitForRequests(CancellationToken cancel) => line.Reader.WaitToReadAsync(cancel);

    /// <summary>No more requests; those in line are still decided.</summary>
    public void Close() => line.Writer.TryComplete();

    /// <summary>Decides everything in line as one batch. Only the sequencer calls this; it blocks on the
    /// store.</summary>
    public void DecideWaiting()
    {
        var batch = new List<Waiting>();
        while (batch.Count < BatchMax && line.Reader.TryRead(out var waiting))
            batch.Add(waiting);
        var edit = new Edit();
        try
        {
            writer.Begin();
            var draft = published;
            foreach (var waiting in batch)
                draft = Decide(waiting, draft, edit);
            Commit(draft, edit);
            foreach (var waiting in batch)
                waiting.Decided.SetResult(waiting.Decision!);
        }
        // Whatever went wrong, nothing of the batch is durable: every caller hears it, and the sequencer goes on.
        catch (Exception e)
        {
            edit.Drop();
            foreach (var waiting in batch)
                waiting.Decided.TrySetException(e);
        }
    }

    Registers Decide(Waiting waiting, Registers draft, Edit edit)
    {
        var (ask, actor) = (waiting.Ask, waiting.Actor);
        var moment = new Moment(clock.GetUtcNow(), actor);
        if (draft.Intents.Find(ask.Intent) is { } before)
        {
            waiting.Decision = Repeated(before);
            return draft;
        }
        waiting.Decision = draft.Access.Refuses(actor, ask.MayAsk) is { } no ? no : ask.Decide(draft, moment);
        if (waiting.Decision is not Decision.Accepted accepted)
            return draft;
        foreach (var document in accepted.Documents)
            writer.Archive(document);
        foreach (var fact in accepted.Events)
        {
            var marked = ask.Synthetic ? fact with { Synthetic = true } : fact;
            var written = StoredForms.Write(marked, ask.Intent, actor.Officer.Value);
            var position = writer.Write(written, moment.At, store.FindSubjectKey);
            draft = draft.After(new(position, moment.At, ask.Intent, actor.Officer.Value, Folded(marked)), edit);
        }
        return draft;
    }

    void Commit(Registers draft, Edit edit)
    {
        if (draft.Position > published.Position)
            store.Append(writer.Seal());
        writer.Keep();
        edit.Keep();
        Volatile.Write(ref published, draft);
    }

    /// <summary>A fold that was opened without names does not learn the newest ones either.</summary>
    Event Folded(Event fact) => opening == Opening.PersonalParts || fact.Personal.Count == 0
        ? fact
        : fact with { Personal = [.. fact.Personal.Select(part => part with { Details = null })] };

    Decision.Accepted Repeated((long First, int Count) before)
    {
        // A request still in this batch has no entries in the store yet: its twin is answered without facts.
        var entries = store.Read(before.First).Take(before.Count);
        var events =
            reader.Open(entries, store.SubjectKeys(), opening).Select(pair => StoredForms.Read(pair.Entry).Event);
        return new([.. events]) { Repeated = true };
    }

    sealed class Waiting(Request ask, Actor actor)
    {
        public Request Ask { get; } = ask;

        public Actor Actor { get; } = actor;

        public Decision? Decision { get; set; }

        public TaskCompletionSource<Decision> Decided { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What an operation gets from its host.</summary>
public sealed record OperationParts(
    IJournalStore Store, ISealer Sealer, IReadOnlyList<INoteSigner> Signers, TimeProvider Clock);

/// <summary>A question was refused.</summary>
public sealed class RefusedException(Refusal why) : Exception(why.Message)
{
    /// <summary>Code, message and remedy.</summary>
    public Refusal Why { get; } = why;
}
