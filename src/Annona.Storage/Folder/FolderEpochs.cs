using System.Globalization;
using System.Text;
using Annona.Journal;
using Annona.Storage.Keys;

namespace Annona.Storage.Folder;

/// <summary>
/// The epochs of a data folder: their file lies with the keys, and a note in the journal says which is the newest, so
/// that a file that is lost or too old is noticed before a name is asked for.
/// </summary>
static class FolderEpochs
{
    /// <summary>The note in the journal.</summary>
    public const string Note = "epochs";

    /// <summary>What the note says while persons' keys are being wrapped anew.</summary>
    const string Turning = " turning";

    /// <summary>The first epoch of a new operation. The file first: a note without a file is a loss.</summary>
    public static void Begin(OperationPaths paths, string origin, RootKey root, IJournalStore store)
    {
        var form = EpochsForm.First(origin, root, TimeProvider.System.GetUtcNow());
        EpochFile.Write(paths.Epochs, form);
        KeepNote(store, form.Newest.Number, isTurning: false);
    }

    /// <summary>Gives the ring the epochs.</summary>
    /// <param name="ring">Seals and opens with them from now on.</param>
    /// <param name="root">Opens them; lives as long as the ring.</param>
    /// <param name="paths">Where the file is.</param>
    /// <param name="journal">Says which must be there.</param>
    /// <exception cref="KeyException">The file is missing, damaged, too old, or of another operation.</exception>
    public static void Use(KeyRing ring, RootKey root, OperationPaths paths, IJournalView journal)
    {
        var (noted, _) = ReadNote(journal);
        if (noted > 0 && !EpochFile.IsThere(paths.Epochs))
            throw EpochFile.Missing(paths.Epochs);
        ring.Parts.Epochs = EpochKeys.Open(paths.Epochs, root, ring.Parts);
        if (ring.Parts.Epochs.Newest is { } newest && newest.Number < noted)
            throw new KeyException(
                KeyFault.Damaged,
                $"The file '{paths.Epochs}' is an old copy: it ends with epoch {newest.Number}, and this journal uses "
                + $"epoch {noted}.", "Put the newest copy of the file back, or the key part of the newest backup.");
    }

    /// <summary>The newest epoch that the journal knows, 0 if none, and whether a turn-over was begun.</summary>
    public static (int Newest, bool IsTurning) ReadNote(IJournalView journal)
    {
        var text = journal.FindNote(Note) is { } value ? Encoding.UTF8.GetString(value) : "0";
        var isTurning = text.EndsWith(Turning, StringComparison.Ordinal);
        var number = isTurning ? text[..^Turning.Length] : text;
        return (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var newest) ? newest : 0,
            isTurning);
    }

    /// <summary>Says which epoch is the newest, durably.</summary>
    public static void KeepNote(IJournalStore store, int newest, bool isTurning) => store.KeepNote(
        Note, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{newest}{(isTurning ? Turning : "")}")));

    /// <summary>A sentence for whoever records, when the keys should be turned over; none when all is well.</summary>
    public static IEnumerable<string> Reminders(KeyRing ring, TimeProvider clock)
    {
        if (ring.Parts.Epochs?.Newest is not { } newest)
            yield return "The keys of this operation were never turned over: an old copy of the journal still opens "
                + "the names of erased persons. Run: annona keys turn";
        else if (clock.GetUtcNow() - newest.Since >= KeyTurn.Period)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The keys were last turned over on {newest.Since:yyyy-MM-dd}, a month ago or more. ")
                + "Run: annona keys turn";
    }
}
