namespace Annona.Journal;

/// <summary>
/// Whose the personal parts of a whole journal are, and who was erased: for a store that takes a journal in at once.
/// 32 bytes a part.
/// </summary>
public sealed class PersonIndex
{
    readonly List<SubjectPart> parts = [];
    readonly HashSet<Guid> erased = [];

    /// <summary>Parts that are there, in order of the entries.</summary>
    public IReadOnlyList<SubjectPart> Parts => parts;

    /// <summary>Persons whom an entry erased.</summary>
    public IReadOnlyList<Guid> Erased => [.. erased];

    /// <summary>How many entries cannot be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Takes an entry in.</summary>
    public void Add(StoredEntry entry)
    {
        try
        {
            var (_, envelope, signedId) = JournalReader.DecodeSigned(entry);
            for (var at = 0; at < envelope.Personal.Length; at++)
                if (entry.PersonalParts[at].Length > 0)
                    parts.Add(new(envelope.Personal[at].Subject, entry.Position, at));
            // Only the hub erases.
            if (signedId is null)
                erased.UnionWith(envelope.Erased);
        }
        catch (DamagedEntryException)
        {
            // Whom it names nobody can say; verification names the entry.
            Unreadable++;
        }
    }
}
