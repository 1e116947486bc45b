using System.Globalization;
using Annona.Access;
using Annona.Journal;
using Annona.Privacy;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Storage.Folder;

/// <summary>When the keys are turned over, and how long an old copy of the journal may open names.</summary>
/// <param name="IsForced">Now, although nothing is due.</param>
/// <param name="Retention">
/// How long an epoch is kept after the next one took its place; null: as long as the rule for epochs says.
/// </param>
public sealed record TurnWish(bool IsForced, TimeSpan? Retention)
{
    /// <summary>When due, and with the retention that was decided.</summary>
    public static TurnWish WhenDue { get; } = new(IsForced: false, Retention: null);
}

/// <summary>What a turn-over did.</summary>
/// <param name="Epoch">The newest epoch.</param>
/// <param name="IsTurned">Whether it was begun or brought to its end now.</param>
/// <param name="Rewrapped">How many persons' keys were wrapped anew.</param>
/// <param name="Destroyed">Numbers of the epochs whose keys were destroyed.</param>
/// <param name="Since">When the newest epoch began.</param>
/// <param name="IsSwept">Whether the store's own logs hold no old bytes.</param>
public sealed record TurnDone(
    int Epoch, bool IsTurned, long Rewrapped, IReadOnlyList<int> Destroyed, DateTimeOffset Since, bool IsSwept);

/// <summary>The clock and whoever watches a turn-over.</summary>
/// <param name="Clock">Says what is due.</param>
/// <param name="Progress">Told how many persons' keys were looked at; may throw to stop.</param>
public sealed record TurnWatch(TimeProvider Clock, Action<long> Progress)
{
    /// <summary>Told each step that is on the disk; a test ends the process there.</summary>
    internal Action<Enum>? Passed { get; init; }
}

/// <summary>
/// Turns over the key that wraps persons' keys: a new epoch, every living person's key wrapped anew, and the epochs
/// whose retention is over destroyed. From then on no copy of the journal that is older opens the name of an erased
/// person, whoever has the root key.
/// </summary>
/// <remarks>
/// An epoch is destroyed only after all keys were found under the newest one. Whatever ends the process, the next call
/// goes on where it was.
/// </remarks>
public static class KeyTurn
{
    /// <summary>A turn-over is due so long after the last one.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    const string IntentReused = "operation.intent-reused";

    /// <summary>Does what is due.</summary>
    /// <param name="paths">The operation; no other process may hold it.</param>
    /// <param name="officer">Who; disposed of here.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="watch">The clock, and who watches.</param>
    /// <exception cref="StoreException">Another process records, or the disk said no.</exception>
    /// <exception cref="RefusedException">The officer may not.</exception>
    /// <exception cref="KeyException">The keys do not fit, or one of them does not open.</exception>
    public static TurnDone Run(OperationPaths paths, UnlockedOfficer officer, TurnWish wish, TurnWatch watch)
    {
        using var running = OperationFolder.OpenAlone(paths, officer);
        // Before anything is done: the entry about it comes when there is no way back.
        running.Operation.Answer(new MayTurnKeys(), running.Actor, CancellationToken.None);
        return Run(running, wish.Retention ?? RuleOf(running), wish, watch);
    }

    static TimeSpan RuleOf(RunningOperation running) => TimeSpan.FromDays(
        running.Operation.Answer(new ListRetention(), running.Actor, CancellationToken.None)
            .Single(rule => rule.Kind == RetentionKind.Epochs).Days);

    /// <summary>Replaced epochs whose key is there still, with the moment when another took its place.</summary>
    /// <exception cref="KeyException">The file of the epochs cannot be read.</exception>
    public static IReadOnlyList<(int Epoch, DateTimeOffset ReplacedAt)> Replaced(OperationPaths paths) =>
        !EpochFile.IsThere(paths.Epochs) ? []
        : [
            .. EpochFile.Read(paths.Epochs).Epochs.Where(epoch => epoch is { IsGone: false, ReplacedAt: not null })
                .Select(epoch => (epoch.Number, epoch.ReplacedAt!.Value)),
        ];

    static TurnDone Run(RunningOperation running, TimeSpan retention, TurnWish wish, TurnWatch watch)
    {
        var keys = running.Keys!;
        var now = watch.Clock.GetUtcNow();
        var path = keys.Paths.Epochs;
        EpochFile.Finish(path);
        var form = EpochFile.IsThere(path) ? EpochFile.Read(path) : null;
        var (noted, isTurning) = FolderEpochs.ReadNote(keys.Store);
        // A process that was ended had made the epoch, and not yet wrapped everything with it.
        isTurning |= form is not null && form.Newest.Number > noted;
        if (!isTurning && (form is null || wish.IsForced || now - form.Newest.Since >= Period))
        {
            form = form?.Turned(keys.Root, now) ?? EpochsForm.First(keys.Ring.Origin, keys.Root, now);
            Write(path, form, watch);
            isTurning = true;
        }
        var isOver = (EpochForm epoch) =>
            !epoch.IsGone && epoch.ReplacedAt is { } at && now - at >= retention;
        int[] over = [.. form!.Epochs.Where(isOver).Select(epoch => epoch.Number)];
        var rewrapped = isTurning || over.Length > 0 ? Rewrap(running, form, over, watch) : 0;
        if (over.Length > 0)
        {
            Write(path, form.Without(isOver, now), watch);
            keys.Ring.Parts.Epochs!.Refresh();
        }
        return new(form.Newest.Number, isTurning, rewrapped, over, form.Newest.Since,
            !isTurning || keys.Store.Sweep());
    }

    static long Rewrap(RunningOperation running, EpochsForm form, int[] over, TurnWatch watch)
    {
        var keys = running.Keys!;
        var parts = keys.Ring.Parts;
        parts.Epochs!.Refresh();
        FolderEpochs.KeepNote(keys.Store, form.Newest.Number, isTurning: true);
        watch.Passed?.Invoke(TurnStep.Noted);
        var rewrapped = keys.Store.Rewrap(parts.Rewrapped, seen =>
        {
            watch.Passed?.Invoke(TurnStep.ChunkWrapped);
            watch.Progress(seen);
        });
        // It is sealed under the epoch before, and the next process makes another one.
        new SnapshotFiles(keys.Paths.Data).Discard(Opening.PersonalParts);
        // Before the note says that it is done and keys are destroyed: whatever ends the process, there is an entry.
        Record(running, new(form.Newest.Number, rewrapped, over)
        {
            Intent = IntentOf(running.Operation.Id, form.Newest, over),
        });
        watch.Passed?.Invoke(TurnStep.Recorded);
        FolderEpochs.KeepNote(keys.Store, form.Newest.Number, isTurning: false);
        watch.Passed?.Invoke(TurnStep.AllWrapped);
        return rewrapped;
    }

    /// <summary>
    /// The same for whoever goes on after an interruption, so that one turn-over is one entry. Later the same epoch may
    /// see others destroyed: that is another one.
    /// </summary>
    static Guid IntentOf(Guid operation, EpochForm newest, int[] over) => Ids.From(operation, string.Create(
        CultureInfo.InvariantCulture,
        $"keys-turned/{newest.Number}/{newest.Since.UtcTicks}/{string.Join(',', over)}"));

    static void Record(RunningOperation running, NoteKeysTurned note)
    {
        var decided = running.Operation.Record(note, running.Actor, CancellationToken.None);
        // Another officer was interrupted after noting it: nothing else has this intent.
        if (decided.GetAwaiter().GetResult() is Decision.Refused refused && refused.Why.Code != IntentReused)
            throw new RefusedException(refused.Why);
    }

    static void Write(string path, EpochsForm form, TurnWatch watch)
    {
        try
        {
            EpochFile.Write(path, form, step => watch.Passed?.Invoke(step));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The epochs of the keys cannot be written: {e.Message}",
                "Free some space, or give yourself the right to write in the keys folder; then do it again.", e);
        }
    }
}

/// <summary>What is on the disk when keys are turned over.</summary>
enum TurnStep
{
    Noted,
    ChunkWrapped,
    Recorded,
    AllWrapped,
}

/// <summary>What an open operation's keys are worked on with.</summary>
sealed record OpenedKeys(IJournalStore Store, KeyRing Ring, RootKey Root, OperationPaths Paths);
