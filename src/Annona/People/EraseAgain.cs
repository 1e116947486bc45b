using Annona.Access;
using Annona.Values;

namespace Annona.People;

/// <summary>
/// Asks, when an older copy of the journal is put back, to erase again who was erased after the copy was made. Holds do
/// not stand in the way: they had ended by then. Who is not in the copy, or is erased in it, is passed over.
/// </summary>
/// <param name="Subjects">Whose keys were destroyed: persons, and whoever else has a key; at most
/// <see cref="ErasePersons.PersonsMax"/>.</param>
public sealed record EraseAgain(IReadOnlyList<Guid> Subjects) : Request
{
    /// <summary>The reason that stands in the entries.</summary>
    public const string Reason = PublicRecord.ErasePassagesAgain.Reason;

    /// <summary>Only the host that puts a copy back may, with the root key: no officer by any role.</summary>
    public override Roles MayAsk => Roles.None;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Subjects.Count is 0 or > ErasePersons.PersonsMax)
            return PeopleRefusals.ErasureSize(ErasePersons.PersonsMax);
        List<int> persons =
        [
            .. Subjects.Select(subject => now.People.Find(new Id<Person>(subject)))
                .Where(at => at >= 0 && !now.People.Row(at).Is(PeopleFlags.Erased)).Distinct().Order(),
        ];
        var subjects = ErasureReach.SubjectsOf(now, persons);
        List<Event> facts =
        [
            .. persons.Select((at, number) =>
                new PersonErased(now.People.PersonId(at), ErasureGround.LegalDuty, Reason)
                {
                    Synthetic = now.People.Person(at).Synthetic, Erased = subjects[number],
                }),
            .. ErasureReach.CasesAgain(now, Subjects, Reason),
        ];
        return facts.Count == 0 ? PeopleRefusals.ErasedAlready() : new Decision.Accepted(facts);
    }
}
