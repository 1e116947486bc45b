using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Observations;
using Annona.Parties;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Observations;

/// <summary><c>annona observe list|withdraw|answer|refer</c>; <see cref="ObserveAdd"/> records.</summary>
static class ObserveCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("observe", "What somebody saw on the ground")
        {
            ObserveAdd.Make(shell), List(shell), Withdraw(shell), Answer(shell), Refer(shell),
        },
    ];

    public static Id<Party>? Party(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Now.Parties.Find(typed), "party", typed, "party list").Id;

    public static Id<Promise> Promise(Desk desk, string typed) =>
        Desk.Found(desk.Now.PublicRecord.Promises.Find(typed), "promise", typed, "promises").Id;

    static ObservationRow Found(Desk desk, string typed) =>
        Desk.Found(desk.Now.Observations.Find(typed), "observation", typed, "observe list");

    static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var kind = Words.Option<string?>("--kind", "Only one kind, such as passage.");
        var promise = Words.Option<string?>("--promise", "Only what bears on this promise.");
        var command =
            new Command("list", "What was seen. Example: annona observe list --promise P4") { json, kind, promise };
        return shell.Reading(command, (desk, parsed) =>
        {
            var listing = desk.Answer(new ListObservations
            {
                Kind = parsed.GetValue(kind),
                Promise = parsed.GetValue(promise) is { } typed ? Promise(desk, typed) : null,
            });
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(listing.Rows.Select(row => AsJson(desk, row)));
            else
                desk.Terminal.Table(["", "Date", "Place", "What", "Bears on"], listing.Rows.Select(
                    row => (IReadOnlyList<string>)[row.Code, Terminal.Date(row.On), PlaceOf(desk, row) ?? "",
                        SightingWords.Sentence(row, desk.Now.Parties), string.Join("; ", row.Promises.Select(
                            bears => $"{CodeOf(desk, bears)} {bears.Bearing.ToString().ToLowerInvariant()}"))]));
            if (listing.CasesOfOthers > 0)
                desk.Terminal.Say($"{listing.CasesOfOthers} cases are read by their owners and coordinators only.");
            return Exit.Ok;
        });
    }

    static object AsJson(Desk desk, ObservationRow row) => new
    {
        id = row.Code,
        kind = row.Seen.Kind,
        date = row.On,
        place = PlaceOf(desk, row),
        text = SightingWords.Sentence(row, desk.Now.Parties),
        audience = row.Audience,
        promises =
            row.Promises.Select(bears =>
            new { promise = CodeOf(desk, bears), bearing = bears.Bearing, scope = bears.Scope }),
        synthetic = row.Synthetic,
    };

    static string? PlaceOf(Desk desk, ObservationRow row) => row.Place is { } place
        ? desk.Now.Places.Find(place)?.Name : null;

    static string? CodeOf(Desk desk, PromiseBearing bears) =>
        desk.Now.PublicRecord.Promises.Find(bears.Promise)?.Code;

    static Command Withdraw(CommandShell shell)
    {
        var code = Words.Argument("OBSERVATION", "A code such as O3.");
        var reason = Words.Required<string>("--reason", "Why it does not count any more.");
        var command = new Command("withdraw",
            "Say that an observation does not count any more; it stays on record. "
            + "Example: annona observe withdraw O3 --reason \"Another village.\"") { code, reason };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Found(desk, parsed.GetValue(code)!);
            desk.Record(new WithdrawObservation(row.Id, parsed.GetValue(reason)!) { Intent = Desk.NewIntent() });
            desk.Terminal.Line($"{row.Code} is withdrawn.");
            return Exit.Ok;
        });
    }

    static Command Answer(CommandShell shell)
    {
        var code = Words.Argument("COMPLAINT", "A code such as O3.");
        var text = Words.Argument("TEXT", "The answer; it is sealed with the case.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var told = Words.Option<bool>("--told", "The complainant heard it.");
        var command = new Command("answer",
            "Answer a complaint. Example: annona observe answer O3 \"Replaced.\" --date 2026-03-09 --told")
        {
            code, text, date, told,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Found(desk, parsed.GetValue(code)!);
            desk.Record(new AnswerComplaint(
                row.Id, Desk.Date(parsed.GetValue(date), "--date")!.Value, parsed.GetValue(text)!, parsed.GetValue(
                    told))
            {
                Intent = Desk.NewIntent(),
                Synthetic = row.Synthetic,
            });
            desk.Terminal.Line($"{row.Code} is answered.");
            return Exit.Ok;
        });
    }

    static Command Refer(CommandShell shell)
    {
        var code = Words.Argument("CASE", "A code such as O3.");
        var to = Words.Required<string>("--to", "The party it is handed to.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var command = new Command("refer",
            "Hand a case on. Example: annona observe refer O3 --to \"Lusavan Relief\" --date 2026-03-09") { code,
                to, date };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = Found(desk, parsed.GetValue(code)!);
            var referral =
                new Referral(Party(desk, parsed.GetValue(to))!.Value,
                Desk.Date(parsed.GetValue(date), "--date")!.Value);
            desk.Record(new ReferCase(row.Id, referral) { Intent = Desk.NewIntent(), Synthetic = row.Synthetic });
            desk.Terminal.Line($"{row.Code} is referred.");
            return Exit.Ok;
        });
    }
}
