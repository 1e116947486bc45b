using Annona.Ledger;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Why this room says no.</summary>
static class AidRefusals
{
    public static Refusal ProgrammeName(int lengthMax) => new(
        "aid.programme-name", $"A programme needs a name of at most {lengthMax} characters.",
        "Say what is given to whom, such as 'Winter food, Goris'.");

    public static Refusal ProgrammeAlreadyThere(string name, string code) => new(
        "aid.programme-already-there", $"'{name}' is on record already as {code}.",
        $"Use {code}, or give another name.");

    public static Refusal UnknownProgramme(string programme) => new(
        "aid.unknown-programme", $"There is no programme '{programme}'.",
        "Find programmes with: annona aid list");

    public static Refusal UnknownGroup(string group) => new(
        "aid.unknown-group", $"There is no population group '{group}'.", "Find groups with: annona group list");

    public static Refusal UnknownPlace(string place) => new(
        "aid.unknown-place", $"There is no place '{place}'.", "Find places with: annona place list");

    public static Refusal UnknownList(string list) => new(
        "aid.unknown-list", $"There is no list '{list}'.", "Find lists with: annona people lists");

    public static Refusal UnknownCommodity(Commodity commodity) => new(
        "aid.unknown-commodity", $"No commodity {commodity.Code} with {commodity.Scale} decimal places is declared.",
        "Declare it with: annona book commodity");

    public static Refusal CycleCount(int count, int countMax) => new(
        "aid.cycle-count", $"A programme of {count} cycles cannot be planned.", $"Give 1 to {countMax} cycles.");

    public static Refusal CyclesOutOfOrder(int number) => new(
        "aid.cycles-out-of-order", $"Cycle {number} is out of order: cycles are numbered 1, 2, 3 and do not overlap.",
        "Change the numbers or the days.");

    public static Refusal NoRation() => new(
        "aid.no-ration", "The rule gives nothing, or too many things to list.",
        "Name 1 to 50 amounts, such as 2 food-parcel.");

    public static Refusal RationAmount(Amount amount) => new(
        "aid.ration-amount", $"{amount} cannot be a ration.",
        "Give more than 0 and less than a billion smallest units.");

    public static Refusal RationTwice(Commodity commodity) => new(
        "aid.ration-twice", $"The rule names {commodity.Code} twice.",
        "Name each commodity once, for a person or for a household.");

    public static Refusal CashRation(string code) => new(
        "aid.cash-ration", $"A cash programme pays one currency, and {code} is not what it can pay.",
        "Name one amount of a declared currency, or plan two programmes.");

    public static Refusal NobodyCanMeet() => new(
        "aid.nobody-can-meet", "No household can meet this rule: a last day or size is before the first.",
        "Change the days of arrival or the sizes.");

    public static Refusal NoReason() =>
        new("aid.no-reason", "A reason is missing.", "Say in a sentence why; it is kept for ever.");

    public static Refusal UnknownCycle(string programme, int cycle, int count) => new(
        "aid.unknown-cycle", $"{programme} has no cycle {cycle}.", $"Give a number from 1 to {count}.");

    public static Refusal RealAndMadeUp() => new(
        "aid.real-and-made-up", "Real and made-up aid never mix.", "Mark the request as the programme is marked.");

    public static Refusal DiscrepancyTooOld(string code, int ageDays) => new(
        "aid.discrepancy-too-old",
        $"Discrepancy {code} has been open for {ageDays} days; "
        + $"nothing more is granted after {DiscrepancyRow.LimitDays}.",
        "Find out what happened and resolve it with a reason, then grant the cycle.");

    public static Refusal NobodyToGrant(string programme, int cycle) => new(
        "aid.nobody-to-grant", $"No household would be granted cycle {cycle} of {programme}.",
        $"See who is out and why with: annona aid grant {programme} --cycle {cycle} --dry-run --list");

    public static Refusal OutsideCycle(DateOnly date, CycleDates cycle) => new(
        "aid.outside-cycle",
        $"{date:yyyy-MM-dd} is not in cycle {cycle.Number}, {cycle.From:yyyy-MM-dd} to {cycle.To:yyyy-MM-dd}.",
        "Change the day or the cycle.");

    public static Refusal CashByList(string programme) => new(
        "aid.cash-by-list", $"{programme} pays cash through a provider and has no distribution days.",
        "Send a list with: annona aid cash send");

    public static Refusal StockAccount(Modality modality) => new(
        "aid.stock-account", modality == Modality.Service
            ? "A service leaves no store."
            : "A distribution needs the account that goods leave from.",
        modality == Modality.Service
            ? "Leave out the account."
            : "Name a Site or Stock account, such as Site:Goris point.");

    public static Refusal UnknownDistribution(string distribution) => new(
        "aid.unknown-distribution", $"There is no distribution '{distribution}'.",
        "Find distributions with: annona aid days");

    public static Refusal UnknownHousehold(string household) => new(
        "aid.unknown-household", $"There is no household '{household}'.", "Find households with: annona people list");

    public static Refusal NoItems(int countMax) => new(
        "aid.no-items", "The handover has no items, or too many to be true.",
        $"Name 1 to {countMax} items, such as 1 food-parcel.");

    public static Refusal ItemAmount(Amount amount) => new(
        "aid.item-amount", $"{amount} cannot be handed over.",
        "Give more than 0. A wrong handover is undone with: annona aid takeback");

    public static Refusal InTheFuture(DateOnly date) => new(
        "aid.in-the-future", $"{date:yyyy-MM-dd} has not come yet.", "Check the day on the sheet.");

    public static Refusal OtherHandover(Id<Handover> handover) => new(
        "aid.other-handover", $"Handover {handover} is recorded already, with other content.",
        "Give the new handover an id of its own.");

    public static Refusal WrongDay(string distribution, DateOnly planned, DateOnly asked) => new(
        "aid.wrong-day", $"{distribution} is on {planned:yyyy-MM-dd}, not on {asked:yyyy-MM-dd}.",
        "Use the distribution of that day. If it was handed over all the same, record it as a field fact.");

    public static Refusal DayIsClosed(string distribution, DateOnly date) => new(
        "aid.day-is-closed", $"The day of {distribution}, {date:yyyy-MM-dd}, is closed.",
        "If it was handed over all the same, record it as a field fact; what does not fit is looked into.");

    public static Refusal NotAMember() => new(
        "aid.not-a-member", "The person who collects does not belong to the household.",
        "Name a member, or note an alternate collector.");

    public static Refusal NotEntitled(string household, string programme, int cycle) => new(
        "aid.not-entitled", $"{household} was not granted cycle {cycle} of {programme}.",
        $"See why with: annona aid show {household}");

    public static Refusal AlreadyCollected(string household, DateOnly? on) => new(
        "aid.already-collected", on is { } day
            ? $"{household} has collected everything it was granted, last on {day:yyyy-MM-dd}."
            : $"Everything {household} was granted is on its way to it already.",
        $"See what it got with: annona aid show {household}");

    public static Refusal OverEntitlement(Amount asked, Amount left) => new(
        "aid.over-entitlement",
        $"{asked} was asked for, but {left} is left of what was granted.",
        (left.Units > 0 ? $"Give {left} or less. " : "See what the household got at the help desk. ")
        + "What was handed over all the same is recorded as a fact from the field.");

    public static Refusal NotCash(string programme) => new(
        "aid.not-cash", $"{programme} does not pay through a provider.",
        "Plan a programme of modality cash, or hand it over at a distribution.");

    public static Refusal UnknownProvider(string provider) => new(
        "aid.unknown-provider", $"There is no party '{provider}'.", "Find parties with: annona party list");

    public static Refusal ReturnsToBank(AccountName account) => new(
        "aid.returns-to-bank", $"Money that a provider gives back cannot arrive in '{account}'.",
        "Name a Bank account for returns.");

    public static Refusal NobodyToPay(string programme, int cycle) => new(
        "aid.nobody-to-pay", $"Nobody has anything left to be paid in cycle {cycle} of {programme}.",
        "Grant the cycle first, or look at the lists sent before.");

    public static Refusal UnknownCashList(string list) => new(
        "aid.unknown-cash-list", $"There is no cash list '{list}'.", "Find cash lists with: annona aid cash lists");

    public static Refusal PaymentCount(int count, int countMax) => new(
        "aid.payment-count", $"{count} payments cannot be reconciled at once.", $"Send 1 to {countMax} at a time.");

    public static Refusal NotOnCashList(string household, string list) => new(
        "aid.not-on-cash-list", $"{household} is not on cash list {list}.", "Check the household and the list.");

    public static Refusal CashStep(string household, PaymentState from, PaymentState to) => new(
        "aid.cash-step", $"The payment of {household} is {AidWords.Of(from)} and cannot become {AidWords.Of(to)}.",
        "Ask the provider, and see the payments with: annona aid cash show");

    public static Refusal CashDay(string household, PaymentState state, DateOnly since) => new(
        "aid.cash-day", $"The payment of {household} is {AidWords.Of(state)} since {since:yyyy-MM-dd}, which is later.",
        "Check the day of the report; steps are recorded in their order.");

    public static Refusal NothingToCount(string distribution) => new(
        "aid.nothing-to-count", $"{distribution} is a service and left no store to count.", "Close it without counts.");

    public static Refusal CountOutOfRange(Amount counted) => new(
        "aid.count-out-of-range", $"Nobody counts {counted}.", "Give what is there: 0 or more.");

    public static Refusal CountedTwice(Commodity commodity) => new(
        "aid.counted-twice", $"{commodity.Code} is counted twice.", "Give one count for each commodity.");

    public static Refusal NotCounted(Commodity commodity, string distribution) => new(
        "aid.not-counted", $"{commodity.Code} was handed over at {distribution} and is not counted.",
        "Count it, also when nothing is left.");

    public static Refusal ListSize(int count, int countMax) => new(
        "aid.list-size", $"A list of {count} rows cannot be recorded at once.",
        $"Send 1 to {countMax} rows at a time.");

    public static Refusal UnreadableHousehold(string text) => new(
        "aid.unreadable-household", $"'{text}' is not the code, id or form number of one household.",
        "Write a code such as H12, or a form number that only one household has.");

    public static Refusal RowDiffers(string household, DateOnly on) => new(
        "aid.row-differs",
        $"This list recorded a handover to {household} on {on:yyyy-MM-dd} already, with other items.",
        "If it is another sheet, give it a number of its own with --sheet. If the first was wrong, take it back with: "
        + "annona aid takeback");

    public static Refusal UnknownCollector(string typed) => new(
        "aid.unknown-collector", $"There is no person '{typed}' who could have collected.",
        "Write the code of a person on record such as N3, or a name.");

    public static Refusal ItemCommodity() => new(
        "aid.item-commodity", "An item has no readable commodity.",
        "Name it by its code, such as food-parcel, with at most 6 decimal places.");

    public static Refusal OtherSort(string household, string distribution) => new(
        "aid.other-sort", $"Of {household} and {distribution} one is real and one is made up.",
        "Check both codes; a training household collects at a training distribution only.");

    public static Refusal UnknownHandover(string handover) => new(
        "aid.unknown-handover", $"There is no handover '{handover}'.",
        "See what a household got with: annona aid show");

    public static Refusal TakenBackBefore(string handover, DateOnly on) => new(
        "aid.taken-back-before", $"Handover {handover} was taken back on {on:yyyy-MM-dd} already.",
        "Nothing more is needed.");

    public static Refusal TakenBackTooEarly(string handover, DateOnly on) => new(
        "aid.taken-back-too-early", $"Handover {handover} is of {on:yyyy-MM-dd}; it cannot be taken back before.",
        "Give the day on which it is taken back, or leave it out for today.");

    public static Refusal CorrectedInTheBooks(string handover) => new(
        "aid.corrected-in-the-books", $"The books have corrected the transfers of handover {handover} already.",
        "Look at them with: annona book transfers");

    public static Refusal UnknownOfficer() => new(
        "aid.unknown-officer", "There is no such officer.", "Find officers with: annona officer list");

    public static Refusal UnknownDiscrepancy(string code) => new(
        "aid.unknown-discrepancy", $"There is no open discrepancy '{code}'.",
        "List them with: annona aid discrepancies");
}
