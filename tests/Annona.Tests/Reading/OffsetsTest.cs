using Annona.Reading;
using Annona.Reading.Text;
using CsCheck;

namespace Annona.Tests.Reading;

public sealed class OffsetsTest
{
    static readonly string[] pieces =
    [
        "President Ada Orvel said ", "that ", "“", "”", "\"", "«", "»", "will protect the rights of residents", ", ",
            ". ", ": ",
        "he added", "according to ", "the statement said", "\n\n", "\r\n", "\r", "\t", "hundreds of people",
            "$11.5 million",
        "more than 53,000 refugees", "last Tuesday", "on 29 February", "2023-09-27", "September 31", "(", ")",
            "USAID", "EFE",
        "since Sunday", "𝔸𐐷🏠", "\uD83C", "\uDC00", "שלום עליכם", "مرحبا", "é", "e\u0301", "\0", "\u200F", "…", "—",
        "are sending aid, cooperating with the Red Cross and rebuilding roads", "99999999999999999999", "if", "As ",
            "who ",
        "announced ", "to ", "promised ", "stopped short of using the term ", "Mr. ", "and ", "but ", "which ",
            "3 to 5 days ago",
    ];

    static readonly Gen<string> anyText = Gen.OneOf(
        Gen.Int[0, pieces.Length - 1].Array[0, 40].Select(picked => string.Concat(picked.Select(i => pieces[i]))),
        Gen.String[0, 300]);

    [Fact]
    public void Every_span_lies_in_the_text_and_says_exactly_what_stands_there() =>
        anyText.Select(Gen.Date).Sample((text, day) =>
        {
            var reading = Reader.Read(text, new() { PublishedOn = DateOnly.FromDateTime(day) });

            foreach (var (span, exact) in Spans(reading))
            {
                Assert.InRange(span.Start, 0, span.End);
                Assert.InRange(span.End, span.Start + 1, text.Length);
                if (exact is not null)
                    Assert.Equal(text[span.Start..span.End], exact);
            }
        }, iter: 4_000);

    [Fact]
    public void Reading_the_same_text_twice_gives_the_same_statements() =>
        anyText.Sample(text => Assert.Equal(Told(text), Told(text)), iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\r\n ")]
    [InlineData("\0\u0001\uFFFF\uD800")]
    [InlineData("“never closed, he said")]
    [InlineData("said said said said that that that")]
    public void A_text_that_says_nothing_gives_an_orderly_reading(string text)
    {
        var reading = Reader.Read(text, new());

        Assert.Equal(text, reading.Text);
        Assert.All(reading.Statements, statement =>
            Assert.Equal(text[statement.Start..statement.End], statement.Exact));
    }

    [Fact]
    public void A_very_long_line_is_read_in_time_that_grows_with_its_length()
    {
        var line = string.Concat(Enumerable.Repeat("She said that “it (was) the 53,000, who ", 5_000));

        var reading = Reader.Read(line, new());

        Assert.All(reading.Statements, statement =>
            Assert.Equal(line[statement.Start..statement.End], statement.Exact));
    }

    // Each of these once took time that grew with its square.
    [Theory]
    [InlineData("“", 200_000)]
    [InlineData("“a ” ", 40_000)]
    [InlineData("Aa ", 60_000)]
    [InlineData("She said that it was the 53,000, who ", 8_000)]
    [InlineData("Mayor Ada Orvel told Tom Hale that 300 people had left on Tuesday. ", 5_000)]
    public void No_shape_of_text_takes_long(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var started = System.Diagnostics.Stopwatch.StartNew();

        var reading = Reader.Read(text, new());

        // A hundred times what it takes: only a square of the length reaches it.
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(40), $"It took {started.Elapsed}.");
        Assert.Equal(text, reading.Text);
    }

    [Fact]
    public void Offsets_are_exported_in_code_points_also_behind_an_astral_character()
    {
        const string text = "🏠🏠 “We will rebuild the road,” Mayor Ada Orvel said.";
        var statement = Assert.Single(Reader.Read(text, new()).Statements);

        var exported = new CodePoints(text).Of(statement.Span);

        // Two houses are four UTF-16 code units and two code points; a space follows.
        Assert.Equal(5, statement.Start);
        Assert.Equal(3, exported.Start);
        Assert.Equal(statement.Exact.Length, exported.Length);
    }

    [Fact]
    public void Carriage_returns_do_not_shift_offsets()
    {
        const string unix =
            "The town is quiet.\n\n“We will rebuild the road,” Mayor Ada Orvel said.\n\nMore follows here today.";
        var windows = unix.Replace("\n", "\r\n", StringComparison.Ordinal);

        var exacts = Reader.Read(unix, new()).Statements.Select(statement => statement.Exact);

        Assert.Equal(exacts, Reader.Read(windows, new()).Statements.Select(statement => statement.Exact));
    }

    static string Told(string text) =>
        string.Join('|', Reader.Read(text, new())
            .Statements.Select(one => $"{one.Id} {one.Kind} {one.Start} {one.Speaker.Name}"));

    static IEnumerable<(TextSpan Span, string? Exact)> Spans(Annona.Reading.Reading reading)
    {
        foreach (var one in reading.Statements)
        {
            yield return (one.Span, one.Exact);
            foreach (var span in one.Continued)
                yield return (span, null);
            foreach (var span in new[] { one.Source, one.Speaker.Span, one.Audience?.Span }.OfType<TextSpan>())
                yield return (span, null);
            foreach (var span in one.Chain.Select(link => link.Span).OfType<TextSpan>())
                yield return (span, null);
            if (one.Cue is { } cue)
                yield return (cue.Span, cue.Exact);
            if (one.Undertaking?.Beneficiary is { } beneficiary)
                yield return (beneficiary, one.Undertaking.BeneficiaryExact);
        }
        foreach (var one in reading.Figures)
            yield return (one.Span, one.Exact);
        foreach (var one in reading.Dates)
            yield return (one.Span, one.Exact);
        foreach (var one in reading.Terms)
            yield return (one.Span, one.Exact);
        foreach (var one in reading.Occasions)
            yield return (one.Span, one.Exact);
        var named = reading.Parties.SelectMany(party => party.Mentions)
            .Concat(reading.Places.SelectMany(place => place.Mentions))
            .Concat(reading.Events.SelectMany(one => one.Mentions)).Concat(reading.Captions);
        foreach (var span in named)
            yield return (span, null);
    }
}
