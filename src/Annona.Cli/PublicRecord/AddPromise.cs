using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona promise add</c>, from a confirmed statement or from a source in our own words.</summary>
sealed class AddPromise
{
    readonly Option<string?> statement = Words.Option<string?>("--statement", "The confirmed statement that makes it.");
    readonly Option<string?> source = Words.Option<string?>("--source", "Where it is found, if there is no statement.");
    readonly Option<string?> by = Words.Option<string?>("--by", "Who undertakes it: a party on record.");
    readonly Option<string?> to = Words.Option<string?>("--to", "The population group it is for.");
    readonly Option<PromiseKind?> kind = Words.Option<PromiseKind?>("--kind", "What is promised; else as it was read.");
    readonly Option<Force?> force = Words.Option<Force?>("--force", "Never above what was said; else as it was read.");
    readonly Option<string?> text = Words.Option<string?>("--text", "In your own words; else the statement's own.");
    readonly Option<string?> made = Words.Option<string?>("--made", "The day it was said; else the source's day.");
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
            statement, source, by, to, kind, force, text, made, due, dueText, condition, place, occasion, amount, parts,
            rules, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            desk.Record(new RecordPromise(Terms(desk, parsed))
            {
                Intent = Desk.NewIntent(), Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{desk.Now.PublicRecord.Promises.All[^1].Code} is on record.");
            return Exit.Ok;
        });
    }

    PromiseTerms Terms(Desk desk, ParseResult parsed)
    {
        var said = parsed.GetValue(statement) is { } typed ? RecordFinder.Statement(desk, typed) : null;
        var from = parsed.GetValue(source) is { } code ? RecordFinder.Source(desk, code)
            : said is not null ? desk.Now.PublicRecord.Sources.Find(said.Source)!
            : throw Missing("source", "Name the statement with --statement, or the source with --source.");
        var words = parsed.GetValue(text) ?? said?.Content.Passage.Exact
            ?? throw Missing("text", "Say with --text what is promised.");
        var terms = new PromiseTerms(
            parsed.GetValue(kind) ?? said?.Content.Undertaking?.Kind ?? throw Missing("kind", "Say which with --kind."),
            parsed.GetValue(force) ?? said?.Content.Force ?? throw Missing("force", "Say which with --force."),
            words, Promiser(desk, parsed, said),
            Desk.Date(parsed.GetValue(made), "--made") ?? from.Archived.About.PublishedOn
                ?? throw Missing("day", "Say with --made when it was said."),
            from.Id);
        return WithDetails(desk, parsed, terms with
        {
            Statement = said?.Id,
            Verbatim = said is not null && parsed.GetValue(text) is null,
            Speaker = said?.Content.Speaker,
            Chain = said?.Content.Chain ?? [],
        }, said?.Content);
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

    Id<Party> Promiser(Desk desk, ParseResult parsed, StatementRow? said) =>
        parsed.GetValue(by) is { } typed ? RecordFinder.Party(desk, typed).Id
        : said?.Content.Speaker is { } one && (one.Party ?? desk.Now.Parties.Find(one.Name)?.Id) is { } party ? party
        : throw Missing("promiser", "Name a party on record with --by; make one with: annona party add NAME");

    static InputException Missing(string what, string remedy) =>
        new("cli.promise-incomplete", $"The promise has no {what}.", remedy);
}
