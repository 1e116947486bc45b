using System.Text;

namespace Annona.Cli.Tests;

public sealed class EraseTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_of_the_guide_to_erasure_does_what_the_guide_says()
    {
        var ran = Guide.Run(shell, "docs/guides/erasure.md");

        Assert.True(ran.Exit == 0, ran.Out + ran.Error);
        Assert.Contains("N1 is erased.", ran.Out, StringComparison.Ordinal);
        Assert.Contains(
            "2 sealed parts destroyed, 0 left; 1 keys destroyed, 0 left.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("annona.example/operation/", ran.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 1 shown", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Canaria Canarova", ran.Out, StringComparison.Ordinal);
        Assert.Contains("asked-by-person", ran.Out, StringComparison.Ordinal);
        Assert.Contains("clinic.csv: 1 row of erased persons is gone.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("No row of an erased person is left", ran.Out, StringComparison.Ordinal);
        Assert.Contains("clinic.csv is gone.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("3 reads kept", ran.Out, StringComparison.Ordinal);
        Assert.Contains("erased", ran.Out, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var canary in new[] { "Canaria", "Canarova" })
                Assert.True(
                    bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) < 0
                    && bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(canary)) < 0, file);
        }
    }

    [Fact]
    public void A_person_under_a_hold_is_not_erased_and_the_refusal_says_until_when()
    {
        shell.Done("init op --name Test");
        shell.Done("people add --given Anna --family Sarg --data op");
        var until = $"{DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime.AddDays(30)):yyyy-MM-dd}";
        shell.Done($"people hold N1 --reason fraud-case-7 --until {until} --data op");

        var held = shell.Run("erase N1 --reason asked --data op");
        shell.Done("people release N1 --reason case-closed --data op");
        var erased = shell.Done("erase N1 --reason asked --data op");
        var again = shell.Run("erase N1 --reason asked --data op");

        Assert.Equal((1, 1), (held.Exit, again.Exit));
        Assert.Contains("people.erasure-held", held.Error, StringComparison.Ordinal);
        Assert.Contains("fraud-case-7", held.Error, StringComparison.Ordinal);
        Assert.Contains("N1 is erased.", erased.Out, StringComparison.Ordinal);
        Assert.Contains("people.erased-already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_person_is_named_in_a_source_or_a_case_is_told_and_goes_when_it_is_asked_for()
    {
        shell.Done("init op --name Test");
        shell.Done("people add --given Anna --family Sargsyan --data op");
        shell.Done("people add --given Bako --family Sargsyan --data op");
        shell.Write("news.txt", "In the school slept Anna\nSargsyan, and Bako Sargsyan helped.\n");
        shell.Done("source add news.txt --publisher \"Lusavan Daily\" --title \"Bako Sargsyan helps\" --data op");
        shell.Done("observe add --kind complaint --category quality --on 2026-03-01 --data op "
            + "--text \"Bako Sargsyan asked.\"");

        var told = shell.Done("erase N1 --reason asked --data op");
        shell.Done("source mask S1 20 33 --destroy --reason asked --data op");
        var gone = shell.Done("erase N2 --reason asked --mask-sources --erase-cases --data op");

        Assert.Contains(
            "S1 names them in its text from 20 to 33. To destroy it: annona source mask S1 20 33 --destroy "
            + "--reason asked",
            told.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Sargsyan", told.Out + gone.Out, StringComparison.Ordinal);
        Assert.Contains("S1 names them in its text from 39 to 52: destroyed.", gone.Out, StringComparison.Ordinal);
        Assert.Contains("S1 names them in its title from 0 to 13: hidden", gone.Out, StringComparison.Ordinal);
        Assert.Contains("The words of O1 named them and are destroyed.", gone.Out, StringComparison.Ordinal);
        var shown = shell.Done("source show S1 --data op").Out;
        Assert.Contains("slept ████\n████████, and █████████████ helped.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Sargsyan", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("asked.", shell.Done("observe show O1 --data op").Out, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("verify --data op").Exit);
    }
}
