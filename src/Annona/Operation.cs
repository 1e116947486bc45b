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
/// Requests wait in line. The host's sequencer thread calls <see cref="Decide"/>, which decides them one by one, each
/// against a draft that holds its predecessors. Its writer thread calls <see cref="Write"/>, which seals and commits
/// everything that was decided by then, publishes the draft, and only then answers the callers. So the next requests
/// are decided while the last ones are on their way to the disk, and the more callers there are, the more share a
/// commit; nobody waits for others to come. A failed commit drops its draft and the one decided on it, so no reader
/// ever sees what is not durable.
/// </remarks>
public sealed class Operation
{
    /// <summary>Requests decided before the writer hears of them: a tenth of what a commit takes.</summary>
    const int SliceMax = 16;

    /// <summary>
    /// How often a batch is decided again because another process appended first. It has the lease or it has not: more
    /// than a few in a row means that two believe they have it.
    /// </summary>
    const int DecidedAgainMax = 5;

    readonly RequestLine line = new();
    readonly OperationParts parts;
    readonly JournalReader reader;
    readonly StoredDocuments documents;
    readonly StoreSweep sweep;
    readonly EarlierDecisions earlier;
    readonly StoredHistory history;
    readonly Opening opening;
    volatile JournalWriter writer;
    Registers published = Registers.New();

    /// <summary>Held for each decision, and while a failed commit is mended: the drafts belong to its holder.</summary>
    readonly Lock turn = new();

    /// <summary>Decided, and not yet with the writer. Null when there is nothing.</summary>
    DecidedBatch? open;

    /// <summary>With the writer, and not yet durable. Null when there is nothing.</summary>
    DecidedBatch? inFlight;

    bool mayBeBehind;
    long snapshotAt;

    Operation(Guid id, OperationParts parts, Opening opening)
    {
        Id = id;
        (this.parts, this.opening) = (parts, opening);
        writer = new(id, parts.Sealer, parts.Signers, OriginOf(id));
        reader = new(parts.Sealer);
        documents = new(parts.Store, parts.Sealer);
        sweep = new(parts);
        earlier = new(parts.Store, reader, opening);
        history = new(parts.Store, reader, opening);
    }

    /// <summary>The operation's identity, also that of its hub's chain.</summary>
    public Guid Id { get; }

    /// <summary>The newest published version. A reader holds one as long as it needs it. Hosts ask questions.</summary>
    internal Registers Now => Volatile.Read(ref published);

    /// <summary>How many entries are of kinds that this version does not know.</summary>
    public long UnknownKinds => Now.UnknownKinds;

    /// <summary>Whether nothing was ever recorded.</summary>
    public bool IsEmpty => Now.Position == 0;

    /// <summary>Whether the store's own logs hold nothing erased: false as long as a reader holds them.</summary>
    public bool IsSwept => sweep.IsDone;

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
        try
        {
            if (Snapshot.Newest(id, parts, opening) is { } snapshot)
                return Open(id, parts, opening, snapshot, progress);
        }
        // The journal is damaged, or the snapshot is of another one: folding it all tells which, and where.
        catch (DamagedEntryException)
        {
            parts.Snapshots?.Discard(opening);
        }
        return Open(id, parts, opening, snapshot: null, progress);
    }

    static Operation Open(
        Guid id, OperationParts parts, Opening opening, StartingPoint? snapshot, Action<long>? progress)
    {
        var operation = new Operation(id, parts, opening) { snapshotAt = snapshot?.End.Size ?? 0 };
        operation.published = new JournalFold(OriginOf(id), parts, operation.writer, operation.reader)
            .Fold(opening, snapshot, progress);
        operation.FoldedAtStart = operation.published.Position - operation.snapshotAt;
        // The process that erased somebody may have ended before it could replace its snapshot; one that this version
        // cannot read has the names all the same.
        if (operation.published.People.Erasures.LastEntry > operation.snapshotAt)
            parts.Snapshots?.Discard(Opening.PersonalParts);
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
    public Task<Decision> Record(Request ask, Actor actor, CancellationToken cancel) => line.Join(ask, actor, cancel);

    /// <summary>Asks for something to be known.</summary>
    /// <exception cref="RefusedException">Access says no.</exception>
    /// <exception cref="StoreException">The answer shows persons, and the read log cannot be written.</exception>
    public TAnswer Answer<TAnswer>(Question<TAnswer> question, Actor actor, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var now = Now;
        if (now.Access.Refuses(actor, question.MayAsk) is { } no)
            throw new RefusedException(no);
        var moment = new Moment(parts.Clock.GetUtcNow(), actor)
        {
            Documents = documents, History = history, Reads = parts.Reads,
        };
        var answer = question.Answer(now, moment);
        if (question.Shows(answer, now) is { } shown)
            ReadKeeping.Keep(shown, moment, parts.Reads);
        return answer;
    }

    /// <summary>
    /// How an officer and a key stand to what was recorded: for the host, before it lets anybody ask.
    /// </summary>
    /// <param name="officer">Who.</param>
    /// <param name="publicKey">The key they have, as SubjectPublicKeyInfo.</param>
    public Standing StandingOf(Id<Officer> officer, byte[] publicKey) => Now.Access.StandingOf(officer, publicKey);

    /// <summary>Waits until a request is in line. False: the line is closed.</summary>
    public ValueTask<bool> WaitForRequests(CancellationToken cancel) => line.Wait(cancel);

    /// <summary>No more requests; those in line are still decided.</summary>
    public void Close() => line.Close();

    /// <summary>Entries that were folded when the operation was opened: those after its snapshot.</summary>
    public long FoldedAtStart { get; private set; }

    /// <summary>Position of the newest snapshot that is known; 0 if there is none.</summary>
    public long SnapshotAt => Volatile.Read(ref snapshotAt);

    /// <summary>
    /// Keeps a snapshot of what is published now. Any thread may; decisions wait only while it is noted where the
    /// registers end, a matter of microseconds. One that knows names keeps a second snapshot without them, for
    /// whoever opens the operation without.
    /// </summary>
    /// <exception cref="IOException">The host could not keep it; nothing else is wrong.</exception>
    public void KeepSnapshot()
    {
        Snapshot snapshot;
        lock (turn)
            snapshot = new(published, writer.End, [.. DecidedBatch.Edits(open, inFlight)]);
        snapshot.Keep(Id, opening, parts);
        Volatile.Write(ref snapshotAt, snapshot.Position);
        if (Now.People.Erasures.LastEntry > snapshot.Position)
            parts.Snapshots?.Discard(Opening.PersonalParts);
    }

    /// <summary>
    /// Decides some of what is in line. Only the sequencer calls this. It does not wait for the store, unless a commit
    /// failed.
    /// </summary>
    /// <returns>False: there is room only when <see cref="Write"/> has taken what is decided.</returns>
    public bool Decide()
    {
        for (var decided = 0; decided < SliceMax; decided++)
            lock (turn)
            {
                if (!line.TryPeek(out var next))
                    return true;
                if (!HasRoomFor(next) || !line.TryTake(out var waiting))
                    return false;
                open ??= Begun(waiting);
                open.Requests.Add(waiting);
                DecideOne(waiting, open);
            }
        return true;
    }

    /// <summary>
    /// Makes everything durable that is decided, publishes it, and answers. Only the writer calls this; it blocks on
    /// the store. Does nothing when nothing is decided.
    /// </summary>
    public void Write()
    {
        lock (turn)
            (inFlight, open) = (open, null);
        if (inFlight is not { } batch)
            return;
        if ((batch.Fault ?? TryCommit(batch)) is { } fault)
        {
            Mend(fault);
            return;
        }
        lock (turn)
            inFlight = null;
        sweep.GoOn();
        foreach (var waiting in batch.Requests)
            waiting.Tell(ofBatch: null);
    }

    /// <summary>Decides what is in line and makes it durable, for hosts with one thread.</summary>
    public void DecideWaiting()
    {
        do
        {
            while (!line.IsEmpty && Decide())
            {
            }
            Write();
        }
        while (!line.IsEmpty);
    }

    /// <summary>
    /// What devices signed is sealed already, and what it says is looked up in the journal: it is taken in when nothing
    /// else is on its way, in a commit of its own.
    /// </summary>
    bool HasRoomFor(Waiting next) => open is not null
        ? !open.IsFull && open.IsIntake == next.IsIntake
        : !next.IsIntake || inFlight is null;

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
        lock (turn)
            return inFlight is null && open is null ? TakeIn() : 0;
    }

    long TakeIn()
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
            mayBeBehind = true;
            throw;
        }
    }

    /// <summary>
    /// Refuses everything in line, because another process records for this operation. Only the sequencer's thread
    /// calls this.
    /// </summary>
    /// <param name="holder">That process, as people would name it.</param>
    public void RefuseWaiting(string holder) => line.Refuse(OperationRefusals.Elsewhere(holder));

    /// <summary>Tells everybody in line what stands in the way. Only the sequencer's thread calls this.</summary>
    public void FailWaiting(Exception why) => line.Fail(why);

    /// <summary>A new draft on the newest one. It begins on what the store has when that may be more.</summary>
    DecidedBatch Begun(Waiting first)
    {
        try
        {
            if (mayBeBehind)
                TakeIn();
            if (first.IsIntake)
                writer.Begin();
            return new(inFlight?.Now ?? published) { IsIntake = first.IsIntake };
        }
        // Nothing can be decided on a journal that cannot be read; every caller hears why.
        catch (Exception e)
        {
            return new(published) { IsIntake = first.IsIntake, Fault = e };
        }
    }

    /// <summary>
    /// The commit of <see cref="inFlight"/> failed. It may have reached the store all the same, and another process may
    /// have been first: what was decided is dropped, newest first, and decided again on what the store has then, unless
    /// its callers must hear what went wrong.
    /// </summary>
    void Mend(Exception fault)
    {
        lock (turn)
        {
            var (failed, later) = (inFlight!, open);
            later?.Edit.Drop();
            failed.Edit.Drop();
            (inFlight, open, mayBeBehind) = (null, null, true);
            Settle(failed.Requests, fault is StaleHeadException ? null : fault);
            if (later is not null)
                Settle(later.Requests, heard: null);
        }
    }

    /// <summary>Answers requests whose draft was dropped: with what they hear, or as they are decided again.</summary>
    void Settle(List<Waiting> requests, Exception? heard)
    {
        for (var again = 0; heard is null or StaleHeadException && again < DecidedAgainMax; again++)
        {
            heard = DecideAgain(requests);
            if (heard is null)
                break;
        }
        foreach (var waiting in requests)
            waiting.Tell(heard);
    }

    /// <summary>Decides a batch anew and commits it. What went wrong, or null; nothing is published then.</summary>
    Exception? DecideAgain(List<Waiting> requests)
    {
        var batch = Begun(requests[0]);
        foreach (var waiting in batch.Fault is null ? requests : [])
        {
            batch.Requests.Add(waiting);
            DecideOne(waiting, batch);
        }
        if ((batch.Fault ?? TryCommit(batch)) is not { } fault)
            return null;
        batch.Edit.Drop();
        mayBeBehind = true;
        return fault;
    }

    void DecideOne(Waiting waiting, DecidedBatch draft)
    {
        (waiting.Decision, waiting.Fault, waiting.Facts) = (null, null, []);
        if (draft.Fault is not null)
            return;
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
            facts = waiting.Written(draft.Now.People.IsErased);
        }
        // One broken request must not take along those that stand in line beside it: nothing of it is written yet.
        catch (Exception e)
        {
            waiting.Fault = e;
            return;
        }
        if (facts.Count == 0)
            return;
        (waiting.At, waiting.Facts) = (moment.At, facts.ConvertAll(fact => fact.Stored));
        foreach (var (fact, _) in facts)
            draft.Take(new(draft.Now.Position + 1, moment.At, ask.Intent, officer, Folded(fact)));
        draft.Accepted.Add(ask.Intent, waiting);
    }

    /// <summary>
    /// What devices signed goes in as it is: nothing is decided about what happened. It is sealed already, so it goes
    /// to the writer at once.
    /// </summary>
    Decision Receive(ReceiveEntries sent, Actor carrier, DateTimeOffset at, DecidedBatch draft)
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

    Decision DecisionOn(Waiting waiting, DecidedBatch draft, Moment moment)
    {
        var (ask, actor) = (waiting.Ask, waiting.Actor);
        if (!IsRecovering(ask, actor) && draft.Now.Access.Refuses(actor, ask) is { } no)
            return no;
        if (draft.Now.Intents.Find(ask.Intent) is not { } before)
            return ask.Decide(draft.Now, moment);
        // What is not durable yet cannot be read back; its callers are answered before this one.
        return (draft.Accepted.GetValueOrDefault(ask.Intent) ?? inFlight?.Accepted.GetValueOrDefault(ask.Intent))
            is { } twin
                ? RepeatedTwin(twin, ask, actor)
                : earlier.FactsOf(before, ask, actor);
    }

    static Decision RepeatedTwin(Waiting twin, Request ask, Actor actor) =>
        twin.Actor == actor && twin.Ask.GetType() == ask.GetType()
            ? ((Decision.Accepted)twin.Decision!) with { Repeated = true, Documents = [], Destroyed = [] }
            : OperationRefusals.IntentReused();

    /// <summary>
    /// The host put the root key together from recovery shares, or puts an older copy back: that is the leave which
    /// others need a coordinator for.
    /// </summary>
    bool IsRecovering(Request ask, Actor actor) => actor.Officer == parts.Recovering
        && (ask is People.EraseAgain or PublicRecord.ErasePassagesAgain
            || (ask is RecoverOfficer recovery && recovery.Officer == actor.Officer));

    /// <summary>Seals, commits and publishes. What went wrong, or null; nothing is published then.</summary>
    Exception? TryCommit(DecidedBatch batch)
    {
        try
        {
            Commit(batch);
            return null;
        }
        // Whatever went wrong, every caller hears it, and the sequencer goes on.
        catch (Exception e)
        {
            return e;
        }
    }

    void Commit(DecidedBatch batch)
    {
        if (!batch.IsIntake)
            writer.Begin();
        var end = batch.Now.Position;
        foreach (var waiting in batch.Requests)
        {
            waiting.KeepDocuments(writer);
            foreach (var fact in waiting.Facts)
                end = writer.Write(fact, waiting.At, parts.Store.FindSubjectKey);
        }
        if (writer.HasEntries)
        {
            if (end != batch.Now.Position)
                throw new InvalidOperationException("The writer and the registers are not at the same entry.");
            var sealedBatch = writer.Seal();
            parts.Store.Append(sealedBatch);
            if (sealedBatch.Erased.Count + sealedBatch.Destroyed.Count > 0)
                sweep.Begin();
            Publish(batch);
            parts.Committed?.Invoke(sealedBatch.Checkpoint);
        }
        else
            Publish(batch);
    }

    void Publish(DecidedBatch batch)
    {
        lock (turn)
        {
            if (writer.HasEntries)
                writer.Keep();
            batch.Edit.Keep();
            Volatile.Write(ref published, batch.Now);
        }
    }

    /// <summary>A fold that was opened without names does not learn the newest ones either.</summary>
    Event Folded(Event fact) => opening == Opening.PersonalParts ? fact : fact.WithoutDetails();
}
