using System.Diagnostics;
using System.Text.Json;

namespace Annona.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    const string Open = "--data told --officer First --passphrase-file told.keys/demo-passphrase.txt";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_small_demo_tells_the_story_that_was_worked_out_by_hand()
    {
        var demo = shell.Done("demo --people 300 --no-serve --data told");

        // 300 people; one row of the first list is gone in its second version, and nobody else knows that person. Whose
        // two records nobody has decided on counts twice until somebody does.
        var counts = shell.Done($"people counts --synthetic --json {Open}").Json.GetProperty("madeUp");
        var people = counts.GetProperty("registered").GetInt32();
        Assert.InRange(people - 299, 1, 10);
        Assert.Equal(299, people - counts.GetProperty("undecided").GetInt32());
        Assert.InRange(counts.GetProperty("records").GetInt32(), 330, 380);
        Assert.NotEqual(0, counts.GetProperty("sheltered").GetInt32());
        var homes = counts.GetProperty("households").GetInt32();
        var board = shell.Done($"promises --json {Open}").Json.EnumerateArray()
            .Where(row => row.GetProperty("synthetic").GetBoolean()).ToList();
        var (blankets, parcels, cash) = (board[0], board[1], board[2]);
        // Of 250,000 pledged dollars 50,000 wait for the donor's board.
        Assert.Equal((200_000m, 200_000m), (Number(blankets, "committed"), Number(blankets, "received")));
        // A share of one lot at 4 dollars a household, and blankets at 2.50 each.
        Assert.Equal(4 * homes + 2.5m * people, Number(blankets, "bought"));
        Assert.Equal((12.5m, 1_000m), (Number(blankets, "lost"), Number(blankets, "returned")));
        // Two lots came for parcels: given in kind, and two thirds of the one that two promises paid.
        Assert.Equal((19m, 20_000m), (Number(parcels, "lost"), Number(parcels, "committed")));
        Assert.Equal((40m * people, 0m), (Number(cash, "received"), Number(cash, "lost")));
        Assert.True(Number(cash, "confirmed") < Number(cash, "delivered"));
        Assert.Equal((60_000m, 54_500m), (Number(board[3], "received"), Number(board[3], "delivered")));
        Assert.Equal(
            ["fulfilled", "fulfilledWithLimits"],
            board.Skip(3).Take(2).Select(row => row.GetProperty("state").GetString()));
        Assert.All(board.Take(3), row => Assert.InRange(row.GetProperty("people").GetInt32(), 250, people));
        var reasons = string.Join(' ', parcels.GetProperty("reasons").EnumerateArray());
        Assert.Contains("found 7 food-parcel less than the books", reasons, StringComparison.Ordinal);
        Assert.Contains("was handed over that does not fit", reasons, StringComparison.Ordinal);
        Assert.Contains("210 stopped", board[5].GetProperty("contradictions")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("may be on record twice", demo.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_printed_as_what_to_try_next_works_as_it_stands()
    {
        var demo = shell.Done("demo told/ --people 40 --no-serve");

        var commands = demo.Out.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("./annona ", StringComparison.Ordinal)).ToList();

        Assert.InRange(commands.Count, 7, 12);
        Assert.All(commands, command => Assert.Equal(0, shell.Run(command["./annona ".Length..]).Exit));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(shell.PathOf("told.keys/demo-passphrase.txt")));
        // Its lists were taken in beside the place where they lie now.
        Assert.All(
            shell.Done($"files list --json {Open}").Json.EnumerateArray(),
            file => Assert.Equal("asWritten", file.GetProperty("state").GetString()));
        var again = shell.Run("demo told --people 40");
        Assert.Equal(2, again.Exit);
        var advice = again.Error.Split('\n').Single(line => line.Contains("annona promises", StringComparison.Ordinal));
        shell.Done(advice[(advice.IndexOf("annona ", StringComparison.Ordinal) + 7)..]);
    }

    [Fact]
    public void A_demo_that_is_stopped_leaves_nothing_and_can_be_made_again()
    {
        using var process = shell.Start("demo told --people 30000");
        var said = "";
        while (!said.Contains("Made up", StringComparison.Ordinal))
            said = process.StandardError.ReadLine() ?? throw new InvalidOperationException($"It ended: {said}");
        using (var stop = Process.Start("kill", ["-INT", $"{process.Id}"]))
            stop.WaitForExit();
        var rest = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("make it from the beginning", rest, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Folder));
        shell.Done("demo told --people 40");
    }

    [Fact]
    public void A_demo_that_was_killed_does_not_stand_in_the_way()
    {
        using var process = shell.Start("demo told --people 30000");
        var said = "";
        while (!said.Contains("Made up", StringComparison.Ordinal))
            said = process.StandardError.ReadLine() ?? throw new InvalidOperationException($"It ended: {said}");
        var meanwhile = shell.Run("demo told --people 40");
        process.Kill();
        process.WaitForExit();

        Assert.Equal(2, meanwhile.Exit);
        Assert.Contains("Another process is making a demo", meanwhile.Error, StringComparison.Ordinal);
        shell.Done("demo told --people 40");
        Assert.Equal(
            ["told", "told.keys"],
            Directory.EnumerateFileSystemEntries(shell.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("demo --people 0", "Give a number from 20 to 1,000,000.")]
    [InlineData("demo --people -5", "Give a number from 20 to 1,000,000.")]
    [InlineData("demo one --data two", "Name the demo's folder once.")]
    public void What_cannot_be_told_is_refused_in_a_sentence(string line, string remedy)
    {
        var ran = shell.Run(line);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(remedy, ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Folder));
    }

    static decimal Number(JsonElement row, string name) => row.GetProperty(name).GetDecimal();
}
