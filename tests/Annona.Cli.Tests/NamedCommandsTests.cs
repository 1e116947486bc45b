using System.Text.RegularExpressions;

namespace Annona.Cli.Tests;

/// <summary>A remedy that names a command which does not exist is worse than none.</summary>
public sealed partial class NamedCommandsTests
{
    const string Page = "docs/guides/command-line.md";

    static readonly HashSet<string> Commands =
    [
        .. Heading.Matches(Read(Page)).Select(match => match.Groups["path"].Value.Trim()),
    ];

    /// <summary>Every beginning of a command that goes on: <c>people</c>, <c>aid cash</c>.</summary>
    static readonly HashSet<string> Groups =
    [
        .. Commands.SelectMany(command => Enumerable.Range(1, command.Count(letter => letter == ' '))
            .Select(words => string.Join(' ', command.Split(' ').Take(words)))),
    ];

    public static TheoryData<string> Documents =>
    [
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
        .. Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Shell.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_that_a_document_names_exists(string document)
    {
        var unknown = Named.Matches(Read(document))
            .Select(match => match.Groups["words"].Value)
            .Where(words => !Exists(words.Split(' ')))
            .Distinct();

        Assert.Empty(unknown);
    }

    [Fact]
    public void The_page_of_commands_was_understood()
    {
        Assert.Contains("people list", Commands);
        Assert.Contains("aid cash", Groups);
        Assert.False(Exists(["people", "frobnicate"]));
        Assert.True(Exists(["people", "list", "or", "ask"]));
    }

    /// <summary>Words behind a whole command are prose.</summary>
    static bool Exists(string[] words)
    {
        for (var count = words.Length; count > 0; count--)
        {
            var path = string.Join(' ', words.Take(count));
            if (Commands.Contains(path))
                return true;
            if (Groups.Contains(path))
                return count == words.Length;
        }
        return false;
    }

    static string Read(string path) => File.ReadAllText(Path.Combine(Shell.Root, path));

    [GeneratedRegex(@"^### annona(?<path>( [a-z][a-z-]*)+)", RegexOptions.Multiline)]
    static partial Regex Heading { get; }

    // In remedies, in code and after ./, never in prose: the name begins with a small letter only there,
    // and where a message speaks of "another annona process".
    [GeneratedRegex(@"(?<![\w.-])annona (?!process )(?<words>[a-z][a-z-]*( [a-z][a-z-]*)*)")]
    static partial Regex Named { get; }
}
