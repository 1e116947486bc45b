using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.Access;

/// <summary>How somebody who holds a key stands to the operation.</summary>
public enum Standing
{
    /// <summary>Enrolled with this key.</summary>
    Enrolled,

    /// <summary>No entry enrols this officer.</summary>
    Unknown,

    /// <summary>Enrolled with another key.</summary>
    OtherKey,

    /// <summary>Was enrolled, and has left.</summary>
    Left,
}

/// <summary>Who may do what.</summary>
public sealed record AccessRegister : IRegister<AccessRegister>
{
    ImmutableDictionary<Id<Officer>, OfficerRow> officers = ImmutableDictionary<Id<Officer>, OfficerRow>.Empty;

    ImmutableDictionary<Guid, DeviceRow> devices = ImmutableDictionary<Guid, DeviceRow>.Empty;

    AccessRegister()
    {
    }

    /// <summary>Nobody enrolled.</summary>
    public static AccessRegister Empty { get; } = new();

    /// <summary>How many officers are enrolled; those who left do not count.</summary>
    public int Count => officers.Values.Count(row => row.LeftOn is null);

    /// <summary>Whether some officer may enrol others.</summary>
    public bool HasCoordinator => officers.Values.Any(row => row.Now.HasFlag(Roles.Coordinator));

    /// <summary>An officer's roles; none for a stranger and for who has left.</summary>
    public Roles RolesOf(Id<Officer> officer) => officers.TryGetValue(officer, out var row) ? row.Now : Roles.None;

    /// <summary>An officer's name; null when unknown, erased or not opened.</summary>
    public string? NameOf(Id<Officer> officer) => officers.TryGetValue(officer, out var row) ? row.Name : null;

    /// <summary>How the holder of a key stands to the operation.</summary>
    /// <param name="officer">Who the key says its holder is.</param>
    /// <param name="publicKey">Its public half as SubjectPublicKeyInfo.</param>
    public Standing StandingOf(Id<Officer> officer, ReadOnlySpan<byte> publicKey) =>
        !officers.TryGetValue(officer, out var row) ? Standing.Unknown
        : row.LeftOn is not null ? Standing.Left
        : row.Key != Hash.Of(publicKey) ? Standing.OtherKey
        : Standing.Enrolled;

    /// <summary>Whether nobody else may enrol officers.</summary>
    public bool IsLastCoordinator(Id<Officer> officer) =>
        RolesOf(officer).HasFlag(Roles.Coordinator)
        && !officers.Any(other => other.Key != officer && other.Value.Now.HasFlag(Roles.Coordinator));

    /// <summary>Why <paramref name="actor"/> may not do what any of these roles may; null if they may.</summary>
    public Refusal? Refuses(Actor actor, Roles mayAsk)
    {
        var yours = RolesOf(actor.Officer);
        return (yours & mayAsk) != 0 ? null : AccessRefusals.NotYours(mayAsk, yours);
    }

    /// <summary>Why <paramref name="actor"/> may not ask for something to be recorded; null if they may.</summary>
    /// <remarks>Before the first officer only a coordinator's own enrolment passes.</remarks>
    public Refusal? Refuses(Actor actor, Request ask) => ask switch
    {
        RecoverOfficer => AccessRefusals.NotOpened(),
        _ when !officers.IsEmpty => Refuses(actor, ask.MayAsk),
        EnrolOfficer first when first.Officer == actor.Officer && first.Roles.HasFlag(Roles.Coordinator) => null,
        _ => AccessRefusals.FirstIsCoordinator(),
    };

    /// <summary>
    /// Whether an officer may have recorded a fact on a device: with one of these roles, or with one they had until
    /// they left, as long as the device had not heard of it and not more than <see cref="Grace"/> had passed.
    /// </summary>
    /// <param name="officer">Who recorded it.</param>
    /// <param name="may">Any one of these roles will do.</param>
    /// <param name="sent">What the device knew, and when it was.</param>
    internal bool MayHaveRecorded(Id<Officer> officer, Roles may, Sent sent) =>
        officers.TryGetValue(officer, out var row) && (row.Roles & may) != 0
        && (row.LeftOn is null || IsInGrace(row, sent));

    /// <inheritdoc/>
    public AccessRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        OfficerEnrolled enrolled => With(enrolled.Officer, new(
            enrolled.Roles, NameIn(enrolled, enrolled.Officer), Hash.Of(enrolled.PublicKey), DayOf(recorded))),
        OfficerRecovered recovered => With(recovered.Officer, new(
            Roles.All, NameIn(recovered, recovered.Officer), Hash.Of(recovered.PublicKey), DayOf(recorded))
        {
            Shares = [.. recovered.Shares],
        }),
        OfficerLeft left when officers.TryGetValue(left.Officer, out var row) =>
            With(left.Officer, LeftIn(row, recorded)),
        DeviceEnrolled enrolled when !devices.ContainsKey(enrolled.Device.Value) => this with
        {
            devices = devices.Add(
                enrolled.Device.Value, new(enrolled.PublicKey, enrolled.Site, enrolled.Until, IsRevoked: false)),
        },
        DeviceRevoked revoked when devices.TryGetValue(revoked.Device.Value, out var device) => this with
        {
            devices = devices.SetItem(revoked.Device.Value, device with { IsRevoked = true }),
        },
        _ => this,
    };

    /// <summary>How long somebody who left may still have worked with a device that did not know.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(72);

    /// <summary>All devices, also those that ended, in order of their ids.</summary>
    internal IEnumerable<(Id<Device> Device, DeviceRow Row)> Devices => devices
        .OrderBy(device => device.Key).Select(device => (new Id<Device>(device.Key), device.Value));

    /// <summary>A device, or null.</summary>
    internal DeviceRow? FindDevice(Guid device) => devices.GetValueOrDefault(device);

    /// <summary>Everybody, those who left included, in order of enrolment.</summary>
    internal IEnumerable<(Id<Officer> Officer, OfficerRow Row)> All => officers
        .OrderBy(officer => officer.Value.EnrolledOn).ThenBy(officer => officer.Key.Value)
        .Select(officer => (officer.Key, officer.Value));

    static OfficerRow LeftIn(OfficerRow row, Recorded recorded) => row with
    {
        LeftOn = DayOf(recorded),
        LeftAt = recorded.Position,
        LeftTime = recorded.RecordedAt,
    };

    static bool IsInGrace(OfficerRow row, Sent sent) =>
        sent.Seen < row.LeftAt && sent.Effective.Clock <= Effective.ClockAt(row.LeftTime + Grace);

    /// <summary>The same officers, nameless: as whoever opens no personal part folds them.</summary>
    internal AccessRegister WithoutNames() => this with
    {
        officers = officers.SetItems(officers.Select(
            officer => KeyValuePair.Create(officer.Key, officer.Value with { Name = null }))),
    };

    AccessRegister With(Id<Officer> officer, OfficerRow row) => this with
    {
        officers = officers.SetItem(officer, row),
    };

    static string? NameIn(Event fact, Id<Officer> officer) => fact.DetailsOf(officer.Value)?.FullName;

    static DateOnly DayOf(Recorded recorded) => DateOnly.FromDateTime(recorded.RecordedAt.UtcDateTime);
}

/// <summary>An officer as the register has them.</summary>
/// <param name="Roles">Given when enrolled.</param>
/// <param name="Name">Null when erased or not opened.</param>
/// <param name="Key">SHA-256 of the public key.</param>
/// <param name="EnrolledOn">The day in UTC.</param>
sealed record OfficerRow(Roles Roles, string? Name, Hash Key, DateOnly EnrolledOn)
{
    /// <summary>Numbers of the recovery shares that let the officer in; none for who was enrolled.</summary>
    public ImmutableArray<int> Shares { get; init; } = [];

    /// <summary>The day in UTC; null as long as the officer works here.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Position of the entry by which the officer left; 0 before that.</summary>
    public long LeftAt { get; init; }

    /// <summary>When that entry was recorded.</summary>
    public DateTimeOffset LeftTime { get; init; }

    /// <summary>The roles that count now.</summary>
    public Roles Now => LeftOn is null ? Roles : Roles.None;
}
