using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A payment as the register has it.</summary>
/// <param name="List">Order of arrival of its list, from 0.</param>
/// <param name="Household">Whose.</param>
/// <param name="Amount">How much.</param>
/// <param name="State">What became of it.</param>
/// <param name="On">Since when, local.</param>
public readonly record struct PaymentRecord(
    int List, Id<Household> Household, Amount Amount, PaymentState State, DateOnly On)
{
    /// <summary>
    /// The day on which it was credited, or collected at once; null before that. It stays when the payment is
    /// collected or comes back later.
    /// </summary>
    public DateOnly? CreditedOn { get; init; }

    /// <summary>The day on which it was collected; null before that.</summary>
    public DateOnly? CollectedOn { get; init; }

    /// <summary>
    /// So many people were in the household when the list was sent, also those only counted so far.
    /// </summary>
    public int PeopleThen { get; init; }

    /// <summary>
    /// What it was at the end of a day, as far as delivery goes: credited from the day it was credited until it was
    /// collected or given back. Before that it counts as instructed.
    /// </summary>
    public PaymentState StateAt(DateOnly day) =>
        day >= On ? State
        : CollectedOn <= day ? PaymentState.Collected
        : CreditedOn <= day ? PaymentState.Credited
        : PaymentState.Instructed;
}

/// <summary>A payment in 48 bytes; the payment of the household, and of the list, before this one, or -1.</summary>
readonly record struct PaymentRow(
    long Units, int List, int Household, int Commodity, int BeforeOfHousehold, int Day, PaymentState State)
{
    /// <summary>Day number of the day on which it was credited, or collected at once; 0 before that.</summary>
    public int CreditedDay { get; init; }

    /// <summary>Day number of the day on which it was collected; 0 before that.</summary>
    public int CollectedDay { get; init; }

    public int BeforeOfList { get; init; }

    public int PeopleThen { get; init; }

    /// <summary>After the provider told what became of it.</summary>
    public PaymentRow After(PaymentState state, DateOnly on) => this with
    {
        State = state,
        Day = on.DayNumber,
        CreditedDay = state is PaymentState.Credited or PaymentState.Collected && CreditedDay == 0
            ? on.DayNumber
            : CreditedDay,
        CollectedDay = state == PaymentState.Collected ? on.DayNumber : CollectedDay,
    };
}

/// <summary>All payments. A value is one version.</summary>
sealed record Payments
{
    Table<PaymentRow> rows = Table<PaymentRow>.New();
    Rows<int> newestOfList;

    public int Count => rows.Count;

    public ref readonly PaymentRow this[int ordinal] => ref rows[ordinal];

    public int Find(Id<CashList> list, Id<Household> household) => rows.Find(IdOf(list, household));

    /// <summary>The payments of a list by its number, newest first.</summary>
    public IEnumerable<int> On(int list)
    {
        for (var at = list < newestOfList.Count ? newestOfList[list] : -1; at >= 0; at = rows[at].BeforeOfList)
            yield return at;
    }

    public Payments Added(Id<CashList> list, Id<Household> household, PaymentRow row, Edit edit)
    {
        var next = this with { };
        while (next.newestOfList.Count <= row.List)
            next.newestOfList = next.newestOfList.Add(-1, edit);
        row = row with { BeforeOfList = next.newestOfList[row.List] };
        next.newestOfList = next.newestOfList.Set(row.List, rows.Count, edit);
        next.rows = next.rows.Add(IdOf(list, household), row, edit);
        return next;
    }

    public Payments Changed(int ordinal, PaymentState state, DateOnly on, Edit edit) =>
        this with { rows = rows.Set(ordinal, rows[ordinal].After(state, on), edit) };

    static Guid IdOf(Id<CashList> list, Id<Household> household) => Ids.From(list.Value, $"payment/{household}");
}
