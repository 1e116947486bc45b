using System.Globalization;

namespace Annona.Cli.Tests;

/// <summary>What others report: every flow file of the shared data, beside what a plain reader sums.</summary>
public sealed class OutsideFlowTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void The_totals_of_every_flow_file_are_the_sums_of_its_rows_with_repeated_ones_counted_once()
    {
        var folder = Path.GetDirectoryName(Shell.SharedFile("aid/fts-flows/fts_incoming_funding_afg.csv"))!;
        var files = new[] { "incoming", "internal", "outgoing" }
            .SelectMany(boundary => Directory.GetFiles(folder, $"fts_{boundary}_funding_*.csv")).Order().ToList();
        shell.Done("init op");
        var expected = new Dictionary<(string, string, string), (int Flows, long Usd, int Shared)>();
        foreach (var file in files)
        {
            shell.Done($"book outside import {file} --data op");
            foreach (var flow in Flows(file))
            {
                var key = (Path.GetFileName(file), flow.Boundary, flow.Status);
                var sum = expected.GetValueOrDefault(key);
                expected[key] = (sum.Flows + 1, sum.Usd + flow.Usd, sum.Shared + (flow.Shared ? 1 : 0));
            }
        }

        var again = shell.Done($"book outside import {files[0]} --data op").Out;
        var listed = shell.Done("book outside list --json --data op").Json.EnumerateArray().ToDictionary(
            row => (row.GetProperty("file").GetString()!, row.GetProperty("boundary").GetString()!,
                row.GetProperty("status").GetString()!),
            row => (row.GetProperty("flows").GetInt32(), (long)row.GetProperty("amount").GetDecimal(),
                row.GetProperty("sharedFlows").GetInt32()));

        Assert.Contains("Nothing is new", again, StringComparison.Ordinal);
        Assert.True(files.Count >= 10);
        Assert.Equal(expected.OrderBy(pair => pair.Key), listed.OrderBy(pair => pair.Key));
    }

    static IEnumerable<(string Boundary, string Status, long Usd, bool Shared)> Flows(string file)
    {
        var rows = Rows(File.ReadAllText(file)).ToList();
        var at = rows[0].Index().ToDictionary(column => column.Item, column => column.Index);
        return rows.Skip(1).Where(row => row.Count == at.Count).DistinctBy(row => row[at["id"]]).Select(row => (
            row[at["boundary"]], row[at["status"]],
            long.Parse(row[at["amountUSD"]], CultureInfo.InvariantCulture), row[at["onBoundary"]] == "shared"));
    }

    /// <summary>A reader of CSV of this test's own, so that ours is not checked with itself.</summary>
    static IEnumerable<List<string>> Rows(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var letter in text)
        {
            if (letter == '"')
                quoted = !quoted;
            if (quoted || letter is not (',' or '\n'))
            {
                cell.Append(letter is '"' or '\r' ? "" : letter.ToString());
                continue;
            }
            row.Add(cell.ToString());
            cell.Clear();
            if (letter == '\n')
            {
                yield return row;
                row = [];
            }
        }
    }
}
