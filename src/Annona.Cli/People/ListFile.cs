using System.Globalization;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Places;

namespace Annona.Cli.People;

/// <summary>
/// A list of people in a file: which column is what, the rows that can be read, and those that cannot.
/// </summary>
sealed class ListFile : IDisposable
{
    /// <summary>The roles by which files name their columns, and what a column of a list may hold.</summary>
    static readonly (string Role, PersonColumn Column)[] Roles =
    [
        ("record-id", PersonColumn.Record), ("household-id", PersonColumn.Form), ("full-name", PersonColumn.Name),
        ("given-name", PersonColumn.Given), ("family-name", PersonColumn.Family), ("father-name", PersonColumn.Father),
        ("sex", PersonColumn.Sex), ("birth-date", PersonColumn.Born), ("age", PersonColumn.Age),
        ("relation", PersonColumn.Relation), ("needs", PersonColumn.Needs), ("origin-place", PersonColumn.Origin),
        ("present-place", PersonColumn.Present), ("arrival-date", PersonColumn.Arrived), ("phone", PersonColumn.Phone),
        ("document", PersonColumn.Document), ("note", PersonColumn.Note),
    ];

    static readonly IReadOnlyList<ColumnRole> KnownRoles =
        [.. ColumnRoles.People.Where(role => Roles.Any(known => known.Role == role.Name))];

    readonly Sheet sheet;
    readonly PersonColumn[] columns;
    readonly string[] roles;

    ListFile(Sheet sheet, ColumnMapping mapping)
    {
        (this.sheet, Mapping) = (sheet, mapping);
        var used = Roles.Where(each => mapping.Has(each.Role)).ToArray();
        columns = [.. used.Select(each => each.Column)];
        roles = [.. used.Select(each => each.Role)];
    }

    public ColumnMapping Mapping { get; }

    public string Name => sheet.File;

    public string Hash => sheet.ContentHash;

    /// <summary>The rows that can be read, once <see cref="Read"/> was called.</summary>
    public List<ListedPerson> Persons { get; } = [];

    /// <summary>What cannot be read.</summary>
    public List<RowError> Errors { get; } = [];

    /// <summary>Record numbers of rows that cannot be read.</summary>
    public List<string> UnreadRecords { get; } = [];

    /// <summary>Whether some bad row does not even tell whose it is, so that nobody can be called gone.</summary>
    public bool HasUnknownRows { get; private set; }

    public bool HasRecordNumbers => columns.Contains(PersonColumn.Record);

    public int BadRows => Errors.Select(error => error.Row).Distinct().Count();

    public static ListFile Open(string path, SheetOptions options, IReadOnlyList<string> told)
    {
        var sheet = SheetReader.Open(path, options);
        try
        {
            return new(sheet, ColumnMapping.Of(sheet, KnownRoles, told));
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>Reads all rows. A record number that stands in two rows is told for the second.</summary>
    public void Read(DateOnly asOf, PlaceRegister places, Action<long> progress, CancellationToken cancel)
    {
        var orders = DateOrders();
        var reader = new RowReader(columns, asOf, places);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cells = new string[columns.Length];
        foreach (var row in sheet.Rows(Misfit))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Normal(Mapping.Cell(row, roles[i]), columns[i], orders);
            var person = reader.Read(row.Number, cells, out var problems);
            foreach (var problem in problems)
                Errors.Add(new(Name, row.Number, ColumnName(problem.Column), problem.Reason, problem.Remedy));
            if (person is null)
                Unread(cells);
            else if (!seen.Add(person.Record))
                Errors.Add(new(Name, row.Number, ColumnName(PersonColumn.Record),
                    "An earlier row has the same record number.",
                    "Give every person of the list a number of their own."));
            else
                Persons.Add(person);
            progress(row.Number);
        }
    }

    public void Dispose() => sheet.Dispose();

    void Misfit(RowError error)
    {
        Errors.Add(error);
        HasUnknownRows = true;
    }

    void Unread(string[] cells)
    {
        if (Array.IndexOf(columns, PersonColumn.Record) is >= 0 and var at && cells[at].Length > 0)
            UnreadRecords.Add(cells[at]);
        else
            HasUnknownRows = true;
    }

    /// <summary>Whether the day or the month comes first is decided by a whole column, never by one cell.</summary>
    Dictionary<PersonColumn, DateOrder> DateOrders()
    {
        var dates = columns.Where(column => column is PersonColumn.Born or PersonColumn.Arrived)
            .ToDictionary(column => column, _ => new DateColumn());
        if (dates.Count > 0)
            foreach (var row in sheet.Rows(_ => { }))
                foreach (var (column, seen) in dates)
                    seen.See(Mapping.Cell(row, roles[Array.IndexOf(columns, column)]));
        return dates.ToDictionary(date => date.Key, date => date.Value.Order);
    }

    /// <summary>A date in any way of writing becomes yyyy-MM-dd; what is no date stays, and is told as such.</summary>
    static string Normal(string cell, PersonColumn column, Dictionary<PersonColumn, DateOrder> orders)
    {
        if (cell.Length == 0 || !orders.TryGetValue(column, out var order)
            || !DateText.TryParse(cell, order, out var date, out _))
            return cell;
        var month = date.Month is { } known ? string.Create(CultureInfo.InvariantCulture, $"-{known:00}") : "";
        var day = date.Day is { } exact ? string.Create(CultureInfo.InvariantCulture, $"-{exact:00}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{(date.Estimated ? "~" : "")}{date.Year:0000}{month}{day}");
    }

    string? ColumnName(PersonColumn? column) => column is null
        ? null
        : Mapping.Choices.FirstOrDefault(
            choice => choice.Role == Roles.First(each => each.Column == column).Role)?.Column;
}
