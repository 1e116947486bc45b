using System.Text;

namespace Annona.Linkage.Generate;

/// <summary>What goes wrong at a registration desk, and how often.</summary>
static class Mistakes
{
    /// <summary>Shares of rows; the second registration of a person is the worse one.</summary>
    public const double NameSlip = 0.08;

    public const double FatherLeftOut = 0.20;
    public const double PhoneChanged = 0.35;
    public const double PhoneLeftOut = 0.10;
    public const double DocumentLeftOut = 0.40;
    public const double MemberLeftOut = 0.12;
    public const double YearOnly = 0.06;
    public const double FirstOfJanuary = 0.12;
    const double DayAndMonthSwapped = 0.04;
    const double YearOff = 0.05;

    /// <summary>
    /// One letter doubled, left out, or exchanged with its neighbour; short names are left alone.
    /// </summary>
    public static string Slip(string name, SeededChance chance)
    {
        if (name.Length < 4)
        {
            return name;
        }
        var at = chance.Between(1, name.Length - 2);
        var slipped = new StringBuilder(name);
        switch (chance.Below(3))
        {
            case 0:
                slipped.Insert(at, name[at]);
                break;
            case 1:
                slipped.Remove(at, 1);
                break;
            default:
                (slipped[at], slipped[at + 1]) = (slipped[at + 1], slipped[at]);
                break;
        }
        return slipped.ToString();
    }

    /// <summary>A birth as a clerk writes it down: the day is often lost.</summary>
    public static Birth Heaped(Birth born, SeededChance chance)
    {
        if (chance.Happens(YearOnly))
        {
            return new(born.Year, Estimated: chance.Happens(0.5));
        }
        return chance.Happens(FirstOfJanuary) ? new(born.Year, 1, 1) : born;
    }

    /// <summary>A birth written down a second time.</summary>
    public static Birth Repeated(Birth born, SeededChance chance)
    {
        if (chance.Happens(DayAndMonthSwapped) && born.Day is > 0 and <= 12)
        {
            return born with { Month = born.Day, Day = born.Month };
        }
        if (chance.Happens(YearOff))
        {
            return new(born.Year + (chance.Happens(0.5) ? 1 : -1), Estimated: true);
        }
        return Heaped(born, chance);
    }
}
