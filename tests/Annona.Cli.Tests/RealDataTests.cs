using System.Globalization;

namespace Annona.Cli.Tests;

/// <summary>Real public files, read where they are; skipped where they are not.</summary>
public sealed class RealDataTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Reported_flows_sum_to_what_the_file_says_and_stay_out_of_our_books()
    {
        var file = Shell.SharedFile("aid/fts-flows/fts_incoming_funding_afg.csv");
        shell.Done("init op");

        shell.Done($"book outside import {file} --data op");

        // Counted and summed with another CSV reader: 145 commitments, 183 paid.
        var totals = shell.Done("book outside list --json --data op").Json.EnumerateArray().ToDictionary(
            total => total.GetProperty("status").GetString()!,
            total => (total.GetProperty("flows").GetInt32(), total.GetProperty("amount").GetDecimal()));
        Assert.Equal((145, 300_496_707m), totals["commitment"]);
        Assert.Equal((183, 453_620_904m), totals["paid"]);
        Assert.Equal("[]", shell.Done("book balance --json --data op").Out.Trim());
    }

    [Fact]
    public void A_hundred_thousand_people_are_taken_in_and_those_who_stand_twice_are_found()
    {
        var file = Shell.SharedFile("linkage/synthetic/latin_100k.csv");
        shell.Done("init op");
        shell.Done("party add Office --data op");

        var imported =
            shell.Done($"people import {file} --owner Office --as-of 2026-03-01 --basis agreement --list Arrivals "
            + "--skip-bad-rows --data op");
        Assert.Contains("99,965 persons registered", imported.Out, StringComparison.Ordinal);
        var found = shell.Done("people dedupe --data op").Out;

        var likely = int.Parse(
            found.Split("compared: ")[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.InRange(likely, 25_000, 40_000);
        Assert.Contains("Nobody is merged", found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_founding_report_is_read_within_a_second_with_offsets_in_code_points()
    {
        var file = Shell.SharedFile("text/founding-article.txt");

        var read = shell.Done($"read {file} --json").Json;

        var runes = File.ReadAllText(file).EnumerateRunes().ToArray();
        foreach (var statement in read.GetProperty("statements").EnumerateArray())
        {
            var (start, end) = (statement.GetProperty("start").GetInt32(), statement.GetProperty("end").GetInt32());
            Assert.Equal(statement.GetProperty("exact").GetString(), string.Concat(runes[start..end]));
        }
        var forces = read.GetProperty("statements").EnumerateArray()
            .Select(statement => statement.GetProperty("force").GetString()).Where(force =>
                force is not null).ToList();
        Assert.Equal(3, forces.Count(force => force == "underWay"));
        Assert.Single(forces, "offer");
        Assert.Single(forces, "permission");
    }
}
