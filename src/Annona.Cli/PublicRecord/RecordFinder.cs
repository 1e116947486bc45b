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
    public static Known<Source> Source(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindSource(typed)), "source", typed, "source list");

    public static Known<Statement> Statement(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindStatement(typed)), "statement", typed, "statement list");

    public static Known<Promise> Promise(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindPromise(typed)), "promise", typed, "promise list");

    public static Known<Figure> Figure(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindFigure(typed)), "figure", typed, "figure list");

    public static Known<Party> Party(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindParty(typed)), "party", typed, "party list");

    public static Id<Place>? Place(Desk desk, string? typed) =>
        typed is null ? null : Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list").Id;

    public static Id<PopulationGroup>? Group(Desk desk, string? typed) =>
        typed is null ? null
            : Desk.Found(desk.Answer(new FindGroup(typed)), "population group", typed, "group list").Id;

    /// <summary>A speaker as typed: a party on record with its name, or a name alone.</summary>
    public static Speaker Speaker(Desk desk, string typed, string? role = null) =>
        desk.Answer(new FindParty(typed)) is { } party
            ? new(party.Name, role, party.Id)
            : new(typed.Trim(), role, null);

    /// <summary>One source as it is shown.</summary>
    public static SourceLine Shown(Desk desk, Known<Source> source) => desk.Answer(new ListSources(source.Id))[0];

    /// <summary>One promise as it is shown.</summary>
    public static PromiseLine Shown(Desk desk, Known<Promise> promise) => desk.Answer(new ListPromises(promise.Id))[0];

    /// <summary>The archived text of a source, unmasked: for requests, never to be printed.</summary>
    public static string Text(Desk desk, Known<Source> source) =>
        desk.Answer(new ReadDocument(Shown(desk, source).Text)) is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : throw NotArchived(source);

    /// <summary>The archived text of a source under its masks: for offsets and to be shown.</summary>
    public static string MaskedText(Desk desk, Known<Source> source) =>
        desk.Answer(new ShowSource(source.Id))?.Text ?? throw NotArchived(source);

    public static InputException NotArchived(Known<Source> source) => new(
        "cli.text-not-archived", $"The archive does not hold the text of {source.Code}.",
        "Check the data folder with: annona verify");

    /// <summary>The parties' codes, for JSON: by id, else by name.</summary>
    public static Func<string, Id<Party>?, string?> PartyCode(Desk desk) =>
        (name, party) => desk.Answer(new FindParty(party?.ToString() ?? name))?.Code;

    public static StatedAmount Amount(string typed) =>
        StatedAmountText.TryParse(typed, out var amount)
            ? amount
            : throw new InputException(
                "cli.bad-stated-amount", $"'{typed}' is not an amount.",
                "Write, for example, '40', 'about 5,000', 'more than 11.5 million USD' or '50 to 60 food-parcel'.");
}
