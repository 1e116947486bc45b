using Annona.Journal;

namespace Annona.Tests.Journal;

/// <summary>
/// What somebody did to a journal, and what can be known of it at best: worked out from what was done, never from what
/// the verifier says.
/// </summary>
/// <param name="How">In words, for whoever reads a failure.</param>
/// <param name="Journal">The journal as it is now.</param>
/// <param name="First">The first bad position, or the first that may be where only a stretch can be told.</param>
/// <param name="Through">The last that may be the first bad one; the same where it can be told exactly.</param>
sealed record Attack(string How, WrittenJournal Journal, long First, long Through)
{
    public FaultPlace Place { get; init; }

    /// <summary>Checkpoints that were kept elsewhere before the attack.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    public bool IsExact => First == Through;

    public static Attack Exactly(string how, WrittenJournal journal, long position) =>
        new(how, journal, position, position);

    public static Attack OnCheckpoint(string how, WrittenJournal journal, long size) =>
        new(how, journal, size, size) { Place = FaultPlace.Checkpoint };

    /// <summary>
    /// A leaf was changed and nothing else. The next entry still follows the leaf that was there. After the last one
    /// there is none, and the last signature speaks for its whole batch.
    /// </summary>
    public static Attack OnLeaf(string how, WrittenJournal before, WrittenJournal after, long position) =>
        new(how, after, position < before.Size ? position : before.FirstOfBatch(position), position);

    /// <summary>More than one entry since a signature was changed, and the first that shows it is known.</summary>
    public static Attack OnBatch(string how, WrittenJournal before, WrittenJournal after, long shownAt) =>
        new(how, after, before.FirstOfBatch(shownAt), shownAt);
}
