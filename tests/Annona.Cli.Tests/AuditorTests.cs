using System.Text.Json.Nodes;

namespace Annona.Cli.Tests;

/// <summary>What an auditor gets who trusts nobody: exports, checkpoints from elsewhere, proofs.</summary>
public sealed class AuditorTests(AuditorTests.Made made) : IClassFixture<AuditorTests.Made>
{
    const string Keys = "--public-keys op.keys/operation.pub";

    readonly Shell shell = made.Shell;

    [Theory]
    [InlineData("edit", 4)]
    [InlineData("edit a part", 6)]
    [InlineData("delete", 3)]
    [InlineData("reorder", 2)]
    [InlineData("insert", 5)]
    [InlineData("truncate", 9)]
    public void What_was_done_to_an_export_is_named_at_its_place(string kind, int place)
    {
        var lines = File.ReadAllLines(shell.PathOf("whole.jsonl")).ToList();
        switch (kind)
        {
            case "edit":
                lines[place] = Changed(lines[place], "Leaf");
                break;
            case "edit a part":
                lines[place] = Changed(lines[place], "Open");
                break;
            case "reorder":
                (lines[place], lines[place + 3]) = (lines[place + 3], lines[place]);
                break;
            case "insert":
                lines.Insert(place, lines[place + 2]);
                break;
            default:
                lines.RemoveAt(place);
                break;
        }
        File.WriteAllLines(shell.PathOf("changed.jsonl"), lines);

        var verified = shell.Run($"verify --export changed.jsonl {Keys} --json", passphrase: null);

        Assert.Equal(5, verified.Exit);
        Assert.Contains($"First bad position: {place};", verified.Error, StringComparison.Ordinal);
        var fault = Assert.Single(verified.Json.GetProperty("faults").EnumerateArray());
        Assert.Equal((place, place, "entry"), (fault.GetProperty("position").GetInt32(),
            fault.GetProperty("through").GetInt32(), fault.GetProperty("place").GetString()));
        Assert.False(verified.Json.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public void What_was_kept_elsewhere_may_be_one_note_several_a_report_around_them_or_an_older_export()
    {
        var newest = shell.Done("checkpoint --data op").Out;
        var quoted = string.Join('\n', newest.Split('\n').Select(line => $">  {line}"));
        shell.Write("several.txt", File.ReadAllText(shell.PathOf("kept.txt")) + "\n" + newest);
        shell.Write("report.txt", $"Day 3 at the hall.\r\n\r\nHead of the journal:\r\n{newest}\r\nSigned: Ani");
        shell.Write("mail.txt", $"You wrote:\n>\n{quoted}\nThank you.");

        foreach (var (kept, notes, size) in new[]
        {
            ("kept.txt", 1, 8), ("several.txt", 2, 9), ("report.txt", 1, 9), ("mail.txt", 1, 9), ("whole.jsonl", 9, 9),
        })
        {
            var verified = shell.Done($"verify --export whole.jsonl --against {kept} {Keys} --json").Json;
            Assert.Equal((kept, notes, size), (kept, verified.GetProperty("checkpointsElsewhere").GetInt32(),
                verified.GetProperty("provenElsewhere").GetInt32()));
            var notProved = string.Join('\n', verified.GetProperty("notProved").EnumerateArray());
            Assert.Equal(size < 9, notProved.Contains("That entry 9 is as recorded", StringComparison.Ordinal));
        }
        shell.Write("nothing.txt", "I kept nothing.");
        Assert.Contains("is not a signed note",
            shell.Run($"verify --export whole.jsonl --against nothing.txt {Keys}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outsider_checks_one_entry_and_that_the_journal_only_grew_with_two_small_files()
    {
        shell.Done("proof entry 3 --file third.tlog-proof --data op");
        shell.Done("proof growth --since kept.txt --file grown.txt --export whole.jsonl");

        var entry = shell.Done($"verify --proof third.tlog-proof {Keys}").Out;
        var grown = shell.Done($"verify --proof grown.txt --against kept.txt {Keys}").Out;

        Assert.StartsWith("Proved: entry 3 of 9 is a party.added.1, recorded ", entry, StringComparison.Ordinal);
        Assert.StartsWith("Proved: the journal of 9 entries begins with the 8 that", grown, StringComparison.Ordinal);
        var proof = File.ReadAllText(shell.PathOf("third.tlog-proof"));
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra ", proof, StringComparison.Ordinal);
        Assert.Contains("\nindex 2\n", proof, StringComparison.Ordinal);
        shell.Write("moved.tlog-proof", proof.Replace("\nindex 2\n", "\nindex 4\n", StringComparison.Ordinal));
        Assert.Equal(5, shell.Run($"verify --proof moved.tlog-proof {Keys}").Exit);
        shell.Write("forged.txt", File.ReadAllText(shell.PathOf("grown.txt")).Replace("old 8", "old 7",
            StringComparison.Ordinal));
        Assert.Equal(2, shell.Run($"verify --proof forged.txt --against kept.txt {Keys}").Exit);
        Assert.Equal(2, shell.Run("proof entry 10 --file tenth.tlog-proof --data op").Exit);
        Assert.Equal(2, shell.Run($"verify --proof kept.txt {Keys}").Exit);
    }

    /// <summary>An operation of nine entries, made once; tests write files beside it.</summary>
    public sealed class Made : IDisposable
    {
        public Made()
        {
            Shell.Done("init op --as Ani");
            for (var party = 1; party <= 7; party++)
                Shell.Done($"party add Party{party} --data op");
            Shell.Write("kept.txt", Shell.Done("checkpoint --data op").Out);
            Shell.Done("party add Linden --data op");
            Shell.Done("export journal whole.jsonl --data op");
        }

        public Shell Shell { get; } = new();

        public void Dispose() => Shell.Dispose();
    }

    static string Changed(string line, string field)
    {
        var entry = JsonNode.Parse(line)!;
        var bytes = Convert.FromBase64String(entry[field]!.GetValue<string>());
        bytes[bytes.Length / 2] ^= 1;
        entry[field] = Convert.ToBase64String(bytes);
        return entry.ToJsonString();
    }
}
