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

    /// <summary>The person who collected: a code (<c>N3</c>) or id; null when not noted.</summary>
    public string? Collector { get; init; }

    /// <summary>The row is signed.</summary>
    public bool Signed { get; init; }
}

/// <summary>
/// Asks to record a chunk of a list on which handovers were noted. The goods have left: rows are field facts and what
/// does not fit becomes a discrepancy. Rows of one household and day are one handover, whose id is derived from
/// distribution, household and day: sending a file again records nothing twice.
/// </summary>
public sealed record GiveMany(Id<Distribution> Distribution, IReadOnlyList<HandoverLine> Lines) : Request
{
    /// <summary>Rows in one request.</summary>
    public const int LinesMax = 1_000;

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
        var forms = HouseholdForms.Of(Lines, now.People);
        var facts = new List<Event>();
        var sheets = Lines.GroupBy(
            line => (Household: forms.Find(line.Household), On: line.On ?? row.Plan.Date));
        foreach (var sheet in sheets)
        {
            if (sheet.Key.Household < 0)
                return AidRefusals.UnreadableHousehold(sheet.First().Row, sheet.First().Household);
            var given = Given(HandoverRules.From(row, programme, new(
                now.People.HouseholdId(sheet.Key.Household), [.. sheet.Select(line => line.Item)], sheet.Key.On)),
                sheet, now);
            if (HandoverRules.RefusesForm(given, moment, now) is { } no)
                return no with { Message = $"Row {sheet.First().Row}: {no.Message}" };
            if (now.Aid.FindHandover(given.Handover) is not { } known)
                facts.Add(given);
            else if (!known.IsSame(given))
                return AidRefusals.RowDiffers(sheet.First().Row, PeopleCodes.Household(sheet.Key.Household), sheet.Key.On);
        }
        return new Decision.Accepted(facts);
    }

    AidGiven Given(AidGiven given, IEnumerable<HandoverLine> sheet, Registers now)
    {
        var collector = sheet.Select(line => line.Collector).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var person = collector is null ? -1 : now.People.FindPerson(collector);
        return given with
        {
            Handover = new(Ids.From(Distribution.Value, $"list/{given.Household}/{given.GivenOn:yyyy-MM-dd}")),
            CollectedBy = person < 0 ? null : now.People.PersonId(person),
            Proof = sheet.All(line => line.Signed) ? Proof.Signature : Proof.None,
            Where = RecordedWhere.Field,
        };
    }
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

    /// <summary>Ordinal of the one household that a code, an id or a form number means, or a negative
    /// number.</summary>
    public int Find(string text) =>
        people.FindHousehold(text) is >= 0 and var at ? at : byForm.GetValueOrDefault(text.Trim(), -1);
}
