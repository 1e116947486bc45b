using Annona.Journal;

namespace Annona.Storage.Tests.Faults;

/// <summary>Every byte that a journal has, in words that can be compared.</summary>
static class JournalWords
{
    public static string All(IJournalView journal) => string.Join('\n',
    [
        Sealed(journal), .. journal.Notes().Order().Select(name => $"{name} {Hex(journal.FindNote(name)!)}"),
    ]);

    /// <summary>Everything but the notes, some of which say the same in several spellings.</summary>
    public static string Sealed(IJournalView journal) => string.Join('\n',
    [
        .. journal.Read(1).Select(entry =>
            $"{entry.Position} {Hex(entry.LeafBytes)} {Hex(entry.OpenPart)} "
            + string.Join('/', entry.PersonalParts.Select(Hex))),
        .. journal.SubjectKeys().Select(key => $"{key.Subject} {Hex(key.Wrapped)}").Order(),
        .. journal.Blobs().Select(of => $"{of} {Hex(journal.FindBlob(of)!)}").Order(),
        .. journal.Checkpoints().Select(head => $"{head}"),
    ]);

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
