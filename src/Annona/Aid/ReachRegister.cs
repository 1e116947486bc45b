using Annona.Journal;
using Annona.People;

namespace Annona.Aid;

/// <summary>Somebody belonged to a household from one entry to another.</summary>
/// <param name="Person">Ordinal of the person.</param>
/// <param name="From">Position of the entry that brought them in.</param>
/// <param name="Until">Position of the entry that took them out; <see cref="int.MaxValue"/> while they belong.</param>
/// <param name="BeforeOfHousehold">The household's stay before this one, or -1.</param>
readonly record struct StayRow(int Person, int From, int Until, int BeforeOfHousehold)
{
    /// <summary>Whether they belonged just before an entry.</summary>
    public bool Covers(int position) => From < position && position <= Until;
}

/// <summary>Where a handover stands.</summary>
/// <param name="Position">Of its entry.</param>
/// <param name="FirstTransfer">Ordinal of its first transfer in the books.</param>
/// <param name="Transfers">How many it has.</param>
readonly record struct HandoverPlace(int Position, int FirstTransfer, int Transfers);

/// <summary>
/// What is needed to say whom a handover reached: who belonged to the household on record when it was recorded, and
/// which movements in the books are its own. Whoever joins a household later did not eat what came before. 16 bytes a
/// stay, 12 a handover, 4 a payment, person and household.
/// </summary>
public sealed record ReachRegister
{
    Rows<StayRow> stays;
    Rows<int> newestOfHousehold;
    Rows<int> openOfPerson;
    Rows<HandoverPlace> handovers;
    Rows<int> credited;

    ReachRegister()
    {
    }

    /// <summary>Before the first entry.</summary>
    public static ReachRegister Empty { get; } = new();

    /// <summary>The newest stay of a household, or -1.</summary>
    internal int NewestStayIn(int household) =>
        household < newestOfHousehold.Count ? newestOfHousehold[household] : -1;

    /// <summary>A stay; the household's stay before it stands in it.</summary>
    internal ref readonly StayRow Stay(int stay) => ref stays[stay];

    internal HandoverPlace PlaceOf(int handover) => handovers[handover];

    /// <summary>Position of the entry that said a payment was credited or collected; 0 before that.</summary>
    internal int CreditedAt(int payment) => payment < credited.Count ? credited[payment] : 0;

    /// <summary>This register after one more entry.</summary>
    /// <param name="recorded">The entry.</param>
    /// <param name="before">All registers before it: no more than their counts still stands.</param>
    /// <param name="after">All registers after it, but for this one.</param>
    /// <param name="edit">The draft.</param>
    internal ReachRegister After(Recorded recorded, Registers before, Registers after, Edit edit) =>
        recorded.Event switch
        {
            PersonRegistered registered => Moved(after.People.Find(registered.Person), recorded, after, edit),
            PersonChanged changed => Moved(after.People.Find(changed.Person), recorded, after, edit),
            PersonLeft left => Moved(after.People.Find(left.Person), recorded, after, edit),
            AidGiven when after.Aid.Handovers.Count > before.Aid.Handovers.Count => this with
            {
                handovers = handovers.Add(
                    new(
                        At(recorded), before.Ledger.TransferCount,
                        after.Ledger.TransferCount - before.Ledger.TransferCount),
                    edit),
            },
            CashReconciled reconciled when reconciled.Outcome is PaymentState.Credited or PaymentState.Collected =>
                Credited(reconciled, At(recorded), after.Aid, edit),
            _ => this,
        };

    static int At(Recorded recorded) => checked((int)recorded.Position);

    ReachRegister Moved(int person, Recorded recorded, Registers after, Edit edit)
    {
        if (person < 0)
            return this;
        ref readonly var row = ref after.People.Row(person);
        var home = row.Is(PeopleFlags.Left) ? -1 : row.Household;
        var next = this with { openOfPerson = Filled(openOfPerson, person, edit) };
        var open = next.openOfPerson[person];
        if (open >= 0 && home >= 0 && next.IsIn(open, home))
            return this;
        if (open >= 0)
            next.stays = next.stays.Set(open, next.stays[open] with { Until = At(recorded) }, edit);
        if (home >= 0)
        {
            next.newestOfHousehold = Filled(next.newestOfHousehold, home, edit);
            next.stays = next.stays.Add(
                new(person, At(recorded), int.MaxValue, next.newestOfHousehold[home]), edit);
            next.newestOfHousehold = next.newestOfHousehold.Set(home, next.stays.Count - 1, edit);
        }
        next.openOfPerson = next.openOfPerson.Set(person, home < 0 ? -1 : next.stays.Count - 1, edit);
        return next;
    }

    bool IsIn(int stay, int household)
    {
        var at = NewestStayIn(household);
        while (at >= 0 && at != stay)
            at = stays[at].BeforeOfHousehold;
        return at == stay;
    }

    ReachRegister Credited(CashReconciled reconciled, int position, AidRegister aid, Edit edit)
    {
        var rows = credited;
        foreach (var household in reconciled.Households)
        {
            var at = aid.Payments.Find(reconciled.List, household);
            if (at < 0)
                continue;
            while (rows.Count <= at)
                rows = rows.Add(0, edit);
            if (rows[at] == 0)
                rows = rows.Set(at, position, edit);
        }
        return this with { credited = rows };
    }

    static Rows<int> Filled(Rows<int> rows, int ordinal, Edit edit)
    {
        while (rows.Count <= ordinal)
            rows = rows.Add(-1, edit);
        return rows;
    }
}
