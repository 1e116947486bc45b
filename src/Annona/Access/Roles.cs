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
    All = Reader | RecordKeeper | Registrar | Storekeeper | Bookkeeper | Planner | Observer | Auditor | Coordinator,
}

/// <summary>Roles as officers say them.</summary>
public static class RoleWords
{
    static readonly (Roles Role, string Word)[] Words =
    [
        (Roles.Reader, "reader"),
        (Roles.RecordKeeper, "record keeper"),
        (Roles.Registrar, "registrar"),
        (Roles.Storekeeper, "storekeeper"),
        (Roles.Bookkeeper, "bookkeeper"),
        (Roles.Planner, "planner"),
        (Roles.Observer, "observer"),
        (Roles.Auditor, "auditor"),
        (Roles.Coordinator, "coordinator"),
    ];

    /// <summary>The word of each single role that is set, in order; none for <see cref="Roles.None"/>.</summary>
    public static IReadOnlyList<string> Of(Roles roles) =>
        [.. Words.Where(word => roles.HasFlag(word.Role)).Select(word => word.Word)];
}
