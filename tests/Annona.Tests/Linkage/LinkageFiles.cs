using System.Globalization;
using System.Text;
using Annona.Linkage;

namespace Annona.Tests.Linkage;

/// <summary>
/// Public linkage sets that lie beside the checkout; tests that want them skip where they are absent.
/// </summary>
static class LinkageFiles
{
    /// <summary>Records with the truth: the person behind each key.</summary>
    public sealed record Truth(IReadOnlyList<LinkageRecord> Records, IReadOnlyDictionary<int, string> Person)
    {
        public bool Same(CandidatePair pair) => Person[pair.LeftKey] == Person[pair.RightKey];

        public double TruePairs =>
            Person.Values.CountBy(person => person).Sum(each => each.Value * (each.Value - 1.0) / 2);
    }

    public static Truth SyntheticLatin()
    {
        var places = new Dictionary<string, int>();
        return Read(["synthetic/latin_100k.csv"], row => row[9], (key, row) => new(key)
        {
            Given = row[2],
            Family = row[3],
            Father = row[4],
            Sex = row[5] switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Unknown },
            Birth = BirthOf(row[6]),
            Place = NumberOf(places, row[7]),
            Phone = row[8],
            Form = int.Parse(row[1], CultureInfo.InvariantCulture),
        });
    }

    public static Truth Fake1000()
    {
        var places = new Dictionary<string, int>();
        return Read(["splink/fake_1000.csv"], row => row[6], (key, row) => new(key)
        {
            Given = row[1],
            Family = row[2],
            Birth = BirthOf(row[3]),
            Place = NumberOf(places, row[4]),
            Phone = row[5],
        });
    }

    public static Truth Febrl(params string[] names) =>
        Read([.. names.Select(name => $"febrl/{name}.csv")], row => row[0].Split('-')[1], (key, row) => new(key)
        {
            Given = row[1],
            Family = row[2],
            Birth = BirthOf(row[9]),
            Place = int.TryParse(row[7], out var postcode) ? postcode : null,
            Document = row[10],
        });

    /// <summary>The rows of a CSV file without its heading, each field trimmed.</summary>
    public static List<string[]> Rows(string name) => [.. File.ReadLines(PathOf(name)).Skip(1).Select(Fields)];

    public static string PathOf(string name)
    {
        var path = Folder() is { } folder ? Path.Combine(folder, "linkage", name) : "";
        Assert.SkipUnless(File.Exists(path), $"The public data file linkage/{name} is not here.");
        return path;
    }

    static Truth Read(string[] files, Func<string[], string> person, Func<int, string[], LinkageRecord> record)
    {
        var records = new List<LinkageRecord>();
        var people = new Dictionary<int, string>();
        foreach (var row in files.SelectMany(Rows))
        {
            people.Add(records.Count, person(row));
            records.Add(record(records.Count, row));
        }
        return new(records, people);
    }

    static Birth BirthOf(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 8 && int.TryParse(digits, CultureInfo.InvariantCulture, out var day)
            ? new(day / 10_000, day / 100 % 100, day % 100)
            : default;
    }

    static int? NumberOf(Dictionary<string, int> numbers, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        numbers.TryAdd(text, numbers.Count);
        return numbers[text];
    }

    static string[] Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var letter in line + ",")
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }
        return [.. fields];
    }

    static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("ANNONA_DATA") is { Length: > 0 } told)
        {
            return told;
        }
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var folder = Path.Combine(up.FullName, "shared", "data");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }
        return null;
    }
}
