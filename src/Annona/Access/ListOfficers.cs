namespace Annona.Access;

/// <summary>
/// Asks who works here. Any role may know the ids and roles; names are for coordinators and auditors, and for oneself.
/// </summary>
public sealed record ListOfficers : Question<IReadOnlyList<OfficerListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<OfficerListed> Answer(Registers now, Moment moment)
    {
        var named = (now.Access.RolesOf(moment.Actor.Officer) & (Roles.Coordinator | Roles.Auditor)) != 0;
        return
        [
            .. now.Access.All.Select(known => new OfficerListed(
                known.Officer.ToString(),
                named || known.Officer == moment.Actor.Officer ? known.Row.Name : null,
                RoleWords.Of(known.Row.Roles),
                known.Row.EnrolledOn)
            {
                RecoveredWithShares = known.Row.Shares,
                LeftOn = known.Row.LeftOn,
            }),
        ];
    }
}

/// <summary>An officer in a list.</summary>
/// <param name="Id">Stands in the entries that the officer recorded.</param>
/// <param name="Name">Null when erased, not opened, or not for who asks.</param>
/// <param name="Roles">In words, as given when the officer was enrolled.</param>
/// <param name="EnrolledOn">The day in UTC.</param>
public sealed record OfficerListed(string Id, string? Name, IReadOnlyList<string> Roles, DateOnly EnrolledOn)
{
    /// <summary>Numbers of the recovery shares that let the officer in; none for who was enrolled by another.</summary>
    public IReadOnlyList<int> RecoveredWithShares { get; init; } = [];

    /// <summary>The day in UTC; null as long as the officer works here.</summary>
    public DateOnly? LeftOn { get; init; }
}
