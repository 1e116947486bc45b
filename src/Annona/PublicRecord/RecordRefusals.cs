using System.Globalization;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>Why this room says no.</summary>
static class RecordRefusals
{
    public static Refusal SourceAlreadyThere(SourceRow known) => new(
        "record.source-already-there",
        $"This document is on record already as {known.Code}{(known.Withdrawn is null ? "" : ", withdrawn since")}.",
        $"See it with: annona source show {known.Code}");

    public static Refusal SourceEmpty() => new(
        "record.source-empty", "The document has no words.", "Give a document with text.");

    public static Refusal SourceTooLong(int length, int max) => new(
        "record.source-too-long",
        $"The text has {Count(length)} characters, and {Count(max)} is the most that one source may have.",
        "Split it into the documents it is made of.");

    public static Refusal NoPublisher() => new(
        "record.no-publisher", "A source needs a publisher.", "Say who published it.");

    public static Refusal PublishedInFuture(DateOnly day) => new(
        "record.published-in-future", $"The source would be published on {Day(day)}, which is not yet.",
        "Check the date.");

    public static Refusal UnknownSource(string source) => new(
        "record.unknown-source", $"There is no source '{source}'.", "Find sources with: annona source list");

    public static Refusal SourceWithdrawn(SourceRow row) => new(
        "record.source-withdrawn", $"{row.Code} was withdrawn: {row.Withdrawn}", "Use another source.");

    public static Refusal OtherText(SourceRow row) => new(
        "record.other-text", $"This is not the archived text of {row.Code}.",
        "Take the text from the archive, unchanged.");

    public static Refusal PassageOutside(SourceRow row) => new(
        "record.passage-outside",
        $"The passage does not lie in the {Count(row.Archived.TextLength)} characters of {row.Code}.",
        "Give a start below the end, both within the text.");

    public static Refusal NotTheWords(TextPart part) => new(
        "record.not-the-words",
        $"The archived text does not have the given words at {part.Start} to {part.End}.",
        "Take words and offsets from the archived text.");

    public static Refusal NothingNew(SourceRow row) => new(
        "record.nothing-new", $"Everything here is proposed for {row.Code} already.",
        $"See: annona source show {row.Code}");

    public static Refusal NoSpeaker() => new(
        "record.no-speaker", "A statement needs a speaker.", "Name who speaks, or the publisher for narration.");

    public static Refusal ForceAndKind() => new(
        "record.force-and-kind",
        "Promises and claims of ongoing action have a force, other statements have none.",
        "Give a force, or another kind.");

    public static Refusal UnknownStatement(string statement) => new(
        "record.unknown-statement", $"There is no statement '{statement}'.",
        "Find statements with: annona statement list");

    public static Refusal StatementRejected(StatementRow row) => new(
        "record.statement-rejected", $"{row.Code} was rejected: {row.Reason}",
        "If it says something after all, add the passage with: annona statement add");

    public static Refusal NotConfirmed(string code) => new(
        "record.not-confirmed", $"{code} is not confirmed.",
        $"Read it, then: annona statement confirm {code}");

    public static Refusal NotAnUndertaking(string code) => new(
        "record.not-an-undertaking", $"{code} is not read as an undertaking, so it has no force.",
        $"If its words are one, reject it with 'annona statement reject {code}' and add the passage anew with "
        + "'annona statement add'.");

    public static Refusal ForceRaised(Force said, Force taken) => new(
        "record.force-raised",
        $"The words are of the force '{Word(said)}', and '{Word(taken)}' would claim more.",
        $"Record it as '{Word(said)}' or weaker, or add words that say more with: annona statement add");

    public static Refusal StatementOfOtherSource(string code) => new(
        "record.other-source", $"{code} is a statement of another source.", "Give the statement's own source.");

    public static Refusal UnknownPromise(string promise) => new(
        "record.unknown-promise", $"There is no promise '{promise}'.", "Find promises with: annona promise list");

    public static Refusal NoText() => new(
        "record.no-text", "A promise needs words.", "Say in a sentence what is promised.");

    public static Refusal MadeInFuture(DateOnly day) => new(
        "record.made-in-future", $"The promise would be made on {Day(day)}, which is not yet.", "Check the date.");

    public static Refusal DueBeforeMade(DateOnly made, DateOnly due) => new(
        "record.due-before-made", $"It would be due on {Day(due)}, before it was made on {Day(made)}.",
        "Check both dates.");

    public static Refusal VerbatimOfNothing() => new(
        "record.verbatim-of-nothing", "The words are marked as verbatim, but no statement is named.",
        "Name the statement, or give the text as your own words.");

    public static Refusal ForceNeedsWords(Force force, string source) => new(
        "record.force-needs-words",
        $"'{Word(force)}' is said of words, and no words of {source} are named.",
        "Give the words with --words, or a confirmed statement with --statement. Or record an intention.");

    public static Refusal KindChanged(string statement, PromiseKind read, PromiseKind taken) => new(
        "record.kind-changed",
        $"{statement} was read as a promise of the kind '{Word(read)}', not '{Word(taken)}'.",
        $"If it was misread, put that right first with: annona statement correct {statement}");

    public static Refusal NotTheSpeaker(string statement, string promiser) => new(
        "record.not-the-speaker",
        $"{promiser} is not the speaker of {statement}, nor an organisation whose office the speaker held that day.",
        "Name the speaker's own party, record the office with 'annona party office', or say with --on-behalf why the "
        + "speaker could undertake it.");

    public static Refusal AmountNotSaid(string statement, StatedAmount promised) => new(
        "record.amount-not-said", $"{statement} says no number that could be {promised}.",
        $"Leave the amount out, or say which words give it with: annona statement correct {statement} --amount");

    public static Refusal AmountRaised(string statement, StatedAmount promised, IEnumerable<StatedAmount> said) => new(
        "record.amount-raised", $"{statement} says {string.Join(", ", said)}, and {promised} would claim more.",
        "Record the amount as it was said.");

    public static Refusal UnknownCurrency(string code) => new(
        "record.unknown-currency", $"{code} is not a currency of ISO 4217.",
        "Check the code; goods have a name in small letters, such as food-parcel.");

    public static Refusal UnsoundAmount() => new(
        "record.unsound-amount", "The amount does not fit its words.",
        "Give, for example, '11500000 USD', 'more than 11500000 USD' or 'between 50 and 60'.");

    public static Refusal PartOfOtherCommodity() => new(
        "record.part-of-other-commodity", "A part is in another currency or of other goods than the whole.",
        "Record it as a promise of its own, linked as a split.");

    public static Refusal UnknownGroup(string group) => new(
        "record.unknown-group", $"There is no population group '{group}'.", "Find groups with: annona group list");

    public static Refusal NoEntitlement(string code) => new(
        "record.no-entitlement", $"{code} is no entitlement of persons, so it has no rules.",
        "Record the promise with --kind personEntitlement.");

    public static Refusal UnknownRule(string code, int version) => new(
        "record.unknown-rule", $"{code} has no rule {version}.", "Name a version that the promise has.");

    public static Refusal RuleEndsBeforeItBegins(DateOnly from, DateOnly to) => new(
        "record.rule-ends-before-it-begins", $"The rule would end on {Day(to)}, before {Day(from)}.",
        "Check both dates.");

    public static Refusal NoEligibility() => new(
        "record.no-eligibility", "A rule needs a sentence on who is entitled.", "Say who is entitled.");

    public static Refusal LinkedAlready(PromiseRow row) => new(
        "record.linked-already", $"{row.Code} has this link already.", "Nothing needs to be done.");

    public static Refusal LinkCycle(PromiseRow row, PromiseRelation relation) => new(
        "record.link-cycle", $"{row.Code} would, over others, stand to itself as '{Word(relation)}'.",
        "Check which of the two came first.");

    public static Refusal OneTarget() => new(
        "record.one-target", "A link has one other end.", "Name one promise, one statement or one source.");

    public static Refusal VerdictOpen(string code) => new(
        "record.verdict-open", $"A verdict on {code} waits for its second officer.",
        "Have it confirmed or revoked first.");

    public static Refusal StateNotOfKind(VerdictState state, PromiseKind kind) => new(
        "record.state-not-of-kind", $"'{Word(state)}' cannot be said of a promise of the kind '{Word(kind)}'.",
        "Standing promises hold or are breached; others are fulfilled or not.");

    public static Refusal NoScope() => new(
        "record.no-scope", "'Fulfilled with limits' needs to say which limits.",
        "Say what it covers and what it does not.");

    public static Refusal NoReason() => new(
        "record.no-reason", "This needs a reason.", "Say why, in a sentence that names no private person.");

    public static Refusal OneAnchor() => new(
        "record.one-anchor", "A verdict rests on one source, statement or observation.", "Name one of them.");

    public static Refusal NoEffectiveDay() => new(
        "record.no-effective-day", "It is not known from which day the verdict holds: its anchor has no day.",
        "Give the day with --on.");

    public static Refusal EffectiveBeforeMade(DateOnly on, DateOnly made) => new(
        "record.effective-before-made", $"A verdict cannot hold from {Day(on)}, before the promise of {Day(made)}.",
        "Give a later day with --on, or another anchor.");

    public static Refusal EffectiveInFuture(DateOnly on) => new(
        "record.effective-in-future", $"{Day(on)} has not come yet.", "Give the day with --on.");

    public static Refusal UnknownVerdict() => new(
        "record.unknown-verdict", "There is no such verdict.",
        "Propose one with: annona promise verdict propose");

    public static Refusal VerdictRevoked() => new(
        "record.verdict-revoked", "This verdict was revoked.", "Propose a new one.");

    public static Refusal VerdictSigned() => new(
        "record.verdict-signed", "Two officers signed this verdict already.", "Nothing needs to be done.");

    public static Refusal SameOfficer() => new(
        "record.same-officer", "Whoever proposes a verdict, or to revoke one, cannot be the second officer for it.",
        "Ask another officer to do it.");

    public static Refusal NothingCounted() => new(
        "record.nothing-counted", "A figure needs to say what is counted.",
        "Say it in a few words, such as 'injured civilians'.");

    public static Refusal NoCurrency() => new(
        "record.no-currency", "A sum of money needs its currency.", "Give it as, for example, '11500000 USD'.");

    public static Refusal PeriodEndsBeforeItBegins(DateOnly from, DateOnly to) => new(
        "record.period-ends-before-it-begins", $"The period would end on {Day(to)}, before {Day(from)}.",
        "Check both dates.");

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An enum's name as words: <c>FulfilledLate</c> is "fulfilled late".</summary>
    static string Word(Enum value) => string.Concat(
        value.ToString().Select((letter, at) => char.IsUpper(letter)
            ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}"
            : $"{letter}"));
}
