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

    /// <summary>
    /// Requests in line at most. Ten full batches are seconds of work; more than that should hear "busy" now.
    /// </summary>
    const int LineMax = 10_000;

    readonly Channel<Waiting> line = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(LineMax)
    {
        SingleReader = true,
    });

    /// <summary>
    /// How often a batch is decided again because another process appended first. It has the lease or it has not: more
    /// than a few in a row means that two believe they have it.
    /// </summary>
    const int DecidedAgainMax = 5;

    readonly OperationParts parts;
    readonly JournalReader reader;
    readonly StoredDocuments documents;
    readonly Opening opening;
    volatile JournalWriter writer;
    volatile bool isClosed;
    bool mayBeBehind;
    Registers published = Registers.New();

    Operation(Guid id, OperationParts parts, Opening opening)
    {
        Id = id;
        (this.parts, this.opening) = (parts, opening);
        writer = new(id, parts.Sealer, parts.Signers, OriginOf(id));
        reader = new(parts.Sealer);
        documents = new(parts.Store, parts.Sealer);
    }

    /// <summary>The operation's identity, also that of its hub's chain.</summary>
    public Guid Id { get; }

    /// <summary>The newest published version. A reader holds one as long as it needs it. Hosts ask questions.</summary>
    internal Registers Now => Volatile.Read(ref published);

    /// <summary>Whether nothing was ever recorded.</summary>
    public bool IsEmpty => Now.Position == 0;

    /// <summary>The journal's end: size and root.</summary>
    public TreeHead Tree => writer.Tree;

    /// <summary>The first line of the operation's checkpoints.</summary>
    public static string OriginOf(Guid operation) => $"annona.example/operation/{operation:n}";

    /// <summary>Folds the journal in the store and opens the doors.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="parts">Store, sealer, signers and clock, from the host.</param>
    /// <param name="opening">Whether names are needed: without them opening is about twice as fast.</param>
    /// <param name="progress">Told the position now and then; may be null.</param>
    /// <exception cref="DamagedEntryException">
    /// The journal is damaged, shortened or not the one the witness signs. Nothing must be recorded on it: the next
    /// checkpoint would vouch for the damage.
    /// </exception>
    public static Operation Open(Guid id, OperationParts parts, Opening opening, Action<long>? progress = null)
    {
        var operation = new Operation(id, parts, opening);
        operation.published = new JournalFold(OriginOf(id), parts, operation.writer, operation.reader)
            .Fold(opening, progress);
        return operation;
    }

    /// <summary>
    /// Asks for something to be recorded. Answered when it is durable, or refused, or already done.
    /// </summary>
    /// <param name="ask">The request.</param>
    /// <param name="actor">The officer.</param>
    /// <param name="cancel">Stops the waiting, not the request: ask again with the same intent to learn what
    /// became of it.</param>
    /// <exception cref="StoreException">
    /// The store could not commit; nothing was recorded, unless the message says that this is not known.
    /// </exception>
    public Task<Decision> Record(Request ask, Actor actor, CancellationToken cancel)
    {
        var waiting = new Waiting(ask, actor);
        return line.Writer.TryWrite(waiting)
            ? waiting.Decided.Task.WaitAsync(cancel)
            : Task.FromResult<Decision>(isClosed ? OperationRefusals.Closed() : OperationRefusals.Busy(LineMax));
    }

    /// <summary>Asks for something to be known.</summary>
    /// <exception cref="RefusedException">Access says no.</exception>
    public TAnswer Answer<TAnswer>(Question<TAnswer> question, Actor actor, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var now = Now;
        if (now.Access.Refuses(actor, question.MayAsk) is { } no)
            throw new RefusedException(no);
        return question.Answer(now, new(parts.Clock.GetUtcNow(), actor) { Documents = documents });
    }

    /// <summary>
    /// How an officer and a key stand to what was recorded: for the host, before it lets anybody ask.
    /// </summary>
    /// <param name="officer">Who.</param>
    /// <param name="publicKey">The key they have, as SubjectPublicKeyInfo.</param>
    public Standing StandingOf(Id<Officer> officer, byte[] publicKey) => Now.Access.StandingOf(officer, publicKey);

    /// <summary>Waits until a request is in line. False: the line is closed.</summary>
    public ValueTask<bool> WaitForRequests(CancellationToken cancel) => line.Reader.WaitToReadAsync(cancel);

    /// <summary>No more requests; those in line are still decided.</summary>
    public void Close()
    {
        isClosed = true;
        line.Writer.TryComplete();
    }

    /// <summary>
    /// Decides everything in line as one batch. Only the sequencer calls this; it blocks on the store.
    /// </summary>
    public void DecideWaiting()
    {
        var batch = new List<Waiting>();
        while (batch.Count < BatchMax && line.Reader.TryRead(out var waiting))
            batch.Add(waiting);
        var fault = TryDecide(batch);
        for (var again = 0; fault is StaleHeadException && again < DecidedAgainMax; again++)
            fault = TryDecide(batch);
        foreach (var waiting in batch)
            waiting.Tell(fault);
    }

    /// <summary>
    /// Takes in what another process appended, with the checks that opening makes, and publishes it. Only the
    /// sequencer's thread calls this, or the one that follows in its place; it blocks on the store.
    /// </summary>
    /// <returns>How many entries were taken in.</returns>
    /// <exception cref="DamagedEntryException">
    /// What was appended does not follow what was read before, or is not signed. Nothing of it is published.
    /// </exception>
    public long CatchUp()
    {
        var (ahead, edit) = (writer.Ahead(), new Edit());
        try
        {
            var registers = new JournalFold(OriginOf(Id), parts, ahead, reader).FoldOn(published, edit, opening);
            var taken = registers.Position - published.Position;
            edit.Keep();
            writer = ahead;
            Volatile.Write(ref published, registers);
            mayBeBehind = false;
            return taken;
        }
        catch
        {
            edit.Drop();
            throw;
        }
    }

    /// <summary>
    /// Decides a batch and commits it. A commit that failed may have reached the store all the same, and another
    /// process may have been first: the next batch, or this one again, is decided on what the store has then.
    /// </summary>
    /// <returns>What went wrong, or null. Nothing of the batch is published then.</returns>
    Exception? TryDecide(List<Waiting> batch)
    {
        var edit = new Edit();
        try
        {
            if (mayBeBehind)
                CatchUp();
            writer.Begin();
            var draft = new Draft(published, edit);
            foreach (var waiting in batch)
                Decide(waiting, draft);
            Commit(draft);
            return null;
        }
        // Whatever went wrong, every caller hears it, and the sequencer goes on.
        catch (Exception e)
        {
            edit.Drop();
            mayBeBehind = true;
            return e;
        }
    }

    void Decide(Waiting waiting, Draft draft)
    {
        (waiting.Decision, waiting.Fault) = (null, null);
        var (ask, officer) = (waiting.Ask, waiting.Actor.Officer.Value);
        var moment = new Moment(parts.Clock.GetUtcNow(), waiting.Actor);
        if (ask is ReceiveEntries sent)
        {
            waiting.Decision = Receive(sent, waiting.Actor, moment.At, draft);
            return;
        }
        List<(Event Fact, Fact Stored)> facts;
        try
        {
            waiting.Decision = DecisionOn(waiting, draft, moment);
            facts = Written(waiting);
        }
        // One broken request must not take along those that stand in line beside it: nothing of it is written yet.
        catch (Exception e)
        {
            waiting.Fault = e;
            return;
        }
        if (facts.Count == 0)
            return;
        foreach (var document in ((Decision.Accepted)waiting.Decision).Documents)
            writer.Archive(document);
        foreach (var (fact, stored) in facts)
        {
            var position = writer.Write(stored, moment.At, parts.Store.FindSubjectKey);
            if (position != draft.Now.Position + 1)
                throw new InvalidOperationException("The writer and the registers are not at the same entry.");
            draft.Now = draft.Now.After(new(position, moment.At, ask.Intent, officer, Folded(fact)), draft.Edit);
        }
        draft.Accepted.Add(ask.Intent, waiting);
    }

    /// <summary>What devices signed goes in as it is: nothing is decided about what happened.</summary>
    Decision Receive(ReceiveEntries sent, Actor carrier, DateTimeOffset at, Draft draft)
    {
        if (draft.Now.Access.Refuses(carrier, sent) is { } no)
            return no;
        if (sent.Entries.Count > ReceiveEntries.EntriesMax)
            return OperationRefusals.TooManySent(sent.Entries.Count, ReceiveEntries.EntriesMax);
        var intake = new Intake(Id, parts, writer, opening);
        var now = draft.Now;
        var receipts = new Receipt[sent.Entries.Count];
        for (var i = 0; i < receipts.Length; i++)
            receipts[i] = intake.Take(sent.Entries[i], at, ref now, draft.Edit);
        draft.Now = now;
        return new Decision.Received(receipts);
    }

    Decision DecisionOn(Waiting waiting, Draft draft, Moment moment)
    {
        var (ask, actor) = (waiting.Ask, waiting.Actor);
        if (!IsRecovering(ask, actor) && draft.Now.Access.Refuses(actor, ask) is { } no)
            return no;
        if (draft.Accepted.TryGetValue(ask.Intent, out var twin))
            return twin.Actor == actor && twin.Ask.GetType() == ask.GetType()
                ? ((Decision.Accepted)twin.Decision!) with { Repeated = true, Documents = [] }
                : OperationRefusals.IntentReused();
        return draft.Now.Intents.Find(ask.Intent) is { } before
            ? Repeated(before, ask, actor)
            : ask.Decide(draft.Now, moment);
    }

    /// <summary>
    /// The host put the root key together from recovery shares: that is the leave which others need a coordinator
    /// for.
    /// </summary>
    bool IsRecovering(Request ask, Actor actor) =>
        ask is RecoverOfficer recovery && recovery.Officer == parts.Recovering && actor.Officer == recovery.Officer;

    /// <summary>Who asks again gets the facts of the first time; nobody else, and not for another request.</summary>
    Decision Repeated((long First, int Count) before, Request ask, Actor actor)
    {
        var entries = parts.Store.Read(before.First).Take(before.Count).ToList();
        var envelopes = entries.ConvertAll(entry => JournalReader.Decode(entry).Envelope);
        if (envelopes.Any(kept => kept.Actor != actor.Officer.Value || kept.Request != ask.GetType().Name))
            return OperationRefusals.IntentReused();
        var keys =
            from subject in envelopes.SelectMany(kept => kept.Personal).Select(part => part.Subject).Distinct()
            let key = parts.Store.FindSubjectKey(subject)
            where key is not null
            select new SubjectKey(subject, key);
        var events = reader.Open(entries, keys, opening).Select(pair => StoredForms.Read(pair.Entry).Event);
        return new Decision.Accepted([.. events]) { Repeated = true };
    }

    /// <summary>
    /// The facts of a new decision as they will be stored; none for every other. Too large is refused.
    /// </summary>
    static List<(Event Fact, Fact Stored)> Written(Waiting waiting)
    {
        if (waiting.Decision is not Decision.Accepted { Repeated: false } accepted)
            return [];
        var (ask, officer) = (waiting.Ask, waiting.Actor.Officer.Value);
        List<(Event Fact, Fact Stored)> facts =
        [
            .. accepted.Events
                .Select(fact => ask.Synthetic ? fact with { Synthetic = true } : fact)
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
            waiting.Decision = OperationRefusals.TooLarge(why);
            return [];
        }
    }

    void Commit(Draft draft)
    {
        if (writer.HasEntries)
        {
            var batch = writer.Seal();
            parts.Store.Append(batch);
            writer.Keep();
            parts.Committed?.Invoke(batch.Checkpoint);
        }
        draft.Edit.Keep();
        Volatile.Write(ref published, draft.Now);
    }

    /// <summary>A fold that was opened without names does not learn the newest ones either.</summary>
    Event Folded(Event fact) => opening == Opening.PersonalParts || fact.Personal.Count == 0
        ? fact
        : fact with { Personal = [.. fact.Personal.Select(part => part with { Details = null })] };

    /// <summary>The registers as the batch has them so far, and what it accepted.</summary>
    sealed class Draft(Registers now, Edit edit)
    {
        public Registers Now { get; set; } = now;

        public Edit Edit { get; } = edit;

        /// <summary>
        /// Requests of this batch that led to entries, by intent: a twin in the same batch is answered from its
        /// first.
        /// </summary>
        public Dictionary<Guid, Waiting> Accepted { get; } = [];
    }

    sealed class Waiting(Request ask, Actor actor)
    {
        public Request Ask { get; } = ask;

        public Actor Actor { get; } = actor;

        public Decision? Decision { get; set; }

        /// <summary>The request itself is broken; null as long as it is not.</summary>
        public Exception? Fault { get; set; }

        public TaskCompletionSource<Decision> Decided { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Tell(Exception? ofBatch)
        {
            if ((ofBatch ?? Fault) is { } fault)
                Decided.TrySetException(fault);
            else
                Decided.TrySetResult(Decision!);
        }
    }
}

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
    /// Told the newest signed checkpoint after every commit, on the sequencer's thread. Must not throw.
    /// </summary>
    public Action<string>? Committed { get; init; }

    /// <summary>
    /// The officer for whom the host put the root key together from recovery shares; null otherwise. Only this one may
    /// enrol without a coordinator.
    /// </summary>
    public Values.Id<Officer>? Recovering { get; init; }
}

/// <summary>Opens documents of the archive, each through a view of its own, so that any thread may ask.</summary>
sealed class StoredDocuments(IJournalStore store, ISealer sealer) : IDocuments
{
    public byte[]? Find(Hash of)
    {
        using var view = store.View();
        if (view.FindBlob(of) is not { } kept)
            return null;
        return sealer.TryOpen(kept, of.ToBytes(), out var document) && Hash.Of(document) == of
            ? document
            : throw new DamagedEntryException(0, $"the archived document {of} is not what its hash says.");
    }

    public IReadOnlyCollection<Hash> All()
    {
        using var view = store.View();
        return [.. view.Blobs()];
    }
}

/// <summary>A question was refused.</summary>
public sealed class RefusedException(Refusal why) : Exception(why.Message)
{
    /// <summary>Code, message and remedy.</summary>
    public Refusal Why { get; } = why;
}
