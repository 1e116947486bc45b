using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>One row of a list of handovers, as it stands on paper.</summary>
/// <param name="Row">Of the file, as its reader sees it.</param>
/// <param name="Household">A household's code (<c>H12</c>), id or form number.</param>
/// <param name="Item">What was given.</param>
public sealed record HandoverLine(int Row, string Household, HandedItem Item)
{
    /// <summary>The day on the sheet; null for the distribution's day.</summary>
    public DateOnly? On { get; init; }

    /// <summary>
    /// Who collected: a person's code (<c>N3</c>) or id, or a name from outside the household; null when not noted.
    /// </summary>
    public string? Collector { get; init; }

    /// <summary>The row is signed.</summary>
    public bool Signed { get; init; }
}

/// <summary>
/// Asks to record a chunk of a list on which handovers were noted. The goods have left: rows are field facts and what
/// does not fit becomes a discrepancy. Rows of one household and day are one handover, whose id is derived from
/// distribution, list, household and day: sending a list again records nothing twice. A chunk must hold all rows of a
/// household and day: <see cref="ReadHandovers"/> cuts a list so.
/// </summary>
public sealed record GiveMany(Id<Distribution> Distribution, IReadOnlyList<HandoverLine> Lines) : Request
{
    /// <summary>Rows in one request.</summary>
    public const int LinesMax = 1_000;

    /// <summary>
    /// What tells two lists of one distribution apart: the number of the paper sheet, or the hash of the file. Empty
    /// when there is only one.
    /// </summary>
    public string Sheet { get; init; } = "";

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row || now.Aid.Find(row.Plan.Programme) is not { } programme)
            return AidRefusals.UnknownDistribution(Distribution.ToString());
        if (Synthetic != row.Synthetic)
            return AidRefusals.RealAndMadeUp();
        if (Lines.Count is 0 or > LinesMax)
            return AidRefusals.ListSize(Lines.Count, LinesMax);
        var (facts, doubts) = (new List<Event>(), new FieldDoubts(now, row, programme));
        foreach (var read in HandoverReading.Of(new(row, programme, Sheet, Lines), doubts, now, moment))
        {
            if (read.Why is { } no)
                return no with { Message = $"Row {read.Row}: {no.Message}" };
            if (!read.IsKnown)
                facts.Add(read.Given!);
        }
        if (facts is [.., AidGiven last])
            facts[^1] = doubts.Last(last);
        return new Decision.Accepted(facts);
    }
}

/// <summary>A row of a list that cannot be recorded, and why.</summary>
/// <param name="Row">Of the file, as its reader sees it.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RowFault(int Row, string Reason, string Remedy);

/// <summary>A whole list of handovers, looked at before anything of it is recorded.</summary>
/// <param name="Chunks">
/// The rows to record, cut so that a handover never lies in two chunks; households stand in them by code. Those
/// recorded before are left out.
/// </param>
/// <param name="Handovers">How many handovers would be recorded.</param>
/// <param name="Known">How many of them this list recorded before.</param>
/// <param name="Faults">What cannot be recorded; nothing of the list should be while there is one.</param>
public sealed record HandoverSheet(
    IReadOnlyList<IReadOnlyList<HandoverLine>> Chunks, int Handovers, int Known, IReadOnlyList<RowFault> Faults);

/// <summary>
/// Asks what recording a whole list of handovers would do, by the very rules that record it. Null: no such
/// distribution.
/// </summary>
public sealed record ReadHandovers(Id<Distribution> Distribution, IReadOnlyList<HandoverLine> Lines)
    : Question<HandoverSheet?>
{
    /// <summary>As in <see cref="GiveMany.Sheet"/>.</summary>
    public string Sheet { get; init; } = "";

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override HandoverSheet? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row || now.Aid.Find(row.Plan.Programme) is not { } programme)
            return null;
        var (chunks, chunk) = (new List<IReadOnlyList<HandoverLine>>(), new List<HandoverLine>());
        var (handovers, known, faults) = (0, 0, new List<RowFault>());
        var doubts = new FieldDoubts(now, row, programme);
        foreach (var read in HandoverReading.Of(new(row, programme, Sheet, Lines), doubts, now, moment))
        {
            if (read.Why is { } no)
                faults.Add(new(read.Row, no.Message, no.Remedy));
            else if (read.IsKnown)
                known++;
            else
            {
                handovers++;
                if (chunk.Count > 0 && chunk.Count + read.Lines.Count > GiveMany.LinesMax)
                {
                    chunks.Add(chunk);
                    chunk = [];
                }
                var code = PeopleCodes.Household(now.People.Find(read.Given!.Household));
                chunk.AddRange(read.Lines.Select(line => line with { Household = code }));
            }
        }
        if (chunk.Count > 0)
            chunks.Add(chunk);
        return new(chunks, handovers, known, faults);
    }
}

/// <summary>A list of handovers at a distribution.</summary>
readonly record struct ListedHandovers(
    DistributionRow At, ProgrammeRow Programme, string Sheet, IReadOnlyList<HandoverLine> Lines);

/// <summary>One handover of a list: the fact, or why it cannot be one.</summary>
/// <param name="Row">Its first row.</param>
/// <param name="Lines">All of its rows.</param>
/// <param name="Given">The fact; null with a reason.</param>
/// <param name="Why">Why it cannot be recorded; null when it can.</param>
/// <param name="IsKnown">This list recorded it before.</param>
readonly record struct ReadHandover(
    int Row, IReadOnlyList<HandoverLine> Lines, AidGiven? Given, Refusal? Why, bool IsKnown);

/// <summary>Reads rows into handovers: the rows of one household and day are one.</summary>
static class HandoverReading
{
    /// <summary>One for each household and day, in order of their first rows.</summary>
    public static IEnumerable<ReadHandover> Of(
        ListedHandovers list, FieldDoubts doubts, Registers now, Moment moment)
    {
        var forms = HouseholdForms.Of(list.Lines, now.People);
        var sheets = list.Lines.GroupBy(line => forms.Find(line.Household) is >= 0 and var home
            ? (Household: home, Text: "", On: line.On ?? list.At.Plan.Date)
            : (Household: -1, Text: line.Household, On: line.On ?? list.At.Plan.Date));
        foreach (var sheet in sheets)
        {
            IReadOnlyList<HandoverLine> lines = [.. sheet];
            if (Refuses(sheet.Key.Household, lines, now, out var collector) is { } unreadable)
            {
                yield return new(lines[0].Row, lines, Given: null, unreadable, IsKnown: false);
                continue;
            }
            var given = HandoverRules.From(list.At, list.Programme, new(
                now.People.HouseholdId(sheet.Key.Household), [.. lines.Select(line => line.Item)], sheet.Key.On), now);
            given = collector.On(given, now) with
            {
                Handover = IdOf(list, given),
                Proof = lines.All(line => line.Signed) ? Proof.Signature : Proof.None,
                Where = RecordedWhere.Field,
            };
            var known = now.Aid.FindHandover(given.Handover);
            var why = known is null
                ? HandoverRules.RefusesForm(given, list.At, moment, now)
                : known.IsSame(given) ? null
                : AidRefusals.RowDiffers(PeopleCodes.Household(sheet.Key.Household), sheet.Key.On);
            yield return new(
                lines[0].Row, lines, why is null && known is null ? doubts.Seen(given) : given, why, known is not null);
        }
    }

    static Refusal? Refuses(
        int household, IReadOnlyList<HandoverLine> lines, Registers now, out Collector collector)
    {
        collector = default;
        if (household < 0)
            return AidRefusals.UnreadableHousehold(lines[0].Household);
        var noted = lines.Select(line => line.Collector).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return Collectors.TryRead(noted, now.People, out collector) ? null : AidRefusals.UnknownCollector(noted!);
    }

    static Id<Handover> IdOf(ListedHandovers list, AidGiven given) => new(Ids.From(
        list.At.Id.Value, $"list/{list.Sheet.Trim()}/{given.Household}/{given.GivenOn:yyyy-MM-dd}"));
}

/// <summary>Households by what officers write on lists. Made once a request.</summary>
sealed class HouseholdForms
{
    /// <summary>Two households have this form: no household is meant.</summary>
    const int Several = -2;

    readonly Dictionary<string, int> byForm = new(StringComparer.OrdinalIgnoreCase);
    readonly PeopleRegister people;

    HouseholdForms(PeopleRegister people) => this.people = people;

    public static HouseholdForms Of(IEnumerable<HandoverLine> lines, PeopleRegister people)
    {
        var forms = new HouseholdForms(people);
        if (lines.All(line => people.FindHousehold(line.Household) >= 0))
            return forms;
        for (var at = 0; at < people.HouseholdCount; at++)
            if (people.FormOf(at) is { } form)
                forms.byForm[form] = forms.byForm.ContainsKey(form) ? Several : at;
        return forms;
    }

    /// <summary>
    /// Ordinal of the one household that a code, an id or a form number means, or a negative number.
    /// </summary>
    public int Find(string text) =>
        people.FindHousehold(text) is >= 0 and var at ? at : byForm.GetValueOrDefault(text.Trim(), -1);
}
