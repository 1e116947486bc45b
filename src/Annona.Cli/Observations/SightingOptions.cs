using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Observations;
using Annona.PublicRecord;

namespace Annona.Cli.Observations;

/// <summary>
/// The options that only some kinds of observations have. One that the kind does not have is refused.
/// </summary>
sealed class SightingOptions
{
    readonly Option<string?> by = Words.Option<string?>("--by", "Visit, delivered: the party that visited or gave.");
    readonly Option<string[]> finding =
        Words.Option<string[]>("--finding", "Visit: a finding, in a sentence; may be repeated.");
    readonly Option<string?> what = Words.Option<string?>("--what", "Works, delivered: what, in a few words.");
    readonly Option<WorksStage> stage = Words.Option("--stage", "Works: how far.", WorksStage.UnderWay);
    readonly Option<int?> percent = Words.Option<int?>("--percent", "Works: how far, 0 to 100.");
    readonly Option<string?> amount =
        Words.Option<string?>("--amount", "Delivered: how much, as stated, such as 'about 9.27 million USD'.");
    readonly Option<string?> households = Count("--households", "Delivered: how many households");
    readonly Option<string?> people = Count("--people", "Delivered: how many people");
    readonly Option<string?> crossed = Count("--crossed", "Passage: how many went through");
    readonly Option<string?> stopped = Count("--stopped", "Passage: how many were not let through");
    readonly Option<string?> detained = Count("--detained", "Passage: how many were detained");
    readonly Option<string?> returned = Count("--returned", "Passage: how many came back");
    readonly Option<bool> isNew =
        Words.Option<bool>("--new", "Passage, arms: only what is new since the last report, not all so far.");
    readonly Option<ArmsClass> arms =
        Words.Option("--class", "Arms: which class; never a serial number or a depot.", ArmsClass.Other);
    readonly Option<string?> count = Count("--count", "Arms: how many pieces");
    readonly Option<string?> witness = Words.Option<string?>("--witness", "Arms: the third party who was there.");
    readonly Option<string[]> party = Words.Option<string[]>("--party", "Dialogue: who met; repeat it for each.");
    readonly Option<string[]> commitment =
        Words.Option<string[]>("--commitment", "Dialogue: what was agreed, in a sentence; may be repeated.");
    readonly Option<CaseCategory> category = Words.Option(
        "--category", "Incident, complaint: what it is about. Conduct and harm are sensitive.", CaseCategory.Other);
    readonly Option<bool> sensitive = Words.Option<bool>(
        "--sensitive", "Incident, complaint: keep only district, day and referral, as for --kind case.");
    readonly Option<ComplaintChannel> channel =
        Words.Option("--channel", "Complaint: how it came.", ComplaintChannel.NotSaid);
    readonly Option<string?> due = Words.Option<string?>("--due", "Complaint: by when to answer, yyyy-MM-dd.");
    readonly Option<string?> referTo =
        Words.Option<string?>("--refer-to", "Incident, complaint, case: the party it was handed to.");
    readonly Option<string?> referredOn =
        Words.Option<string?>("--referred-on", "Incident, complaint, case: when it was handed on, yyyy-MM-dd.");

    static readonly ObservationKind[] Cases =
        [ObservationKind.Incident, ObservationKind.Complaint, ObservationKind.Case];

    IReadOnlyList<(Option Option, ObservationKind[] Kinds)> All =>
    [
        (by, [ObservationKind.Visit, ObservationKind.Delivered]), (finding, [ObservationKind.Visit]),
        (what, [ObservationKind.Works, ObservationKind.Delivered]),
        (stage, [ObservationKind.Works]), (percent, [ObservationKind.Works]),
        (amount, [ObservationKind.Delivered]), (households, [ObservationKind.Delivered]),
        (people, [ObservationKind.Delivered]),
        (crossed, [ObservationKind.Passage]), (stopped, [ObservationKind.Passage]),
        (detained, [ObservationKind.Passage]), (returned, [ObservationKind.Passage]),
        (isNew, [ObservationKind.Passage, ObservationKind.Arms]),
        (arms, [ObservationKind.Arms]), (count, [ObservationKind.Arms]), (witness, [ObservationKind.Arms]),
        (party, [ObservationKind.Dialogue]), (commitment, [ObservationKind.Dialogue]),
        (category, [ObservationKind.Incident, ObservationKind.Complaint]), (sensitive, Cases),
        (channel, [ObservationKind.Complaint]), (due, [ObservationKind.Complaint]),
        (referTo, Cases), (referredOn, Cases),
    ];

    public void AddTo(Command command)
    {
        foreach (var (option, _) in All)
            command.Options.Add(option);
    }

    public Sighting Read(ParseResult parsed, Desk desk, ObservationKind kind)
    {
        CheckBelong(parsed, kind);
        var counting = parsed.GetValue(isNew) ? Counting.New : Counting.Cumulative;
        return kind switch
        {
            ObservationKind.Visit => new Visit(
                ObserveCommands.Party(desk, parsed.GetValue(by)), parsed.GetValue(finding) ?? []),
            ObservationKind.Works => new Works(What(parsed), parsed.GetValue(stage), parsed.GetValue(percent)),
            ObservationKind.Delivered => new DeliveredByOthers(
                ObserveCommands.Party(desk, parsed.GetValue(by)), What(parsed), Stated(parsed, amount),
                Stated(parsed, households), Stated(parsed, people)),
            ObservationKind.Passage => new Passage(
                counting, Stated(parsed, crossed), Stated(parsed, stopped), Stated(parsed, detained),
                Stated(parsed, returned)),
            ObservationKind.Arms => new ArmsHandedIn(
                parsed.GetValue(arms), Stated(parsed, count) ?? throw NoCount(), counting,
                ObserveCommands.Party(desk, parsed.GetValue(witness))),
            ObservationKind.Dialogue => new Dialogue(
                [.. (parsed.GetValue(party) ?? []).Select(typed => ObserveCommands.Party(desk, typed)!.Value)],
                parsed.GetValue(commitment) ?? []),
            _ => CaseOf(parsed, kind),
        };
    }

    /// <summary>Whom a case was handed to; null when nobody is named.</summary>
    public Referral? Referral(ParseResult parsed, Desk desk) =>
        (ObserveCommands.Party(desk, parsed.GetValue(referTo)),
            Desk.Date(parsed.GetValue(referredOn), "--referred-on")) switch
        {
            ({ } to, { } on) => new(to, on),
            (null, null) => null,
            _ => throw new InputException("observe.half-referral", "A referral has a party and a day.",
                "Give both --refer-to PARTY and --referred-on DATE."),
        };

    Sighting CaseOf(ParseResult parsed, ObservationKind kind) =>
        kind == ObservationKind.Case || parsed.GetValue(sensitive) ? new ReferredCase()
        : kind == ObservationKind.Incident ? new Incident(parsed.GetValue(category))
        : new Complaint(
            parsed.GetValue(category), parsed.GetValue(channel), Desk.Date(parsed.GetValue(due), "--due"));

    void CheckBelong(ParseResult parsed, ObservationKind kind)
    {
        foreach (var (option, kinds) in All)
            if (!kinds.Contains(kind) && parsed.GetResult(option) is { Implicit: false })
                throw new InputException("observe.wrong-option",
                    $"{option.Name} does not belong to the kind '{ObservationWords.Of(kind)}'.",
                    $"It belongs to: {string.Join(", ", kinds.Select(ObservationWords.Of))}.");
    }

    static Option<string?> Count(string name, string what) =>
        Words.Option<string?>(name, $"{what}, such as 40 or 'more than 800'.");

    static StatedAmount? Stated(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } typed ? null
        : StatedAmountText.TryParse(typed, out var said) ? said
        : throw new InputException("observe.bad-number", $"{option.Name} '{typed}' is not a number.",
            "Write it as it was said: 40, 'more than 800', 'about 5,000', '50 to 60'.");

    string What(ParseResult parsed) => string.IsNullOrWhiteSpace(parsed.GetValue(what))
        ? throw new InputException("observe.no-what", "It is not said what was seen.",
            "Say it in a few words with --what.")
        : parsed.GetValue(what)!;

    static InputException NoCount() => new(
        "observe.no-count", "It is not said how many arms were handed in.",
        "Give the number as it was said with --count, such as 40 or 'more than 800'; 0 only if none were.");
}
