using System.Text;
using Annona.PublicRecord;
using CsCheck;

namespace Annona.Tests.PublicRecord;

public sealed class SourceTests
{
    readonly RecordDesk desk = new();

    [Fact]
    public void A_document_is_archived_under_the_hash_of_its_bytes()
    {
        var id = desk.Archive();

        var row = desk.Record.Sources.Find("S1")!;
        Assert.Equal(id, row.Id);
        var archived = desk.World.Answer(new ReadDocument(row.Archived.Bytes))!;
        Assert.Equal(RecordDesk.Text, Encoding.UTF8.GetString(archived));
        Assert.Equal(row.Archived.Bytes, row.Archived.Text);
    }

    [Fact]
    public void Bytes_and_text_are_both_kept_when_they_differ()
    {
        var ask = desk.AskArchive("One.\nTwo.") with { Bytes = "One.\r\nTwo."u8.ToArray() };
        desk.World.Record(ask);

        var row = desk.Record.Sources.Find("S1")!.Archived;
        Assert.Equal("One.\r\nTwo."u8, desk.World.Answer(new ReadDocument(row.Bytes))!);
        Assert.Equal("One.\nTwo."u8, desk.World.Answer(new ReadDocument(row.Text))!);
    }

    [Fact]
    public void The_same_document_is_noticed()
    {
        desk.Archive();

        var why = desk.World.Refused(desk.AskArchive(RecordDesk.Text));

        Assert.Equal("record.source-already-there", why.Code);
        Assert.Contains("S1", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_tomorrow_is_refused_but_for_the_hours_of_the_time_zones()
    {
        var ask = desk.AskArchive("News.");

        Assert.Equal("record.published-in-future", desk.World.Refused(ask with
        {
            About = ask.About with { PublishedOn = new(2026, 3, 4) },
        }).Code);
        desk.World.Record(ask with { About = ask.About with { PublishedOn = new(2026, 3, 3) } });
    }

    [Fact]
    public void A_private_persons_name_is_shown_as_blocks_everywhere()
    {
        var source = desk.Archive();
        var start = RecordDesk.Text.IndexOf("Narek Sample", StringComparison.Ordinal);
        desk.World.Record(desk.AskPropose(source, RecordDesk.Content("Narek Sample, who fled, slept in a school")));
        desk.World.Record(new MaskPassages(source, [new(start, start + 12)], "Names a private person.")
        {
            Intent = desk.World.NextIntent(),
        });

        var shown = desk.World.Answer(new ShowSource(source))!;
        var listed = Assert.Single(desk.World.Answer(new ListStatements(source, null, null)));

        Assert.DoesNotContain("Narek", shown.Text, StringComparison.Ordinal);
        Assert.Contains("████████████, who fled, slept in a school", shown.Text, StringComparison.Ordinal);
        Assert.Equal("████████████, who fled, slept in a school", listed.Content.Passage.Exact);
        Assert.Equal(listed.Content.Passage.Exact, Assert.Single(shown.Statements).Content.Passage.Exact);
    }

    [Fact]
    public void A_name_that_is_masked_once_is_not_spelled_out_where_it_is_only_meant()
    {
        var source = desk.Archive();
        var speaker = new Speaker("Narek Sample", null, null);
        var named = RecordDesk.Content("Convoys are on their way") with
        {
            Speaker = speaker,
            SpeakerWords = RecordDesk.Content("Narek Sample").Passage,
        };
        var meant = RecordDesk.Content("the country was ready") with
        {
            Speaker = speaker,
            SpeakerWords = RecordDesk.Content("A spokesperson").Passage,
            Chain = [new(ChainRank.Speaker, "Narek Sample", null, null, Inferred: true)],
        };
        desk.World.Record(desk.AskPropose(source, named, meant));
        var where = named.SpeakerWords;
        desk.World.Record(new MaskPassages(source, [new(where.Start, where.End)], "Test.")
        {
            Intent = desk.World.NextIntent(),
        });

        var listed = desk.World.Answer(new ListStatements(null, null, null));

        Assert.All(listed, line => Assert.Equal("█████", line.Content.Speaker.Name));
        Assert.Equal("█████", Assert.Single(listed[1].Content.Chain).Name);
    }

    [Fact]
    public void A_mask_reaches_title_and_address_and_is_not_set_twice()
    {
        var ask = desk.AskArchive(RecordDesk.Text);
        desk.World.Record(ask with
        {
            About = ask.About with
            {
                Title = "Narek Sample tells",
                Addresses = ["https://daily.example/1", "https://daily.example/narek-sample"],
            },
        });
        var source = desk.Record.Sources.All[0].Id;
        var mask = new MaskPassages(
            source, [new(0, 12, MaskedPart.Title), new(22, 34, MaskedPart.Address, 1)], "Names a private person.")
        {
            Intent = desk.World.NextIntent(),
        };

        desk.World.Record(mask);
        Assert.Empty(desk.World.Record(mask with { Intent = desk.World.NextIntent() }));

        var about = Assert.Single(desk.World.Answer(new ListSources())).About;
        Assert.Equal("████████████ tells", about.Title);
        Assert.Equal(["https://daily.example/1", "https://daily.example/████████████"], about.Addresses);
        Assert.Equal("record.passage-outside", desk.World.Refused(mask with
        {
            Intent = desk.World.NextIntent(),
            Where = [new(0, 3, MaskedPart.Address, 2)],
        }).Code);
    }

    [Fact]
    public void A_masked_name_stands_in_no_answer_of_the_record()
    {
        var source = desk.Archive();
        var speaker = new Speaker("Narek Sample", null, null);
        var convoys = RecordDesk.Content("Convoys are on their way", StatementKind.Ongoing, Force.UnderWay);
        var said = desk.Said(source, convoys with
        {
            Speaker = speaker,
            SpeakerWords = RecordDesk.Content("Narek Sample").Passage,
            Chain = [new(ChainRank.Speaker, "Narek Sample", null, null, Inferred: false)],
        });
        desk.Promised(desk.Flour(source) with
        {
            Statement = said.Id,
            Force = Force.UnderWay,
            Text = "What Narek Sample said.",
            Occasion = "narek sample's visit",
            OnBehalf = "Narek Sample is its envoy.",
        });
        desk.World.Record(new LinkPromise(
            desk.Record.Promises.All[0].Id, PromiseRelation.Retells, LinkTarget.To(source), "As Narek Sample says.")
        {
            Intent = desk.World.NextIntent(),
        });
        desk.World.Record(desk.AskVerdict(desk.Record.Promises.All[0], VerdictState.Disputed, "Only Narek Sample."));
        desk.World.Record(new RecordFigure(new(
            FigureSubject.People, "arrivals", StatedAmount.Exactly(5), CountedIn.Persons, CountedOver.New, source)
        {
            Statement = said.Id,
            Definition = "as Narek Sample counts",
        })
        {
            Intent = desk.World.NextIntent(),
        });
        var where = RecordDesk.Content("Narek Sample").Passage;
        desk.World.Record(new MaskPassages(source, [new(where.Start, where.End)], "Names a private person.")
        {
            Intent = desk.World.NextIntent(),
        });

        foreach (object answer in new object[]
        {
            desk.World.Answer(new ListSources()), desk.World.Answer(new ShowSource(source))!,
            desk.World.Answer(new ListStatements(null, null, null)), desk.World.Answer(new ShowStatement(said.Id))!,
            desk.World.Answer(new ListPromises()), desk.World.Answer(new ListFigures()),
            desk.World.Answer(new FindPromise("P1"))!,
        })
            Assert.DoesNotContain(
                "narek", System.Text.Json.JsonSerializer.Serialize(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_rests_on_a_made_up_source_is_made_up()
    {
        desk.World.Record(desk.AskArchive(RecordDesk.Text) with { Synthetic = true });
        var source = desk.Record.Sources.All[0].Id;

        var said = desk.Said(source, "Convoys are on their way", StatementKind.Ongoing, Force.UnderWay);
        var promise = desk.Promised(desk.Flour(source) with { Statement = said.Id, Force = Force.UnderWay });

        Assert.True(said.Synthetic);
        Assert.True(promise.Synthetic);
    }

    [Fact]
    public void A_mask_lies_in_the_text()
    {
        var source = desk.Archive();

        foreach (var (start, end) in new[] { (-1, 3), (5, 5), (9, 4), (0, RecordDesk.Text.Length + 1) })
            Assert.Equal("record.passage-outside", desk.World.Refused(
                new MaskPassages(source, [new(start, end)], "Test.") { Intent = desk.World.NextIntent() }).Code);
    }

    /// <summary>Masking hides exactly the masked characters and never moves another one.</summary>
    [Fact]
    public void Masking_hides_what_it_should_and_nothing_else() =>
        Gen.Select(Gen.String[Gen.Char["abc \n"], 1, 40], Gen.Int[0, 39], Gen.Int[1, 40]).Sample((text, from, length) =>
        {
            var (start, end) = (Math.Min(from, text.Length - 1), Math.Min(from + length, text.Length));
            var row = Row(text) with { Masks = [new(new(start, Math.Max(end, start + 1)), "")] };

            var shown = row.Masked(text, 0);

            Assert.Equal(text.Length, shown.Length);
            for (var i = 0; i < text.Length; i++)
                Assert.Equal(i >= start && i < Math.Max(end, start + 1) && text[i] != '\n' ? '█' : text[i], shown[i]);
        });

    [Fact]
    public void A_character_beyond_the_basic_plane_is_one_block() =>
        Assert.Equal("a█b", (Row("a𐍈b") with { Masks = [new(new(1, 3), "")] }).Masked("a𐍈b", 0));

    [Theory]
    [InlineData(new byte[0], "It is empty.")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "Its bytes are not UTF-8 text")]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 }, "It is a binary file")]
    [InlineData(new byte[] { 0x20, 0x0A }, "It has no words.")]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D }, "It is a PDF")]
    [InlineData(new byte[] { 0x3C, 0x48, 0x54, 0x4D, 0x4C, 0x3E }, "It is a web page")]
    public void What_is_no_plain_text_is_said_in_a_sentence(byte[] bytes, string sentence)
    {
        Assert.False(PlainTextDocument.TryRead(bytes, out _, out var fault));
        Assert.StartsWith(sentence, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x41, 0x0D, 0x0A, 0x42 }, "A\nB")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 }, "A")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x41 }, "A")]
    public void Byte_order_marks_and_line_ends_are_made_the_same(byte[] bytes, string text)
    {
        Assert.True(PlainTextDocument.TryRead(bytes, out var read, out _));
        Assert.Equal(text, read);
    }

    static SourceRow Row(string text) => new(
        1,
        new(new(Guid.Empty), default, default, text.Length, "text/plain", new("x", "1"), new(new("Paper", null))),
        TestOperation.Start, [], null);
}
