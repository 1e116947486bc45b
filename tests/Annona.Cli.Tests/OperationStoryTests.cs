using System.Text.RegularExpressions;

namespace Annona.Cli.Tests;

public sealed partial class OperationStoryTests : IDisposable
{
    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_new_operation_prints_three_shares_and_two_of_them_open_it_when_the_keys_are_lost()
    {
        var made = shell.Done("init op --name Lusavan");
        var shares = Share.Matches(made.Out).Select(match => match.Value).ToList();
        Assert.Equal(3, shares.Count);
        shell.Done("party add Aster --data op");
        shell.Done("backup today --data op");
        Directory.Delete(shell.PathOf("op.keys"), recursive: true);

        var locked = shell.Run("party list --data op");
        Assert.Equal(4, locked.Exit);
        Assert.Contains("annona keys recover", locked.Error, StringComparison.Ordinal);
        var one = shell.Run($"keys recover --share {shares[0]} --data op");
        Assert.Equal(4, one.Exit);
        // Shares give the root key; names also need the epochs, which are in the key part of every backup.
        var recover = $"keys recover --share {shares[0]} --share {shares[2]} --as Davit --data op";
        var alone = shell.Run(recover);
        Assert.Equal(4, alone.Exit);
        Assert.Contains("operation.epochs", alone.Error, StringComparison.Ordinal);
        shell.Done($"{recover} --backup-keys today.keys");
        var officers = shell.Done("officer list --json --data op").Json.EnumerateArray().ToList();
        Assert.Equal([1, 3], officers.Single(officer => officer.GetProperty("name").GetString() == "Davit")
            .GetProperty("recoveredWithShares").EnumerateArray().Select(share => share.GetInt32()));

        Assert.Contains("Aster", shell.Done("party list --data op").Out, StringComparison.Ordinal);
        shell.Done("verify --data op");
    }

    [Fact]
    public void A_wrong_passphrase_and_no_passphrase_are_told_apart()
    {
        shell.Done("init op");

        Assert.Equal(4, shell.Run("party list --data op", "another passphrase").Exit);
        var none = shell.Run("party list --data op", passphrase: null);
        Assert.Equal(4, none.Exit);
        Assert.Contains("ANNONA_PASSPHRASE", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_names_the_entry_in_which_one_byte_was_flipped()
    {
        shell.Done("init op");
        for (var i = 0; i < 5; i++)
            shell.Done($"party add Party{i} --data op");
        var journal = shell.PathOf("op/journal.db");
        var bytes = File.ReadAllBytes(journal);
        // The stored name stands in clear in the envelope of each such entry.
        var at = bytes.AsSpan().LastIndexOf("party.added"u8);
        bytes[at] ^= 1;
        File.WriteAllBytes(journal, bytes);

        var verified = shell.Run("verify --data op");

        Assert.Equal(5, verified.Exit);
        Assert.Matches("First bad position: [2-7]", verified.Error);
    }

    [Fact]
    public void A_roll_back_is_caught_with_the_head_beside_the_keys_or_a_checkpoint_kept_elsewhere_and_only_so()
    {
        shell.Done("init op");
        shell.Done("party add Aster --data op");
        var older = File.ReadAllBytes(shell.PathOf("op/journal.db"));
        shell.Done("party add Linden --data op");
        shell.Write("kept.txt", shell.Done("checkpoint --data op").Out);
        shell.Done("verify --against kept.txt --data op");
        File.WriteAllBytes(shell.PathOf("op/journal.db"), older);

        var beside = shell.Run("verify --data op");
        Assert.Equal(5, beside.Exit);
        Assert.Contains("an older copy was put back", beside.Error, StringComparison.Ordinal);
        Assert.Contains("operation.head", beside.Error, StringComparison.Ordinal);
        Assert.Equal(5, shell.Run("party add Vesper --data op").Exit);
        Assert.Equal(5, shell.Run("checkpoint --data op").Exit);
        File.Delete(shell.PathOf("op.keys/operation.head"));

        var alone = shell.Done("verify --data op");
        var against = shell.Run("verify --against kept.txt --data op");

        Assert.Contains("rewritten or shortened", alone.Out, StringComparison.Ordinal);
        Assert.Equal(5, against.Exit);
        Assert.Contains("First bad position: 3", against.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_officer_brings_a_key_of_their_own_and_can_be_removed_again()
    {
        shell.Done("init --data op --as Ani");
        shell.Done("officer request Davit --file davit.json", "the words that Davit chose");
        var same = shell.Run("officer enrol Sona --data op", Shell.Passphrase, newPassphrase: Shell.Passphrase);
        Assert.Contains("[cli.same-passphrase]", same.Error, StringComparison.Ordinal);
        Assert.Equal(2, shell.Run("officer enrol --request davit.json --roles cook --data op").Exit);
        shell.Done("officer enrol --request davit.json --roles reader,record-keeper --data op");

        var which = shell.Run("party list --data op");
        Assert.Contains("ANNONA_OFFICER", which.Error, StringComparison.Ordinal);
        var asDavit = shell.Run("party add Aster --officer dav --data op", "the words that Davit chose");
        Assert.Equal(0, asDavit.Exit);
        var refused = shell.Run(
            "book commodity USD --scale 2 --kind money --officer Davit --data op", "the words that Davit chose");
        Assert.Contains("[access.not-your-role]", refused.Error, StringComparison.Ordinal);
        Assert.Contains("root key", shell.Done("officer remove Davit --reason left --officer Ani --data op").Out,
            StringComparison.Ordinal);
        var left = shell.Run("party list --officer Davit --data op", "the words that Davit chose");
        Assert.Equal(4, left.Exit);
        Assert.Contains("has left", left.Error, StringComparison.Ordinal);
        Assert.Equal(1, shell.Run("officer remove Ani --reason x --officer Ani --data op").Exit);
        File.WriteAllText(shell.PathOf("op.keys/officer-davit.key.json"), "{}");
        Assert.Contains("Passed over", shell.Done("verify --data op").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_words_the_help_is_shown_and_wrong_words_go_to_standard_error()
    {
        var help = shell.Run("");
        var wrong = shell.Run("frobnicate");
        var choice = shell.Run("officer enrol Davit --roles cook");

        Assert.Equal(0, help.Exit);
        Assert.Contains("promises", help.Out, StringComparison.Ordinal);
        Assert.Equal((2, ""), (wrong.Exit, wrong.Out));
        Assert.Contains("record-keeper", choice.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Annona.", choice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_officer_without_a_right_and_two_key_files_still_hear_what_needs_no_passphrase()
    {
        shell.Done("init op --as Ani");
        shell.Done("officer request Davit --file davit.json");
        shell.Done("officer enrol --request davit.json --data op");

        var two = shell.Run("verify --data op");

        Assert.Equal(4, two.Exit);
        Assert.Contains("2 entries, root", two.Out, StringComparison.Ordinal);
        Assert.Contains("Not proved:", two.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_verifies_without_the_database_and_without_a_passphrase()
    {
        shell.Done("init op");
        shell.Done("party add Aster --data op");
        shell.Done("export journal journal.jsonl --data op");
        Directory.Delete(shell.PathOf("op"), recursive: true);

        var verified =
            shell.Run("verify --export journal.jsonl --public-keys op.keys/operation.pub", passphrase: null);

        Assert.Equal(0, verified.Exit);
        Assert.Contains("2 entries", verified.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Aster", File.ReadAllText(shell.PathOf("journal.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void From_a_promise_to_a_handover_by_hand_as_a_new_officer_would_type_it()
    {
        shell.Done("init op");
        shell.Done("book commodity USD --scale 2 --kind money --data op");
        shell.Done("book commodity food-parcel --data op");
        shell.Done("party add Aster --kind Donor --data op");
        shell.Done("group add arrived --coverage Registered --data op");
        shell.Done("place add Hall --level Site --data op");
        shell.Write("told.txt", "Aster gives a thousand dollars for those who arrived.\n");
        shell.Done("source add told.txt --publisher Aster --date 2026-03-01 --data op");
        shell.Done("promise add --source S1 --words \"a thousand dollars for those who arrived\" --by Aster "
            + "--to arrived --kind money --force promise --made 2026-03-01 "
            + "--text \"A thousand dollars.\" --amount \"1000 USD\" --data op");
        shell.Write("book.csv", """
            date,from,to,amount,commodity,kind,promise,reference,price,price-commodity
            2026-03-02,Donor:Aster,Bank:Main,800,USD,receive,P1,R1,,
            2026-03-03,Bank:Main,Stock:Hall,30,food-parcel,buy,P1,R2,300,USD

            """);
        shell.Done("book import book.csv --data op");
        Assert.Contains("already", shell.Done("book import book.csv --data op").Out, StringComparison.Ordinal);
        shell.Done("people add --given Ani --family Sample --data op");
        shell.Done("aid plan Winter --ration \"1 food-parcel per household\" --promise P1 --group arrived "
            + "--cycle 2026-03-01..2026-03-31 --data op");
        shell.Done("aid grant B1 --data op");
        shell.Done("aid day B1 --at Hall --date 2026-03-10 --from Stock:Hall --data op");
        shell.Done("aid give D1 H1 \"1 food-parcel\" --signed --data op");
        Assert.Equal(1, shell.Run("aid give D1 H1 \"1 food-parcel\" --data op").Exit);

        var row = shell.Done("promises --json --data op").Json[0];

        Assert.Equal(800m, row.GetProperty("received").GetDecimal());
        Assert.Equal(300m, row.GetProperty("bought").GetDecimal());
        Assert.Equal(10m, row.GetProperty("delivered").GetDecimal());
        Assert.Equal(10m, row.GetProperty("confirmed").GetDecimal());
        Assert.Equal(1, row.GetProperty("people").GetInt32());
        var trace = shell.Done("trace P1 --json --data op").Json;
        Assert.Equal(800m, new[] { "spent", "stockAtCost", "inTransit", "lost", "returned", "converted", "bank" }
            .Sum(name => trace.GetProperty(name).GetDecimal()));
        Assert.Contains("P1", shell.Done("trace H1 --data op").Out, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null,
            shell.Done("promises --json --for-outsiders --data op").Json[0]
            .GetProperty("people").ValueKind);
        shell.Done("verify --data op");
    }

    [Fact]
    public void A_small_demo_shows_every_promise_of_the_case_and_its_books_balance()
    {
        var demo = shell.Done("demo told --people 400 --no-serve");

        Assert.Contains("The arithmetic closes.", demo.Out, StringComparison.Ordinal);
        const string Open = "--data told --officer First --passphrase-file told.keys/demo-passphrase.txt";
        var rows = shell.Done($"promises --json {Open}").Json.EnumerateArray().ToList();
        var real = rows.Where(row => !row.GetProperty("synthetic").GetBoolean()).ToList();
        Assert.Equal(10, real.Count);
        Assert.All(rows, row => Assert.NotEqual(0, row.GetProperty("reasons").GetArrayLength()));
        Assert.All(real, row =>
            Assert.Equal(System.Text.Json.JsonValueKind.Null, row.GetProperty("received").ValueKind));
        Assert.Equal("fulfilledWithLimits", real.Single(row => row.GetProperty("kind").GetString() == "accessOrVisit")
            .GetProperty("state").GetString());
        foreach (var row in rows.Where(row => row.GetProperty("synthetic").GetBoolean()))
        {
            var trace = shell.Done($"trace {row.GetProperty("id").GetString()} --json {Open}").Json;
            if (trace.GetProperty("received").ValueKind == System.Text.Json.JsonValueKind.Number)
                Assert.Equal(trace.GetProperty("received").GetDecimal(),
                    new[] { "spent", "stockAtCost", "inTransit", "lost", "returned", "converted", "bank" }
                        .Sum(name => trace.GetProperty(name).GetDecimal()));
        }
        shell.Done($"verify {Open}");
        Assert.Equal(2, shell.Run("demo told --people 400").Exit);
    }

    [GeneratedRegex(@"[0-9A-Z]{6}(-[0-9A-Z]{6}){11}")]
    static partial Regex Share { get; }
}
