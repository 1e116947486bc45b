using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annona.Access;
using Annona.Parties;
using Annona.Values;

namespace Annona.People;

/// <summary>What becomes of the words of a place that is not on record.</summary>
public enum PlaceWords
{
    /// <summary>
    /// They may be a street and a house, so they are kept as the address, which only the person's own key opens.
    /// </summary>
    AsAddress,

    /// <summary>Somebody said that the column names places: they are kept as written, and counted by.</summary>
    AsWritten,
}

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

    /// <summary>The row has no name, and somebody said that it is taken in all the same.</summary>
    public bool NameNotKnown { get; init; }

    /// <summary>What becomes of a present place that is not on record.</summary>
    public PlaceWords PresentPlace { get; init; }
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
    /// <summary>How the file was read.</summary>
    public ListReading Reading { get; init; } = ListReading.Unknown;

    /// <summary>The same file may stand on record under another list.</summary>
    public bool AnotherList { get; init; }

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
        if (!AnotherList && now.People.Lists.FindFile(FileHash) is { } twin && twin.List.Id != known?.Id)
            return PeopleRefusals.SameFile(twin.List.Code, twin.Version.Number);
        if (known is null)
            return Opened(new(Ids.From(Intent, "people-list")), 1, Space);
        if (known.Newest is { IsClosed: false } open && open.FileHash == FileHash)
            return RefuseResumed(known, open) is { } other ? other : new Decision.Accepted();
        return RefuseNewer(known) is { } no ? no : Opened(known.Id, known.Versions.Length + 1, known.Space);
    }

    Refusal? RefuseText() =>
        string.IsNullOrWhiteSpace(Name) ? PeopleRefusals.NoText("name of the list")
        : string.IsNullOrWhiteSpace(Basis) ? PeopleRefusals.NoText("sharing basis")
        : string.IsNullOrWhiteSpace(Purpose) ? PeopleRefusals.NoText("purpose")
        : null;

    /// <summary>What an interrupted import began with must be what it goes on with, or it would mix two.</summary>
    Refusal? RefuseResumed(PeopleListRow known, ListVersion open)
    {
        var other =
            known.Owner != Owner ? "owner"
            : known.Synthetic != Synthetic ? "--synthetic"
            : open.AsOf != AsOf ? "day (--as-of)"
            : open.Basis != Basis ? "sharing basis (--basis)"
            : open.Purpose != Purpose ? "purpose (--purpose)"
            : open.Reading != Reading ? "reading of the file (--map and the like)"
            : null;
        return other is null ? null : PeopleRefusals.ListReadOtherwise(known.Code, open.Number, other);
    }

    Refusal? RefuseNewer(PeopleListRow known) =>
        known.Owner != Owner ? PeopleRefusals.ListOfAnother(known.Code)
        : known.Synthetic != Synthetic ? PeopleRefusals.SyntheticMixed($"This version of {known.Code}")
        : !known.Newest.IsClosed ? PeopleRefusals.ListUnfinished(known.Code, known.Newest.Number)
        : known.Newest.AsOf > AsOf ? PeopleRefusals.ListOlder(known.Code, known.Newest.AsOf)
        : Reading.ByPlace || known.Newest.Reading.ByPlace ? PeopleRefusals.NoRecordNumbers(known.Code)
        : null;

    PeopleListOpened Opened(Id<PeopleList> list, int version, Guid space) =>
        new(list, version, Owner, ListNames.Normal(Name), AsOf, Basis, Purpose, FileHash, space) { Reading = Reading };
}

/// <summary>Names of lists.</summary>
public static class ListNames
{
    /// <summary>One blank between words and none around them, however it was typed.</summary>
    public static string Normal(string typed) => string.Join(' ', typed.Normalize(NormalizationForm.FormC)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
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

/// <summary>What is known of a chunk of rows before it is sent.</summary>
/// <param name="Intent">
/// The same for everybody who sends the same rows of the same version, so that a resumed import repeats itself.
/// </param>
/// <param name="Done">It was sent before.</param>
public sealed record ChunkAhead(Guid Intent, bool Done);

/// <summary>
/// Asks for the intent of a chunk. It follows from all that the rows say and from the list's random space: other rows,
/// or the same rows read otherwise, are another request, and nobody can test guesses of rows against it.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">The rows of the chunk.</param>
public sealed record FindChunk(Id<PeopleList> List, int Version, IReadOnlyList<ListedPerson> Rows)
    : Question<ChunkAhead>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override ChunkAhead Answer(Registers now, Moment moment)
    {
        if (now.People.Lists.Find(List) is not { } list)
            throw new RefusedException(PeopleRefusals.UnknownList(List.ToString()));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(row, PeopleJson.Default.ListedPerson));
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        var intent = Ids.From(list.Space, $"version/{Version}/rows/{digest}");
        return new(intent, now.Intents.Find(intent) is not null);
    }
}

/// <summary>Asks who stands in rows of a list: one id for each record number, whether registered or not.</summary>
/// <param name="List">The list.</param>
/// <param name="Records">The records' numbers as the list's owner gives them.</param>
public sealed record FindPersonsOfRows(Id<PeopleList> List, IReadOnlyList<string> Records)
    : Question<IReadOnlyList<Id<Person>>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override IReadOnlyList<Id<Person>> Answer(Registers now, Moment moment) =>
        now.People.Lists.Find(List) is { } list
            ? [.. Records.Select(list.PersonOf)]
            : throw new RefusedException(PeopleRefusals.UnknownList(List.ToString()));
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

/// <summary>
/// Asks to note that all rows of a version were dealt with. What became of them is counted from the entries.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Version">Its version.</param>
/// <param name="Undecided">Rows that nobody accepted; null when nobody compared them.</param>
public sealed record CloseList(Id<PeopleList> List, int Version, int? Undecided) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var list = now.People.Lists.Find(List);
        return ListRules.Refuse(list, List, Version, rows: 0, list?.Synthetic ?? Synthetic) is { } no
            ? no
            : new PeopleListClosed(List, Version, list!.Versions[Version - 1].Counts(Undecided))
            {
                Synthetic = list.Synthetic,
            };
    }
}
