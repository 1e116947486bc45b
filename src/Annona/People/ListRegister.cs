using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>Lists that parties sent, with all their versions. A small part of the register of people.</summary>
public sealed record ListRegister : IRegister<ListRegister>
{
    ImmutableList<PeopleListRow> rows = [];
    ImmutableDictionary<Id<PeopleList>, int> byId = ImmutableDictionary<Id<PeopleList>, int>.Empty;

    ListRegister()
    {
    }

    /// <summary>No list yet.</summary>
    public static ListRegister Empty { get; } = new();

    /// <summary>All lists in order of arrival.</summary>
    public IReadOnlyList<PeopleListRow> All => rows;

    /// <summary>The list with an id, or null.</summary>
    public PeopleListRow? Find(Id<PeopleList> list) => byId.TryGetValue(list, out var at) ? rows[at] : null;

    /// <summary>The list with a code (<c>LST3</c>), a name or an id as text, or null.</summary>
    public PeopleListRow? Find(string text) =>
        rows.Find(row => string.Equals(row.Name, ListNames.Normal(text), StringComparison.OrdinalIgnoreCase))
        ?? (Codes.TryNumber(text, "LST", rows.Count, out var number) ? rows[number - 1]
            : Id<PeopleList>.TryParse(text, out var id) ? Find(id)
            : null);

    /// <summary>The list and the version that came in as the file with this hash, or null.</summary>
    public (PeopleListRow List, ListVersion Version)? FindFile(string hash)
    {
        foreach (var row in rows)
            foreach (var version in row.Versions)
                if (version.FileHash == hash)
                    return (row, version);
        return null;
    }

    /// <summary>Order of arrival from 0, or -1.</summary>
    public int OrdinalOf(Id<PeopleList> list) => byId.GetValueOrDefault(list, -1);

    /// <inheritdoc/>
    public ListRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        PeopleListOpened opened => After(opened),
        PeopleListClosed closed => After(closed),
        _ => this,
    };

    /// <summary>With what an entry brought counted for its version: people, changes or departures.</summary>
    internal ListRegister Counted(int list, int version, Func<ListVersion, ListVersion> more)
    {
        if (list < 0 || list >= rows.Count || version < 1 || version > rows[list].Versions.Length)
            return this;
        var row = rows[list];
        var counted = row.Versions.SetItem(version - 1, more(row.Versions[version - 1]));
        return this with { rows = rows.SetItem(list, row with { Versions = counted }) };
    }

    ListRegister After(PeopleListOpened opened)
    {
        var version = new ListVersion(opened.Version, opened.AsOf, opened.Basis, opened.Purpose, opened.FileHash)
        {
            Reading = opened.Reading,
        };
        if (byId.TryGetValue(opened.List, out var at))
            return this with { rows = rows.SetItem(at, rows[at] with { Versions = rows[at].Versions.Add(version) }) };
        var row = new PeopleListRow(
            opened.List, rows.Count + 1, opened.Owner, opened.Name, opened.Space, [version], opened.Synthetic);
        return this with { rows = rows.Add(row), byId = byId.SetItem(opened.List, rows.Count) };
    }

    ListRegister After(PeopleListClosed closed)
    {
        if (!byId.TryGetValue(closed.List, out var at))
            return this;
        var row = rows[at];
        var versions = row.Versions.Select(
            version => version.Number == closed.Version
                ? version with { IsClosed = true, Undecided = closed.Counts.Undecided }
                : version);
        return this with { rows = rows.SetItem(at, row with { Versions = [.. versions] }) };
    }
}
