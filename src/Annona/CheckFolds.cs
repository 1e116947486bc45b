using Annona.Access;
using Annona.Journal;

namespace Annona;

/// <summary>
/// Asks what the registers say against themselves: books that do not balance, documents that are missing or changed,
/// entries that nothing folds. Reads every archived document.
/// </summary>
public sealed record CheckFolds : Question<FoldsChecked>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override FoldsChecked Answer(Registers now, Moment moment)
    {
        var kept = moment.Documents.All().ToHashSet();
        List<Fault> faults = [.. now.Faults().Select(fault => new Fault(0, fault))];
        var (opened, notArchived) = (0, 0);
        foreach (var (document, position, isArchived) in now.Archive.All)
        {
            var isKept = kept.Remove(document);
            if (!isKept && !isArchived)
                notArchived++;
            else if (!isKept)
                faults.Add(new(position, $"The document {document} of entry {position} is missing."));
            else if (!Opens(moment.Documents, document))
                faults.Add(new(position, $"The document {document} of entry {position} is not what its hash says."));
            else
                opened++;
        }
        return new(faults, opened, notArchived)
        {
            Unnamed = kept.Count, UnknownKinds = now.UnknownKinds, Quarantined = now.Quarantined,
        };
    }

    static bool Opens(IDocuments documents, Hash document)
    {
        try
        {
            return documents.Find(document) is not null;
        }
        catch (DamagedEntryException)
        {
            return false;
        }
    }
}

/// <summary>What the registers say against themselves.</summary>
/// <param name="Faults">Position 0 where no single entry is to blame; none when all is well.</param>
/// <param name="Documents">Archived documents that open and match their hash.</param>
/// <param name="NotArchived">Papers that transfers name and nobody archived: whether they exist cannot be seen
/// here.</param>
public sealed record FoldsChecked(IReadOnlyList<Fault> Faults, int Documents, int NotArchived)
{
    /// <summary>Documents that no entry names.</summary>
    public int Unnamed { get; init; }

    /// <summary>Entries of kinds that this version does not know; they are kept and not folded.</summary>
    public long UnknownKinds { get; init; }

    /// <summary>Entries that wait for a person to look at; they are kept and not folded.</summary>
    public long Quarantined { get; init; }
}
