using Annona.Access;
using Annona.Parties;
using Annona.Values;

namespace Annona.People;

/// <summary>A row of a list that could be read.</summary>
/// <param name="Row">Of the file, as its reader sees it: the header is row 1.</param>
/// <param name="Record">
/// The record's number as the list's owner gives it; the same person has the same one in every version.
/// </param>
/// <param name="Stated">The fields for which the list has a column; the others say nothing about the person.</param>
/// <param name="Facts">Open values.</param>
/// <param name="Details">Personal values.</param>
public sealed record ListedPerson(
    int Row, string Record, PersonFields Stated, PersonFacts Facts, PersonalDetails Details)
{
    /// <summary>Number of the household's form; null: a household of their own.</summary>
    public string? Form { get; init; }
}

/// <summary>
/// Asks to take in a version of a list. Its rows follow in chunks. Asking again for the same file changes nothing.
/// </summary>
/// <param name="Owner">The party that owns the list.</param>
/// <param name="Name">What officers call it; the same name means a newer version of the same list.</param>
/// <param name="AsOf">The day for which the owner vouches.</param>
/// <param name="Basis">On what ground the owner may share it.</param>
/// <param name="Purpose">What it may be used for.</param>
/// <param name="FileHash">SHA-256 of the file, 64 hex digits in lower case.</param>
/// <param name="Space">A random id from the host, used if the list is new.</param>
public sealed record OpenList(
    Id<Party> Owner, string Name, DateOnly AsOf, string Basis, string Purpose, string FileHash, Guid Space) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (RefuseText() is { } missing)
            return missing;
        if (now.Parties.Find(Owner) is null)
            return new Refusal("people.unknown-owner", "The owner of the list is not on record.",
                "Put the party on record first with: annona party add");
        if (AsOf > moment.Today)
            return PeopleRefusals.ListInFuture();
        var known = now.People.Lists.Find(Name);
        if (known is null)
            return Opened(new(Ids.From(Intent, "people-list")), 1, Space);
        if (known.Newest is { Closed: null } open && open.FileHash == FileHash)
            return new Decision.Accepted();
        return RefuseNewer(known) is { } no ? no : Opened(known.Id, known.Versions.Length + 1, known.Space);
    }

    Refusal? RefuseText() =>
        string.IsNullOrWhiteSpace(Name) ? PeopleRefusals.NoText("name of the list")
        : string.IsNullOrWhiteSpace(Basis) ? PeopleRefusals.NoText("sharing basis")
        : string.IsNullOrWhiteSpace(Purpose) ? PeopleRefusals.NoText("purpose")
        : null;

    Refusal? RefuseNewer(PeopleListRow known) =>
        known.Owner != Owner ? PeopleRefusals.ListOfAnother(known.Code)
        : known.Synthetic != Synthetic ? PeopleRefusals.SyntheticMixed($"This version of {known.Code}")
        : known.Newest.Closed is null ? PeopleRefusals.ListUnfinished(known.Code, known.Newest.Number)
        : known.Newest.AsOf > AsOf ? PeopleRefusals.ListOlder(known.Code, known.Newest.AsOf)
        : null;

    PeopleListOpened Opened(Id<PeopleList> list, int version, Guid space) =>
        new(list, version, Owner, Name.Trim(), AsOf, Basis, Purpose, FileHash, space);
}

/// <summary>
/// Asks to register the persons of some rows of a list's first version. All or none; persons who are registered
/// already are passed over, so a repeated or resumed import doubles nobody.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">At most <see cref="RowsMax"/>.</param>
public sealed record ImportRows(Id<PeopleList> List, int Version, IReadOnlyList<ListedPerson> Rows) : Request
{
    /// <summary>
    /// Rows of one request: large enough that a commit costs little, small enough that nobody waits behind it.
    /// </summary>
    public const int RowsMax = 1_000;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <summary>
    /// The intent of a chunk: the same for everybody who imports the same version, so that a resumed import repeats
    /// itself.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="version">Its version.</param>
    /// <param name="chunk">From 0.</param>
    public static Guid IntentOf(PeopleListRow list, int version, int chunk) =>
        Ids.From(list.Space, $"version/{version}/{list.Versions[version - 1].FileHash}/chunk/{chunk}");

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var list = now.People.Lists.Find(List);
        if (ListRules.Refuse(list, List, Version, Rows.Count, Synthetic) is { } no)
            return no;
        if (Version > 1)
            return PeopleRefusals.NeedsDecision(list!.Code);
        if (ListRules.RefuseRows(Rows, moment.Today) is { } bad)
            return bad;
        return new Decision.Accepted([.. Rows
            .Where(row => now.People.Find(list!.PersonOf(row.Record)) < 0)
            .Select(row => ListRules.Registered(now, list!, Version, row))]);
    }
}

/// <summary>
/// An officer's yes to new, changed and gone rows of a newer version, singly or in bulk. Whatever is not named here
/// stays as it is recorded.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">New and changed rows that are accepted.</param>
/// <param name="Gone">Persons who are not in the version any more, and whose leaving is accepted.</param>
public sealed record DecideListChanges(
    Id<PeopleList> List, int Version, IReadOnlyList<ListedPerson> Rows, IReadOnlyList<Id<Person>> Gone) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var list = now.People.Lists.Find(List);
        if (ListRules.Refuse(list, List, Version, Rows.Count + Gone.Count, Synthetic) is { } no)
            return no;
        if (ListRules.RefuseRows(Rows, moment.Today) is { } bad)
            return bad;
        var events = new List<Event>(Rows.Count + Gone.Count);
        foreach (var row in Rows)
            if (ListRules.Accept(now, list!, Version, row) is { } accepted)
                events.Add(accepted);
        foreach (var person in Gone)
        {
            var at = now.People.Find(person);
            if (at < 0 || now.People.Person(at).From?.List != List)
                return PeopleRefusals.NotOfList(at < 0 ? person.ToString() : PeopleCodes.Person(at), list!.Code);
            if (!now.People.Person(at).Left)
                events.Add(new PersonLeft(person, list!.Versions[Version - 1].AsOf, LeaveReason.GoneFromList));
        }
        return new Decision.Accepted(events);
    }
}

/// <summary>Asks to note that all rows of a version were dealt with.</summary>
public sealed record CloseList(Id<PeopleList> List, int Version, ListCounts Counts) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var list = now.People.Lists.Find(List);
        return ListRules.Refuse(list, List, Version, rows: 0, list?.Synthetic ?? Synthetic) is { } no
            ? no
            : new PeopleListClosed(List, Version, Counts) { Synthetic = list!.Synthetic };
    }
}

/// <summary>What holds for every request about a list's rows.</summary>
static class ListRules
{
    public static Refusal? Refuse(PeopleListRow? list, Id<PeopleList> asked, int version, int rows, bool synthetic) =>
        list is null ? PeopleRefusals.UnknownList(asked.ToString())
        : version != list.Newest.Number ? PeopleRefusals.NotNewest(list.Code, version)
        : list.Newest.Closed is not null ? PeopleRefusals.ListClosed(list.Code, version)
        : list.Synthetic != synthetic ? PeopleRefusals.SyntheticMixed($"This part of {list.Code}")
        : rows > ImportRows.RowsMax ? PeopleRefusals.TooManyRows(rows, ImportRows.RowsMax)
        : null;

    public static Refusal? RefuseRows(IReadOnlyList<ListedPerson> rows, DateOnly today)
    {
        var seen = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!seen.Add(row.Record))
                return PeopleRefusals.RecordTwice(row.Row);
            if (PersonRules.Refuse(row.Facts, row.Details, $"Row {row.Row}", today) is { } no)
                return no;
        }
        return null;
    }

    public static PersonRegistered Registered(Registers now, PeopleListRow list, int version, ListedPerson row)
    {
        var person = list.PersonOf(row.Record);
        var facts = PersonRules.WithYear(row.Facts, row.Details, now);
        return new(person, list.HouseholdOf(row.Form, row.Record), facts)
        {
            Form = row.Form,
            From = new(list.Id, version, row.Row),
            Personal = MayHaveDetails(now, person) ? [new(person.Value, row.Details)] : [],
        };
    }

    /// <summary>The fact that an accepted row of a newer version leads to; null when it changes nothing.</summary>
    public static Event? Accept(Registers now, PeopleListRow list, int version, ListedPerson row)
    {
        var at = now.People.Find(list.PersonOf(row.Record));
        if (at < 0 || now.People.Person(at).Left)
            return Registered(now, list, version, row);
        return PersonRules.Change(now, at, AsStated(now, list, row), "list-version") is { } changed
            ? changed with { From = new(list.Id, version, row.Row) }
            : null;
    }

    /// <summary>
    /// What a row says about its person; without a column for the form it says nothing about the household.
    /// </summary>
    public static PersonAsStated AsStated(Registers now, PeopleListRow list, ListedPerson row) => new(
        row.Stated, PersonRules.WithYear(row.Facts, row.Details, now), row.Details,
        row.Stated.HasFlag(PersonFields.Household) ? list.HouseholdOf(row.Form, row.Record) : null);

    /// <summary>
    /// A person who is back but has no details here was erased, or is not opened: no new key is made for them.
    /// </summary>
    static bool MayHaveDetails(Registers now, Id<Person> person) =>
        now.People.Find(person) is var at && (at < 0 || now.People.Row(at).Is(PeopleFlags.HasDetails));
}
