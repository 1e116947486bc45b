using System.Text.Json.Serialization;
using Annona.Values;

namespace Annona.Access;

/// <summary>Somebody who works with the operation, by pseudonymous id.</summary>
public sealed record Officer;

/// <summary>Who asks. The host vouches that it is this officer; the roles are looked up in the register.</summary>
public sealed record Actor(Id<Officer> Officer);

/// <summary>An officer may work here from now on, in these roles.</summary>
/// <param name="Officer">Pseudonymous id; the name is the personal part.</param>
/// <param name="Roles">What the officer may do.</param>
/// <param name="PublicKey">
/// The officer's P-256 key as SubjectPublicKeyInfo: the operation opens only with the key file that has its other half.
/// </param>
public sealed record OfficerEnrolled(Id<Officer> Officer, Roles Roles, byte[] PublicKey) : Event;

/// <summary>
/// The keys were lost, and holders of recovery shares opened the operation for an officer, who has every role from now
/// on. Nobody who worked here before vouched for this.
/// </summary>
/// <param name="Officer">Who enrolled, and recorded it; the name is the personal part.</param>
/// <param name="PublicKey">As in <see cref="OfficerEnrolled"/>.</param>
/// <param name="Shares">The numbers on the shares that were used: they say whose consent there was.</param>
public sealed record OfficerRecovered(Id<Officer> Officer, byte[] PublicKey, IReadOnlyList<int> Shares) : Event;

/// <summary>An officer no longer works here.</summary>
/// <param name="Officer">Who.</param>
/// <param name="Reason">Why, without names.</param>
public sealed record OfficerLeft(Id<Officer> Officer, string Reason) : Event;

/// <summary>Asks to enrol an officer. The first one needs nobody's leave and must be a coordinator.</summary>
/// <param name="Officer">Made by whoever asks.</param>
/// <param name="Roles">One at least.</param>
/// <param name="PublicKey">See <see cref="OfficerEnrolled"/>.</param>
/// <param name="Name">What others call the officer.</param>
public sealed record EnrolOfficer(Id<Officer> Officer, Roles Roles, byte[] PublicKey, string Name) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if ((Roles & ~Roles.All) != 0)
            return AccessRefusals.UnknownRole();
        if (Roles == Roles.None)
            return AccessRefusals.NoRole();
        if (OfficerChecks.Refuses(Officer, PublicKey, Name, now) is { } no)
            return no;
        return new OfficerEnrolled(Officer, Roles, PublicKey) { Personal = [OfficerChecks.Named(Officer, Name)] };
    }
}

/// <summary>
/// Asks to enrol oneself after the keys were lost. Only the host that put the root key together from recovery shares
/// can let this through: see <see cref="OperationParts.Recovering"/>.
/// </summary>
/// <param name="Officer">Who asks.</param>
/// <param name="PublicKey">See <see cref="OfficerEnrolled"/>.</param>
/// <param name="Name">What others call the officer.</param>
/// <param name="Shares">The numbers on the shares.</param>
public sealed record RecoverOfficer(
    Id<Officer> Officer, byte[] PublicKey, string Name, IReadOnlyList<int> Shares) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.None;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        OfficerChecks.Refuses(Officer, PublicKey, Name, now) is { } no
            ? no
            : new OfficerRecovered(Officer, PublicKey, Shares) { Personal = [OfficerChecks.Named(Officer, Name)] };
}

/// <summary>Asks that an officer may no longer work here. What the officer recorded stays.</summary>
/// <param name="Officer">Who leaves.</param>
/// <param name="Reason">Why, without names.</param>
public sealed record RemoveOfficer(Id<Officer> Officer, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.Access.RolesOf(Officer) == Roles.None ? AccessRefusals.NotEnrolled()
        : string.IsNullOrWhiteSpace(Reason) ? AccessRefusals.NoReason()
        : now.Access.IsLastCoordinator(Officer) ? AccessRefusals.LastCoordinator()
        : new OfficerLeft(Officer, Reason.Trim());
}

static class OfficerChecks
{
    public static Refusal? Refuses(Id<Officer> officer, byte[] publicKey, string name, Registers now) =>
        now.Access.RolesOf(officer) != Roles.None ? AccessRefusals.AlreadyEnrolled()
        : string.IsNullOrWhiteSpace(name) ? AccessRefusals.NoName()
        : publicKey.Length == 0 ? AccessRefusals.NoKey()
        : null;

    public static PersonalPart Named(Id<Officer> officer, string name) =>
        new(officer.Value, new() { Name = [new(NameRole.Whole, name.Trim())] });
}

/// <summary>Stored forms of this room.</summary>
public static class AccessForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("access.officer-enrolled", 1, AccessJson.Default.OfficerEnrolled),
        new("access.officer-recovered", 1, AccessJson.Default.OfficerRecovered),
        new("access.officer-left", 1, AccessJson.Default.OfficerLeft),
        new("access.device-enrolled", 1, AccessJson.Default.DeviceEnrolled),
        new("access.device-revoked", 1, AccessJson.Default.DeviceRevoked),
        new("access.keys-turned", 1, AccessJson.Default.KeysTurned),
        new("access.shares-printed", 1, AccessJson.Default.SharesPrinted),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OfficerEnrolled))]
[JsonSerializable(typeof(OfficerRecovered))]
[JsonSerializable(typeof(OfficerLeft))]
[JsonSerializable(typeof(DeviceEnrolled))]
[JsonSerializable(typeof(DeviceRevoked))]
[JsonSerializable(typeof(KeysTurned))]
[JsonSerializable(typeof(SharesPrinted))]
sealed partial class AccessJson : JsonSerializerContext;
