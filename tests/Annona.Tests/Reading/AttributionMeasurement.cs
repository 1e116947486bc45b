using System.Globalization;
using Annona.Reading;
using Annona.Reading.Attribution;
using Annona.Reading.Text;
using Document = Annona.Reading.Reading;

namespace Annona.Tests.Reading;

/// <summary>
/// How many attributions of a corpus annotated by people are found. A proposal and an annotation agree when their
/// contents share at least 0.3 of the characters that either covers; each is used once. The corpus is measured on,
/// never copied.
/// </summary>
public sealed class AttributionMeasurement(ITestOutputHelper output)
{
    const double SharedMin = 0.3;

    [Fact]
    public void Attributions_are_found_with_precision_first()
    {
        var folder = Repository.Data("text/polnear/dev");
        int found = 0, annotated = 0, proposed = 0, withSource = 0, rightSource = 0;

        // Some articles were annotated by several people: the first file by name counts.
        foreach (var files in Directory.GetFiles(Path.Combine(folder, "attributions")).Order(StringComparer.Ordinal)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file)[..^5]))
        {
            var text = File.ReadAllText(Path.Combine(folder, "text", files.Key + ".txt"));
            var gold = Annotation.Load(files.First(), text);
            var proposals = Proposals(Reader.Read(text, new()));
            var matched = Matched(proposals, gold);
            (annotated, proposed, found) = (annotated + gold.Count, proposed + proposals.Count,
                found + matched.Count);
            foreach (var (named, truth) in matched.Where(pair => pair.Truth.Source.Count > 0))
            {
                withSource++;
                rightSource += truth.Source.Any(span => named.Any(span.Overlaps)) ? 1 : 0;
            }
        }

        var precision = found / (double)proposed;
        var recall = found / (double)annotated;
        var balanced = 2 * precision * recall / (precision + recall);
        output.WriteLine($"{annotated} annotated, {proposed} proposed, {found} found: precision {precision:0.000}, "
            + $"recall {recall:0.000}, F1 {balanced:0.000}; right source {rightSource / (double)withSource:0.000}");
        Assert.True(precision >= 0.84, $"Precision fell to {precision:0.000}.");
        Assert.True(balanced >= 0.65, $"F1 fell to {balanced:0.000}.");
        Assert.True(rightSource >= 0.90 * withSource, $"{rightSource} of {withSource} sources are right.");
    }

    // One cue may give several statements ("are sending …, rebuilding …"); the corpus counts them as one attribution.
    static List<Annotation> Proposals(Document reading) => [.. reading.Statements
        .Where(one => one.Mode != StatementMode.Narrated)
        .GroupBy(one => (one.Cue!.Span, LinesBefore: reading.Text.AsSpan(0, one.Start).Count('\n')))
        .Select(group => new Annotation(
            [.. group.SelectMany(one => one.Continued.Append(one.Span))],
            [.. group.SelectMany(Speakers).Distinct()]))];

    // "A said that B promised" is one proposal with both in its chain; the corpus may mean either.
    static IEnumerable<TextSpan> Speakers(Statement one) => one.Chain.Where(link => link.Kind == LinkKind.Speaker)
        .Select(link => link.Span).Append(one.Source).OfType<TextSpan>();

    static List<(IReadOnlyList<TextSpan> Source, Annotation Truth)> Matched(
        List<Annotation> proposals, List<Annotation> gold)
    {
        var pairs = from p in Enumerable.Range(0, proposals.Count)
                    from g in Enumerable.Range(0, gold.Count)
                    let shared = Shared(proposals[p].Content, gold[g].Content)
                    where shared >= SharedMin
                    orderby shared descending
                    select (p, g);
        var (usedProposals, usedGold) = (new HashSet<int>(), new HashSet<int>());
        var matched = new List<(IReadOnlyList<TextSpan>, Annotation)>();
        foreach (var (p, g) in pairs)
            if (!usedProposals.Contains(p) && usedGold.Add(g))
            {
                usedProposals.Add(p);
                matched.Add((proposals[p].Source, gold[g]));
            }
        return matched;
    }

    static double Shared(IReadOnlyList<TextSpan> one, IReadOnlyList<TextSpan> other)
    {
        var both = one.Sum(a => other.Sum(b => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start))));
        return both / (double)(one.Sum(span => span.Length) + other.Sum(span => span.Length) - both);
    }

    /// <summary>One attribution as spans of UTF-16 code units; the corpus counts code points.</summary>
    sealed record Annotation(IReadOnlyList<TextSpan> Content, IReadOnlyList<TextSpan> Source)
    {
        public static List<Annotation> Load(string file, string text)
        {
            var offsets = new List<int>();
            for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
                offsets.Add(i);
            offsets.Add(text.Length);
            var spans = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
            var found = new List<Annotation>();
            foreach (var fields in File.ReadLines(file).Select(line => line.Split('\t')))
            {
                if (fields[0].StartsWith('T'))
                    spans[fields[0]] = [.. fields[1].Split(' ', 2)[1].Split(';').Select(Span)];
                if (fields[0].StartsWith('E'))
                    found.Add(new(Parts(fields[1], "Content"), Parts(fields[1], "Source")));
            }
            return found;

            TextSpan Span(string ends)
            {
                var numbers = ends.Split(' ').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
                return new(offsets[numbers[0]], offsets[numbers[1]]);
            }

            // A few links of the corpus lead nowhere.
            List<TextSpan> Parts(string links, string role) => [.. links.Split(' ').Select(link => link.Split(':'))
                .Where(link => link.Length == 2 && link[0].TrimEnd([.. "0123456789"]) == role)
                .SelectMany(link => spans.GetValueOrDefault(link[1], []))];
        }
    }
}
