namespace Annona.Cli.Tests;

public sealed class CommandLinePageTests : IDisposable
{
    const string Page = "docs/guides/command-line.md";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void The_page_of_commands_says_what_the_commands_say()
    {
        var written = shell.Done("commands-page").Out;
        var path = Path.Combine(Shell.Root, Page);
        if (Environment.GetEnvironmentVariable("ANNONA_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, written);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == written,
            $"{Page} is behind the commands. Run these tests with ANNONA_WRITE_DOCS=1 and read the difference.");
    }

    [Theory]
    [InlineData("40")]
    [InlineData("72")]
    public void What_is_printed_keeps_to_the_width_that_is_asked_for_and_breaks_no_word(string columns)
    {
        shell.Done("init op --name \"Lusavan and the villages around it\"");
        shell.Done("party add \"City of Lusavan\" --alias \"The city which has a very long name\" --data op");
        shell.Environment["COLUMNS"] = columns;

        var listed = shell.Done("party list --data op").Out;
        var verified = shell.Done("verify --data op").Out;

        Assert.All(
            (listed + verified).Split('\n').Where(line => line.Contains(' ', StringComparison.Ordinal)),
            line => Assert.InRange(
                line.Length, 0, Math.Max(int.Parse(columns, null), line.Split(' ').Max(word => word.Length) + 12)));
        Assert.Contains("Lusavan", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", listed, StringComparison.Ordinal);
    }
}
