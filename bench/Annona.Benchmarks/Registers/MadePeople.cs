using Annona.People;
using Annona.Values;

namespace Annona.Benchmarks.Registers;

/// <summary>Registrations as a fold gets them, decoded: households of one to seven, names that recur.</summary>
sealed class MadePeople
{
    static readonly Guid Space = new("0198c0de-0000-7000-8000-00000000be9c");
    static readonly DateTimeOffset Recorded = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    readonly Random chance = new(2026);
    long position;
    long household;
    int left;

    /// <summary>The next registrations, each of a request of its own.</summary>
    public List<Recorded> Next(int count)
    {
        var made = new List<Recorded>(count);
        for (var i = 0; i < count; i++)
            made.Add(Next());
        return made;
    }

    Recorded Next()
    {
        if (left-- == 0)
            (household, left) = (household + 1, chance.Next(7));
        position++;
        var person = Ids.From(Space, "person", position);
        var born = new PartialDate(
            (short)(1940 + chance.Next(85)), (byte)(1 + chance.Next(12)), (byte)(1 + chance.Next(28)),
            Estimated: false);
        var facts = new PersonFacts
        {
            Sex = (Sex)(1 + position % 2),
            BirthYear = (short)born.Year,
        };
        var fact = new PersonRegistered(new(person), new(Ids.From(Space, "household", household)), facts)
        {
            Personal = [new(person, Details(born))],
        };
        return new(position, Recorded, Ids.From(Space, "intent", position), Space, fact);
    }

    /// <summary>Four texts a person, of which a phone and some family names are nobody else's.</summary>
    PersonalDetails Details(PartialDate born) => new()
    {
        Name =
        [
            new(NameRole.Given, Word(2)), new(NameRole.Father, Word(2)), new(NameRole.Family, Word(4)),
        ],
        Born = born,
        Phones = [$"+374 {position:00000000}"],
    };

    string Word(int syllables)
    {
        const string Consonants = "bdgkmnprstvz";
        const string Vowels = "aeiou";
        Span<char> word = stackalloc char[2 * syllables];
        for (var i = 0; i < syllables; i++)
        {
            word[2 * i] = Consonants[chance.Next(Consonants.Length)];
            word[2 * i + 1] = Vowels[chance.Next(Vowels.Length)];
        }
        return new(word);
    }
}
