using System.Globalization;
using System.Text;

namespace Annona.Cli.Tests;

/// <summary>An import is killed again and again while it writes, and the same command goes on each time.</summary>
[Trait("Suite", "faults")]
public sealed class ImportKillTests : IDisposable
{
    const int People = 12_000;
    const int Kills = 5;

    const string Import =
        "people import list.csv --owner Office --as-of 2026-03-01 --basis agreement --list Arrivals --data op";

    readonly Shell shell = new();

    public ImportKillTests()
    {
        shell.Done("init op");
        shell.Done("party add Office --data op");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void An_import_killed_at_several_points_goes_on_and_registers_everybody_once()
    {
        shell.Write("list.csv", List());
        var landed = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = Size();
            using (var importing = shell.Start(Import))
            {
                var written = Bytes();
                WaitFor(() => Bytes() > written + kill * 200_000 || importing.HasExited);
                importing.Kill();
                importing.WaitForExit();
            }
            shell.Done("verify --data op");
            landed += Size() is var after && after > before && after < People ? 1 : 0;
        }

        shell.Done(Import);

        // The officer, the party, the list opened, everybody once, the list closed.
        Assert.Equal(People + 4, Size());
        Assert.Contains("taken in already", shell.Done(Import).Out, StringComparison.Ordinal);
        Assert.Contains("12,000", shell.Done("people counts --data op").Out, StringComparison.Ordinal);
        Assert.True(landed > 0, "No kill landed while people were being written.");
    }

    /// <summary>Of the journal and its log: both grow while an import writes.</summary>
    long Bytes() => new[] { "journal.db", "journal.db-wal" }
        .Select(name => new FileInfo(shell.PathOf($"op/{name}")))
        .Sum(file => file.Exists ? file.Length : 0);

    long Size() => long.Parse(shell.Done("checkpoint --data op").Out.Split('\n')[1], CultureInfo.InvariantCulture);

    static void WaitFor(Func<bool> happened)
    {
        for (var tries = 0; tries < 6_000 && !happened(); tries++)
            Thread.Sleep(5);
    }

    static string List()
    {
        var list = new StringBuilder("record id,household id,given name,family name,sex,birth date\n");
        for (var i = 0; i < People; i++)
            list.Append(CultureInfo.InvariantCulture,
                $"R{i},F{i / 4},Given{i % 500},Family{i % 3_000},{(i % 2 == 0 ? "F" : "M")},{1950 + i % 60}\n");
        return list.ToString();
    }
}
