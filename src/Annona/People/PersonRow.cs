using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>What is true or not of a person or household.</summary>
[Flags]
enum PeopleFlags : ushort
{
    None = 0,
    Synthetic = 1,
    BirthEstimated = 2,
    Left = 4,
    Objected = 8,
    HasDetails = 16,
    Registered = 32,
    BasisRecorded = 64,
    NoticeGiven = 128,
    Erased = 256,
}

/// <summary>
/// A person in 48 bytes. Households, lists and places are ordinals; -1 is none. Members of a household are linked
/// by their ordinals.
/// </summary>
readonly record struct PersonRow
{
    public int Household { get; init; }

    public int NextInHousehold { get; init; }

    /// <summary>Ordinal of the list that brought the person, or -1.</summary>
    public int List { get; init; }

    /// <summary>Row of the newest version that had the person; 0 without a list.</summary>
    public int ListRow { get; init; }

    public int ListVersion { get; init; }

    public int Origin { get; init; }

    public int Present { get; init; }

    /// <summary>Day number + 1; 0 is not known.</summary>
    public int Arrived { get; init; }

    /// <summary>Personal: first of the texts, or -1.</summary>
    public int Texts { get; init; }

    /// <summary>Personal: day and month of birth and year as far as the details have them.</summary>
    public int Born { get; init; }

    public short BirthYear { get; init; }

    public Needs Needs => (Needs)needs;

    public PeopleFlags Flags { get; init; }

    public Sex Sex => (Sex)sex;

    public Relation Relation => (Relation)relation;

    readonly short needs;
    readonly byte sex;
    readonly byte relation;

    /// <summary>A person without a household, a list, a place or a text.</summary>
    public PersonRow(Sex sex, Relation relation, Needs needs)
    {
        (this.sex, this.relation, this.needs) = ((byte)sex, (byte)relation, (short)needs);
        (Household, NextInHousehold, List, Origin, Present, Texts) = (-1, -1, -1, -1, -1, -1);
    }

    PersonRow(in PersonRow other, Sex sex, Relation relation, Needs needs)
    {
        this = other;
        (this.sex, this.relation, this.needs) = ((byte)sex, (byte)relation, (short)needs);
    }

    public bool Is(PeopleFlags flag) => (Flags & flag) != 0;

    public PersonRow With(PeopleFlags flag, bool on) => this with { Flags = on ? Flags | flag : Flags & ~flag };

    public PersonRow With(Sex newSex, Relation newRelation, Needs newNeeds) => new(this, newSex, newRelation, newNeeds);

    /// <summary>What a registration says of a person, beside what is kept of them.</summary>
    public static PeopleFlags FlagsOf(PersonRegistered registered) =>
        PeopleFlags.Registered
        | (registered.Synthetic ? PeopleFlags.Synthetic : PeopleFlags.None)
        | (registered.Facts.BirthEstimated ? PeopleFlags.BirthEstimated : PeopleFlags.None);

    /// <summary>A partial date in 32 bits.</summary>
    public static int Pack(PartialDate date) =>
        date.Year << 10 | date.Month << 6 | date.Day << 1 | (date.Estimated ? 1 : 0);

    public static PartialDate Unpack(int packed) => new(
        (short)(packed >> 10), (byte)(packed >> 6 & 15), (byte)(packed >> 1 & 31), (packed & 1) != 0);
}

/// <summary>A household. -1 is none; its members are linked in order of arrival.</summary>
readonly record struct HouseholdRow(
    int Head, int FirstMember, int LastMember, int Members, int Form, int Origin, int Present, int Arrived, int Shelter,
    int HeadCounts, int Stated, int Card, PeopleFlags Flags)
{
    /// <summary>Day number + 1; 0 is not known.</summary>
    public int ShelteredSince { get; init; }

    /// <summary>First of the legal bases and notices, or -1.</summary>
    public int Grounds { get; init; } = -1;

    public static HouseholdRow New(PeopleFlags flags) => new(-1, -1, -1, 0, -1, -1, -1, 0, -1, -1, 0, -1, flags);

    public bool Is(PeopleFlags flag) => (Flags & flag) != 0;

    /// <summary>Ordinals of its members in order of arrival.</summary>
    public List<int> MembersIn(in Table<PersonRow> persons)
    {
        var members = new List<int>(Members);
        for (var at = FirstMember; at >= 0; at = persons[at].NextInHousehold)
            members.Add(at);
        return members;
    }

    /// <summary>The lines of its head count.</summary>
    public List<HeadCount> HeadCountsIn(in Rows<HeadCountRow> lines)
    {
        var counts = new List<HeadCount>();
        for (var at = HeadCounts; at >= 0; at = lines[at].Next)
            counts.Add(new(lines[at].Sex, lines[at].Band, lines[at].Count));
        return counts;
    }
}

/// <summary>Something that happened to a person on a day.</summary>
/// <param name="Day">Day number.</param>
/// <param name="Reason">Why, as a number of its kind.</param>
readonly record struct PersonDay(int Day, byte Reason)
{
    /// <summary>The days of all persons with this one for a person.</summary>
    public Table<PersonDay> In(Table<PersonDay> days, Id<Person> person, Edit edit) =>
        days.Find(person.Value) is >= 0 and var at
            ? days.Set(at, this, edit)
            : days.Add(person.Value, this, edit);
}

/// <summary>One line of a household's head count; the next line, or -1.</summary>
readonly record struct HeadCountRow(Sex Sex, AgeBand Band, int Count, int Next);
