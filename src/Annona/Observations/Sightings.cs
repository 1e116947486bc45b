using System.Text.Json.Serialization;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>The kinds of observations, as officers type them and as they are stored.</summary>
public enum ObservationKind
{
    /// <summary>A visit.</summary>
    Visit,

    /// <summary>Repair or building works.</summary>
    Works,

    /// <summary>Aid that others gave.</summary>
    Delivered,

    /// <summary>People passing a place, in numbers.</summary>
    Passage,

    /// <summary>Arms handed in, as an aggregate report.</summary>
    Arms,

    /// <summary>A meeting between parties.</summary>
    Dialogue,

    /// <summary>Something happened; its text is sealed.</summary>
    Incident,

    /// <summary>Somebody complained; the text is sealed.</summary>
    Complaint,

    /// <summary>A sensitive incident or complaint, kept only as referred.</summary>
    Case,
}

/// <summary>What somebody saw on the ground. Each kind has its own few fields; none has a name of a person.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(Works), "works")]
[JsonDerivedType(typeof(DeliveredByOthers), "delivered")]
[JsonDerivedType(typeof(Passage), "passage")]
[JsonDerivedType(typeof(ArmsHandedIn), "arms")]
[JsonDerivedType(typeof(Dialogue), "dialogue")]
[JsonDerivedType(typeof(Incident), "incident")]
[JsonDerivedType(typeof(Complaint), "complaint")]
[JsonDerivedType(typeof(ReferredCase), "case")]
public abstract record Sighting
{
    /// <summary>The kind, named as it is stored.</summary>
    [JsonIgnore]
    public ObservationKind Kind => this switch
    {
        Visit => ObservationKind.Visit,
        Works => ObservationKind.Works,
        DeliveredByOthers => ObservationKind.Delivered,
        Passage => ObservationKind.Passage,
        ArmsHandedIn => ObservationKind.Arms,
        Dialogue => ObservationKind.Dialogue,
        Incident => ObservationKind.Incident,
        Complaint => ObservationKind.Complaint,
        _ => ObservationKind.Case,
    };
}

/// <summary>A visit took place.</summary>
/// <param name="By">Who visited.</param>
/// <param name="Findings">What was found, each in a sentence.</param>
public sealed record Visit(Id<Party>? By, IReadOnlyList<string> Findings) : Sighting;

/// <summary>How far works are.</summary>
public enum WorksStage
{
    /// <summary>A contract is signed.</summary>
    Contracted,

    /// <summary>Work goes on.</summary>
    UnderWay,

    /// <summary>Work stands still.</summary>
    Stopped,

    /// <summary>Somebody says that it is done.</summary>
    Finished,

    /// <summary>Somebody else has looked and found it done.</summary>
    Inspected,
}

/// <summary>Repair or building works.</summary>
/// <param name="What">Such as <c>water line to the school</c>.</param>
/// <param name="Stage">How far.</param>
/// <param name="Percent">0 to 100 as stated; null when nobody said.</param>
public sealed record Works(string What, WorksStage Stage, int? Percent) : Sighting;

/// <summary>Aid that others gave. It never enters our books.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="What">What was given, in words.</param>
/// <param name="Amount">How much, as stated; null when nobody said.</param>
/// <param name="Households">Households, as stated; null when nobody said.</param>
/// <param name="People">People, as stated; null when nobody said.</param>
public sealed record DeliveredByOthers(
    Id<Party>? By, string What, StatedAmount? Amount, StatedAmount? Households, StatedAmount? People) : Sighting;

/// <summary>Whether a number counts from the beginning or only what is new.</summary>
public enum Counting
{
    /// <summary>Everything so far: a later report replaces an earlier one.</summary>
    Cumulative,

    /// <summary>Only what came on top: reports add up.</summary>
    New,
}

/// <summary>People passing a place, in numbers only, each as it was said. Null: not said.</summary>
/// <param name="Counting">So far, or new.</param>
/// <param name="Crossed">Went through.</param>
/// <param name="Stopped">Were not let through.</param>
/// <param name="Detained">Were detained.</param>
/// <param name="Returned">Came back.</param>
public sealed record Passage(
    Counting Counting, StatedAmount? Crossed, StatedAmount? Stopped, StatedAmount? Detained, StatedAmount? Returned)
    : Sighting;

/// <summary>Classes of arms: never a serial number, a depot or a name.</summary>
public enum ArmsClass
{
    /// <summary>Rifles, pistols and other small arms.</summary>
    SmallArms,

    /// <summary>Machine guns, portable launchers and other light weapons.</summary>
    LightWeapons,

    /// <summary>Rounds.</summary>
    Ammunition,

    /// <summary>Grenades, mines and explosives, in pieces.</summary>
    Explosives,

    /// <summary>Artillery, armoured vehicles and other heavy weapons.</summary>
    HeavyWeapons,

    /// <summary>Any other.</summary>
    Other,
}

/// <summary>Arms handed in, as an aggregate report. Who reports it is the observation's observer.</summary>
/// <param name="Class">Which class.</param>
/// <param name="Count">How many pieces, as stated.</param>
/// <param name="Counting">So far, or new.</param>
/// <param name="Witness">A third party who was there; null: the count is claimed only.</param>
public sealed record ArmsHandedIn(ArmsClass Class, StatedAmount Count, Counting Counting, Id<Party>? Witness)
    : Sighting;

/// <summary>A meeting between parties.</summary>
/// <param name="Parties">Who met.</param>
/// <param name="Commitments">What was agreed, each in a sentence.</param>
public sealed record Dialogue(IReadOnlyList<Id<Party>> Parties, IReadOnlyList<string> Commitments) : Sighting;

/// <summary>What a case is about. Nothing finer is kept in the open part.</summary>
public enum CaseCategory
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary>Left out of a list, or given too little.</summary>
    Entitlement,

    /// <summary>What was given was bad or damaged.</summary>
    Quality,

    /// <summary>Somebody asked for money or favours, or behaved badly: always sensitive, never stored.</summary>
    Conduct,

    /// <summary>Danger on the way or at a site.</summary>
    Safety,

    /// <summary>Aid or observers were not let through.</summary>
    AccessDenied,

    /// <summary>Homes, roads or supplies were damaged.</summary>
    Damage,

    /// <summary>Harm to people: always sensitive, never stored.</summary>
    Harm,
}

/// <summary>How a complaint came.</summary>
public enum ComplaintChannel
{
    /// <summary>Nobody said.</summary>
    NotSaid,

    /// <summary>At the help desk of a distribution or an office.</summary>
    HelpDesk,

    /// <summary>By telephone.</summary>
    Hotline,

    /// <summary>In a box for letters.</summary>
    Box,

    /// <summary>By message or letter.</summary>
    Message,

    /// <summary>Told to staff elsewhere.</summary>
    InPerson,
}

/// <summary>Something happened. Its text is sealed under the case's own key.</summary>
/// <param name="Category">What it is about; never conduct or harm, which make a <see cref="ReferredCase"/>.</param>
public sealed record Incident(CaseCategory Category) : Sighting;

/// <summary>Somebody complained. The text is sealed under the case's own key.</summary>
/// <param name="Category">What it is about; never conduct or harm, which make a <see cref="ReferredCase"/>.</param>
/// <param name="Channel">How it came.</param>
/// <param name="DueOn">By when it is to be answered; null when no day is set.</param>
public sealed record Complaint(CaseCategory Category, ComplaintChannel Channel, DateOnly? DueOn) : Sighting;

/// <summary>
/// A sensitive incident or complaint. Only that there is one is kept, with its district, day and referral: no category,
/// no text, no source.
/// </summary>
public sealed record ReferredCase : Sighting;
