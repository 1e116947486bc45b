using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book commodity|commodities</c>: what is counted.</summary>
static class UnitCommands
{
    public static Command Declare(CommandShell shell)
    {
        var code = Words.Argument("CODE", "Such as USD, food-parcel, rice-kg.");
        var scale = Words.Option<int?>(
            "--scale", "Decimal places: 2 for USD, 0 for parcels, 3 for rice in kilograms. A currency has its own.");
        var kind = Words.Option<CommodityKind?>(
            "--kind", "money, goods or entitlementUnit. Three capital letters are money unless you say otherwise.");
        var description = Words.Option<string?>("--description", "What is in one unit.");
        var synthetic = Words.Synthetic();
        var command = new Command("commodity",
            "Declare what is counted. Example: annona book commodity USD, or: annona book commodity rice-kg --scale 3")
        {
            code, scale, kind, description, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(code)!;
            var sort = parsed.GetValue(kind)
                ?? (Currencies.IsCode(typed) ? CommodityKind.Money : CommodityKind.Goods);
            var places = parsed.GetValue(scale) ?? (sort == CommodityKind.Money ? Currencies.ScaleOf(typed) : 0);
            var declared = new Commodity(typed, places);
            desk.Record(new DeclareCommodity(declared, sort, parsed.GetValue(description))
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            var most = desk.Answer(new FindCommodity(typed))!.Most;
            desk.Terminal.Line(
                $"{declared.Code} is counted as {Word(sort)}, {Places(places)}, up to {BookWords.Of(most)} at a time.");
            return Exit.Ok;
        });
    }

    public static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("commodities", "What is counted. Example: annona book commodities") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var known = desk.Answer(new ListCommodities());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(known.Select(unit => new
                {
                    code = unit.Commodity.Code, scale = unit.Commodity.Scale, kind = unit.Kind,
                    description = unit.Description, synthetic = unit.Synthetic,
                }));
            else
                desk.Terminal.Table(["Code", "Kind", "Decimal places", "#At most at a time", "What is in one"],
                    known.Select(unit => (IReadOnlyList<string>)[
                        unit.Commodity.Code, Word(unit.Kind), $"{unit.Commodity.Scale}",
                        BookWords.Number(unit.Most), unit.Description ?? ""]));
            return Exit.Ok;
        });
    }

    /// <summary>How a commodity that is not known yet would be declared.</summary>
    public static string Suggested(string code) => Currencies.IsCode(code)
        ? $"{code} --kind money --scale {Currencies.ScaleOf(code)}"
        : $"{code} --kind goods --scale 0";

    static string Places(int places) => places switch
    {
        0 => "in whole units",
        1 => "with 1 decimal place",
        _ => $"with {places} decimal places",
    };

    static string Word(CommodityKind kind) => kind switch
    {
        CommodityKind.Money => "money",
        CommodityKind.Goods => "goods",
        _ => "units of entitlement",
    };
}
