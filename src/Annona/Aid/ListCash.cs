using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>So many payments of a list are in a state, and their sum.</summary>
public sealed record PaymentCount(PaymentState State, int Payments, Amount Sum);

/// <summary>A cash list in a list of them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>CL3</c>.</param>
/// <param name="Programme">Code of the programme.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="Provider">Name of the party that pays.</param>
/// <param name="SentOn">The day it was sent.</param>
/// <param name="States">Payments by state, in order of progress; those with none are left out.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record ListedCash(
    Id<CashList> Id, string Code, string Programme, int Cycle, string Provider, DateOnly SentOn,
    IReadOnlyList<PaymentCount> States, bool Synthetic)
{
    internal static ListedCash Of(CashListRow row, IReadOnlyList<PaymentRecord> payments, Registers now) => new(
        row.Id, row.Code, now.Aid.Find(row.Programme)?.Code ?? "", row.Cycle,
        now.Parties.Find(row.Provider)?.Name ?? "", row.SentOn,
        [
            .. payments.GroupBy(payment => payment.State).OrderBy(state => state.Key)
                .Select(state => new PaymentCount(
                    state.Key, state.Count(),
                    state.First().Amount with { Units = state.Sum(payment => payment.Amount.Units) })),
        ],
        row.Synthetic);
}

/// <summary>Asks for all cash lists in order of arrival.</summary>
public sealed record ListCashLists : Question<IReadOnlyList<ListedCash>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ListedCash> Answer(Registers now, Moment moment) =>
        [.. now.Aid.CashLists.Select(row => ListedCash.Of(row, [.. now.Aid.PaymentsOn(row.Id)], now))];
}

/// <summary>A payment as it is told to officers and to the provider: by the household's code, without a name.</summary>
/// <param name="Reference">What the provider writes on its report, such as <c>CL1-H12</c>.</param>
/// <param name="Id">Whose.</param>
/// <param name="Household">The household's code.</param>
/// <param name="Amount">How much.</param>
/// <param name="State">What became of it.</param>
/// <param name="On">Since when.</param>
public sealed record ListedPayment(
    string Reference, Id<Household> Id, string Household, Amount Amount, PaymentState State, DateOnly On)
{
    /// <summary>The day it was credited, or collected at once; null before that.</summary>
    public DateOnly? CreditedOn { get; init; }

    /// <summary>The day it was collected; null before that.</summary>
    public DateOnly? CollectedOn { get; init; }

    internal static ListedPayment Of(PaymentRecord payment, Registers now)
    {
        var home = now.People.Find(payment.Household);
        var household = home < 0 ? payment.Household.ToString() : PeopleCodes.Household(home);
        return new(
            $"{now.Aid.CashLists[payment.List].Code}-{household}", payment.Household, household, payment.Amount,
            payment.State, payment.On)
        {
            CreditedOn = payment.CreditedOn,
            CollectedOn = payment.CollectedOn,
        };
    }
}

/// <summary>A cash list with its payments, in order of arrival.</summary>
public sealed record ShownCash(ListedCash List, IReadOnlyList<ListedPayment> Payments);

/// <summary>Asks for the payments of a cash list. Null: no such list.</summary>
public sealed record ShowCashList(Id<CashList> List) : Question<ShownCash?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Planner | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override ShownCash? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(List) is not { } row)
            return null;
        var payments = now.Aid.PaymentsOn(List).ToList();
        return new(
            ListedCash.Of(row, payments, now), [.. payments.Select(payment => ListedPayment.Of(payment, now))]);
    }
}
