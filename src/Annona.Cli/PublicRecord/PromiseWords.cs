using System.Text.RegularExpressions;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary>Parts and rules of promises as officers type them.</summary>
static partial class PromiseWords
{
    public const string RuleShape =
        "Such as \"100000 AMD once from 2026-03-01: everybody who crossed\" or "
        + "\"40000 AMD monthly from 2026-03-01 to 2026-08-31: ...\".";

    public const string PartShape = "Who pays which part, such as \"Aid office=1 million USD\"; may be repeated.";

    public static EntitlementRule Rule(string typed)
    {
        var match = RulePattern.Match(typed.Trim());
        if (!match.Success || !StatedAmountText.TryParse(match.Groups["amount"].Value, out var amount)
            || amount is not { Qualifier: Qualifier.Exact, Commodity: { } commodity })
            throw new InputException("cli.bad-rule", $"'{typed}' is not a rule.", $"Write it so: {RuleShape}");
        var monthly = match.Groups["often"].Value.Equals("monthly", StringComparison.OrdinalIgnoreCase);
        return new(
            0, new(commodity, amount.Low!.Value), monthly ? Frequency.Monthly : Frequency.Once,
            Desk.Date(match.Groups["from"].Value, "--rule")!.Value,
            match.Groups["to"].Success ? Desk.Date(match.Groups["to"].Value, "--rule") : null,
            match.Groups["who"].Value, null);
    }

    public static PayerPart Part(Desk desk, string typed)
    {
        var at = typed.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
            throw new InputException("cli.bad-part", $"'{typed}' is not a part.", $"Write it so: {PartShape}");
        var payer = typed[..at].Trim();
        return new(payer, desk.Answer(new FindParty(payer))?.Id, RecordFinder.Amount(typed[(at + 1)..]), null);
    }

    [GeneratedRegex(
        """
        ^(?<amount>.+?)\ +(?<often>once|monthly)\ +from\ +(?<from>\S+?)(\ +to\ +(?<to>\S+?))?\ *:\ *(?<who>.+)$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    static partial Regex RulePattern { get; }
}
