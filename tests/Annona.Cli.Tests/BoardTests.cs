using System.Text.Json;

namespace Annona.Cli.Tests;

public sealed class BoardTests : IDisposable
{
    const string Demo = "--data told --officer First --passphrase-file told.keys/demo-passphrase.txt";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void The_board_fits_its_columns_and_breaks_no_number()
    {
        shell.Done("demo told --people 200 --no-serve");
        var rows = shell.Done($"promises --json {Demo}").Json.EnumerateArray().ToList();

        foreach (var columns in new[] { 80, 120, 160 })
        {
            var board = shell.Done($"promises --columns {columns} {Demo}").Out;

            Assert.All(board.Split('\n'), line => Assert.True(line.Length <= columns, $"{columns}: {line}"));
            foreach (var row in rows)
            {
                Assert.Contains(row.GetProperty("id").GetString()!, board, StringComparison.Ordinal);
                if (row.GetProperty("received").ValueKind == JsonValueKind.Number)
                    Assert.Contains($"{row.GetProperty("received").GetDecimal():N0}", board, StringComparison.Ordinal);
                foreach (var word in row.GetProperty("text").GetString()!.Split(' '))
                    Assert.Contains(word, board, StringComparison.Ordinal);
            }
            Assert.Equal(columns == 160, board.Contains("Force", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Evidence_and_arithmetic_are_told_in_words()
    {
        shell.Done("demo told --people 200 --no-serve");

        var trace = shell.Done($"trace P11 {Demo}").Out;
        var why = shell.Done($"promises --why {Demo}").Out;

        Assert.Contains("200,000 USD committed by", trace, StringComparison.Ordinal);
        Assert.Contains("The arithmetic closes.", trace, StringComparison.Ordinal);
        Assert.Contains("signed", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("250000", trace + why, StringComparison.Ordinal);
        Assert.DoesNotContain("Commit.", trace + why, StringComparison.Ordinal);
        var json = shell.Done($"trace P11 --json {Demo}").Json;
        Assert.True(json.GetProperty("synthetic").GetBoolean());
        Assert.Equal(0m, json.GetProperty("gap").GetDecimal());
        Assert.Contains(
            "handed-over",
            json.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("step").GetString()));
    }

    [Fact]
    public void Outsiders_get_released_figures_only_and_no_household()
    {
        shell.Done("demo told --people 200 --no-serve");

        var household = shell.Run($"trace H12 --for-outsiders {Demo}");
        var future = shell.Run($"promises --for-outsiders --as-of 2999-01-01 {Demo}");
        var rows = shell.Done($"promises --for-outsiders --json {Demo}").Json.EnumerateArray().ToList();

        Assert.Equal(1, household.Exit);
        Assert.Contains("not for outsiders", household.Error, StringComparison.Ordinal);
        Assert.Equal(1, future.Exit);
        Assert.All(rows, row => Assert.DoesNotContain(
            row.GetProperty("evidence").EnumerateArray(),
            piece => piece.GetProperty("kind").GetString() is "book" or "handover"));
        Assert.All(rows, row => Assert.Equal(JsonValueKind.Null, row.GetProperty("confirmed").ValueKind));
        shell.Done($"trace P11 --for-outsiders {Demo}");
    }

    [Fact]
    public void An_empty_board_says_how_to_begin()
    {
        shell.Done("init op");

        var board = shell.Done("promises --data op").Out;

        Assert.Contains("annona promise add", board, StringComparison.Ordinal);
        Assert.DoesNotContain("trace P1", board, StringComparison.Ordinal);
    }
}
