using System.Text.RegularExpressions;
using Annona.Exchange;
using Annona.PublicRecord;
using Annona.Reading.Text;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary>
/// A passage that an officer names in a text: its words, and the numbers and days that the reader finds in and beside
/// it. What it does and how binding it is, the officer says.
/// </summary>
/// <param name="text">The archived text.</param>
/// <param name="source">What is known of the source.</param>
sealed class HandReading(string text, SourceLine source)
{
    readonly Read.Reading reading = Read.Reader.Read(text, new()
    {
        PublishedOn = source.Day,
        Publisher = source.About.Publisher.Name,
    });

    /// <summary>The one place where the words stand, however the lines are broken.</summary>
    /// <exception cref="InputException">They stand nowhere, or in several places.</exception>
    public TextPart Passage(string words)
    {
        var places = Equal(words).EnumerateMatches(text);
        TextPart? found = null;
        foreach (var place in places)
            found = found is null
                ? TextPart.Of(text, place.Index, place.Index + place.Length)
                : throw new InputException(
                    "cli.words-twice", $"The words stand more than once in {source.Code}.",
                    "Give more of them, or give START and END.");
        return found ?? throw new InputException(
            "cli.words-not-there", $"The words do not stand in {source.Code}.",
            $"Take them as they stand in: annona source show {source.Code}");
    }

    /// <summary>The passage between two code points.</summary>
    /// <exception cref="InputException">It does not lie in the text.</exception>
    public TextPart Passage(int start, int end)
    {
        var (first, last) = (Utf16(text, start), Utf16(text, end));
        return first >= 0 && first < last && last <= text.Length
            ? TextPart.Of(text, first, last)
            : throw new InputException(
                "cli.passage-outside", $"There is no passage from {start} to {end} in {source.Code}.",
                "Give a START below END, both as shown by: annona source show");
    }

    /// <summary>The numbers in a passage.</summary>
    public IReadOnlyList<StatedQuantity> Quantities(TextPart passage)
    {
        var proposals = new Proposals(reading);
        var within = new TextSpan(passage.Start, passage.End);
        return [.. reading.Figures.Where(figure => within.Contains(figure.Span)).Select(proposals.Quantity)];
    }

    /// <summary>The words of time in a passage and in the sentence around it.</summary>
    public IReadOnlyList<StatedDate> Dates(TextPart passage)
    {
        var proposals = new Proposals(reading);
        var around = Around(passage);
        return [.. reading.Dates.Where(date => around.Contains(date.Span)).Select(proposals.Date)];
    }

    /// <summary>The content of a statement without force: publisher, what lies between, speaker.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="speaker">Whose words they are.</param>
    /// <param name="mode">In whose words it stands.</param>
    /// <param name="passage">The words.</param>
    /// <param name="via">Links between the publisher and the speaker, from the publisher inwards.</param>
    public StatementContent Content(
        StatementKind kind, Speaker speaker, StatementMode mode, TextPart passage, IEnumerable<ChainLink> via)
    {
        var named = Named(speaker.Name, passage);
        return new(kind, speaker, mode, passage, PlainTextDocument.HashOf(passage.Exact))
        {
            Chain =
            [
                .. Published(), .. via.Select(link => link with { Where = Anywhere(link.Name) }),
                new(ChainRank.Speaker, speaker.Name, speaker.Party, named, Inferred: false),
            ],
            SpeakerWords = named,
            Quantities = Quantities(passage),
            Dates = Dates(passage),
            ConfidencePercent = 100,
        };
    }

    /// <summary>
    /// Words that are equal but for their case and what stands between them, such as a name in an address.
    /// </summary>
    public static Regex Equal(string words) => new(
        string.Join(
            @"[\s\-_+.]+",
            words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The UTF-16 offset of a code point; past the end for numbers that are too large.</summary>
    public static int Utf16(string text, int codePoint)
    {
        if (codePoint < 0)
            return codePoint;
        var (at, left) = (0, codePoint);
        while (left > 0 && at < text.Length)
        {
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
            left--;
        }
        return left > 0 ? text.Length + 1 : at;
    }

    /// <summary>Our own words have two publishers: us, and whoever published what they are about.</summary>
    IEnumerable<ChainLink> Published()
    {
        var about = source.About;
        yield return new(ChainRank.Publisher, about.Publisher.Name, about.Publisher.Party, null, Inferred: false);
        if (about.SummaryOf is { } original)
            yield return new(
                ChainRank.Publisher, original.Publisher, null, Anywhere(original.Publisher), Inferred: false);
        if (about.Wire is { } wire)
            yield return new(ChainRank.Wire, wire, null, Anywhere(wire), Inferred: false);
    }

    TextPart? Anywhere(string name) =>
        text.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at
            ? TextPart.Of(text, at, at + name.Length)
            : null;

    /// <summary>
    /// The speaker's name in the sentence around the passage, or else before it; null if it stands nowhere.
    /// </summary>
    TextPart? Named(string name, TextPart passage)
    {
        var around = Around(passage);
        var at = text.IndexOf(name, around.Start, around.End - around.Start, StringComparison.Ordinal);
        if (at < 0)
            at = text[..passage.Start].LastIndexOf(name, StringComparison.Ordinal);
        return at < 0 ? null : TextPart.Of(text, at, at + name.Length);
    }

    TextSpan Around(TextPart passage)
    {
        var start = passage.Start;
        while (start > 0 && !EndsSentence(start - 1))
            start--;
        var end = passage.End;
        while (end < text.Length && !EndsSentence(end - 1))
            end++;
        return new(start, end);
    }

    bool EndsSentence(int at) => text[at] switch
    {
        '.' or '!' or '?' => at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]),
        '\n' => at > 0 && text[at - 1] == '\n',
        _ => false,
    };
}
