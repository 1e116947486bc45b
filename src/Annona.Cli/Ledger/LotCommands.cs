using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book lots</c>: the batches, where they are, what they cost and when they expire.</summary>
static class LotCommands
{
    public static Command List(CommandShell shell)
    {
        var expiring = Words.Option<int?>(
            "--expiring", "Only what is left and expires within so many days, or has expired; soonest first.");
        var json = CommandShell.JsonOption();
        var command = new Command("lots",
            "Batches: what came in, what is left where, cost and expiry. Example: annona book lots --expiring 30")
        {
            expiring, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
            var lots = desk.Answer(new ListLots(
                parsed.GetValue(expiring) is { } days ? today.AddDays(days) : null));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lots.Select(AsJson));
            else
                desk.Terminal.Table(
                    ["", "#Came in", "Day", "#Left", "Where", "#Cost", "For", "Expires"],
                    lots.Select(lot => (IReadOnlyList<string>)[
                        lot.Code, BookWords.Of(lot.Quantity), Terminal.Date(lot.Received), BookWords.Number(lot.Left),
                        string.Join(", ", lot.Places.Select(place =>
                            $"{place.Account} {BookWords.Number(place.Amount)}")),
                        lot.Cost is { } cost ? BookWords.Of(cost) : "–",
                        string.Join(", ", lot.Owners.Select(owner => Owner(lot, owner))), Expiry(lot)]));
            return Exit.Ok;
        });
    }

    static string Owner(LotListed lot, LotOwner owner) =>
        lot.Owners.Count == 1
            ? owner.Promise ?? "unrestricted"
            : $"{owner.Promise ?? "unrestricted"} {owner.Parts}/{owner.Of}";

    static string Expiry(LotListed lot) => lot.DaysLeft switch
    {
        null => "–",
        < 0 => $"{Terminal.Date(lot.Expiry)}, expired",
        0 => $"{Terminal.Date(lot.Expiry)}, today",
        { } days => $"{Terminal.Date(lot.Expiry)}, in {BookWords.Count(days, "day")}",
    };

    static object AsJson(LotListed lot) => new
    {
        id = lot.Code,
        commodity = lot.Quantity.Commodity.Code,
        quantity = BookWords.Value(lot.Quantity),
        left = BookWords.Value(lot.Left),
        received = lot.Received,
        expiry = lot.Expiry,
        daysLeft = lot.DaysLeft,
        cost = lot.Cost is { } cost ? BookWords.Value(cost) : (decimal?)null,
        costCommodity = lot.Cost?.Commodity.Code,
        places = lot.Places.Select(place => new
        {
            account = $"{place.Account}", amount = BookWords.Value(place.Amount),
        }),
        shares = lot.Owners.Select(owner => new
        {
            promise = owner.Promise, parts = owner.Parts, of = owner.Of,
            cost = owner.Cost is { } part ? BookWords.Value(part) : (decimal?)null,
        }),
        supplierReference = lot.SupplierReference,
        synthetic = lot.Synthetic,
    };
}
