using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona;

/// <summary>
/// Something an officer asks to be recorded. A value that can be written down and sent again: the intent is made
/// before it is sent, so sending twice is harmless.
/// </summary>
public abstract record Request
{
    /// <summary>Made by whoever asks, once; also the root of the ids of what the request makes.</summary>
    public required Guid Intent { get; init; }

    /// <summary>Made up for training or a demonstration.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Any one of these roles may ask.</summary>
    public abstract Roles MayAsk { get; }

    /// <summary>
    /// Decides on what is recorded so far. Pure: the same registers and moment give the same decision.
    /// </summary>
    public abstract Decision Decide(Registers now, Moment moment);
}

/// <summary>When and by whom something is asked.</summary>
/// <param name="At">UTC, from the host's clock.</param>
/// <param name="Actor">The officer.</param>
public sealed record Moment(DateTimeOffset At, Actor Actor)
{
    /// <summary>The day in UTC: the default for "when it happened".</summary>
    public DateOnly Today => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>The archive, for questions. A decision gets an empty one: it is made on the registers alone.</summary>
    public IDocuments Documents { get; init; } = NoDocuments.Instance;

    /// <summary>The journal's entries, for questions; null for a decision, which reads none.</summary>
    public IHistory? History { get; init; }

    /// <summary>Who looked at whom, for questions; null for a decision, and where no such log is kept.</summary>
    public IReadLog? Reads { get; init; }

    sealed class NoDocuments : IDocuments
    {
        public static NoDocuments Instance { get; } = new();

        public byte[]? Find(Journal.Hash of) => null;

        public IReadOnlyCollection<Journal.Hash> All() => [];
    }
}

/// <summary>Yes, with the facts, or no, with the reason.</summary>
public abstract record Decision
{
    /// <summary>Accepted, and durable once the operation has answered.</summary>
    /// <param name="Events">The facts. Empty when nothing changes.</param>
    public sealed record Accepted(params IReadOnlyList<Event> Events) : Decision
    {
        /// <summary>Documents to archive with the facts, under the hash of their bytes; some fact names each.</summary>
        public IReadOnlyList<byte[]> Documents { get; init; } = [];

        /// <summary>Archived documents that go with the facts: nobody can open them any more.</summary>
        public IReadOnlyList<Journal.Hash> Destroyed { get; init; } = [];

        /// <summary>The same officer's same request was accepted before; these are the facts of that time.</summary>
        public bool Repeated { get; init; }
    }

    /// <summary>Refused: nothing is recorded.</summary>
    public sealed record Refused(Refusal Why) : Decision;

    /// <summary>Entries of devices were looked at; those that were kept are durable.</summary>
    /// <param name="Receipts">One for each, in the order in which they were sent.</param>
    public sealed record Received(IReadOnlyList<Receipt> Receipts) : Decision;

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision(Refusal why) => new Refused(why);

    /// <summary>A single fact is a decision.</summary>
    public static implicit operator Decision(Event fact) => new Accepted(fact);
}

/// <summary>
/// Something an officer asks to know. The answer is a record made for one purpose, never a register's row.
/// </summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
public abstract record Question<TAnswer>
{
    /// <summary>Any one of these roles may ask.</summary>
    public abstract Roles MayAsk { get; }

    /// <summary>Answers from one published version of the registers.</summary>
    public abstract TAnswer Answer(Registers now, Moment moment);

    /// <summary>
    /// Whom an answer shows by name or as a whole: that is kept in the read log before anybody sees it. Null when it
    /// shows nobody.
    /// </summary>
    internal virtual Look? Shows(TAnswer answer, Registers now) => null;
}
