using Annona.Exchange.Fts;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Fts;

public sealed class FtsReaderTest : IDisposable
{
    const string Header =
        "date,description,amountUSD,srcOrganization,destPlanCode,destOrganization,contributionType,flowType,method,"
        + "boundary,onBoundary,status,firstReportedDate,decisionDate,keywords,originalAmount,originalCurrency,"
        + "exchangeRate,id,refCode";

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_flow_keeps_what_the_file_says()
    {
        var flow = Assert.Single(Flows(
            "2021-02-16,\"Water, food\",725689,\"Canada, Government of\",RSYR20,Fund,financial,Standard,"
            + "Traditional aid,incoming,shared,paid,2021-02-11,,Multiyear,1000000,CAD,1.378,227992,P1"));

        Assert.Equal((227992, 725689, FtsStatus.Paid), (flow.Id, flow.AmountUsd, flow.Status));
        Assert.Equal((FtsBoundary.Incoming, true), (flow.Boundary, flow.IsShared));
        Assert.Equal((1_000_000_000_000, "CAD"), (flow.OriginalAmountMillionths, flow.OriginalCurrency));
        Assert.Equal(1_378_000, flow.ExchangeRateMillionths);
        Assert.Equal(new DateOnly(2021, 2, 16), flow.Date);
        Assert.Equal(new DateOnly(2021, 2, 11), flow.FirstReported);
        Assert.Null(flow.DecisionDate);
        Assert.Null(flow.IsNewMoney);
        Assert.Equal("Canada, Government of", flow.SourceOrganization);
        Assert.Equal(2, flow.Row);
    }

    [Theory]
    [InlineData("amountUSD", "12.5", "This is not a whole number.")]
    [InlineData("status", "promised", "This is none of pledge, commitment, paid.")]
    [InlineData("status", "2", "This is none of pledge, commitment, paid.")]
    [InlineData("onBoundary", "", "This is none of shared, single.")]
    [InlineData("date", "", "The date is missing.")]
    [InlineData("decisionDate", "11.02.2021", "This is not a date like 2023-09-27.")]
    public void A_row_that_cannot_be_understood_is_told_with_its_column(string column, string value, string reason)
    {
        var columns = Header.Split(',');
        var cells = "2021-02-16,x,5,a,,b,financial,Standard,Traditional aid,incoming,single,paid,,,,,,,7,".Split(',');
        cells[Array.IndexOf(columns, column)] = value;
        List<RowError> errors = [];

        Assert.Empty(Flows(string.Join(',', cells), errors));

        var error = Assert.Single(errors);
        Assert.Equal((2, column, reason), (error.Row, error.Column, error.Reason));
    }

    [Fact]
    public void A_file_without_the_columns_of_flows_is_refused()
    {
        using var sheet = SheetReader.Open(folder.WriteText("other.csv", "id,amount\n1,2\n"));

        var refused = Assert.Throws<InputException>(() => FtsReader.Flows(sheet, _ => { }));

        Assert.Equal("exchange.not-fts-flows", refused.Code);
        Assert.Equal("other.csv is not a file of FTS flows: it has no column boundary.", refused.Message);
    }

    [Fact]
    public void The_same_id_twice_is_one_flow_and_another_amount_is_a_contradiction()
    {
        var totals = new FtsTotals();
        var flow = new FtsFlow(7, FtsBoundary.Incoming, FtsStatus.Pledge, 100, IsShared: true)
        {
            File = "one.csv",
            Row = 2,
            Date = new(2023, 9, 27),
            SourceOrganization = "",
            DestinationOrganization = "",
            DestinationPlanCode = "",
            FlowType = "",
            ContributionType = "",
            Method = "",
            Description = "",
            Keywords = "",
            ReferenceCode = "",
        };

        Assert.Equal(FtsMark.First, totals.Add(flow));
        Assert.Equal(FtsMark.Repeated, totals.Add(flow with { File = "two.csv" }));
        Assert.Equal(FtsMark.Contradicting, totals.Add(flow with { File = "two.csv", AmountUsd = 90 }));

        Assert.Equal(new(1, 100, 1, 100), totals.Distinct(FtsBoundary.Incoming, FtsStatus.Pledge));
        Assert.Equal(new(2, 190, 2, 190), totals.InFile("two.csv", FtsStatus.Pledge));
        Assert.Equal((1, 1, 1), (totals.DistinctFlows, totals.RepeatedRows, totals.ContradictingRows));
    }

    // The figures were summed from the files of 2020 with another program (Python's csv module).
    [Theory]
    [InlineData("fts_incoming_funding_global.csv", 1106, 110_749, 675_863_636, 1_374_099_698, 139)]
    [InlineData("fts_incoming_funding_afg.csv", 328, 0, 300_496_707, 453_620_904, 17)]
    [InlineData("fts_incoming_funding_jor.csv", 440, 81_128, 206_006_486, 683_886_715, 92)]
    [InlineData("fts_incoming_funding_pse.csv", 338, 29_621, 169_360_443, 236_592_079, 30)]
    [InlineData("fts_internal_funding_global.csv", 279, 0, 1_674_508, 113_919_847, 0)]
    [InlineData("fts_internal_funding_afg.csv", 156, 0, 1_125_048, 70_833_071, 0)]
    [InlineData("fts_internal_funding_jor.csv", 38, 0, 0, 10_029_750, 0)]
    [InlineData("fts_internal_funding_pse.csv", 85, 0, 549_460, 33_057_026, 0)]
    [InlineData("fts_outgoing_funding_global.csv", 1, 0, 1_340_000, 0, 1)]
    [InlineData("fts_outgoing_funding_pse.csv", 1, 0, 1_340_000, 0, 1)]
    public void Sums_of_the_real_files_are_exact(
        string file, int rows, long pledged, long committed, long paid, int shared)
    {
        var totals = new FtsTotals();

        Add(totals, file);

        FtsTotal[] found = [.. Enum.GetValues<FtsStatus>().Select(status => totals.InFile(file, status))];
        Assert.Equal([pledged, committed, paid], found.Select(total => total.AmountUsd));
        Assert.Equal(rows, found.Sum(total => total.Flows));
        Assert.Equal(shared, found.Sum(total => total.SharedFlows));
    }

    [Fact]
    public void Over_all_files_each_flow_counts_once()
    {
        var totals = new FtsTotals();

        foreach (var direction in new[] { "incoming", "internal", "outgoing" })
            foreach (var place in direction == "outgoing" ? ["global", "pse"] : new[] { "global", "afg", "jor", "pse" })
                Add(totals, $"fts_{direction}_funding_{place}.csv");

        Assert.Equal(1383, totals.DistinctFlows);
        Assert.Equal(2772 - 1383, totals.RepeatedRows);
        Assert.Equal(0, totals.ContradictingRows);
    }

    static void Add(FtsTotals totals, string file)
    {
        using var sheet = SheetReader.Open(SharedFiles.Path("aid", "fts-flows", file));
        foreach (var flow in FtsReader.Flows(sheet, error => Assert.Fail($"Row {error.Row}: {error.Reason}")))
            totals.Add(flow);
    }

    List<FtsFlow> Flows(string row, List<RowError>? errors = null)
    {
        using var sheet = SheetReader.Open(folder.WriteText("flows.csv", $"{Header}\n{row}\n"));
        return [.. FtsReader.Flows(sheet, error => errors!.Add(error))];
    }
}
