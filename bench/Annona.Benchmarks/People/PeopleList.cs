using System.Globalization;

namespace Annona.Benchmarks.People;

/// <summary>Made-up people: nobody real has these names together with these births and numbers.</summary>
sealed class PeopleList(int seed)
{
    const int HouseholdMax = 9;

    static readonly Script[] Scripts =
    [
        new(["Ani", "Mariam", "Anahit", "Lilit", "Sona"], ["Armen", "Davit", "Gor", "Tigran", "Hayk"],
            ["Sarg", "Petr", "Har", "Vard", "Grig", "Mkrt"], "yan"),
        new(["Անի", "Մարիամ", "Անահիտ", "Լիլիթ", "Սոնա"], ["Արմեն", "Դավիթ", "Գոռ", "Տիգրան", "Հայկ"],
            ["Սարգս", "Պետրոս", "Հար", "Վարդ", "Գրիգոր", "Մկրտչ"], "յան"),
        new(["Анна", "Мария", "Ольга", "Нина", "Софья"], ["Иван", "Пётр", "Олег", "Юрий", "Тимур"],
            ["Лес", "Мор", "Гор", "Бел", "Чер", "Пол"], "ов"),
        new(["ليلى", "مريم", "نور", "هدى", "سلمى"], ["يوسف", "عمر", "كريم", "سامي", "طارق"],
            ["حداد", "خوري", "نجار", "صباغ", "حلاق", "بستاني"], ""),
    ];

    static readonly string[] Places = ["Northgate", "Eastmill", "Southbridge", "Westford", "Hillcross"];

    readonly Random chance = new(seed);

    public void Write(TextWriter output, int count)
    {
        output.WriteLine(
            "record id,household id,given name,family name,father name,sex,birth date,relation,origin place,"
            + "arrival date,phone");
        var household = 0;
        for (var person = 0; person < count; household++)
        {
            var members = Math.Min(1 + chance.Next(HouseholdMax), count - person);
            var script = Scripts[chance.Next(Scripts.Length)];
            var family = script.Family(chance);
            var origin = Places[chance.Next(Places.Length)];
            for (var member = 0; member < members; member++, person++)
                output.WriteLine(Row(new(household, script, family, origin), person, member));
        }
    }

    string Row(Home home, int person, int member)
    {
        var isWoman = chance.Next(2) == 0;
        var year = member < 2 ? 1950 + chance.Next(50) : 2005 + chance.Next(20);
        var (month, day) = (1 + chance.Next(12), 1 + chance.Next(28));
        var born = chance.Next(20) switch
        {
            0 => $"{year}",
            1 => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}-{day:00}"),
        };
        var relation = member switch { 0 => "head", 1 => "spouse", _ => "child" };
        return string.Create(CultureInfo.InvariantCulture,
            $"R{person:0000000},F{home.Number:0000000},{home.Script.Given(chance, isWoman)},{home.Family},"
            + $"{home.Script.Given(chance, isWoman: false)},{(isWoman ? "F" : "M")},{born},{relation},{home.Origin},"
            + $"2026-01-{day:00},+374 00 {person:000000}");
    }

    /// <summary>What the members of a household share.</summary>
    sealed record Home(int Number, Script Script, string Family, string Origin);

    /// <summary>Names of one script: a few hundred thousand different ones together with their numbers.</summary>
    sealed record Script(string[] Women, string[] Men, string[] Roots, string Ending)
    {
        public string Given(Random chance, bool isWoman) =>
            (isWoman ? Women : Men)[chance.Next(Women.Length)];

        public string Family(Random chance) => $"{Roots[chance.Next(Roots.Length)]}{Part(chance)}{Ending}";

        /// <summary>Some syllables from the roots, so that many families share a name and many do not.</summary>
        string Part(Random chance) => chance.Next(3) == 0 ? "" : Roots[chance.Next(Roots.Length)].ToLowerInvariant();
    }
}
