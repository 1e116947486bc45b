using Annona.Values;

namespace Annona.Access;

/// <summary>A tablet, telephone or laptop that records away from the hub and signs what it sends.</summary>
public sealed record Device;

/// <summary>A device may send facts from now on.</summary>
/// <param name="Device">Made anew at each enrolment: a restored device does not go on under its old name.</param>
/// <param name="PublicKey">Its P-256 key as SubjectPublicKeyInfo.</param>
/// <param name="Site">Where it is used.</param>
/// <param name="Until">Its last day, in UTC. What it recorded until then is taken in later, too.</param>
public sealed record DeviceEnrolled(Id<Device> Device, byte[] PublicKey, string Site, DateOnly Until) : Event;

/// <summary>A device was lost, stolen or found to be two: what it sends from now on waits for a person.</summary>
/// <param name="Device">Which.</param>
/// <param name="Reason">Why, without names.</param>
public sealed record DeviceRevoked(Id<Device> Device, string Reason) : Event;

/// <summary>Asks to enrol a device.</summary>
public sealed record EnrolDevice(Id<Device> Device, byte[] PublicKey, string Site, DateOnly Until) : Request
{
    /// <summary>An enrolment is made anew now and then, so that a forgotten device ends by itself.</summary>
    public const int DaysMax = 366;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.Access.FindDevice(Device.Value) is not null ? AccessRefusals.DeviceKnown()
        : Device.IsNone || PublicKey.Length == 0 ? AccessRefusals.DeviceKey()
        : string.IsNullOrWhiteSpace(Site) ? AccessRefusals.DeviceSite()
        : Until < moment.Today || Until > moment.Today.AddDays(DaysMax) ? AccessRefusals.DeviceDays(DaysMax)
        : new DeviceEnrolled(Device, PublicKey, Site.Trim(), Until);
}

/// <summary>Asks that a device's later facts wait for a person.</summary>
public sealed record RevokeDevice(Id<Device> Device, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.Access.FindDevice(Device.Value) is not { IsRevoked: false } ? AccessRefusals.UnknownDevice()
        : string.IsNullOrWhiteSpace(Reason) ? AccessRefusals.NoReason()
        : new DeviceRevoked(Device, Reason.Trim());
}

/// <summary>Asks which devices there are and how their chains stand.</summary>
public sealed record ListDevices : Question<IReadOnlyList<DeviceListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<DeviceListed> Answer(Registers now, Moment moment) =>
    [
        .. now.Access.Devices.Select(known =>
        {
            var end = now.Chains.EndOf(known.Device.Value);
            return new DeviceListed($"{known.Device}", known.Row.Site, known.Row.Until, end.Sequence)
            {
                PublicKey = known.Row.PublicKey.ToArray(),
                Revoked = known.Row.IsRevoked,
                Forked = end.IsForked,
                WrongClocks = end.WrongClocks,
            };
        }),
    ];
}

/// <summary>A device in a list.</summary>
/// <param name="Id">Stands in the entries that it signed.</param>
/// <param name="Site">Where it is used.</param>
/// <param name="Until">Its last day, in UTC.</param>
/// <param name="Entries">How many of its entries the journal has, without a gap.</param>
public sealed record DeviceListed(string Id, string Site, DateOnly Until, long Entries)
{
    /// <summary>As SubjectPublicKeyInfo: whoever verifies the journal checks its signatures with it.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>Its enrolment was taken back.</summary>
    public bool Revoked { get; init; }

    /// <summary>
    /// Two went by its name: it was cloned, or restored from an old image. Everything that it sent since waits for a
    /// person, and it has to be enrolled anew.
    /// </summary>
    public bool Forked { get; init; }

    /// <summary>How often its clock was wrong by more than five minutes, as far as the hub can tell.</summary>
    public int WrongClocks { get; init; }
}

/// <summary>A device as the register has it.</summary>
/// <param name="PublicKey">As SubjectPublicKeyInfo.</param>
/// <param name="Site">Where it is used.</param>
/// <param name="Until">Its last day, in UTC.</param>
/// <param name="IsRevoked">Its enrolment was taken back.</param>
sealed record DeviceRow(ReadOnlyMemory<byte> PublicKey, string Site, DateOnly Until, bool IsRevoked);
