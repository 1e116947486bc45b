using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona.Access;

/// <summary>What an officer may do. Rights are given by role; nobody may do anything by default.</summary>
[Flags]
public enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reads boards, books and counts; never a name.</summary>
    Reader = 1,

    /// <summary>Adds sources and confirms statements and promises.</summary>
    RecordKeeper = 2,

    /// <summary>Registers people and decides on duplicates.</summary>
    Registrar = 4,

    /// <summary>Receives, moves, counts and hands over goods.</summary>
    Storekeeper = 8,

    /// <summary>Posts money.</summary>
    Bookkeeper = 16,

    /// <summary>Plans programmes and distributions.</summary>
    Planner = 32,

    /// <summary>Records what was seen on the ground.</summary>
    Observer = 64,

    /// <summary>Verifies the journal and reads everything but names.</summary>
    Auditor = 128,

    /// <summary>Enrols officers and decides what needs two people.</summary>
    Coordinator = 256,

    /// <summary>
    /// Every role: the first officer of a new operation. As what a request asks for it means that any role will do.
    /// </summary>
    All = 511,
}

/// <summary>Somebody who works with the operation, by pseudonymous id.</summary>
public sealed record Officer;

/// <summary>Who asks. The host vouches that it is this officer; the roles are looked up in the register.</summary>
public sealed record Actor(Id<Officer> Officer);

/// <summary>An officer may work here from now on, in these roles.</summary>
/// <param name="Officer">Pseudonymous id; the name is the personal part.</param>
/// <param name="Roles">What the officer may do.</param>
/// <param name="PublicKey">The officer's P-256 key as SubjectPublicKeyInfo, for acts that two people sign.</param>
public sealed record OfficerEnrolled(Id<Officer> Officer, Roles Roles, byte[] PublicKey) : Event;

/// <summary>Asks to enrol an officer. The first one needs nobody's leave.</summary>
public sealed record EnrolOfficer(Id<Officer> Officer, Roles Roles, byte[] PublicKey, string Name) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Access.RolesOf(Officer) != Roles.None)
            return AlreadyEnrolled();
        var name = new PersonalDetails { Name = [new(NameRole.Whole, Name)] };
        return new OfficerEnrolled(Officer, Roles, PublicKey) { Personal = [new(Officer.Value, name)] };
    }

    static Refusal AlreadyEnrolled() => new(
        "access.already-enrolled", "This officer is enrolled already.", "Use another officer's key.");
}

/// <summary>Who may do what.</summary>
public sealed record AccessRegister : IRegister<AccessRegister>
{
    ImmutableDictionary<Id<Officer>, OfficerRow> officers = ImmutableDictionary<Id<Officer>, OfficerRow>.Empty;

    AccessRegister()
    {
    }

    /// <summary>Nobody enrolled.</summary>
    public static AccessRegister Empty { get; } = new();

    /// <summary>How many officers are enrolled.</summary>
    public int Count => officers.Count;

    /// <summary>Everybody enrolled, by id. The name is null when erased or not opened.</summary>
    public IEnumerable<(Id<Officer> Officer, Roles Roles, string? Name)> All =>
        officers.OrderBy(officer => officer.Key.Value).Select(officer =>
            (officer.Key, officer.Value.Roles, officer.Value.Name));

    /// <summary>Some officer who may enrol others, or null before the first.</summary>
    public Id<Officer>? AnyCoordinator
    {
        get
        {
            foreach (var (officer, row) in officers)
                if (row.Roles.HasFlag(Roles.Coordinator))
                    return officer;
            return null;
        }
    }

    /// <summary>An officer's roles; none for a stranger.</summary>
    public Roles RolesOf(Id<Officer> officer) => officers.TryGetValue(officer, out var row) ? row.Roles : Roles.None;

    /// <summary>An officer's name; null when unknown, erased or not opened.</summary>
    public string? NameOf(Id<Officer> officer) => officers.TryGetValue(officer, out var row) ? row.Name : null;

    /// <summary>Why <paramref name="actor"/> may not do what any of these roles may; null if they may.</summary>
    public Refusal? Refuses(Actor actor, Roles mayAsk)
    {
        var foundsTheOperation = officers.IsEmpty;
        return foundsTheOperation || (RolesOf(actor.Officer) & mayAsk) != 0 ? null : NotYours(mayAsk);
    }

    static Refusal NotYours(Roles mayAsk) => new(
        "access.not-your-role", $"This needs one of the roles: {mayAsk}.",
            "Ask a coordinator, or sign in as another officer.");

    /// <inheritdoc/>
    public AccessRegister After(Recorded recorded, Edit edit)
    {
        if (recorded.Event is not OfficerEnrolled enrolled)
            return this;
        var row = new OfficerRow(enrolled.Roles, enrolled.DetailsOf(enrolled.Officer.Value)?.FullName);
        return this with { officers = officers.SetItem(enrolled.Officer, row) };
    }

    sealed record OfficerRow(Roles Roles, string? Name);
}

/// <summary>Stored forms of this room.</summary>
public static class AccessForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("access.officer-enrolled", 1, AccessJson.Default.OfficerEnrolled),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OfficerEnrolled))]
sealed partial class AccessJson : JsonSerializerContext;
