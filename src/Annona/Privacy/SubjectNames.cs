using System.Text;
using System.Text.RegularExpressions;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>
/// What a person goes by and went by, to be looked for in the words of others: whole names, documents and telephone
/// numbers. A single word of a name would find half the village.
/// </summary>
sealed class SubjectNames
{
    /// <summary>Shorter words say nothing.</summary>
    const int LengthMin = 5;

    readonly IReadOnlyList<Regex> words;

    SubjectNames(IEnumerable<string> words) => this.words = [.. words.Select(Equal)];

    /// <param name="now">The registers.</param>
    /// <param name="same">Ordinals of the records.</param>
    /// <param name="past">Entries that name them: what a correction replaced may stand in an older text.</param>
    public static SubjectNames Of(Registers now, IReadOnlyList<int> same, IReadOnlyList<PastEntry> past) =>
        new(WordsOf(now, same, past));

    /// <summary>The same again from its words.</summary>
    public static SubjectNames Of(IEnumerable<string> words) => new(words);

    /// <summary>The words to look for; see <see cref="Of(Registers, IReadOnlyList{int}, IReadOnlyList{PastEntry})"/>.
    /// </summary>
    public static IEnumerable<string> WordsOf(
        Registers now, IReadOnlyList<int> same, IReadOnlyList<PastEntry> past) =>
        same.Select(now.People.DetailsOf)
            .Concat(past.SelectMany(entry => same.Select(at => entry.Event.DetailsOf(now.People.PersonId(at).Value))))
            .OfType<PersonalDetails>()
            .SelectMany(details => new[]
                {
                    details.FullName, string.Join(' ', details.Name.Select(part => part.Text).Reverse()),
                }
                .Concat(details.Phones).Concat(details.Documents.Select(document => document.Number)))
            .Where(word => word.Length >= LengthMin)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the words stand in a text: start and end of each, in order; none lies in another.</summary>
    public IReadOnlyList<(int Start, int End)> In(string text)
    {
        var found = new List<(int Start, int End)>();
        foreach (var place in words.SelectMany(word => word.Matches(text))
            .OrderBy(place => place.Index).ThenByDescending(place => place.Length))
            if (found.Count == 0 || place.Index + place.Length > found[^1].End)
                found.Add((place.Index, place.Index + place.Length));
        return found;
    }

    /// <summary>Cases among these whose sealed words name the person.</summary>
    public IEnumerable<(ObservationRow Case, int Times)> InCases(IEnumerable<ObservationRow> rows) => rows
        .Where(row => Cases.IsCase(row.Seen))
        .Select(row => (Case: row, Times: In(string.Join('\n', row.Texts)).Count))
        .Where(named => named.Times > 0);

    /// <summary>Sources whose text, title or addresses name the person.</summary>
    public IEnumerable<NamedInSource> InSources(Registers now, IDocuments documents) => words.Count == 0 ? []
        : now.PublicRecord.Sources.All.Select(row => InSource(row, now, documents))
            .Where(named => named.Where.Count > 0);

    NamedInSource InSource(SourceRow row, Registers now, IDocuments documents)
    {
        var about = row.Archived.About;
        List<Stretch> found =
        [
            .. documents.Find(row.Text) is { } text ? Of(Encoding.UTF8.GetString(text), MaskedPart.Text) : [],
            .. Of(about.Title, MaskedPart.Title),
            .. about.Addresses.SelectMany((address, at) => Of(address, MaskedPart.Address, at)),
            .. Of(about.SummaryOf?.Address, MaskedPart.OriginalAddress),
        ];
        var quoted = now.PublicRecord.Statements.Of(row.Id)
            .Where(said => said.Content.Parts().Append(said.Content.Passage).Any(part => In(part.Exact).Count > 0));
        return new(row.Id, row.Code, found, [.. quoted.Select(said => said.Code)])
        {
            IsHidden = found.All(row.HidesAllOf),
        };
    }

    IEnumerable<Stretch> Of(string? words, MaskedPart part, int index = 0) =>
        In(words ?? "").Select(found => new Stretch(found.Start, found.End, part, index));

    /// <summary>However the lines are broken, and whatever stands between the words of a name in an address.</summary>
    static Regex Equal(string words) => new(
        string.Join(
            @"[\s\-_+.]+", words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
