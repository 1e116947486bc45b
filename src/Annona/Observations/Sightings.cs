using System.Text.Json.Serialization;
using Annona.Parties;
using Annona.Values;

namespace Annona.Observations;

/// <summary>What somebody saw on the ground. Each kind has its own few fields; none has a name of a person.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(Works), "works")]
[JsonDerivedType(typeof(DeliveredByOthers), "deliveredByOthers")]
[JsonDerivedType(typeof(Passage), "passage")]
[JsonDerivedType(typeof(ArmsHandedIn), "armsHandedIn")]
[JsonDerivedType(typeof(Dialogue), "dialogue")]
[JsonDerivedType(typeof(Incident), "incident")]
[JsonDerivedType(typeof(Complaint), "complaint")]
public abstract record Sighting
{
    /// <summary>The kind's name, as it is stored.</summary>
    [JsonIgnore]
    public string Kind => this switch
    {
        Visit => "visit",
        Works => "works",
        DeliveredByOthers => "deliveredByOthers",
        Passage => "passage",
        ArmsHandedIn => "armsHandedIn",
        Dialogue => "dialogue",
        Incident => "incident",
        _ => "complaint",
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
/// <param name="Amount">How much, where it was said in something that we count.</param>
/// <param name="Households">Households, as stated.</param>
/// <param name="People">People, as stated.</param>
public sealed record DeliveredByOthers(Id<Party>? By, string What, Amount? Amount, int? Households, int? People)
    : Sighting;

/// <summary>Whether a number counts from the beginning or only what is new.</summary>
public enum Counting
{
    /// <summary>Everything so far: a later report replaces an earlier one.</summary>
    Cumulative,

    /// <summary>Only what came on top: reports add up.</summary>
    New,
}

/// <summary>People passing a place, in numbers only. Null: not said.</summary>
/// <param name="Counting">So far, or new.</param>
/// <param name="Crossed">Went through.</param>
/// <param name="Stopped">Were not let through.</param>
/// <param name="Detained">Were detained.</param>
/// <param name="Returned">Came back.</param>
public sealed record Passage(Counting Counting, long? Crossed, long? Stopped, long? Detained, long? Returned)
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

/// <summary>Arms handed in, as an aggregate report.</summary>
/// <param name="Class">Which class.</param>
/// <param name="Count">How many pieces.</param>
/// <param name="Counting">So far, or new.</param>
/// <param name="Witness">A third party who was there; null: the count is claimed only.</param>
public sealed record ArmsHandedIn(ArmsClass Class, long Count, Counting Counting, Id<Party>? Witness) : Sighting;

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

    /// <summary>Somebody asked for money or favours, or behaved badly: always sensitive.</summary>
    Conduct,

    /// <summary>Danger on the way or at a site.</summary>
    Safety,

    /// <summary>Aid or observers were not let through.</summary>
    AccessDenied,

    /// <summary>Homes, roads or supplies were damaged.</summary>
    Damage,

    /// <summary>Harm to people: always sensitive. No type of harm is kept.</summary>
    Harm,
}

/// <summary>Something happened. Its text is sealed under the case's own key.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Sensitive">Only category, a coarse place, date and referral are kept open.</param>
public sealed record Incident(CaseCategory Category, bool Sensitive) : Sighting;

/// <summary>Somebody complained. The text is sealed under the case's own key.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Sensitive">Only category, a coarse place, date and referral are kept open.</param>
/// <param name="Channel">How it came, such as <c>help desk</c> or <c>hotline</c>.</param>
/// <param name="DueOn">By when it is to be answered.</param>
public sealed record Complaint(CaseCategory Category, bool Sensitive, string? Channel, DateOnly? DueOn) : Sighting;
