using Annona.Journal;

namespace Annona.Ledger;

/// <summary>An account and what is counted in it.</summary>
readonly record struct PileKey(AccountName Account, string Commodity);

/// <summary>The first and the last cell of a list; the cells between lead from one to the next.</summary>
readonly record struct ChainRow(int First, int Last);

/// <summary>Where the lists of cells of each promise, or of each lot, begin and end. A value is one version.</summary>
readonly struct CellChains
{
    readonly KeyMap<Guid> owners;
    readonly Rows<ChainRow> rows;

    CellChains(KeyMap<Guid> owners, Rows<ChainRow> rows) => (this.owners, this.rows) = (owners, rows);

    public static CellChains New() => new(new(), default);

    /// <summary>Who has cells, in order of their first.</summary>
    public IEnumerable<Guid> Owners
    {
        get
        {
            for (var at = 0; at < rows.Count; at++)
                yield return owners[at];
        }
    }

    /// <summary>The first cell of an owner, or -1.</summary>
    public int FirstOf(Guid owner) => owners.Find(owner) is >= 0 and var at && at < rows.Count ? rows[at].First : -1;

    /// <summary>These lists with one more cell at the end of an owner's.</summary>
    /// <param name="owner">The promise or lot.</param>
    /// <param name="cell">The new cell.</param>
    /// <param name="edit">Of this batch.</param>
    /// <param name="last">The cell that was the last before; -1 for the first of its owner.</param>
    public CellChains With(Guid owner, int cell, Edit edit, out int last)
    {
        var at = owners.FindOrAdd(owner, edit);
        if (at >= rows.Count)
        {
            last = -1;
            return new(owners, rows.Add(new(cell, cell), edit));
        }
        last = rows[at].Last;
        return new(owners, rows.Set(at, rows[at] with { Last = cell }, edit));
    }
}

/// <summary>The cells of each promise, or of each lot, in order of arrival.</summary>
readonly struct CellLists(Rows<CellRow> cells, CellChains chains)
{
    /// <summary>Who has cells.</summary>
    public IEnumerable<Guid> Keys => chains.Owners;

    /// <summary>The cells of one owner; false when it has none.</summary>
    public bool TryGetValue(Guid owner, out int[] found)
    {
        found = [.. Of(owner)];
        return found.Length > 0;
    }

    IEnumerable<int> Of(Guid owner)
    {
        for (var cell = chains.FirstOf(owner); cell >= 0; cell = cells[cell].NextOfOwner)
            yield return cell;
    }
}
