using System.Text;
using Annona.Linkage.Names;

namespace Annona.Linkage.Compare;

/// <summary>
/// Records made ready for comparing, with the pools of their names and numbers. It only grows.
/// </summary>
sealed class Roll
{
    readonly List<Row> rows = [];
    readonly Dictionary<string, int> numberIds = new(StringComparer.Ordinal);
    readonly List<string> numbers = [""];
    readonly Dictionary<int, int> placeCounts = [];
    readonly Dictionary<int, int> phoneCounts = [];
    int placesStated;
    int numbersKept;

    public NamePool Givens { get; } = new();

    public NamePool Families { get; } = new();

    public NamePool Fathers { get; } = new();

    public int Count => rows.Count;

    public Row this[int at] => rows[at];

    /// <summary>Appends a record and answers its place.</summary>
    public int Add(LinkageRecord record)
    {
        var (given, family, father) = PartsOf(record);
        var row = RowOf(record, Givens.Use(given), Families.Use(family), Fathers.Use(father));
        if (row.Place is { } place)
        {
            placesStated++;
            placeCounts[place] = placeCounts.GetValueOrDefault(place) + 1;
        }
        foreach (var phone in (ReadOnlySpan<int>)[row.Phone, .. row.MorePhones ?? []])
        {
            if (phone > 0)
            {
                phoneCounts[phone] = phoneCounts.GetValueOrDefault(phone) + 1;
            }
        }
        rows.Add(row);
        return rows.Count - 1;
    }

    /// <summary>
    /// Makes a record comparable without adding it; frequencies stay as they are. <see cref="Forget"/> it before
    /// anything else is added.
    /// </summary>
    public Row Ask(LinkageRecord record)
    {
        numbersKept = numbers.Count;
        var (given, family, father) = PartsOf(record);
        return RowOf(record, Givens.Ask(given), Families.Ask(family), Fathers.Ask(father));
    }

    /// <summary>Takes back what <see cref="Ask"/> had to remember.</summary>
    public void Forget()
    {
        Givens.Forget();
        Families.Forget();
        Fathers.Forget();
        for (; numbers.Count > numbersKept; numbers.RemoveAt(numbers.Count - 1))
        {
            numberIds.Remove(numbers[^1]);
        }
    }

    public string Number(int id) => numbers[id];

    /// <summary>The share of records that state a place and state this one, 0..1.</summary>
    public double PlaceShare(int place) => (placeCounts.GetValueOrDefault(place) + 1.0) / (placesStated + 2.0);

    /// <summary>The share of records with this phone, 0..1.</summary>
    public double PhoneShare(int phone) => (phoneCounts.GetValueOrDefault(phone) + 1.0) / (Count + 2.0);

    Row RowOf(LinkageRecord record, int given, int family, int father) => new(
        record.Key, given, family, father, record.Birth, record.Sex, NumberId(Dialled(record.Phone)),
        NumberId(LettersAndDigits(record.Document)), record.Place, record.Form)
    {
        MorePhones = NumberIds(record.MorePhones, Dialled),
        MoreDocuments = NumberIds(record.MoreDocuments, LettersAndDigits),
    };

    int[]? NumberIds(IReadOnlyList<string> numbers, Func<string?, string> read) => numbers.Count == 0
        ? null
        : [.. numbers.Take(LinkageRecord.MoreMax).Select(number => NumberId(read(number)))];

    static (string? Given, string? Family, string? Father) PartsOf(LinkageRecord record)
    {
        var (given, family, father) = (record.Given, record.Family, record.Father);
        if (string.IsNullOrWhiteSpace(given) && string.IsNullOrWhiteSpace(family) && record.WholeName is { } whole)
        {
            var parts = NameParts.Split(whole);
            (given, family) = (parts.Given, parts.Family);
            father = string.IsNullOrWhiteSpace(father) ? parts.Father : father;
        }
        if (!string.IsNullOrWhiteSpace(father))
        {
            father = NameParts.FatherRoot(NameNormalizer.Romanise(father)) ?? father;
        }
        return (given, family, father);
    }

    int NumberId(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }
        if (!numberIds.TryGetValue(text, out var id))
        {
            id = numbers.Count;
            numbers.Add(text);
            numberIds.Add(text, id);
        }
        return id;
    }

    /// <summary>
    /// The last eight digits of a phone number, so that country codes and leading zeros do not matter;
    /// an e-mail address stays whole.
    /// </summary>
    static string Dialled(string? phone)
    {
        const int DigitsKept = 8;
        if (phone is null || phone.Contains('@', StringComparison.Ordinal))
        {
            return phone?.Trim().ToLowerInvariant() ?? "";
        }
        var digits = LettersAndDigits(phone);
        return digits.Length > DigitsKept ? digits[^DigitsKept..] : digits;
    }

    static string LettersAndDigits(string? text)
    {
        if (text is null)
        {
            return "";
        }
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                kept.Append(char.ToLowerInvariant(letter));
            }
        }
        return kept.ToString();
    }
}
