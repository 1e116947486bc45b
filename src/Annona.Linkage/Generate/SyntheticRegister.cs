using System.Globalization;
using Annona.Linkage.Names;

namespace Annona.Linkage.Generate;

/// <summary>Makes lists of people who do not exist, with the truth about who stands in them twice.</summary>
public static class SyntheticRegister
{
    /// <summary>
    /// Households of one to seven people, each on one form of one list; some forms are written again by another
    /// partner, in another script and with mistakes.
    /// </summary>
    /// <param name="plan">What to make.</param>
    /// <returns>All rows, by list and row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the plan is outside its range.</exception>
    public static IReadOnlyList<SyntheticPerson> Make(SyntheticPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plan.People);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Lists, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.ArrivalDays, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(plan.TwiceShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.TwiceShare, 0.9);
        var chance = new SeededChance(plan.Seed);
        var families = new FamilyMaker(plan, chance);
        var desk = new Desk(plan, chance);
        // Members left out of the second form must be made up for, so that the share of people comes out right.
        var again = Math.Min(1, plan.TwiceShare / (1 - Mistakes.MemberLeftOut));
        while (families.PeopleMade < plan.People)
        {
            var family = families.Next();
            var list = chance.Between(1, plan.Lists);
            var script = desk.Register(family, list);
            if (chance.Happens(again))
            {
                desk.RegisterAgain(family, (list % plan.Lists) + 1, script);
            }
        }
        return [.. desk.Rows.OrderBy(row => (row.List, row.Row))];
    }
}

/// <summary>A person as they are, before any clerk writes them down; names in Armenian letters.</summary>
sealed record TruePerson(
    int Id, string Given, string Family, string Father, Sex Sex, Birth Born, string Document, Relation Relation,
    string Needs);

/// <summary>A household as it is.</summary>
sealed record TrueFamily(
    IReadOnlyList<TruePerson> Members, string Phone, string Origin, string Present, DateOnly Arrived);

/// <summary>Invents households: a head, often a spouse, children, sometimes a parent of the head.</summary>
sealed class FamilyMaker(SyntheticPlan plan, SeededChance chance)
{
    readonly List<TruePerson> members = [];

    public int PeopleMade { get; private set; }

    public TrueFamily Next()
    {
        members.Clear();
        var family = chance.FirstsOftenOf(NameLists.FamilyStems) + "յան";
        var headYear = plan.FirstArrival.Year - chance.Between(22, 80);
        var sex = chance.Happens(0.68) ? Sex.Male : Sex.Female;
        var head = Add(Relation.Head, sex, headYear, family, chance.FirstsOftenOf(NameLists.Men));
        var father = sex is Sex.Male ? head.Given : chance.FirstsOftenOf(NameLists.Men);
        if (sex is Sex.Male && chance.Happens(0.75))
        {
            var own = chance.Happens(0.25) ? chance.FirstsOftenOf(NameLists.FamilyStems) + "յան" : family;
            var year = Math.Min(headYear + chance.Between(-2, 8), plan.FirstArrival.Year - 20);
            Add(Relation.Spouse, Sex.Female, year, own, chance.FirstsOftenOf(NameLists.Men));
        }
        for (var children = chance.Below(5); children > 0; children--)
        {
            var year = Math.Min(headYear + chance.Between(21, 38), plan.FirstArrival.Year - 1);
            Add(Relation.Child, chance.Happens(0.5) ? Sex.Male : Sex.Female, year, family, father);
        }
        if (chance.Happens(0.12) && headYear > plan.FirstArrival.Year - 60)
        {
            var year = headYear - chance.Between(19, 32);
            Add(Relation.Parent, Sex.Female, year, family, chance.FirstsOftenOf(NameLists.Men));
        }
        return new(
            [.. members], chance.Happens(0.85) ? NewPhone(chance) : "", chance.FirstsOftenOf(NameLists.Origins),
            chance.OneOf(NameLists.Shelters), Arrival());
    }

    /// <summary>A phone number with the prefix 00, which is invented.</summary>
    public static string NewPhone(SeededChance chance) =>
        string.Create(CultureInfo.InvariantCulture, $"+374 00 {chance.Below(1_000_000):000000}");

    /// <summary>Most people come in the first days.</summary>
    DateOnly Arrival() =>
        plan.FirstArrival.AddDays(Math.Min(chance.Below(plan.ArrivalDays), chance.Below(plan.ArrivalDays)));

    TruePerson Add(Relation relation, Sex sex, int year, string family, string father)
    {
        // The plan's number of people is exact: the last household may lose its last members.
        if (PeopleMade == plan.People)
        {
            return members[0];
        }
        PeopleMade++;
        var names = sex is Sex.Male ? NameLists.Men : NameLists.Women;
        var given = chance.FirstsOftenOf(names);
        while (members.Exists(other => other.Given == given && other.Relation == relation))
        {
            given = chance.OneOf(names);
        }
        var born = new Birth(year, chance.Between(1, 12), chance.Between(1, 28));
        var document = chance.Happens(0.6)
            ? string.Create(CultureInfo.InvariantCulture, $"XN{chance.Below(10_000_000):0000000}")
            : "";
        var person = new TruePerson(PeopleMade, given, family, father, sex, born, document, relation, NeedsOf(year));
        members.Add(person);
        return person;
    }

    string NeedsOf(int year)
    {
        var needs = new List<string>();
        if (chance.Happens(0.03))
        {
            needs.Add("DS");
        }
        if (chance.Happens(0.04))
        {
            needs.Add("SM");
        }
        if (plan.FirstArrival.Year - year > 70 && chance.Happens(0.3))
        {
            needs.Add("ER");
        }
        return string.Join(' ', needs);
    }
}

/// <summary>Writes families down on forms, faithfully the first time, with mistakes the second.</summary>
sealed class Desk(SyntheticPlan plan, SeededChance chance)
{
    readonly int[] rowsOf = new int[plan.Lists + 1];
    int forms;

    public List<SyntheticPerson> Rows { get; } = [];

    /// <summary>The first registration; answers the script of the form.</summary>
    public WritingScript Register(TrueFamily family, int list)
    {
        var script = AnyScript();
        var habit = (LatinHabit)chance.Below(4);
        forms++;
        foreach (var person in family.Members)
        {
            var father = chance.Happens(Mistakes.FatherLeftOut / 2) ? "" : Spelling.Write(person.Father, script, habit);
            Write(family, list, person, new(
                Spelling.Write(person.Given, script, habit), Spelling.Write(person.Family, script, habit), father,
                script, Mistakes.Heaped(person.Born, chance), family.Phone, person.Document));
        }
        return script;
    }

    /// <summary>Another partner registers the family again, preferably in another script.</summary>
    public void RegisterAgain(TrueFamily family, int list, WritingScript before)
    {
        var script = AnyScript();
        script = script == before ? AnyScript() : script;
        var habit = (LatinHabit)chance.Below(4);
        var phone = chance.Happens(Mistakes.PhoneLeftOut) ? ""
            : chance.Happens(Mistakes.PhoneChanged) ? FamilyMaker.NewPhone(chance)
            : family.Phone;
        forms++;
        foreach (var person in family.Members)
        {
            if (!chance.Happens(Mistakes.MemberLeftOut))
            {
                Write(family, list, person, new(
                    Written(person.Given, script, habit), Written(person.Family, script, habit),
                    chance.Happens(Mistakes.FatherLeftOut) ? "" : Written(person.Father, script, habit), script,
                    Mistakes.Repeated(person.Born, chance), phone,
                    chance.Happens(Mistakes.DocumentLeftOut) ? "" : person.Document));
            }
        }
    }

    string Written(string name, WritingScript script, LatinHabit habit)
    {
        var written = Spelling.Write(name, script, habit);
        return chance.Happens(Mistakes.NameSlip) ? Mistakes.Slip(written, chance) : written;
    }

    WritingScript AnyScript() =>
        chance.Happens(plan.ArmenianShare) ? WritingScript.Armenian
        : chance.Happens(plan.CyrillicShare / Math.Max(1 - plan.ArmenianShare, 0.000001)) ? WritingScript.Cyrillic
        : WritingScript.Latin;

    void Write(TrueFamily family, int list, TruePerson person, Line line) => Rows.Add(new(
        list, ++rowsOf[list], person.Id, forms, line.Given, line.Family, line.Father, line.Script, person.Sex,
        line.Born, line.Phone, line.Document, family.Origin, family.Present, family.Arrived, person.Relation,
        person.Needs));

    /// <summary>What the clerk wrote.</summary>
    readonly record struct Line(
        string Given, string Family, string Father, WritingScript Script, Birth Born, string Phone, string Document);
}
