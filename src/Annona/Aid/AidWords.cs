using System.Globalization;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>How this room says things to people. A name of the code is never shown.</summary>
public static class AidWords
{
    /// <summary>What became of a payment, such as <c>credited</c>.</summary>
    public static string Of(PaymentState state) => state switch
    {
        PaymentState.Instructed => "instructed",
        PaymentState.Sent => "on its way",
        PaymentState.Credited => "credited",
        PaymentState.Collected => "collected",
        PaymentState.Returned => "returned",
        _ => "failed",
    };

    /// <summary>How aid reaches people, such as <c>in kind</c>.</summary>
    public static string Of(Modality modality) => modality switch
    {
        Modality.InKind => "in kind",
        Modality.Cash => "cash through a provider",
        Modality.Voucher => "vouchers",
        _ => "a service",
    };

    /// <summary>How it is shown that somebody collected, such as <c>signature</c>.</summary>
    public static string Of(Proof proof) => proof switch
    {
        Proof.Signature => "signature",
        Proof.Token => "token",
        _ => "the officer's word",
    };

    /// <summary>What does not fit, such as <c>more than was granted</c>.</summary>
    public static string Of(AidDiscrepancyKind kind) => kind switch
    {
        AidDiscrepancyKind.OverEntitlement => "more than was granted",
        AidDiscrepancyKind.NotEntitled => "nothing was granted",
        AidDiscrepancyKind.OtherDay => "another day than the distribution's",
        _ => "before a count, recorded after it",
    };

    /// <summary>
    /// Why a household is not in, such as <c>fewer people than the rule asks for</c>; empty when it is.
    /// </summary>
    public static string Of(OutReason reason) => reason switch
    {
        OutReason.None => "",
        OutReason.AlreadyGranted => "has this cycle already",
        OutReason.RealAndMadeUp => "real and made up do not mix",
        OutReason.NobodyThere => "nobody is left in it, or they count in another household",
        OutReason.PlaceNotKnown => "its place is not known",
        OutReason.OtherPlace => "is in another place",
        OutReason.NotInList => "did not come with the list",
        OutReason.ArrivalNotKnown => "its day of arrival is not known",
        OutReason.ArrivedBefore => "arrived before the first day",
        OutReason.ArrivedAfter => "arrived after the last day",
        OutReason.TooSmall => "fewer people than the rule asks for",
        OutReason.TooLarge => "more people than the rule allows",
        _ => "nobody in it has one of the needs",
    };

    /// <summary>A ration, such as <c>2.500 rice-kg per person</c>.</summary>
    public static string Of(Ration ration) =>
        $"{Grouped(ration.Amount)} per {(ration.Per == RationPer.Person ? "person" : "household")}";

    static string Grouped(Amount amount) =>
        (amount.Units / (decimal)amount.Commodity.UnitsPerWhole).ToString(
            $"N{amount.Commodity.Scale}", CultureInfo.InvariantCulture) + $" {amount.Commodity.Code}";

    /// <summary>A rule in a line: what, and which households.</summary>
    internal static string Of(GrantRule rule, Registers now)
    {
        var who = rule.Who;
        List<string?> parts =
        [
            who.Place is { } place ? $"now at {now.Places.Find(place)?.Name ?? place.ToString()}" : null,
            who.List is { } list ? $"that came with list {now.People.Lists.Find(list)?.Code ?? list.ToString()}" : null,
            who.ArrivedFrom is { } from ? $"arrived on {from:yyyy-MM-dd} or later" : null,
            who.ArrivedTo is { } to ? $"arrived on {to:yyyy-MM-dd} or earlier" : null,
            who.SizeMin is { } least ? $"of {least} or more people" : null,
            who.SizeMax is { } most ? $"of {most} or fewer people" : null,
            who.Needs == Needs.None ? null : $"with a need of {NeedsCodes.Text(who.Needs)}",
        ];
        var conditions = parts.OfType<string>().ToList();
        var rations = string.Join(", ", rule.Rations.Select(Of));
        return conditions.Count == 0
            ? $"{rations}, for every household"
            : $"{rations}, for households {string.Join(", ", conditions)}";
    }
}
