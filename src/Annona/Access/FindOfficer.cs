namespace Annona.Access;

/// <summary>The officer that somebody means; null if there is none, or if two have the name.</summary>
/// <param name="Typed">A whole name in any case, where names are opened, or an id as text.</param>
public sealed record FindOfficer(string Typed) : Question<Known<Officer>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Known<Officer>? Answer(Registers now, Moment moment)
    {
        var typed = Typed.Trim();
        var meant = now.Access.All.Where(known => $"{known.Officer}" == typed
            || string.Equals(now.Access.NameOf(known.Officer), typed, StringComparison.OrdinalIgnoreCase)).ToList();
        return meant is [var only]
            ? new(only.Officer, $"{only.Officer}", now.Access.NameOf(only.Officer) ?? "")
            : null;
    }
}
