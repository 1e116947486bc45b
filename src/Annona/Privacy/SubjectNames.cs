using System.Text;
using Annona.Observations;

namespace Annona.Privacy;

/// <summary>
/// What a person goes by, to be looked for in the words of others: whole names, documents and telephone numbers. A
/// single word of a name would find half the village.
/// </summary>
sealed class SubjectNames
{
    /// <summary>Shorter words say nothing.</summary>
    const int LengthMin = 5;

    readonly IReadOnlyList<string> words;

    SubjectNames(IReadOnlyList<string> words) => this.words = words;

    public static SubjectNames Of(Registers now, IReadOnlyList<int> same) => new(
    [
        .. same.Select(now.People.DetailsOf).OfType<Values.PersonalDetails>()
            .SelectMany(details => new[]
                {
                    details.FullName, string.Join(' ', details.Name.Select(part => part.Text).Reverse()),
                }
                .Concat(details.Phones).Concat(details.Documents.Select(document => document.Number)))
            .Where(word => word.Length >= LengthMin)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ]);

    /// <summary>Where the words stand in a text: start and end of each, which may overlap.</summary>
    public IEnumerable<(int Start, int End)> In(string text)
    {
        foreach (var word in words)
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0;
                at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
                yield return (at, at + word.Length);
    }

    /// <summary>Cases that the officer may read and whose sealed words name the person.</summary>
    public IEnumerable<Mention> InCases(Registers now, Moment moment) => Met(now.Observations.All
        .Where(row => Cases.IsCase(row.Seen) && Cases.MayRead(row, now, moment.Actor))
        .Select(row => (row.Code, string.Join('\n', row.Texts))));

    /// <summary>Sources whose archived text names the person.</summary>
    public IEnumerable<Mention> InSources(Registers now, Moment moment) => words.Count == 0 ? [] : Met(
        now.PublicRecord.Sources.All.Select(row =>
            (row.Code, moment.Documents.Find(row.Archived.Text) is { } text ? Encoding.UTF8.GetString(text) : "")));

    IEnumerable<Mention> Met(IEnumerable<(string Where, string Text)> texts) => texts
        .Select(it => new Mention(it.Where, In(it.Text).Count())).Where(mention => mention.Times > 0);
}
