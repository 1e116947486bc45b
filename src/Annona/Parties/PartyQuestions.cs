using Annona.Access;
using Annona.Values;

namespace Annona.Parties;

/// <summary>A party as it is shown.</summary>
/// <param name="Code">Such as <c>A3</c>.</param>
/// <param name="Name">The name used here.</param>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Aliases">Other names, in order of arrival.</param>
/// <param name="Offices">Offices held, in order of arrival.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record PartyLine(
    string Code, string Name, PartyKind Kind, IReadOnlyList<OtherName> Aliases, IReadOnlyList<OfficeLine> Offices,
    bool Synthetic);

/// <summary>An office as it is shown.</summary>
/// <param name="Title">Such as <c>head of the aid agency</c>.</param>
/// <param name="OfCode">The organisation's code; null when it is not on record.</param>
/// <param name="Of">The organisation's name; null when it is not on record.</param>
/// <param name="From">First day; null when not known.</param>
/// <param name="To">Last day; null when not known or not over.</param>
public sealed record OfficeLine(string Title, string? OfCode, string? Of, DateOnly? From, DateOnly? To);

/// <summary>Asks who is on record, in order of arrival.</summary>
public sealed record ListParties : Question<IReadOnlyList<PartyLine>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<PartyLine> Answer(Registers now, Moment moment) =>
        [.. now.Parties.All.Select(row => Line(row, now.Parties))];

    internal static PartyLine Line(PartyRow row, PartyRegister parties) => new(
        row.Code, row.Name, row.Kind, row.Aliases,
        [.. row.Offices.Select(office => Line(office, office.Of is { } of ? parties.Find(of) : null))], row.Synthetic);

    static OfficeLine Line(Office office, PartyRow? of) =>
        new(office.Title, of?.Code, of?.Name, office.From, office.To);
}

/// <summary>Asks for one party; null if there is none.</summary>
public sealed record ShowParty(Id<Party> Party) : Question<PartyLine?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override PartyLine? Answer(Registers now, Moment moment) =>
        now.Parties.Find(Party) is { } row ? ListParties.Line(row, now.Parties) : null;
}
