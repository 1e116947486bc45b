using Annona.Access;
using Annona.Linkage;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>A pair that the linkage proposes and that nobody decided on this evidence.</summary>
/// <param name="Pair">The two persons.</param>
/// <param name="Score">0 to 10,000.</param>
/// <param name="Zone">How sure the machine is.</param>
/// <param name="Reasons">The evidence as codes.</param>
public sealed record FoundPair(Pair Pair, int Score, ReviewZone Zone, string Reasons);

/// <summary>What a search over the whole register found.</summary>
/// <param name="New">Pairs to open, best first.</param>
/// <param name="Compared">How many persons were compared.</param>
/// <param name="Remembered">
/// Pairs passed over because they are open, decided on the same evidence, or one already.
/// </param>
public sealed record FoundDuplicates(IReadOnlyList<FoundPair> New, int Compared, int Remembered);

/// <summary>
/// Asks which persons of the register may be one. Real and made-up people are compared apart; those who left are not
/// compared. It records nothing; <see cref="OpenReviews"/> does.
/// </summary>
public sealed record FindDuplicates : Question<FoundDuplicates>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override FoundDuplicates Answer(Registers now, Moment moment)
    {
        var (real, synthetic) = (new List<LinkageRecord>(), new List<LinkageRecord>());
        var places = new Dictionary<PlaceRef, int>();
        var withDetails = 0;
        for (var at = 0; at < now.People.PersonCount; at++)
        {
            ref readonly var row = ref now.People.Row(at);
            withDetails += row.Is(PeopleFlags.HasDetails) ? 1 : 0;
            if (!row.Is(PeopleFlags.Left) && row.Is(PeopleFlags.HasDetails))
                (row.Is(PeopleFlags.Synthetic) ? synthetic : real).Add(RecordOf(now, at, places));
        }
        if (withDetails == 0 && now.People.PersonCount > 0)
            throw new RefusedException(DuplicateRefusals.NamesNeeded());
        var found = new List<FoundPair>();
        var remembered = 0;
        var proposed = Linker.Candidates(real).Concat(Linker.Candidates(synthetic))
            .Select(candidate => FoundOf(now, candidate))
            .Concat(SameForm.Pairs(now, real))
            .Concat(SameForm.Pairs(now, synthetic));
        foreach (var pair in proposed)
            if (ReviewRules.IsRemembered(now.Duplicates, pair))
                remembered++;
            else
                found.Add(pair);
        return new([.. found.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Pair.Low)],
            real.Count + synthetic.Count, remembered);
    }

    static FoundPair FoundOf(Registers now, CandidatePair candidate)
    {
        var pair = Pair.Of(now.People.PersonId(candidate.LeftKey), now.People.PersonId(candidate.RightKey));
        var zone = candidate.Zone == Zone.Likely ? ReviewZone.Likely : ReviewZone.Ask;
        return new(pair, (int)Math.Round(candidate.Score * 10_000), zone, Evidence.CodesOf(candidate));
    }

    static LinkageRecord RecordOf(Registers now, int at, Dictionary<PlaceRef, int> places)
    {
        var person = now.People.Person(at);
        var details = now.People.DetailsOf(at)!;
        var place = person.Facts.Origin.IsNone ? person.Facts.Present : person.Facts.Origin;
        // A place that was not on record stands as the address.
        if (place.IsNone)
            place = PlaceRef.Words(details.Address);
        return new(at)
        {
            Given = NameOf(details, NameRole.Given),
            Family = NameOf(details, NameRole.Family),
            Father = NameOf(details, NameRole.Father),
            WholeName = NameOf(details, NameRole.Whole),
            Birth = new(details.Born.Year, details.Born.Month, details.Born.Day, details.Born.Estimated),
            Sex = SexOf(person.Facts.Sex),
            Phone = details.Phones.Count > 0 ? details.Phones[0] : null,
            Document = details.Documents.Count > 0 ? details.Documents[0].Number : null,
            MorePhones = details.Phones.Count > 1 ? [.. details.Phones.Skip(1)] : [],
            MoreDocuments = details.Documents.Count > 1
                ? [.. details.Documents.Skip(1).Select(document => document.Number)]
                : [],
            Place = place.IsNone ? null : NumberOf(place.Resolved(now.Places), places),
            Form = person.Household < 0 ? null : person.Household,
        };
    }

    /// <summary>The linkage weighs two sexes only; another one tells nothing there.</summary>
    static Linkage.Sex SexOf(People.Sex sex) => sex switch
    {
        People.Sex.Female => Linkage.Sex.Female,
        People.Sex.Male => Linkage.Sex.Male,
        _ => Linkage.Sex.Unknown,
    };

    static string? NameOf(PersonalDetails details, NameRole role)
    {
        var parts = details.Name.Where(part => part.Role == role).Select(part => part.Text).ToList();
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    static int NumberOf(PlaceRef place, Dictionary<PlaceRef, int> places)
    {
        if (places.TryGetValue(place, out var number))
            return number;
        places.Add(place, places.Count);
        return places.Count - 1;
    }
}

/// <summary>
/// Asks to put found pairs before people. Pairs that are there already, on the same evidence, add nothing.
/// </summary>
/// <param name="Found">At most <see cref="FoundMax"/>.</param>
public sealed record OpenReviews(IReadOnlyList<FoundPair> Found) : Request
{
    /// <summary>Pairs of one request.</summary>
    public const int FoundMax = 1_000;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Found.Count > FoundMax)
            return DuplicateRefusals.TooMany(FoundMax);
        var events = new List<Event>(Found.Count);
        foreach (var found in Found.DistinctBy(found => found.Pair))
        {
            if (ReviewRules.Refuse(now, found.Pair) is { } no)
                return no;
            if (!ReviewRules.IsRemembered(now.Duplicates, found))
                events.Add(new ReviewOpened(found.Pair, found.Score, found.Zone, found.Reasons)
                {
                    Synthetic = ReviewRules.IsSynthetic(now, found.Pair),
                });
        }
        return new Decision.Accepted(events);
    }
}

/// <summary>What holds for every pair.</summary>
static class ReviewRules
{
    /// <summary>The pair is open, is one already, or was decided on the same evidence.</summary>
    public static bool IsRemembered(DuplicateRegister register, FoundPair found)
    {
        if (register.Find(found.Pair) is { } known && (known.IsOpen || known.Merged || known.Reasons == found.Reasons))
            return true;
        var groups = found.Pair.Kind == PairKind.Persons ? register.Persons : register.Households;
        return groups.CanonicalOf(found.Pair.Low) == groups.CanonicalOf(found.Pair.High);
    }

    /// <summary>Why two records cannot be a pair, or null.</summary>
    public static Refusal? Refuse(Registers now, Pair pair) =>
        pair.Low == pair.High ? DuplicateRefusals.OneRecord()
        : SyntheticOf(now, pair.Kind, pair.Low) is not { } low || SyntheticOf(now, pair.Kind, pair.High) is not { } high
            ? DuplicateRefusals.UnknownRecord()
        : low != high ? DuplicateRefusals.SyntheticMixed()
        : null;

    /// <summary>Whether the pair is made up. Both of its records are, or neither (see <see cref="Refuse"/>).</summary>
    public static bool IsSynthetic(Registers now, Pair pair) => SyntheticOf(now, pair.Kind, pair.Low) ?? false;

    static bool? SyntheticOf(Registers now, PairKind kind, Guid id) => kind == PairKind.Persons
        ? now.People.Find(new Id<Person>(id)) is >= 0 and var person ? now.People.Person(person).Synthetic : null
        : now.People.Find(new Id<Household>(id)) is >= 0 and var home ? now.People.Household(home).Synthetic : null;
}
