using System.Collections.Immutable;
using Annona.Access;
using Annona.Journal;
using Annona.Places;
using Annona.Values;

namespace Annona.People;

/// <summary>Which persons. Every condition that is given must hold; none means everybody.</summary>
public sealed record PeopleFilter
{
    /// <summary>From this list.</summary>
    public Id<PeopleList>? List { get; init; }

    /// <summary>In this household.</summary>
    public Id<Household>? Household { get; init; }

    /// <summary>Now in this place or a place inside it.</summary>
    public Id<Place>? Place { get; init; }

    /// <summary>One of these; empty means anybody.</summary>
    public IReadOnlyList<Id<Person>> Persons { get; init; } = [];

    /// <summary>Also those who left.</summary>
    public bool WithLeft { get; init; }

    /// <summary>Ordinals of those who match, in order of arrival.</summary>
    internal IEnumerable<int> Matches(Registers now)
    {
        var people = now.People;
        if (Persons.Count > 0)
            return Persons.Select(people.Find).Where(at => at >= 0).Distinct().Order().Where(at => Matches(now, at));
        if (Household is { } household)
            return people.Find(household) is >= 0 and var home
                ? people.Household(home).Members.Order().Where(at => Matches(now, at))
                : [];
        return Enumerable.Range(0, people.PersonCount).Where(at => Matches(now, at));
    }

    bool Matches(Registers now, int at)
    {
        var row = now.People.Row(at);
        return (WithLeft || !row.Is(PeopleFlags.Left))
            && (List is not { } list || (row.List >= 0 && row.List == now.People.Lists.OrdinalOf(list)))
            && (Household is not { } household || row.Household == now.People.Find(household))
            && (Place is not { } place || LiesIn(now, now.People.PresentPlaceOf(at), place));
    }

    static bool LiesIn(Registers now, PlaceRef inner, Id<Place> outer) =>
        inner.Resolved(now.Places).Place is { } place && now.Places.LiesIn(place, outer);
}

/// <summary>
/// Names were disclosed: to whom, for what, on what basis, which fields, of how many. The entry is made before
/// anybody sees a name.
/// </summary>
/// <param name="Disclosure">Its id, by which the names are then asked for.</param>
/// <param name="Recipient">Who gets them.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Filter">Of whom.</param>
/// <param name="Count">Of how many persons when it was asked; those who objected are not among them.</param>
public sealed record PersonsDisclosed(
    Id<Disclosure> Disclosure, string Recipient, string Purpose, string Basis, PersonFields Fields, PeopleFilter Filter,
    int Count) : Event;

/// <summary>Asks for leave to see names. Persons who objected are left out.</summary>
public sealed record DisclosePersons(
    string Recipient, string Purpose, string Basis, PersonFields Fields, PeopleFilter Filter) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Recipient))
            return PeopleRefusals.NoText("recipient");
        if (string.IsNullOrWhiteSpace(Purpose))
            return PeopleRefusals.NoText("purpose");
        if (string.IsNullOrWhiteSpace(Basis))
            return PeopleRefusals.NoText("legal basis");
        if (Fields == PersonFields.None)
            return PeopleRefusals.NoFields();
        var count = Filter.Matches(now).Count(at =>
            !Objections.Stand(now, at) && !now.People.Row(at).Is(PeopleFlags.Erased));
        if (count == 0)
            return PeopleRefusals.NobodyMatches();
        return new PersonsDisclosed(
            new(Ids.From(Intent, "disclosure")), Recipient, Purpose, Basis, Fields, Filter, count);
    }
}

/// <summary>A disclosure as it is listed.</summary>
/// <param name="Disclosure">Its id.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Officer">Who recorded it.</param>
/// <param name="Recipient">Who got the data.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Count">Of how many persons.</param>
/// <param name="Whom">Which persons, in words without names.</param>
public sealed record DisclosureShown(
    Id<Disclosure> Disclosure, DateTimeOffset At, Id<Officer> Officer, string Recipient, string Purpose, string Basis,
    PersonFields Fields, int Count, string Whom);

/// <summary>Asks to whom data of persons were disclosed, oldest first.</summary>
public sealed record ListDisclosures : Question<IReadOnlyList<DisclosureShown>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<DisclosureShown> Answer(Registers now, Moment moment) =>
    [
        .. now.People.Disclosures.All.Select(row => new DisclosureShown(
            row.Fact.Disclosure, row.At, row.Officer, row.Fact.Recipient, row.Fact.Purpose, row.Fact.Basis,
            row.Fact.Fields, row.Fact.Count, WordsOf(now, row.Fact.Filter))),
    ];

    /// <summary>Whom a filter means, in words without names.</summary>
    internal static string WordsOf(Registers now, PeopleFilter filter)
    {
        const int namedMax = 5;
        var words = new List<string>();
        if (filter.Persons.Count > 0)
        {
            var codes = filter.Persons.Take(namedMax).Select(person =>
                now.People.Find(person) is >= 0 and var at ? PeopleCodes.Person(at) : "?");
            var more = filter.Persons.Count > namedMax ? $" and {filter.Persons.Count - namedMax} more" : "";
            words.Add(string.Join(", ", codes) + more);
        }
        if (filter.Household is { } household && now.People.Find(household) is >= 0 and var home)
            words.Add(PeopleCodes.Household(home));
        if (filter.List is { } list && now.People.Lists.Find(list) is { } from)
            words.Add(from.Code);
        if (filter.Place is { } place && now.Places.Find(place) is { } where)
            words.Add($"now in {where.Name}");
        return words.Count == 0 ? "everybody" : string.Join(", ", words);
    }
}

/// <summary>A disclosure and the officer who may use it.</summary>
public sealed record DisclosureRow(Id<Officer> Officer, DateTimeOffset At, PersonsDisclosed Fact);

/// <summary>Who saw what. A small part of the register of people.</summary>
public sealed record DisclosureRegister : IRegister<DisclosureRegister>
{
    ImmutableDictionary<Id<Disclosure>, DisclosureRow> byId = ImmutableDictionary<Id<Disclosure>, DisclosureRow>.Empty;

    DisclosureRegister()
    {
    }

    /// <summary>Nothing disclosed.</summary>
    public static DisclosureRegister Empty { get; } = new();

    /// <summary>All disclosures, oldest first.</summary>
    public IReadOnlyList<DisclosureRow> All => [.. byId.Values.OrderBy(row => row.At)];

    /// <summary>A disclosure; null if there is none.</summary>
    public PersonsDisclosed? Find(Id<Disclosure> disclosure) =>
        byId.TryGetValue(disclosure, out var row) ? row.Fact : null;

    /// <summary>A disclosure, if it was made by this officer; else null.</summary>
    public PersonsDisclosed? Of(Id<Disclosure> disclosure, Id<Officer> officer) =>
        byId.TryGetValue(disclosure, out var row) && row.Officer == officer ? row.Fact : null;

    /// <inheritdoc/>
    public DisclosureRegister After(Recorded recorded, Edit edit) => recorded.Event is PersonsDisclosed disclosed
        ? this with
        {
            byId = byId.SetItem(disclosed.Disclosure, new(new(recorded.Officer), recorded.RecordedAt, disclosed)),
        }
        : this;
}
