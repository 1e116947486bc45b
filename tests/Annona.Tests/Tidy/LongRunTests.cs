using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Annona.Tests.Tidy;

/// <summary>What takes hours is not run before every commit, but never is it older than what it speaks of.</summary>
public sealed partial class LongRunTests
{
    const string Page = "docs/measurements/long.md";

    /// <summary>In force from the first long run on: before there is one, nothing claims that there was.</summary>
    [Fact]
    public void The_long_run_is_not_older_than_the_last_change_to_journal_or_storage()
    {
        if (!Repository.Exists(Page))
            return;
        var run = Sources.Match(Repository.Read(Page)).Groups["digest"].Value;

        Assert.True(
            run == DigestOf(["src/Annona.Journal", "src/Annona.Storage"]),
            $"{Page} speaks of other sources of Journal and Storage than these. Run ./test long, and commit the page.");
    }

    /// <summary>The same as digest_of in scripts/long.bash.</summary>
    static string DigestOf(IEnumerable<string> folders) => Hex(Encoding.UTF8.GetBytes(string.Concat(
        Repository.Files("*.cs", folders)
            .Select(path => $"{Hex(File.ReadAllBytes(Repository.Full(path)))}  {path}\n"))));

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [GeneratedRegex(@"\| sources \| (?<digest>[0-9a-f]{64}) \|")]
    static partial Regex Sources { get; }
}
