using System.CommandLine;

namespace Annona.Benchmarks.People;

/// <summary>
/// <c>people</c>: writes a made-up list of people as CSV: households, names in four scripts, births known to the day,
/// the month or the year. The same number and seed give the same file.
/// </summary>
static class PeopleCommand
{
    public static Command Make()
    {
        Argument<string> file = new("FILE") { Description = "The CSV file to write." };
        Option<int> count = new("--count")
        {
            Description = "How many people.", DefaultValueFactory = _ => 1_000_000,
        };
        Option<int> seed = new("--seed") { Description = "Which people.", DefaultValueFactory = _ => 2026 };
        var command = new Command("people", "Write a made-up list of people.") { file, count, seed };
        command.SetAction(parsed =>
        {
            using var output = new StreamWriter(parsed.GetValue(file)!) { NewLine = "\n" };
            new PeopleList(parsed.GetValue(seed)).Write(output, parsed.GetValue(count));
            return 0;
        });
        return command;
    }
}
