using System.Globalization;
using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.People;
using Annona.Storage.Privacy;

namespace Annona.Cli.People;

/// <summary>
/// Old and new values of the changed rows of a list, for whoever judges them. The disclosure of the old ones is
/// recorded before the file is made.
/// </summary>
sealed class ListChangesFile(Desk desk, ListFile file, ListComparison compared)
{
    public void Write(string path, ListShown list, string recipient)
    {
        var changed = compared.Changes.Where(change => change.Change == RowChange.Changed).ToList();
        var fields = changed.Aggregate(PersonFields.None, (all, change) => all | change.Fields);
        var disclosure = DisclosureWords.Record(desk, new(
            recipient, $"judging changes of {list.Code}", "own task", fields,
            new PeopleFilter { Persons = [.. changed.Select(change => change.Id!.Value)], WithLeft = true })
        {
            Intent = Desk.NewIntent(),
        });
        var before = desk.Answer(new ListDisclosed(disclosure, 0, int.MaxValue)).Rows.ToDictionary(row => row.Person);
        var byRow = file.Persons().ToDictionary(person => person.Row);
        using var sheet = new RegisteredSheet(
            desk, path, FileContent.Review, ["row", "person", "field", "old", "new"],
            $"judging changes of {list.Code}");
        foreach (var change in changed)
            foreach (var field in FieldWords.Each(change.Fields))
            {
                // Whoever objected stays out of every disclosure: of the new values, too.
                var shown = before.TryGetValue(change.Id!.Value, out var old);
                sheet.AddOf(
                    change.Id!.Value,
                    change.Row.ToString(CultureInfo.InvariantCulture), change.Person!, FieldWords.Text(field),
                    shown ? ExportPersons.Text(old!, field) : "(objected)",
                    shown ? After(byRow[change.Row], field) : "(objected)");
            }
        desk.Terminal.Line($"Old and new values of {Said.Count(before.Count, "person")} stand in {path}.");
    }

    static string After(ListedPerson row, PersonFields field) => field == PersonFields.Household
        ? row.Form is { } form ? $"form {form}" : ""
        : ExportPersons.Text(Shown(row), field);

    static PersonShown Shown(ListedPerson row) => new(
        default, "", null, row.Facts.Sex, row.Facts.BirthYear == 0 ? null : row.Facts.BirthYear, row.Facts.Relation,
        row.Facts.Needs)
    {
        Origin = row.Facts.Origin.Text,
        Present = row.Facts.Present.Text,
        Arrived = row.Facts.Arrived,
        Details = row.Details,
    };
}
