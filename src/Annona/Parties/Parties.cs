using Annona.Access;
using Annona.Values;

namespace Annona.Parties;

/// <summary>What sort of actor a party is.</summary>
public enum PartyKind
{
    /// <summary>A person in public office, known by role and statement only.</summary>
    OfficeHolder,

    /// <summary>A state or government.</summary>
    Government,

    /// <summary>A donor that is not a government.</summary>
    Donor,

    /// <summary>A UN agency or another intergovernmental body.</summary>
    InternationalOrganisation,

    /// <summary>Red Cross, Red Crescent or a non-governmental organisation.</summary>
    HumanitarianOrganisation,

    /// <summary>A city or local authority.</summary>
    LocalAuthority,

    /// <summary>A news agency, paper or broadcaster.</summary>
    Publisher,

    /// <summary>Any other.</summary>
    Other,
}

/// <summary>An office held from a day to a day.</summary>
/// <param name="Title">Such as <c>head of the aid agency</c>.</param>
/// <param name="Of">The organisation, if it is on record.</param>
/// <param name="From">First day; null when not known.</param>
/// <param name="To">Last day; null when not known or not over.</param>
public sealed record Office(string Title, Id<Party>? Of, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether it was held on a day, as far as its days are known.</summary>
    public bool IsHeldOn(DateOnly day) => !(day < From) && !(day > To);
}

/// <summary>An organisation or an office-holder.</summary>
public sealed record Party;

/// <summary>A party is on record.</summary>
/// <param name="Party">Its id.</param>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Aliases">Other names, in any script.</param>
public sealed record PartyAdded(Id<Party> Party, PartyKind Kind, string Name, IReadOnlyList<OtherName> Aliases)
    : Event;

/// <summary>A party held an office.</summary>
public sealed record OfficeHeld(Id<Party> Party, Office Office) : Event;

/// <summary>An office is over.</summary>
/// <param name="Party">Who held it.</param>
/// <param name="Title">Which office: the newest with this title that was not over.</param>
/// <param name="To">Its last day.</param>
public sealed record OfficeEnded(Id<Party> Party, string Title, DateOnly To) : Event;

/// <summary>A party is also known by another name.</summary>
public sealed record PartyAliasAdded(Id<Party> Party, OtherName Alias) : Event;

/// <summary>Asks to put a party on record.</summary>
public sealed record AddParty(
    PartyKind Kind, string Name, IReadOnlyList<OtherName> Aliases, IReadOnlyList<Office> Offices)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        foreach (var name in Aliases.Select(alias => alias.Text).Prepend(Name))
            if (PartyChecks.Fault(now, name) is { } taken)
                return taken;
        foreach (var office in Offices)
            if (PartyChecks.Fault(now, office) is { } fault)
                return fault;
        var id = new Id<Party>(Ids.From(Intent, "party"));
        return new Decision.Accepted(
            [new PartyAdded(id, Kind, Name, Aliases), .. Offices.Select(office => new OfficeHeld(id, office))]);
    }
}

/// <summary>Asks to note that a party held an office, or has another name.</summary>
public sealed record AmendParty(Id<Party> Party, OtherName? Alias, Office? Office) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Parties.Find(Party) is null)
            return PartyRefusals.Unknown(Party.ToString());
        if (Alias is not null && PartyChecks.Fault(now, Alias.Text) is { } taken)
            return taken;
        if (Office is not null && PartyChecks.Fault(now, Office) is { } fault)
            return fault;
        var events = new List<Event>();
        if (Alias is not null)
            events.Add(new PartyAliasAdded(Party, Alias));
        if (Office is not null)
            events.Add(new OfficeHeld(Party, Office));
        return new Decision.Accepted(events);
    }
}

/// <summary>Asks to note that an office is over.</summary>
/// <param name="Party">Who held it.</param>
/// <param name="Title">Which, in either case of letters.</param>
/// <param name="To">Its last day.</param>
public sealed record EndOffice(Id<Party> Party, string Title, DateOnly To) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Parties.Find(Party) is not { } row)
            return PartyRefusals.Unknown(Party.ToString());
        if (row.Held(Title) is not { } office)
            return PartyRefusals.NoSuchOffice(row.Code, Title);
        return office.From is { } from && To < from
            ? PartyRefusals.OfficeEndsBeforeItBegins(from, To)
            : new OfficeEnded(Party, office.Title, To);
    }
}

/// <summary>What requests about parties check.</summary>
static class PartyChecks
{
    public static Refusal? Fault(Registers now, string name) =>
        string.IsNullOrWhiteSpace(name) ? PartyRefusals.NoName()
        : now.Parties.Find(name) is { } known ? PartyRefusals.AlreadyThere(name, known.Code)
        : null;

    public static Refusal? Fault(Registers now, Office office) =>
        string.IsNullOrWhiteSpace(office.Title) ? PartyRefusals.NoTitle()
        : office.Of is { } of && now.Parties.Find(of) is null ? PartyRefusals.Unknown(of.ToString())
        : office is { From: { } from, To: { } to } && to < from ? PartyRefusals.OfficeEndsBeforeItBegins(from, to)
        : null;
}
