using System.Text.Json;

namespace Annona.Cli.Tests;

/// <summary>The books as an officer types them.</summary>
public sealed class BookTests : IDisposable
{
    const string Columns = "date,from,to,amount,commodity,kind,promise,reference,line,price,price-commodity\n";

    readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_file_is_known_again_row_by_row_and_grows_without_posting_anything_twice()
    {
        Begin();
        const string First = Columns
            + "2026-03-01,Pledges:Aster,Committed:Aster,10000,USD,pledge,P1,PL1,,,\n"
            + "2026-03-02,Pledges:Aster,Committed:Aster,9000,USD,commit,P1,C1,,,\n"
            + "2026-03-02,Donor:Aster,Bank:Main,7650,USD,receive,P1,R1,,,\n"
            + "2026-03-03,Bank:Main,Stock:Hall,30,food-parcel,buy,P1,INV1,1,300,USD\n"
            + "2026-03-03,Bank:Main,Stock:Hall,20,food-parcel,buy,P1,INV1,2,200,USD\n"
            + "2026-03-04,Bank:Main,Support,10,USD,support,P1,,,,\n"
            + "2026-03-04,Bank:Main,Support,10,USD,support,P1,,,,\n";
        shell.Write("book.csv", First);

        Assert.Contains("10 transfers would be posted", Done("book import book.csv --dry-run"),
            StringComparison.Ordinal);
        Assert.Contains("10 transfers posted, from rows 2-8", Done("book import book.csv"), StringComparison.Ordinal);
        Assert.Contains("already", Done("book import book.csv"), StringComparison.Ordinal);
        shell.Write("book.csv", First + "2026-03-04,Bank:Main,Support,10,USD,support,P1,,,,\n");
        var grown = Done("book import book.csv");

        Assert.Contains("1 transfer posted, from row 9", grown, StringComparison.Ordinal);
        Assert.Contains("already: rows 2-8", grown, StringComparison.Ordinal);
        Assert.Equal(7_120m, Balance("Bank:Main"));
        var pending = Assert.Single(Json("book pending list").EnumerateArray());
        Assert.Equal(1_000m, pending.GetProperty("amount").GetDecimal());
        Done($"book pending {pending.GetProperty("id").GetString()} --amount 400");
        Assert.Equal(600m, Json("book pending list")[0].GetProperty("amount").GetDecimal());
        Done("verify");
    }

    [Fact]
    public void A_bad_file_is_refused_row_by_row_before_anything_is_recorded()
    {
        Begin();
        shell.Write("twice.csv", Columns
            + "2026-03-02,Donor:Aster,Bank:Main,5,USD,receive,,R1,,,\n"
            + "2026-03-02,Donor:Aster,Bank:Main,5,USD,receive,,R1,,,\n");
        shell.Write("dates.csv", Columns + "03/04/2026,Donor:Aster,Bank:Main,5,USD,receive,,,,,\n");
        shell.Write("much.csv", Columns
            + "2026-03-02,Donor:Aster,Bank:Main,5,USD,receive,,,,,\n"
            + "2026-03-02,Bank:Main,Support,6,USD,support,,,,,\n"
            + "2026-03-02,Bank:Main,Support,5,USD,load,,,,,\n");

        var twice = shell.Run("book import twice.csv --data op");
        var dates = shell.Run("book import dates.csv --data op");
        var much = shell.Run("book import much.csv --dry-run --data op");

        Assert.Equal((2, 2, 1), (twice.Exit, dates.Exit, much.Exit));
        Assert.Contains("of row 2", twice.Error, StringComparison.Ordinal);
        Assert.Contains("Day and month may be exchanged", dates.Error, StringComparison.Ordinal);
        Assert.Contains("much.csv, row 3: 6.00 USD was asked for", much.Error, StringComparison.Ordinal);
        Assert.Contains("much.csv, row 4: 'load' does not go", much.Error, StringComparison.Ordinal);
        Assert.Contains("2 rows would be refused", much.Error, StringComparison.Ordinal);
        Assert.Equal(0, Json("book transfers").GetArrayLength());
    }

    [Fact]
    public void Goods_are_received_counted_corrected_and_their_papers_kept()
    {
        Begin();
        Done("book post --date 2026-03-02 --from Donor:Aster --to Bank:Main --amount 500 --commodity USD "
            + "--kind receive --promise P1");
        var bare = shell.Run("book post --date 2026-03-02 --from Bank:Main --to Support --amount 5 --commodity USD "
            + "--kind support --data op");
        Assert.Contains("0.00 USD unrestricted; 500.00 USD carries P1", bare.Error, StringComparison.Ordinal);
        Assert.Contains("--promise P1", bare.Error, StringComparison.Ordinal);
        Done("book receive \"30 food-parcel\" --into Stock:Hall --date 2026-03-03 --paid \"300 USD Bank:Main P1\" "
            + "--expiry 2026-03-20");

        var lot = Assert.Single(Json("book lots --expiring 10").EnumerateArray());
        Assert.Equal("LOT1", lot.GetProperty("id").GetString());
        Assert.Equal(300m, lot.GetProperty("cost").GetDecimal());
        Done("book count Stock:Hall 28 food-parcel --date 2026-03-05 --lot LOT1");
        Assert.Equal("countVariance", Json("book discrepancies")[0].GetProperty("kind").GetString());
        Done("book assign X1 \"First officer\"");
        Done("book resolve X1 --reason \"Two were torn.\"");
        Assert.Equal(0, Json("book discrepancies").GetArrayLength());
        shell.Write("advice.txt", "Paid.");
        Done("book attach TR1 --file advice.txt");
        Done("book correct TR1 --reason \"A digit too many.\" --amount 400");

        Assert.Equal(100m, Balance("Bank:Main"));
        Assert.Equal(1, Json("book transfers")[0].GetProperty("papers").GetInt32());
        Assert.Equal(1, shell.Run("book post --date 2026-03-06 --from Stock:Hall --to Given:X --amount 1 "
            + "--commodity food-parcel --kind give --data op").Exit);
        Done("verify");
    }

    [Fact]
    public void What_is_made_up_is_settled_without_saying_so_again()
    {
        Begin();
        Done("book post --date 2026-03-02 --from Pledges:Training --to Committed:Training --amount 5 --commodity USD "
            + "--kind pledge --due 2026-04-01 --synthetic");

        Done("book pending TR1 --void \"An exercise.\"");

        Assert.Equal(0, Json("book pending list").GetArrayLength());
        Assert.Equal(1, shell.Run("book post --date 2026-03-02 --from Donor:Training --to Bank:Training --amount 5 "
            + "--commodity USD --kind receive --promise P1 --synthetic --data op").Exit);
    }

    void Begin()
    {
        shell.Done("init op");
        Done("book commodity USD");
        Done("book commodity food-parcel");
        Done("party add Aster --kind Donor");
        Done("group add arrived --coverage Registered");
        shell.Write("told.txt", "Aster gives ten thousand dollars for those who arrived.\n");
        Done("source add told.txt --publisher Aster --date 2026-03-01");
        Done("promise add --source S1 --by Aster --to arrived --kind money --force intention --made 2026-03-01 "
            + "--text \"Ten thousand dollars.\" --amount \"10000 USD\"");
    }

    decimal Balance(string account) => Json($"book balance {account}").EnumerateArray()
        .Where(row => row.GetProperty("commodity").GetString() == "USD")
        .Sum(row => row.GetProperty("balance").GetDecimal());

    JsonElement Json(string line) => shell.Done($"{line} --json --data op").Json;

    string Done(string line) => shell.Done($"{line} --data op").Out;
}
