using Annona.Exchange.Sheets;

namespace Annona.Exchange.Fts;

/// <summary>Reads flow files of OCHA's Financial Tracking Service (incoming, internal, outgoing), streaming.</summary>
public static class FtsReader
{
    const int AmountScale = 6;
    const string NewMoneyColumn = "newMoney";

    static readonly string[] NeededColumns =
    [
        "id", "boundary", "status", "amountUSD", "onBoundary", "date", "srcOrganization", "destOrganization",
        "destPlanCode", "flowType", "contributionType", "method", "description", "keywords", "refCode",
        "originalAmount", "originalCurrency", "exchangeRate", "decisionDate", "firstReportedDate",
    ];

    /// <summary>
    /// All flows of a file in its order. A row that cannot be understood is left out and told to
    /// <paramref name="onRowError"/>, so that no total silently misses it.
    /// </summary>
    /// <exception cref="InputException">The sheet is not a flow file.</exception>
    public static IEnumerable<FtsFlow> Flows(Sheet sheet, Action<RowError> onRowError)
    {
        var missing = NeededColumns.FirstOrDefault(column => sheet.Columns.IndexOf(column) < 0);
        if (missing is not null)
            throw new InputException(
                "exchange.not-fts-flows",
                $"{sheet.File} is not a file of FTS flows: it has no column {missing}.",
                "Give one of the fts_incoming, fts_internal or fts_outgoing funding files.");
        return Read(sheet, onRowError);
    }

    static IEnumerable<FtsFlow> Read(Sheet sheet, Action<RowError> onRowError)
    {
        foreach (var row in sheet.Rows(onRowError))
        {
            var cells = new FtsCells(row);
            var flow = FlowOf(cells, sheet, row);
            if (cells.WrongColumn is not { } column)
                yield return flow;
            else
                onRowError(new(
                    sheet.File, row.Number, column, cells.Reason,
                    "Download the file again; if it stays so, tell FTS the flow's id."));
        }
    }

    static FtsFlow FlowOf(FtsCells cells, Sheet sheet, SheetRow row) => new(
        cells.Whole("id"),
        cells.Choice<FtsBoundary>("boundary"),
        cells.Choice<FtsStatus>("status"),
        cells.Whole("amountUSD"),
        cells.Choice("onBoundary", "shared", "single"))
    {
        File = sheet.File,
        Row = row.Number,
        OriginalAmountMillionths = cells.Amount("originalAmount", AmountScale),
        OriginalCurrency = row["originalCurrency"] is { Length: > 0 } currency ? currency : null,
        ExchangeRateMillionths = cells.Amount("exchangeRate", AmountScale),
        Date = cells.Date("date") ?? cells.Missing("date"),
        DecisionDate = cells.Date("decisionDate"),
        FirstReported = cells.Date("firstReportedDate"),
        SourceOrganization = row["srcOrganization"],
        DestinationOrganization = row["destOrganization"],
        DestinationPlanCode = row["destPlanCode"],
        FlowType = row["flowType"],
        ContributionType = row["contributionType"],
        Method = row["method"],
        Description = row["description"],
        Keywords = row["keywords"],
        ReferenceCode = row["refCode"],
        IsNewMoney = sheet.Columns.IndexOf(NewMoneyColumn) < 0 || row[NewMoneyColumn].Length == 0
            ? null
            : cells.Choice(NewMoneyColumn, "true", "false"),
    };
}
