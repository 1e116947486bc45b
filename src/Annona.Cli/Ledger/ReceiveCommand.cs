using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book receive</c>: goods come in, bought or given, as one lot.</summary>
static class ReceiveCommand
{
    public static Command Make(CommandShell shell)
    {
        var quantity = Words.Argument("QUANTITY", "How much came in, such as '300 food-parcel'.");
        var into = Words.Required<string>("--into", "Where to, such as 'Stock:Warehouse North'.");
        var date = Words.Required<string>("--date", "The day it came in, yyyy-MM-dd.");
        var paid = Words.Option<string[]>(
            "--paid", "Who paid: '300 USD Bank:Main P1'. Several promises may pay for one lot.");
        var donor = Words.Option<string?>("--donor", "Who gave it, such as Donor:Linden.");
        var shares = Words.Option<string[]>("--for", "The promise of a gift: P1; or 'P1 600' where several share it.");
        var value = Words.Option<string?>("--value", "The declared value of a gift, such as '2500 USD'.");
        var papers = new Papers();
        var synthetic = Words.Synthetic();
        var command = new Command("receive",
            "Record goods that came in, with who paid for them or who gave them. Example: annona book receive "
            + "\"300 food-parcel\" --into Stock:North --date 2026-03-02 --paid \"3000 USD Bank:Main P1\"")
        {
            quantity, into, date, paid, donor, shares, value, papers.Expiry, papers.Supplier, papers.Reference,
            synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var ask = new ReceiveLot(
                BookCommands.Account(parsed.GetValue(into)!), BookWords.Amount(desk, parsed.GetValue(quantity)!),
                Desk.Date(parsed.GetValue(date), "--date")!.Value)
            {
                Intent = Desk.NewIntent(),
                Payments = [.. (parsed.GetValue(paid) ?? []).Select(typed => BookWords.Payment(desk, typed))],
                Donor = parsed.GetValue(donor) is { } giver ? BookCommands.Account(giver) : null,
                GiftShares = [.. (parsed.GetValue(shares) ?? []).Select(typed => BookWords.Share(desk, typed))],
                GiftValue = parsed.GetValue(value) is { } worth ? BookWords.Amount(desk, worth) : null,
                Expiry = Desk.Date(parsed.GetValue(papers.Expiry), "--expiry"),
                SupplierReference = parsed.GetValue(papers.Supplier),
                Reference = parsed.GetValue(papers.Reference),
                Synthetic = parsed.GetValue(synthetic),
            };
            desk.Record(ask);
            var lot = desk.Answer(new FindLot($"{new Id<Lot>(Ids.From(ask.Intent, "lot"))}"))!;
            desk.Terminal.Line($"{lot.Code}: {BookWords.Of(ask.Quantity)} in {ask.Into}.");
            return Exit.Ok;
        });
    }

    /// <summary>What the papers of a lot say.</summary>
    sealed class Papers
    {
        public Option<string?> Expiry { get; } = Words.Option<string?>("--expiry", "Not handed out after this day.");

        public Option<string?> Supplier { get; } =
            Words.Option<string?>("--supplier-reference", "The supplier's own number for the lot.");

        public Option<string?> Reference { get; } =
            Words.Option<string?>("--reference", "Number of the invoice or waybill.");
    }
}
