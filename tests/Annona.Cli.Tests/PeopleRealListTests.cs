namespace Annona.Cli.Tests;

/// <summary>A public list with known duplicates, through the program; skipped where it is not.</summary>
public sealed class PeopleRealListTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_public_list_is_taken_in_whole_when_read_leniently_and_its_likely_pairs_are_right()
    {
        var file = Shell.SharedFile("linkage/splink/fake_1000.csv");
        var people = File.ReadLines(file).Skip(1).Select(line => line.Split(',')[6]).ToList();
        shell.Done("init op");
        shell.Done("party add Office --data op");

        var imported = shell.Done(
            $"people import {file} --owner Office --as-of 2026-03-01 --basis public --list Fake --lenient --data op");
        shell.Done("people dedupe --data op");
        var likely = shell.Done("people reviews --zone Likely --take 5000 --json --data op").Json.GetProperty("rows")
            .EnumerateArray()
            .Select(row => (Of(row.GetProperty("one")), Of(row.GetProperty("other")))).ToList();

        Assert.Contains("1,000 persons registered", imported.Out, StringComparison.Ordinal);
        Assert.Contains("email", imported.Out, StringComparison.Ordinal);
        Assert.InRange(likely.Count, 900, 1_200);
        Assert.InRange(likely.Count(pair => pair.Item1 == pair.Item2), (int)(likely.Count * 0.995), likely.Count);

        string Of(System.Text.Json.JsonElement side) => people[side.GetProperty("row").GetInt32() - 2];
    }
}
