using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>A list with its versions, as it is shown.</summary>
/// <param name="List">Its id.</param>
/// <param name="Code">The same for officers, such as <c>LST1</c>.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="Owner">Name of the party that owns it.</param>
/// <param name="Versions">Oldest first.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record ListShown(
    Id<PeopleList> List, string Code, string Name, string Owner, IReadOnlyList<ListVersion> Versions, bool Synthetic)
{
    /// <summary>The newest version.</summary>
    public ListVersion Newest => Versions[^1];
}

/// <summary>Asks which lists came in, in order of arrival.</summary>
public sealed record ListLists : Question<IReadOnlyList<ListShown>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ListShown> Answer(Registers now, Moment moment) =>
        [.. now.People.Lists.All.Select(row => Shown(now, row))];

    internal static ListShown Shown(Registers now, PeopleListRow row) => new(
        row.Id, row.Code, row.Name, now.Parties.Find(row.Owner)?.Name ?? "", [.. row.Versions], row.Synthetic);
}

/// <summary>Asks for one list; null when there is none.</summary>
/// <param name="Typed">A code, a name or an id as text.</param>
public sealed record ShowList(string Typed) : Question<ListShown?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override ListShown? Answer(Registers now, Moment moment) =>
        now.People.Lists.Find(Typed) is { } row ? ListLists.Shown(now, row) : null;
}

/// <summary>Asks for the list that came in as a file; null when none did.</summary>
/// <param name="Hash">SHA-256 of the file, 64 hex digits in lower case.</param>
public sealed record FindListFile(string Hash) : Question<ListShown?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override ListShown? Answer(Registers now, Moment moment) =>
        now.People.Lists.FindFile(Hash) is { } found ? ListLists.Shown(now, found.List) : null;
}
