using Annona.Aid;
using Annona.Duplicates;
using Annona.People;

namespace Annona.Privacy;

/// <summary>Everything that is kept of somebody, for whoever answers them. It is made for one purpose.</summary>
/// <param name="Code">What was asked for, such as <c>N12</c>.</param>
/// <param name="Records">Their records: those that officers decided to be one person are reported together.</param>
/// <param name="Entries">Every entry of the journal that names them, oldest first.</param>
public sealed record SubjectReport(
    string Code, IReadOnlyList<SubjectRecord> Records, IReadOnlyList<SubjectEntry> Entries)
{
    /// <summary>Their households, with the legal bases, the notices given and the other members by code.</summary>
    public IReadOnlyList<HouseholdShown> Households { get; init; } = [];

    /// <summary>What those households were granted, got and were paid.</summary>
    public IReadOnlyList<HouseholdAid> Aid { get; init; } = [];

    /// <summary>Pairs of which one record is theirs or their household's, and what was decided.</summary>
    public IReadOnlyList<ReviewShown> Pairs { get; init; } = [];

    /// <summary>Whom their data were disclosed to, oldest first.</summary>
    public IReadOnlyList<SubjectDisclosure> Disclosures { get; init; } = [];

    /// <summary>Which officers looked at them, oldest first, as far as reads are kept.</summary>
    public IReadOnlyList<ReadListed> Reads { get; init; } = [];

    /// <summary>Cases and sources whose words name them; none where the name is not known.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Sealed cases that who asks may not read: whether they name the person is for their owners.</summary>
    public int SealedCases { get; init; }
}

/// <summary>One record of a person.</summary>
/// <param name="Shown">As it stands now.</param>
/// <param name="Fields">Every value that was ever stated of a field, oldest first.</param>
public sealed record SubjectRecord(PersonShown Shown, IReadOnlyList<SubjectField> Fields)
{
    /// <summary>The entry that erased it; null when none did.</summary>
    public long? ErasedBy { get; init; }

    /// <summary>What holds its erasure back; null when nothing does.</summary>
    public ErasureHold? Hold { get; init; }
}

/// <summary>A value that was stated of a field.</summary>
/// <param name="Field">As officers type it, such as <c>birth-year</c>.</param>
/// <param name="Value">In words; null when it was erased.</param>
/// <param name="Stands">Whether the record says so now.</param>
/// <param name="Entry">The entry that states it.</param>
/// <param name="At">When that was recorded, UTC.</param>
/// <param name="From">Where it comes from: a row of a list, a device, or the desk.</param>
public sealed record SubjectField(
    string Field, string? Value, bool Stands, long Entry, DateTimeOffset At, string From);

/// <summary>An entry that names somebody.</summary>
/// <param name="Position">Place in the journal.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Kind">Stored name with version.</param>
/// <param name="Officer">Who recorded it: a name, or an id where no name is known.</param>
/// <param name="HasDetails">It holds a sealed part of the person that can still be opened.</param>
public sealed record SubjectEntry(
    long Position, DateTimeOffset At, string Kind, string Officer, bool HasDetails)
{
    /// <summary>How the hub took it in; only what was accepted counts.</summary>
    public Journal.Verdict Verdict { get; init; }
}

/// <summary>A disclosure that has somebody's data, or may have them.</summary>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Recipient">Who got the data.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Whom">Of whom, in words without names.</param>
/// <param name="IsSure">
/// The disclosure named the person, their household, their list or everybody. Else it was by place, and it is not
/// known any more where the person was then.
/// </param>
public sealed record SubjectDisclosure(
    DateTimeOffset At, string Recipient, string Purpose, string Basis, PersonFields Fields, string Whom, bool IsSure);

/// <summary>Words that name a person.</summary>
/// <param name="Where">Code of the case or source, such as <c>S3</c>.</param>
/// <param name="Times">How often they stand there.</param>
public sealed record Mention(string Where, int Times);
