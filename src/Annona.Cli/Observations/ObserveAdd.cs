using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Observations;
using Annona.Values;

namespace Annona.Cli.Observations;

/// <summary><c>annona observe add</c>: one observation, of any kind.</summary>
static class ObserveAdd
{
    /// <summary>The kinds as officers type them.</summary>
    enum Kind
    {
        Visit,
        Works,
        Delivered,
        Passage,
        Arms,
        Dialogue,
        Incident,
        Complaint,
    }

    public static Command Make(CommandShell shell)
    {
        var kind = Words.Required<Kind>("--kind", "What sort of thing was seen.");
        var on = Words.Required<string>("--on", "The day, yyyy-MM-dd.");
        var at = Words.Option<string?>("--at", "Where.");
        var source =
            Words.Option<string?>("--source", "A source such as S1, or words that say where it was learned.");
        var by = Words.Option<string?>("--by", "The party that saw or did it.");
        var supports = Words.Option<string[]>("--supports", "A promise it speaks for; may be repeated.");
        var contradicts = Words.Option<string[]>("--contradicts", "A promise it speaks against; may be repeated.");
        var scope = Words.Option<string?>("--scope", "How far it goes, such as 'one of three villages'.");
        var what =
            Words.Option<string?>("--what", "Works or aid, in a few words; or the text of a case, which is sealed.");
        var finding =
            Words.Option<string[]>("--finding", "A finding or a commitment made, in a sentence; may be repeated.");
        var numbers = new Numbers();
        var synthetic = Words.Synthetic();
        var command = new Command("add",
            "Record what was seen. Example: annona observe add --kind passage --on 2026-03-09 --at Lusavan "
            + "--crossed 5300 --supports P4")
        {
            kind, on, at, source, by, supports, contradicts, scope, what, finding, synthetic,
        };
        numbers.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var (typed, seenBy) = (parsed.GetValue(source), ObserveCommands.Party(desk, parsed.GetValue(by)));
            var archived = typed is null ? null : desk.Now.PublicRecord.Sources.Find(typed);
            var said = new Said(parsed.GetValue(what), parsed.GetValue(finding) ?? [], seenBy);
            var seen = numbers.Sighting(parsed, parsed.GetValue(kind), said);
            desk.Record(new RecordObservation(seen, Desk.Date(parsed.GetValue(on), "--on")!.Value)
            {
                Intent = Desk.NewIntent(),
                Place = parsed.GetValue(at) is { } place
                    ? Desk.Found(desk.Now.Places.Find(place), "place", place, "place list").Id
                    : null,
                Source = archived?.Id,
                SourceText = archived is null ? typed : null,
                Observer = seenBy,
                Promises =
                [
                    .. Bearings(desk, parsed.GetValue(supports), Bearing.Supports, parsed.GetValue(scope)),
                    .. Bearings(desk, parsed.GetValue(contradicts), Bearing.Contradicts, parsed.GetValue(scope)),
                ],
                Text = seen is Incident or Complaint ? said.What : null,
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{desk.Now.Observations.All[^1].Code} is on record.");
            return Exit.Ok;
        });
    }

    static IEnumerable<PromiseBearing> Bearings(Desk desk, string[]? promises, Bearing bearing, string? scope) =>
        (promises ?? []).Select(typed => new PromiseBearing(ObserveCommands.Promise(desk, typed), bearing, scope));

    sealed record Said(string? What, IReadOnlyList<string> Findings, Id<Annona.Parties.Party>? By);

    /// <summary>The options that only some kinds have.</summary>
    sealed class Numbers
    {
        readonly Option<int?> percent = Words.Option<int?>("--percent", "Works: how far, 0 to 100.");
        readonly Option<WorksStage> stage = Words.Option("--stage", "Works: how far.", WorksStage.UnderWay);
        readonly Option<long?> crossed = Words.Option<long?>("--crossed", "Passage: how many went through.");
        readonly Option<long?> stopped = Words.Option<long?>("--stopped", "Passage: how many were not let through.");
        readonly Option<long?> detained = Words.Option<long?>("--detained", "Passage: how many were detained.");
        readonly Option<long?> count = Words.Option<long?>("--count", "Arms: how many pieces.");
        readonly Option<ArmsClass> arms =
            Words.Option("--class", "Arms: which class; never a number or a depot.", ArmsClass.Other);
        readonly Option<bool> isNew =
            Words.Option<bool>("--new", "Passage and arms: only what is new since the last report.");
        readonly Option<int?> households =
            Words.Option<int?>("--households", "Delivered: how many households, as stated.");
        readonly Option<int?> people = Words.Option<int?>("--people", "Delivered: how many people, as stated.");
        readonly Option<CaseCategory> category =
            Words.Option("--category", "A case: what it is about.", CaseCategory.Other);
        readonly Option<bool> sensitive =
            Words.Option<bool>("--sensitive", "A case: keep only that it was referred.");

        public void AddTo(Command command)
        {
            foreach (var option in (IReadOnlyList<Option>)
            [
                percent, stage, crossed, stopped, detained, count, arms, isNew, households, people, category,
                    sensitive,
            ])
                command.Options.Add(option);
        }

        public Sighting Sighting(ParseResult parsed, Kind kind, Said said)
        {
            var counting = parsed.GetValue(isNew) ? Counting.New : Counting.Cumulative;
            return kind switch
            {
                Kind.Visit => new Visit(said.By, said.Findings),
                Kind.Works => new Works(Needed(said.What), parsed.GetValue(stage), parsed.GetValue(percent)),
                Kind.Delivered => new DeliveredByOthers(
                    said.By, Needed(said.What), Amount: null, parsed.GetValue(households), parsed.GetValue(people)),
                Kind.Passage => new Passage(
                    counting, parsed.GetValue(crossed), parsed.GetValue(stopped), parsed.GetValue(detained),
                        Returned: null),
                Kind.Arms => new ArmsHandedIn(parsed.GetValue(arms), parsed.GetValue(count) ?? 0, counting, said.By),
                Kind.Dialogue => new Dialogue([], said.Findings),
                Kind.Incident => new Incident(parsed.GetValue(category), parsed.GetValue(sensitive)),
                _ => new Complaint(parsed.GetValue(category), parsed.GetValue(sensitive), Channel: null, DueOn: null),
            };
        }

        static string Needed(string? what) => string.IsNullOrWhiteSpace(what)
            ? throw new InputException("observe.no-what", "It is not said what was seen.",
                "Say it in a few words with --what.")
            : what;
    }
}
