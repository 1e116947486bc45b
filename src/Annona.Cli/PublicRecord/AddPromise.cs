using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona promise add</c>, from a confirmed statement or from a source as a whole.</summary>
sealed class AddPromise
{
    readonly Option<string?> statement = Words.Option<string?>("--statement", "The confirmed statement that makes it.");
    readonly Option<string?> source = Words.Option<string?>("--source", "Where it is found, if there is no statement.");
    readonly Option<string?> words = Words.Option<string?>(
        "--words", "The words of the source that make it; they are taken on record as a statement, read by hand.");

    readonly Option<string?> speaker = Words.Option<string?>("--speaker", "Whose words they are; else who undertakes.");
    readonly Option<string?> by = Words.Option<string?>("--by", "Who undertakes it; else the statement's speaker.");
    readonly Option<string?> onBehalf = Words.Option<string?>(
        "--on-behalf", "Why the speaker could undertake it for somebody else.");

    readonly Option<string?> to = Words.Option<string?>("--to", "The population group it is for.");
    readonly Option<PromiseKind?> kind = EnumWords.Option<PromiseKind>(
        "--kind", "What is promised; else as it was read.");

    readonly Option<Force?> force = EnumWords.Option<Force>(
        "--force", "Never above what was said; else as it was read. Above an intention it needs a statement.");

    readonly Option<string?> text = Words.Option<string?>("--text", "In your own words; else the statement's own.");
    readonly Option<string?> made = Words.Option<string?>(
        "--made", "The day it was said; else the day its words name, else the source's day.");

    readonly Option<string?> due = Words.Option<string?>("--due", "The last day by which it is to be done.");
    readonly Option<string?> dueText = Words.Option<string?>("--due-text", "The words of time, such as 'soon'.");
    readonly Option<string?> condition = Words.Option<string?>("--condition", "On what it hangs.");
    readonly Option<string?> place = Words.Option<string?>("--place", "Where it is to happen.");
    readonly Option<string?> occasion = Words.Option<string?>("--occasion", "Where it was said.");
    readonly Option<string?> amount = Words.Option<string?>("--amount", "Such as \"more than 11.5 million USD\".");
    readonly Option<string[]> parts = Words.Option<string[]>("--part", PromiseWords.PartShape);
    readonly Option<string[]> rules = Words.Option<string[]>("--rule", PromiseWords.RuleShape);
    readonly Option<bool> synthetic = Words.Synthetic();

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "add",
            "Put a promise on record. Example: annona promise add --statement T3 --by A2 --to G1 "
            + "--amount \"more than 11.5 million USD\"")
        {
            statement, source, words, speaker, by, onBehalf, to, kind, force, text, made, due, dueText, condition,
            place, occasion, amount, parts, rules, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var intent = Desk.NewIntent();
            desk.Record(new RecordPromise(Terms(desk, parsed))
            {
                Intent = intent, Synthetic = parsed.GetValue(synthetic),
            });
            var known = RecordFinder.Promise(desk, new Id<Promise>(Ids.From(intent, "promise")).ToString());
            var line = RecordFinder.Shown(desk, known);
            desk.Terminal.Line(
                $"{line.Code} is on record, made on {Terminal.Date(line.Terms.Made)}."
                + (line.ForceFrom == ForceBasis.Officer ? " No words of anybody are named for its force." : ""));
            return Exit.Ok;
        });
    }

    PromiseTerms Terms(Desk desk, ParseResult parsed)
    {
        var said = parsed.GetValue(statement) is { } typed ? RecordFinder.Statement(desk, typed)
            : parsed.GetValue(words) is { } passage ? Read(desk, parsed, passage)
            : null;
        var line = said is null ? null : desk.Answer(new ShowStatement(said.Id))!;
        var from = (parsed.GetValue(source) ?? line?.SourceCode) is { } code
            ? RecordFinder.Source(desk, code)
            : throw Missing("source", "Name the statement with --statement, or the source with --source.");
        var terms = new PromiseTerms(
            parsed.GetValue(kind) ?? line?.Content.Undertaking?.Kind
                ?? throw Missing("kind", "Say which with --kind."),
            parsed.GetValue(force) ?? line?.Content.Force ?? throw Missing("force", "Say which with --force."),
            parsed.GetValue(text) ?? (said is null ? throw Missing("text", "Say with --text what is promised.") : ""),
            Promiser(desk, parsed, line),
            Desk.Date(parsed.GetValue(made), "--made") ?? line?.Content.SaidOn ?? RecordFinder.Shown(desk, from).Day
                ?? throw Missing("day", "Say with --made when it was said."),
            from.Id);
        return WithDetails(desk, parsed, terms with
        {
            Statement = said?.Id,
            Verbatim = said is not null && parsed.GetValue(text) is null,
            OnBehalf = parsed.GetValue(onBehalf),
        }, line?.Content);
    }

    /// <summary>A statement by hand, made and confirmed in one go.</summary>
    Known<Statement> Read(Desk desk, ParseResult parsed, string passage)
    {
        var typed = parsed.GetValue(source) ?? throw Missing("source", "Say with --source where the words stand.");
        var from = RecordFinder.Source(desk, typed);
        var text = RecordFinder.Text(desk, from);
        var reading = new HandReading(text, RecordFinder.Shown(desk, from));
        var binding = parsed.GetValue(force) ?? throw Missing("force", "Say which with --force.");
        var who = parsed.GetValue(speaker) ?? parsed.GetValue(by)
            ?? throw Missing("speaker", "Say with --speaker whose words they are.");
        var content = reading.Content(
            binding == Force.UnderWay ? StatementKind.Ongoing : StatementKind.Promise,
            RecordFinder.Speaker(desk, who), StatementMode.Indirect, reading.Passage(passage), []) with
        {
            Force = binding,
            Undertaking = parsed.GetValue(kind) is { } what ? new(what, null, null, null) : null,
        };
        var known = AddStatement.Confirmed(desk, from.Id, text, content, parsed.GetValue(synthetic));
        desk.Terminal.Line($"{known.Code} is on record.");
        return known;
    }

    PromiseTerms WithDetails(Desk desk, ParseResult parsed, PromiseTerms terms, StatementContent? said) => terms with
    {
        Beneficiary = RecordFinder.Group(desk, parsed.GetValue(to)),
        Due = Desk.Date(parsed.GetValue(due), "--due") ?? NotBefore(terms.Made, said?.Undertaking?.Due),
        DueText = parsed.GetValue(dueText) ?? said?.Undertaking?.DueText,
        Condition = parsed.GetValue(condition),
        Place = RecordFinder.Place(desk, parsed.GetValue(place)),
        Occasion = parsed.GetValue(occasion) ?? said?.Occasion?.Exact,
        Promised = parsed.GetValue(amount) is { } typed ? RecordFinder.Amount(typed) : Only(said),
        Parts = [.. (parsed.GetValue(parts) ?? []).Select(part => PromiseWords.Part(desk, part))],
        Rules = [.. (parsed.GetValue(rules) ?? []).Select(PromiseWords.Rule)],
    };

    /// <summary>A day that was read as before the promise was misread: it is left to the officer.</summary>
    static DateOnly? NotBefore(DateOnly made, DateOnly? due) => due < made ? null : due;

    /// <summary>The sum or number of goods of a statement that has exactly one.</summary>
    static StatedAmount? Only(StatementContent? said) => said?.Quantities
        .Where(quantity => quantity.Subject is FigureSubject.Money or FigureSubject.Goods && quantity.Per is null)
        .Select(quantity => quantity.Amount).ToList() is [{ Commodity: not null } only] ? only : null;

    Id<Party> Promiser(Desk desk, ParseResult parsed, StatementLine? said) =>
        parsed.GetValue(by) is { } typed ? RecordFinder.Party(desk, typed).Id
        : said?.Content.Speaker.Party
            ?? throw Missing("promiser", "Name a party on record with --by; make one with: annona party add NAME");

    static InputException Missing(string what, string remedy) =>
        new("cli.promise-incomplete", $"The promise has no {what}.", remedy);
}
