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
    /// <summary>The day it was credited; null if it never was, or was collected at once.</summary>
    public DateOnly? CreditedOn { get; init; }

    /// <summary>The day it was collected; null if it was not.</summary>
    public DateOnly? CollectedOn { get; init; }

    /// <summary>So many people were in the household when the list was sent, also those only counted so
    /// far.</summary>
    public int PeopleThen { get; init; }

    /// <summary>Of them, so many were on record one by one: the household's first, in order of arrival.</summary>
    public int MembersThen { get; init; }

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

/// <summary>A payment in 56 bytes; the payment of the household, and of the list, before this one, or -1.</summary>
readonly record struct PaymentRow(
    long Units, int List, int Household, int Commodity, int BeforeOfHousehold, int Day, PaymentState State)
{
    public int BeforeOfList { get; init; }

    /// <summary>Day numbers; 0 if it never came to that.</summary>
    public int CreditedDay { get; init; }

    public int CollectedDay { get; init; }

    public int PeopleThen { get; init; }

    public int MembersThen { get; init; }

    /// <summary>In a new state since a day; the days of the states before are kept.</summary>
    public PaymentRow Become(PaymentState state, int day) => this with
    {
        State = state,
        Day = day,
        CreditedDay = state == PaymentState.Credited ? day : CreditedDay,
        CollectedDay = state == PaymentState.Collected ? day : CollectedDay,
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
        this with { rows = rows.Set(ordinal, rows[ordinal].Become(state, on.DayNumber), edit) };

    static Guid IdOf(Id<CashList> list, Id<Household> household) => Ids.From(list.Value, $"payment/{household}");
}
