using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary><c>annona statement add</c>: a passage that an officer read, and no program.</summary>
sealed class AddStatement
{
    readonly Argument<string> source = Words.Argument("SOURCE", "A code such as S1.");
    readonly Argument<int?> start = new("START")
    {
        Description = "First character, as shown by source show; or give --words.", Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Argument<int?> end = new("END")
    {
        Description = "The character after the last.", Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<string?> words = Words.Option<string?>("--words", "The passage itself, instead of START and END.");
    readonly Option<string> speaker = Words.Required<string>("--speaker", "Whose words they are.");
    readonly Option<string?> role = Words.Option<string?>("--role", "The speaker's office at that time.");
    readonly Option<StatementKind> kind = EnumWords.Required<StatementKind>("--kind", "What it does.");
    readonly Option<Force?> force = EnumWords.Option<Force>(
        "--force", "How binding the words are; for a promise, or for what is under way.");

    readonly Option<PromiseKind?> promiseKind = EnumWords.Option<PromiseKind>("--promise-kind", "What is undertaken.");
    readonly Option<StatementMode> mode = EnumWords.Option(
        "--mode", "In whose words it stands.", StatementMode.Indirect);

    readonly Option<bool> negated = Words.Option<bool>("--negated", "It says that something is not so.");
    readonly Option<string?> audience = Words.Option<string?>("--audience", "To whom, in the text's own words.");
    readonly Option<string[]> via = Words.Option<string[]>("--via", ViaShape);
    readonly Option<bool> confirm = Words.Option<bool>("--confirm", "Take it on record at once.");
    readonly Option<bool> synthetic = Words.Synthetic();

    const string ViaShape =
        "Who stands between publisher and speaker, from the publisher inwards: wire=NAME, site=NAME or document=NAME; "
        + "may be repeated.";

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "add",
            "Add a statement that was read by hand. Example: annona statement add S1 --words \"will send 40 trucks\" "
            + "--speaker A2 --kind promise --force promise --promise-kind goods --confirm")
        {
            source, start, end, words, speaker, role, kind, force, promiseKind, mode, negated, audience, via, confirm,
            synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = RecordFinder.Source(desk, parsed.GetValue(source)!);
            var text = RecordFinder.Text(desk, found);
            var content = Content(desk, parsed, new(text, RecordFinder.Shown(desk, found)));
            var made = parsed.GetValue(synthetic);
            var known = parsed.GetValue(confirm)
                ? Confirmed(desk, found.Id, text, content, made)
                : Proposed(desk, found.Id, text, content, made);
            desk.Terminal.Line(parsed.GetValue(confirm)
                ? $"{known.Code} is on record."
                : $"{known.Code} is proposed. Confirm it with: annona statement confirm {known.Code}");
            return Exit.Ok;
        });
    }

    /// <summary>Proposes by hand and confirms what an officer read.</summary>
    public static Known<Statement> Confirmed(
        Desk desk, Id<Source> source, string text, StatementContent content, bool synthetic)
    {
        var known = Proposed(desk, source, text, content, synthetic);
        desk.Record(new ConfirmStatements([known.Id]) { Intent = Desk.NewIntent(), Synthetic = synthetic });
        return known;
    }

    static Known<Statement> Proposed(
        Desk desk, Id<Source> source, string text, StatementContent content, bool synthetic)
    {
        var ask = new ProposeStatements(source, text, ProposedWith.Hand, [content], [])
        {
            Intent = Desk.NewIntent(), Synthetic = synthetic,
        };
        desk.Record(ask);
        return RecordFinder.Statement(desk, new Id<Statement>(Ids.From(ask.Intent, "statement", 0)).ToString());
    }

    StatementContent Content(Desk desk, ParseResult parsed, HandReading reading)
    {
        var what = parsed.GetValue(kind);
        var undertaken = what is StatementKind.Promise or StatementKind.Ongoing ? parsed.GetValue(promiseKind) : null;
        var passage = Passage(parsed, reading);
        return reading.Content(
            what, RecordFinder.Speaker(desk, parsed.GetValue(speaker)!, parsed.GetValue(role)), parsed.GetValue(mode),
            passage, (parsed.GetValue(via) ?? []).Select(Via)) with
        {
            Force = parsed.GetValue(force),
            Undertaking = undertaken is { } promised ? new(promised, null, null, null) : null,
            Negated = parsed.GetValue(negated),
            Audience = parsed.GetValue(audience) is { } to ? reading.Passage(to) : null,
        };
    }

    TextPart Passage(ParseResult parsed, HandReading reading) =>
        parsed.GetValue(words) is { } typed ? reading.Passage(typed)
        : parsed.GetValue(start) is { } from && parsed.GetValue(end) is { } to ? reading.Passage(from, to)
        : throw new InputException(
            "cli.no-passage", "It is not said which passage.", "Give START and END, or the words with --words.");

    static ChainLink Via(string typed)
    {
        ChainRank? rank = typed.Split('=', 2)[0].ToLowerInvariant() switch
        {
            "wire" => ChainRank.Wire,
            "site" => ChainRank.Site,
            "document" => ChainRank.Document,
            _ => null,
        };
        return rank is { } known && typed.Split('=', 2) is [_, { Length: > 0 } name]
            ? new(known, name, null, null, Inferred: false)
            : throw new InputException("cli.bad-via", $"'{typed}' is not a link.", ViaShape);
    }
}

/// <summary><c>annona statement correct</c>: the text says it otherwise than it was read.</summary>
sealed class CorrectingStatement
{
    readonly Argument<string> statement = Words.Argument("STATEMENT", "A code such as T3.");
    readonly Option<string?> words = Words.Option<string?>("--words", "The right passage, in the text's own words.");
    readonly Option<string?> speaker = Words.Option<string?>("--speaker", "Whose words they are.");
    readonly Option<string?> role = Words.Option<string?>("--role", "The speaker's office at that time.");
    readonly Option<StatementKind?> kind = EnumWords.Option<StatementKind>("--kind", "What it does.");
    readonly Option<Force?> force = EnumWords.Option<Force>("--force", "How binding the words are: weaker than read.");
    readonly Option<PromiseKind?> promiseKind = EnumWords.Option<PromiseKind>("--promise-kind", "What is undertaken.");
    readonly Option<StatementMode?> mode = EnumWords.Option<StatementMode>("--mode", "In whose words it stands.");
    readonly Option<bool?> negated = Words.Option<bool?>("--negated", "Whether it says that something is not so.");
    readonly Option<string[]> amounts = Words.Option<string[]>(
        "--amount", "A missed number: the text's words, '=' and the number, such as \"forty trucks=40 truck\".");

    readonly Option<string> reason = Words.Required<string>("--reason", "What was wrong.");

    public Command Make(CommandShell shell)
    {
        var command = new Command(
            "correct",
            "Correct how a statement was read. Example: annona statement correct T3 --promise-kind service "
            + "--reason \"Work is promised, no goods.\"")
        {
            statement, words, speaker, role, kind, force, promiseKind, mode, negated, amounts, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var found = RecordFinder.Statement(desk, parsed.GetValue(statement)!);
            var line = desk.Answer(new ShowStatement(found.Id))!;
            var source = RecordFinder.Source(desk, line.SourceCode);
            var text = RecordFinder.Text(desk, source);
            var change = Change(desk, parsed, line, new(text, RecordFinder.Shown(desk, source)));
            desk.Record(new CorrectStatement(found.Id, text, change, parsed.GetValue(reason)!)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{found.Code} is corrected.");
            return Exit.Ok;
        });
    }

    StatementCorrection Change(Desk desk, ParseResult parsed, StatementLine line, HandReading reading)
    {
        var passage = parsed.GetValue(words) is { } typed ? reading.Passage(typed) : null;
        return new()
        {
            Kind = parsed.GetValue(kind),
            Force = parsed.GetValue(force),
            Undertaken = parsed.GetValue(promiseKind),
            Speaker = parsed.GetValue(speaker) is { } who
                ? RecordFinder.Speaker(desk, who, parsed.GetValue(role))
                : null,
            Mode = parsed.GetValue(mode),
            Negated = parsed.GetValue(negated),
            Passage = passage,
            Quantities =
            [
                .. passage is null ? [] : reading.Quantities(passage),
                .. (parsed.GetValue(amounts) ?? []).Select(amount => Quantity(amount, line, reading)),
            ],
            Dates = passage is null ? [] : reading.Dates(passage),
        };
    }

    static StatedQuantity Quantity(string typed, StatementLine line, HandReading reading)
    {
        if (typed.Split('=', 2) is not [{ Length: > 0 } said, { Length: > 0 } number])
            throw new InputException(
                "cli.bad-amount-words", $"'{typed}' does not say which words give which number.",
                "Write the text's words, '=' and the number, such as \"forty trucks=40 truck\".");
        var amount = RecordFinder.Amount(number);
        var subject = line.Content.Undertaking?.Kind == PromiseKind.Money || amount.Commodity is { } money
            && Currencies.IsCode(money.Code)
            ? FigureSubject.Money
            : FigureSubject.Goods;
        return new(reading.Passage(said), amount, subject, null, null);
    }
}
