using System.Globalization;
using Annona.Cli.Shell;
using Annona.Reading.Attribution;
using Annona.Reading.Dates;
using Annona.Reading.Promises;
using Annona.Reading.Terms;
using Annona.Reading.Text;
using Spectre.Console;
using Read = Annona.Reading;

namespace Annona.Cli.PublicRecord;

/// <summary>
/// What a text says, for a person at a terminal: every item with its exact words and its offsets in code points.
/// Without a terminal there are no colours.
/// </summary>
sealed class ReadingReport(Terminal terminal, Read.Reading reading)
{
    /// <summary>A table of eight columns is hard to read on fewer columns of the terminal.</summary>
    const int WidthOfATable = 100;

    readonly CodePoints points = new(reading.Text);
    int lineStart;
    int paragraphs;

    readonly Dictionary<string, DateMention> dates = reading.Dates.ToDictionary(date => date.Id);

    public void Print(string path, bool dateGiven)
    {
        Header(path, dateGiven);
        WhoSpeaks();
        Parties();
        Statements();
        Undertakings();
        Figures();
        Dates();
        Terms();
        Circumstances();
        terminal.Line();
        Paragraph(0, "[dim]Proposals only: nothing of this is on record. To archive the text and confirm what it says: "
            + "annona source add FILE --publisher NAME[/]");
    }

    void Header(string path, bool dateGiven)
    {
        var wire = reading.Parties.FirstOrDefault(party => party.Id == reading.Wire)?.Name;
        var publisher = reading.Publisher ?? wire ?? "publisher not known";
        var day = reading.PublishedOn is { } date
            ? $"{Terminal.Date(date)} [dim]({Markup.Escape(ReadCommand.HowDated(reading, dateGiven) ?? "")})[/]"
            : "[yellow]date not known[/] [dim](give it with --date: \"on Tuesday\" means nothing without it)[/]";
        Paragraph(0, $"[bold]{Markup.Escape(publisher)}[/]  {day}");
        var undertakings = reading.Statements.Count(said => said.Undertaking is not null);
        var promise = undertakings == 1 ? "promises something or claims" : "promise something or claim";
        Paragraph(0, $"{Markup.Escape(path)}: {Many(reading.Statements.Count, "statement")}, of which "
            + $"{Number(undertakings)} {promise} that it is under way; {Many(reading.Figures.Count, "figure")}, "
            + $"{Many(reading.Dates.Count, "date")}.");
        if (wire is not null && wire != publisher)
            Paragraph(0, $"Signed by the agency {Markup.Escape(wire)}.");
    }

    void WhoSpeaks()
    {
        Section("Who speaks");
        var roles = reading.Parties.ToDictionary(party => party.Id, party => party.Role);
        var speakers = reading.Statements.Where(said => said.Mode != StatementMode.Narrated)
            .GroupBy(said => said.Speaker.Name).OrderByDescending(group => group.Count());
        terminal.Table(["Speaker", "Office", "#Statements", "As it comes to us"], speakers.Select(group =>
        {
            var party = group.Select(said => said.Speaker.Party).FirstOrDefault(id => id is not null);
            return (IReadOnlyList<string>)
            [
                group.Key, party is null ? "" : roles.GetValueOrDefault(party) ?? "", Number(group.Count()),
                string.Join("; ", group.Select(Chain).Distinct()),
            ];
        }));
    }

    void Parties()
    {
        Section("Parties and people");
        var parties = reading.Parties.Select(party => (IReadOnlyList<string>)
        [
            OneLine(party.Name), party.Kind == Read.Names.PartyKind.Unknown ? "party" : Lower(party.Kind),
            OneLine(party.Role ?? ""), string.Join(", ", party.Aliases.Select(OneLine)),
        ]);
        var groups = reading.Groups.Select(group => (IReadOnlyList<string>)
            [OneLine(group.Words), "population group", "", ""]);
        terminal.Table(["Name", "What", "Office", "Also called"], [.. parties, .. groups]);
    }

    void Statements()
    {
        Section("What is said");
        var paragraph = -1;
        foreach (var said in reading.Statements)
        {
            var number = ParagraphAt(said.Start);
            if (number != paragraph)
                Paragraph(0, $"[dim]paragraph {Number(number + 1)}[/]");
            paragraph = number;
            Statement(said);
        }
    }

    void Statement(Statement said)
    {
        var to = said.Audience is { } audience ? $" to {Markup.Escape(audience.Name)}" : "";
        var denied = said.Cue is { Negated: true } ? " [red](not said)[/]"
            : said is { Negated: true, Force: null } ? " [red](negated)[/]" : "";
        Paragraph(2, $"{said.Id} {Mark(said)}{denied}  [bold]{Markup.Escape(said.Speaker.Name)}[/]{to}"
            + $"  [dim]{Lower(said.Mode)}, {Place(said.Span)}, {Percent(said.Confidence)}[/]");
        Paragraph(6, $"[italic]{Markup.Escape(OneLine(said.Exact))}[/]");
        foreach (var part in said.Continued)
            Paragraph(6, $"[italic]{Markup.Escape(OneLine(part.In(reading.Text)))}[/]  [dim]{Place(part)}[/]");
        var cue = said.Cue is { } words
            ? $"cue “{OneLine(words.Exact)}” {Place(words.Span)}"
            : "the publisher's own words";
        Paragraph(6, $"[dim]{Markup.Escape(said.Chain.Count == 0 ? cue : $"{Chain(said)}; {cue}")}[/]");
        foreach (var note in said.Notes)
            Paragraph(6, $"[yellow]{Markup.Escape(note)}[/]");
    }

    void Undertakings()
    {
        Section("Promises and claims of action under way");
        var undertakings = reading.Statements.Where(said => said.Undertaking is not null);
        if (terminal.Console.Profile.Width < WidthOfATable)
        {
            foreach (var said in undertakings)
                Undertaking(said, said.Undertaking!);
            return;
        }
        terminal.Table(["", "Who", "For whom", "What", "Force", "Due", "Words", "#At"], undertakings
            .Select(said => (IReadOnlyList<string>)
            [
                said.Id, said.Speaker.Name, OneLine(said.Undertaking!.BeneficiaryExact ?? "not said"),
                Lower(said.Undertaking.Kind), said.Force is { } force ? Lower(force) : "",
                Due(said.Undertaking), OneLine(said.Exact), Place(said.Span),
            ]));
    }

    /// <summary>One undertaking in lines that wrap, for a narrow terminal.</summary>
    void Undertaking(Statement said, Undertaking undertaking)
    {
        var whom = OneLine(undertaking.BeneficiaryExact ?? "for whom is not said");
        Paragraph(2, $"{said.Id} {Mark(said)}  [bold]{Markup.Escape(said.Speaker.Name)}[/] → {Markup.Escape(whom)}");
        Paragraph(6, Markup.Escape(
            $"{Lower(undertaking.Kind)}; due {Due(undertaking)}; {Place(said.Span)}"));
        Paragraph(6, $"[italic]{Markup.Escape(OneLine(said.Exact))}[/]");
    }

    void Figures()
    {
        Section("Figures and money");
        terminal.Table(["", "Words", "Says", "Counts", "From", "#At"], reading.Figures.Select(figure =>
            (IReadOnlyList<string>)
            [
                figure.Id, OneLine(figure.Exact), Range(figure),
                $"{Lower(figure.Class)}{(figure.Per is { } per ? $", {per}" : "")}",
                figure.StatementId ?? "–", Place(figure.Span),
            ]));
    }

    void Dates()
    {
        Section("Dates");
        terminal.Table(["", "Words", "Means", "How", "#At"], reading.Dates.Select(date => (IReadOnlyList<string>)
        [
            date.Id, OneLine(date.Exact), Days(date.From, date.To),
            string.Join(" ", date.Others.Select(Other).Prepend(date.How)), Place(date.Span),
        ]));
    }

    void Terms()
    {
        Section("Contested terms");
        terminal.Table(["Words", "About", "Used by", "Avoided by", "How", "#At"], reading.Terms.Select(use =>
            (IReadOnlyList<string>)
            [
                OneLine(use.Exact), $"{use.Group}: {use.Colour}",
                use.Stance == Stance.Uses ? use.By.Name : OneLine(use.WordsOf?.Name ?? ""),
                use.Stance == Stance.Avoids ? use.By.Name : "",
                use.Stance == Stance.Quotes ? $"quoted by {use.By.Name}"
                    : use.InQuotationMarks ? "between quotation marks" : "",
                Place(use.Span),
            ]));
    }

    void Circumstances()
    {
        Section("Events, occasions and places");
        var events = reading.Events.Select(happening => Row(
            "event", happening.Name, happening.Kind, happening.Date, happening.Mentions));
        var occasions = reading.Occasions.Select(occasion => Row(
            "occasion", occasion.Exact, occasion.Kind, occasion.Date, [occasion.Span]));
        var places = reading.Places.Select(place => Row(
            "place", place.Name, place.Country ?? "", null, place.Mentions));
        terminal.Table(["", "Words", "Kind", "When", "At"], [.. events, .. occasions, .. places]);
    }

    IReadOnlyList<string> Row(string what, string words, string kind, string? date, IReadOnlyList<TextSpan> at) =>
    [
        what, OneLine(words), kind, date is null ? "" : Days(dates[date].From, dates[date].To),
        string.Join(", ", at.Select(Place)),
    ];

    void Section(string title)
    {
        terminal.Line();
        terminal.Heading(title);
    }

    void Paragraph(int indent, string markup) =>
        terminal.Console.Write(new Padder(new Markup(markup), new Padding(indent, 0, 0, 0)));

    /// <summary>Offsets in code points: first and the one after the last.</summary>
    string Place(TextSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{points.At(span.Start)}–{points.At(span.End)}");

    // Statements come in the order of the text, so each line is looked at once.
    int ParagraphAt(int offset)
    {
        while (reading.Text.IndexOf('\n', lineStart) is var end && end >= 0 && end < offset)
        {
            paragraphs += string.IsNullOrWhiteSpace(reading.Text[lineStart..end]) ? 0 : 1;
            lineStart = end + 1;
        }
        return paragraphs;
    }

    string Due(Undertaking undertaking) => undertaking switch
    {
        { DueDate: { } id } => $"{Days(dates[id].From, dates[id].To)} ({undertaking.Due})",
        { Due: { } words } => $"\"{words}\"",
        _ => "not said",
    };

    static string Mark(Statement said) => (said.Force, said.Kind) switch
    {
        (Force.Promise or Force.Signed, _) => $"[green]{Lower(said.Force)}[/]",
        (Force.UnderWay, _) => "[blue]under way[/]",
        ({ } weaker, _) => $"[yellow]{Lower(weaker)}[/]",
        (_, StatementKind.Figure) => "[cyan]figure[/]",
        _ => Lower(said.Kind),
    };

    static string Chain(Statement said) => string.Join(
        " › ", said.Chain.Select(link => link.Inferred ? $"({link.Name})" : link.Name));

    static string Range(Read.Figures.Figure figure)
    {
        var unit = figure.Currency is { } currency ? $" {currency}" : "";
        return (figure.Low, figure.High) switch
        {
            (null, null) => "–",
            ({ } low, null) => $"{Sign(figure)} {Number(low)}{unit}",
            (null, { } high) => $"{Sign(figure)} {Number(high)}{unit}",
            var (low, high) when low == high => $"{Number(low!.Value)}{unit}",
            var (low, high) => $"{Number(low!.Value)} to {Number(high!.Value)}{unit}",
        };
    }

    static string Sign(Read.Figures.Figure figure) => figure.Qualifier switch
    {
        Read.Figures.Qualifier.MoreThan => ">",
        Read.Figures.Qualifier.LessThan => "<",
        _ => figure.Low is null ? "≤" : "≥",
    };

    static string Other(OtherDate other) => $"Or {Days(other.From, other.To)}: {other.Why}";

    static string Days(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        _ when from == to => Terminal.Date(from),
        (null, _) => $"until {Terminal.Date(to)}",
        (_, null) => $"from {Terminal.Date(from)}",
        _ => $"{Terminal.Date(from)} to {Terminal.Date(to)}",
    };

    static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    static string Many(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    static string Percent(double confidence) => string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:0} %");

    static string Lower(Enum? value) => EnumWords.Of(value);
}
