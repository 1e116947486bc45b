using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Observations;
using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>
/// Asks for everything that is kept of a person. Null: no such person. It reads the whole journal, so that no entry is
/// missed, and is kept in the read log before it is shown.
/// </summary>
/// <param name="Typed">A code such as <c>N12</c>, or an id as text.</param>
/// <param name="Purpose">What for, such as <c>asked-by-person</c>; never a name.</param>
public sealed record ReportSubject(string Typed, string Purpose) : Question<SubjectReport?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">No purpose, or names are not opened here.</exception>
    public override SubjectReport? Answer(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Purpose))
            throw new RefusedException(PrivacyRefusals.NoPurpose());
        if (now.People.FindPerson(Typed) is not (>= 0 and var asked))
            return null;
        var same = SameAs(now, asked);
        if (same.Any(at => (now.People.Row(at).Flags & (PeopleFlags.HasDetails | PeopleFlags.Erased)) == 0))
            throw new RefusedException(PrivacyRefusals.NamesNeeded());
        var homes = same.Select(at => now.People.Row(at).Household).Where(home => home >= 0).Distinct().ToList();
        var past = moment.History!.Naming(IdsOf(now, same, homes));
        var names = SubjectNames.Of(now, same, past);
        return new(
            PeopleCodes.Person(asked), [.. same.Select(at => RecordOf(now, at, past, moment))],
            [.. past.Select(entry => EntryOf(now, entry, same))])
        {
            Households = [.. homes.Select(home => HouseholdListings.Shown(now, home))],
            Aid =
            [
                .. homes.Select(home => new ShowHouseholdAid(now.People.HouseholdId(home)).Answer(now, moment))
                    .OfType<HouseholdAid>(),
            ],
            Pairs = PairsOf(now, same, homes),
            Disclosures = SubjectDisclosures.Of(now, same, past),
            Reads =
            [
                .. (moment.Reads?.All() ?? []).Where(read => same.Any(read.Persons.Has))
                    .Select(read => ReadListed.Of(read, now)),
            ],
            Mentions =
            [
                .. names.InCases(now.Observations.All.Where(row => Cases.MayRead(row, now, moment.Actor)))
                    .Select(named => new Mention(named.Case.Code, named.Times)),
                .. names.InSources(now, moment.Documents).Select(named => new Mention(named.Code, named.Where.Count)),
            ],
            SealedCases = now.Observations.All.Count(row =>
                Cases.IsCase(row.Seen) && !Cases.MayRead(row, now, moment.Actor)),
        };
    }

    /// <inheritdoc/>
    internal override Look? Shows(SubjectReport? answer, Registers now) => answer is null
        ? null
        : new("subject", Purpose.Trim(), answer.Records.Select(record => now.People.Find(record.Shown.Person)));

    internal static IReadOnlyList<int> SameAs(Registers now, int asked) =>
    [
        .. now.Duplicates.Persons.GroupOf(now.People.PersonId(asked).Value)
            .Select(id => now.People.Find(new Id<Person>(id))).Where(at => at >= 0).Order(),
    ];

    /// <summary>Whoever collected for a household is noted under a key of its own.</summary>
    static IReadOnlyCollection<Guid> IdsOf(Registers now, IReadOnlyList<int> same, IReadOnlyList<int> homes) =>
    [
        .. same.Select(at => now.People.PersonId(at).Value),
        .. homes.Select(home => now.People.HouseholdId(home).Value),
        .. homes.Select(home => AidGiven.AlternateOf(now.People.HouseholdId(home))),
    ];

    static SubjectRecord RecordOf(Registers now, int at, IReadOnlyList<PastEntry> past, Moment moment)
    {
        var person = now.People.PersonId(at);
        return new(PeopleListings.Row(now, at, PersonFields.Personal), SubjectFields.Of(now, at, past))
        {
            ErasedBy = now.People.Erasures.EntryOf(person.Value),
            Hold = now.People.Erasures.HoldOf(person, moment.Today),
        };
    }

    static SubjectEntry EntryOf(Registers now, PastEntry entry, IReadOnlyList<int> same) => new(
        entry.Position, entry.At, entry.Kind, ReadListed.NameOf(now, entry.Officer),
        same.Any(at => entry.Event.DetailsOf(now.People.PersonId(at).Value) is not null))
    {
        Verdict = entry.Verdict,
    };

    static IReadOnlyList<ReviewShown> PairsOf(
        Registers now, IReadOnlyList<int> same, IReadOnlyList<int> homes)
    {
        HashSet<Guid> theirs =
        [
            .. same.Select(at => now.People.PersonId(at).Value),
            .. homes.Select(home => now.People.HouseholdId(home).Value),
        ];
        return
        [
            .. Enumerable.Range(0, now.Duplicates.Count).Select(at => now.Duplicates[at])
                .Where(pair => theirs.Contains(pair.Pair.Low) || theirs.Contains(pair.Pair.High))
                .Select(pair => Reviews.Shown(now, pair)),
        ];
    }
}
