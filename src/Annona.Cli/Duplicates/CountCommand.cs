using System.CommandLine;
using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.Observations;

namespace Annona.Cli.Duplicates;

/// <summary><c>annona people counts</c>: how many different people, real and made up apart.</summary>
static class CountCommand
{
    public static Command Make(CommandShell shell)
    {
        var by = Words.Option<CountBy[]>("--by", "Place, Sex, AgeBand, List or Origin; may be repeated.");
        var on = Words.Option<string?>("--on", "The day on which ages are counted, yyyy-MM-dd; today unless named.");
        var list = Words.Option<string?>("--list", "Only whom this list brought.");
        var synthetic = Words.Option<bool>("--synthetic", "Only the made-up people.");
        var json = CommandShell.JsonOption();
        var command = new Command("counts",
            "Count different people. Example: annona people counts --by Sex --by AgeBand")
        {
            by, on, list, synthetic, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var asked = (parsed.GetValue(by) ?? []).Aggregate(CountBy.None, (all, one) => all | one);
            var day = Desk.Date(parsed.GetValue(on), "--on")
                ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
            PeopleCounts Counted(bool madeUp) => desk.Answer(new CountPeople(asked, day, madeUp)
            {
                List = PeopleCommands.ListOf(desk, parsed.GetValue(list)),
            });
            var real = parsed.GetValue(synthetic) ? null : Counted(madeUp: false);
            var made = Counted(madeUp: true);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new
                {
                    crossed = desk.Answer(new CountPassage(Synthetic: false)),
                    real,
                    crossedMadeUp = desk.Answer(new CountPassage(Synthetic: true)),
                    madeUp = made.Records + made.HeadCountOnly > 0 ? made : null,
                });
            else
                new CountPrinter(desk, asked).Print(real, made);
            return Exit.Ok;
        });
    }
}
