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
public sealed record Office(string Title, Id<Party>? Of, DateOnly? From, DateOnly? To);

/// <summary>An organisation or an office-holder.</summary>
public sealed record Party;

/// <summary>A party is on record.</summary>
/// <param name="Party">Its id.</param>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Aliases">Other names, in any script.</param>
public sealed record PartyAdded(Id<Party> Party, PartyKind Kind, string Name, IReadOnlyList<string> Aliases) : Event;

/// <summary>A party held an office.</summary>
public sealed record OfficeHeld(Id<Party> Party, Office Office) : Event;

/// <summary>A party is also known by another name.</summary>
public sealed record PartyAliasAdded(Id<Party> Party, string Alias) : Event;

/// <summary>Asks to put a party on record.</summary>
public sealed record AddParty(PartyKind Kind, string Name, IReadOnlyList<string> Aliases,
    IReadOnlyList<Office> Offices)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return PartyRefusals.NoName();
        foreach (var name in Aliases.Prepend(Name))
            if (now.Parties.Find(name) is { } known)
                return PartyRefusals.AlreadyThere(name, known.Code);
        var id = new Id<Party>(Ids.From(Intent, "party"));
        return new Decision.Accepted(
            [new PartyAdded(id, Kind, Name, Aliases), .. Offices.Select(office => new OfficeHeld(id, office))]);
    }
}

/// <summary>Asks to note that a party held an office, or has another name.</summary>
public sealed record AmendParty(Id<Party> Party, string? Alias, Office? Office) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Parties.Find(Party) is null)
            return PartyRefusals.Unknown(Party.ToString());
        if (Alias is not null && now.Parties.Find(Alias) is { } known)
            return PartyRefusals.AlreadyThere(Alias, known.Code);
        var events = new List<Event>();
        if (Alias is not null)
            events.Add(new PartyAliasAdded(Party, Alias));
        if (Office is not null)
            events.Add(new OfficeHeld(Party, Office));
        return new Decision.Accepted(events);
    }
}

/// <summary>Why this room says no.</summary>
static class PartyRefusals
{
    public static Refusal NoName() =>
        new("party.no-name", "A party needs a name.", "Give the name as it is published.");

    public static Refusal AlreadyThere(string name, string code) => new(
        "party.already-there", $"'{name}' is on record already as {code}.",
            $"Use {code}, or give a name that tells the two apart.");

    public static Refusal Unknown(string party) => new(
        "party.unknown", $"There is no party '{party}'.", "Find parties with: annona party list");
}
