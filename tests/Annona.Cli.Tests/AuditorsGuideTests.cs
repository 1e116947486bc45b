using System.Text.Json.Nodes;

namespace Annona.Cli.Tests;

/// <summary>What the page for auditors tells them to type, typed on the demo's journal.</summary>
public sealed class AuditorsGuideTests : IDisposable
{
    const string Page = "docs/guides/for-auditors.md";
    const string Fence = "```";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_of_the_page_ends_as_the_page_says()
    {
        shell.Done("demo lusavan --people 20 --no-serve");
        var said = new List<string>();
        var commands = Commands().ToList();

        foreach (var (line, exit) in commands)
        {
            var ran = Typed(line);
            Assert.True(ran.Exit == exit, $"'{line}' ended with {ran.Exit}: {ran.Out}{ran.Error}");
            said.Add(ran.Out + ran.Error);
        }

        var all = string.Join('\n', said);
        Assert.InRange(commands.Count, 12, 20);
        Assert.Contains("1 checkpoint kept elsewhere: entries 1 to ", all, StringComparison.Ordinal);
        Assert.Contains("First bad position: 40; the 39 entries before it are right.", all, StringComparison.Ordinal);
        Assert.Contains("Proved: entry 40 of ", all, StringComparison.Ordinal);
        Assert.Contains("the books balance", all, StringComparison.Ordinal);
    }

    static IEnumerable<(string Line, int Exit)> Commands()
    {
        var exit = 0;
        foreach (var line in File.ReadLines(Path.Combine(Shell.Root, Page)))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                exit = line.EndsWith("exit 5", StringComparison.Ordinal) ? 5 : 0;
            else if (line.StartsWith("$ ", StringComparison.Ordinal))
                yield return (line[2..], exit);
        }
    }

    /// <summary>A command as a shell would run it: a copy, or our program with its output in a file.</summary>
    Ran Typed(string line)
    {
        if (line.StartsWith("cp ", StringComparison.Ordinal))
        {
            var words = line.Split(' ');
            File.Copy(shell.PathOf(words[1]), shell.PathOf(words[2]));
            return new(0, "", "");
        }
        if (line.Contains("changed.jsonl", StringComparison.Ordinal))
            Change(entry: 40);
        var (command, file) = line.Split(" > ") is [var first, var target] ? (first, target) : (line, null);
        var ran = shell.Run(command["annona ".Length..], passphrase: null);
        if (file is not null)
            shell.Write(file, ran.Out);
        return ran;
    }

    /// <summary>One bit of one sealed part.</summary>
    void Change(int entry)
    {
        var lines = File.ReadAllLines(shell.PathOf("journal.jsonl"));
        var changed = JsonNode.Parse(lines[entry])!;
        var part = Convert.FromBase64String(changed["Open"]!.GetValue<string>());
        part[^1] ^= 1;
        changed["Open"] = Convert.ToBase64String(part);
        lines[entry] = changed.ToJsonString();
        File.WriteAllLines(shell.PathOf("changed.jsonl"), lines);
    }
}
