using System.Text;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.PublicRecord;

/// <summary>What officers type, found on record, or a clear sentence.</summary>
static class RecordFinder
{
    public static SourceRow Source(Desk desk, string typed) =>
        Desk.Found(desk.Now.PublicRecord.Sources.Find(typed), "source", typed, "source list");

    public static StatementRow Statement(Desk desk, string typed) =>
        Desk.Found(desk.Now.PublicRecord.Statements.Find(typed), "statement", typed, "statement list");

    public static PromiseRow Promise(Desk desk, string typed) =>
        Desk.Found(desk.Now.PublicRecord.Promises.Find(typed), "promise", typed, "promise list");

    public static FigureRow Figure(Desk desk, string typed) =>
        Desk.Found(desk.Now.PublicRecord.Figures.Find(typed), "figure", typed, "figure list");

    public static PartyRow Party(Desk desk, string typed) =>
        Desk.Found(desk.Now.Parties.Find(typed), "party", typed, "party list");

    public static Id<Place>? Place(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Now.Places.Find(typed), "place", typed, "place list").Id;

    public static Id<PopulationGroup>? Group(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Now.Places.FindGroup(typed), "population group", typed, "group list").Id;

    /// <summary>The archived text of a source.</summary>
    public static string Text(Desk desk, SourceRow source) =>
        desk.Answer(new ReadDocument(source.Archived.Text)) is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : throw new InputException(
                "cli.text-not-archived", $"The archive does not hold the text of {source.Code}.",
                "Check the data folder with: annona verify");

    /// <summary>The parties' codes, for JSON.</summary>
    public static Func<string, Id<Party>?, string?> PartyCode(Desk desk) =>
        (_, party) => party is { } id ? desk.Now.Parties.Find(id)?.Code : null;

    public static StatedAmount Amount(string typed) =>
        StatedAmountText.TryParse(typed, out var amount)
            ? amount
            : throw new InputException(
                "cli.bad-stated-amount", $"'{typed}' is not an amount.",
                "Write, for example, '40', 'about 5,000', 'more than 11.5 million USD' or '50 to 60 food-parcel'.");
}
