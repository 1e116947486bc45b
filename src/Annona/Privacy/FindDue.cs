using Annona.Access;
using Annona.Observations;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>Something whose time is over.</summary>
/// <param name="Code">Its code, such as <c>N12</c>; never a name. Empty for reads, which have none.</param>
/// <param name="Since">The day since which it is due.</param>
public sealed record DueItem(string Code, DateOnly Since)
{
    /// <summary>
    /// Of a source: the hidden words whose time is over, in UTF-16 code units of its text. None of anything else.
    /// </summary>
    public IReadOnlyList<Stretch> Where { get; init; } = [];
}

/// <summary>A person whose time is over, and whom an open case keeps.</summary>
/// <param name="Code">Such as <c>N12</c>.</param>
/// <param name="Reason">Which case, as a code.</param>
/// <param name="Until">The last day of the hold.</param>
public sealed record KeptItem(string Code, string Reason, DateOnly Until);

/// <summary>What is due of one kind.</summary>
/// <param name="Rule">On which rule.</param>
/// <param name="Items">What is due, longest first.</param>
public sealed record DueKind(RetentionRule Rule, IReadOnlyList<DueItem> Items)
{
    /// <summary>What would be due but for a hold, by the end of the hold.</summary>
    public IReadOnlyList<KeptItem> Kept { get; init; } = [];

    /// <summary>How many are kept whose time is not over.</summary>
    public int NotYet { get; init; }

    /// <summary>What is due of things that were last used on the day that each has.</summary>
    /// <param name="rule">On which rule.</param>
    /// <param name="used">Each with the day of its last use in place of the day since which it is due.</param>
    /// <param name="on">On which day it is asked.</param>
    public static DueKind Of(RetentionRule rule, IReadOnlyList<DueItem> used, DateOnly on)
    {
        var items = used.Select(item => item with { Since = item.Since.AddDays(rule.Days) }).ToList();
        // A stable order: what is due since the same day stays in the order in which it came.
        List<DueItem> due = [.. items.Where(item => item.Since <= on).OrderBy(item => item.Since)];
        return new(rule, due) { NotYet = items.Count - due.Count };
    }
}

/// <summary>
/// Asks what is to be erased by the rules, of what the journal and the read log hold. It goes through the whole journal
/// and proposes; nothing is erased by it. Files and replaced keys are known to the host alone.
/// </summary>
/// <param name="On">On which day; the future tells what will be due if nothing is heard until then.</param>
public sealed record FindDue(DateOnly On) : Question<IReadOnlyList<DueKind>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<DueKind> Answer(Registers now, Moment moment)
    {
        var heard = LastHeard.Of(now, moment.History!);
        return [Persons(now, heard), CaseWords(now, heard), SourceWords(now, heard.Hidden), Reads(now, moment)];
    }

    DueKind Persons(Registers now, LastHeard heard)
    {
        var (held, used, kept) = (Held(now), new List<DueItem>(), new List<KeptItem>());
        var rule = now.Retention.Of(RetentionKind.Persons);
        for (var at = 0; at < now.People.PersonCount; at++)
        {
            if (now.People.Row(at).Is(PeopleFlags.Erased))
                continue;
            var last = heard.OfPerson(at);
            if (held.TryGetValue(at, out var hold) && last.AddDays(rule.Days) <= On)
                kept.Add(new(PeopleCodes.Person(at), hold.Reason, hold.Until));
            else
                used.Add(new(PeopleCodes.Person(at), last));
        }
        return DueKind.Of(rule, used, On) with { Kept = [.. kept.OrderBy(item => item.Until)] };
    }

    /// <summary>
    /// Who is held on the day, by ordinal: records that are one person are erased together, so a hold on one of them
    /// keeps all. The longest hold stands.
    /// </summary>
    Dictionary<int, ErasureHold> Held(Registers now)
    {
        var held = new Dictionary<int, ErasureHold>();
        foreach (var (person, hold) in now.People.Erasures.HoldsOn(On))
            foreach (var same in now.Duplicates.Persons.GroupOf(person.Value))
                held[now.People.Find(new Id<Person>(same))] = hold;
        return held;
    }

    DueKind CaseWords(Registers now, LastHeard heard)
    {
        var cases = now.Observations.All.Where(row => row.TextErasedOn is null && heard.HasWords(row.Id)).ToList();
        var done = cases.Where(row => !IsOpen(row)).Select(row => new DueItem(row.Code, heard.OfCase(row.Id))).ToList();
        var due = DueKind.Of(now.Retention.Of(RetentionKind.Cases), done, On);
        return due with { NotYet = due.NotYet + cases.Count - done.Count };
    }

    /// <summary>A complaint without an answer is open, however old it is.</summary>
    static bool IsOpen(ObservationRow row) => row is { Seen: Complaint, AnsweredOn: null, Withdrawn: null };

    DueKind SourceWords(Registers now, HiddenWords hidden)
    {
        var rule = now.Retention.Of(RetentionKind.Sources);
        var used = from row in now.PublicRecord.Sources.All
                   let words = hidden.In(row.Id)
                   where words.Count > 0
                   select new DueItem(row.Code, words.Min(mask => mask.Day))
                   {
                       Where = [.. words.Where(mask => mask.Day.AddDays(rule.Days) <= On).Select(mask => mask.Where)],
                   };
        return DueKind.Of(rule, [.. used], On);
    }

    /// <summary>Reads are kept by the month and go with it.</summary>
    DueKind Reads(Registers now, Moment moment) => DueKind.Of(
        now.Retention.Of(RetentionKind.Reads),
        [.. (moment.Reads?.All() ?? []).Select(read => new DueItem("", MonthAfter(read.At)))], On);

    static DateOnly MonthAfter(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(1 - day.Day).AddMonths(1);
    }
}
