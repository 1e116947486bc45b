using System.Globalization;
using Annona.Cli.Privacy;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Storage.Privacy;

namespace Annona.Cli.People;

/// <summary>What a person says about how the rows of a list are read.</summary>
sealed record ReadingWords
{
    /// <summary>What is taken when nobody says anything.</summary>
    public static ReadingWords Default { get; } = new();

    /// <summary>Whether the day or the month comes first where a column does not show it.</summary>
    public DateOrder Dates { get; init; }

    /// <summary>What becomes of a row with a cell that cannot be read.</summary>
    public Strictness Strictness { get; init; }
}

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
        ("mother-name", PersonColumn.Mother), ("sex", PersonColumn.Sex), ("birth-date", PersonColumn.Born),
        ("age", PersonColumn.Age), ("relation", PersonColumn.Relation), ("needs", PersonColumn.Needs),
        ("origin-place", PersonColumn.Origin), ("present-place", PersonColumn.Present),
        ("address", PersonColumn.Address), ("arrival-date", PersonColumn.Arrived), ("phone", PersonColumn.Phone),
        ("email", PersonColumn.Email), ("document", PersonColumn.Document), ("payee", PersonColumn.Payee),
        ("note", PersonColumn.Note),
    ];

    static readonly IReadOnlyList<ColumnRole> KnownRoles =
        [.. ColumnRoles.People.Where(role => Roles.Any(known => known.Role == role.Name))];

    readonly Sheet sheet;
    readonly PersonColumn[] columns;
    readonly string[] roles;
    readonly ReadingWords words;
    readonly PlaceWords presentPlace;
    readonly string how;

    /// <summary>Rows that are left out although they can be read alone: their record number stands earlier.</summary>
    readonly HashSet<int> twins = [];

    Dictionary<PersonColumn, DateOrder> orders = [];
    RowReader? reader;

    ListFile(string path, Sheet sheet, ColumnMapping mapping, ReadingWords words, PlaceWords presentPlace)
    {
        (Path, this.sheet, Mapping, this.words, this.presentPlace) = (path, sheet, mapping, words, presentPlace);
        var used = Roles.Where(each => mapping.Has(each.Role)).ToArray();
        columns = [.. used.Select(each => each.Column)];
        roles = [.. used.Select(each => each.Role)];
        how = string.Join(' ', new[]
        {
            mapping.Numbers(),
            presentPlace == PlaceWords.AsWritten ? "places-as-written" : null,
            words.Dates == DateOrder.Unknown ? null : $"{words.Dates}",
            words.Strictness == Strictness.Strict ? null : "lenient",
            sheet.HeaderRow == 1 ? null : $"header-row={sheet.HeaderRow}",
            sheet.SheetName is null ? null : $"sheet={sheet.SheetName}",
        }.OfType<string>());
    }

    public ColumnMapping Mapping { get; }

    /// <summary>The file's name, and its sheet if it is a workbook.</summary>
    public string Title => sheet.SheetName is { } part ? $"{sheet.File}, sheet {part}" : sheet.File;

    public string Name => sheet.File;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How it is read again.</summary>
    public FileShape Shape => FileShapes.Of(sheet);

    public string Hash => sheet.ContentHash;

    /// <summary>How many rows can be read, once <see cref="Read"/> was called.</summary>
    public int Count { get; private set; }

    /// <summary>What cannot be read, of rows that are left out.</summary>
    public List<RowError> Errors { get; } = [];

    /// <summary>What could not be read, or not as it stands, of rows that are taken in all the same.</summary>
    public List<RowError> Remarks { get; } = [];

    /// <summary>What is unclear in whole columns, as sentences.</summary>
    public List<string> Doubts { get; } = [];

    /// <summary>Record numbers of rows that cannot be read.</summary>
    public List<string> UnreadRecords { get; } = [];

    /// <summary>Whether some bad row does not even tell whose it is, so that nobody can be called gone.</summary>
    public bool HasUnknownRows { get; private set; }

    public bool HasRecordNumbers => columns.Contains(PersonColumn.Record);

    public bool HasHouseholds => columns.Contains(PersonColumn.Form);

    public int BadRows => Errors.Select(error => error.Row).Distinct().Count();

    /// <summary>How the file was read, once it was.</summary>
    public ListReading Reading => new(how, Count, BadRows, ByPlace: !HasRecordNumbers);

    public static ListFile Open(
        string path, SheetOptions options, IReadOnlyList<string> told, ReadingWords? words = null)
    {
        var sheet = SheetReader.Open(path, options);
        try
        {
            var mapping = ColumnMapping.Of(sheet, KnownRoles, told);
            var list = new ListFile(path, sheet, mapping, words ?? ReadingWords.Default, PresentPlace(told));
            return list.columns.Any(column => column <= PersonColumn.Mother && column >= PersonColumn.Name)
                ? list
                : throw new InputException("cli.no-name-column", $"No column of {sheet.File} is known to hold names.",
                    "Say which one does: --map full-name=COLUMN, or given-name and family-name. A column may be named "
                    + "by its number.");
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>Only somebody can say that a column names places and not streets.</summary>
    static PlaceWords PresentPlace(IReadOnlyList<string> told) =>
        told.Any(word => word.TrimStart().StartsWith("present-place=", StringComparison.Ordinal))
            ? PlaceWords.AsWritten
            : PlaceWords.AsAddress;

    /// <summary>
    /// Reads all rows and keeps none: what cannot be read is told, the rest is counted. A record number that stands in
    /// two rows is told for the second.
    /// </summary>
    public void Read(DateOnly asOf, Action<long> progress, CancellationToken cancel)
    {
        orders = DateOrders();
        reader = new(columns, asOf, words.Strictness) { PresentPlace = presentPlace };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cells = new string[columns.Length];
        var reasons = new Dictionary<PersonColumn, string>();
        foreach (var row in sheet.Rows(Misfit))
        {
            cancel.ThrowIfCancellationRequested();
            var person = PersonIn(row, cells, reasons, out var problems);
            if (person is null)
            {
                Errors.AddRange(Told(row.Number, problems));
                Unread(cells);
            }
            else if (!seen.Add(person.Record))
            {
                twins.Add(row.Number);
                Errors.Add(new(Name, row.Number, ColumnName(PersonColumn.Record),
                    "An earlier row has the same record number.",
                    "Give every person of the list a number of their own."));
            }
            else
            {
                Count++;
                Remarks.AddRange(Told(row.Number, problems));
            }
            progress(row.Number);
        }

        IEnumerable<RowError> Told(int row, IReadOnlyList<RowProblem> problems) =>
            problems.Count == 0 ? [] : problems.Select(problem => ErrorOf(row, problem, reasons));
    }

    /// <summary>
    /// The rows that can be read, read once more, so that a list of a million is never held whole.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="Read"/> was not called before.</exception>
    public IEnumerable<ListedPerson> Persons()
    {
        if (reader is null)
            throw new InvalidOperationException("Read the file first.");
        var cells = new string[columns.Length];
        var reasons = new Dictionary<PersonColumn, string>();
        foreach (var row in sheet.Rows(_ => { }))
            if (PersonIn(row, cells, reasons, out _) is { } person && !twins.Contains(row.Number))
                yield return person;
    }

    ListedPerson? PersonIn(
        SheetRow row, string[] cells, Dictionary<PersonColumn, string> reasons,
        out IReadOnlyList<RowProblem> problems)
    {
        reasons.Clear();
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Normal(Mapping.Cell(row, roles[i]), columns[i], orders, reasons);
        return reader!.Read(row.Number, cells, out problems);
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

    RowError ErrorOf(int row, RowProblem problem, Dictionary<PersonColumn, string> reasons)
    {
        var precise = problem.Column is { } column ? reasons.GetValueOrDefault(column) : null;
        return new(Name, row, ColumnName(problem.Column),
            precise is null ? problem.Reason : $"{problem.Reason} {precise}", problem.Remedy);
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
        foreach (var (column, seen) in dates)
            Doubt(column, seen);
        return dates.ToDictionary(date => date.Key, date => OrderOf(date.Value));
    }

    /// <summary>What the column shows; what a person says where it shows nothing, or both.</summary>
    DateOrder OrderOf(DateColumn seen) => words.Dates != DateOrder.Unknown ? words.Dates : seen.Order;

    void Doubt(PersonColumn column, DateColumn seen)
    {
        var name = ColumnName(column);
        if (words.Dates == DateOrder.Unknown && seen.IsAmbiguous)
            Doubts.Add($"{Said.Count(seen.AmbiguousCells, "date")} in column {name} may have the day or the month "
                + "first, so only the year is taken. If you know, say --dates day-first or --dates month-first.");
        if (seen.IsMixed)
            Doubts.Add($"Column {name} has the day first in {Said.Count(seen.DayFirstCells, "row")} and the month "
                + $"first in {Said.Count(seen.MonthFirstCells, "row")}: ask the owner of the list.");
    }

    /// <summary>
    /// A date in any way of writing becomes yyyy-MM-dd, a word of another language the English one; what is neither
    /// stays, and is told as such.
    /// </summary>
    static string Normal(
        string cell, PersonColumn column, Dictionary<PersonColumn, DateOrder> orders,
        Dictionary<PersonColumn, string> reasons)
    {
        if (cell.Length == 0)
            return cell;
        switch (column)
        {
            case PersonColumn.Sex:
                return ValueWords.Sex(cell) ?? cell;
            case PersonColumn.Relation:
                return ValueWords.Relation(cell) ?? cell;
            case PersonColumn.Born or PersonColumn.Arrived or PersonColumn.Age or PersonColumn.Needs
                or PersonColumn.Phone or PersonColumn.Email or PersonColumn.Document when ValueWords.IsNothing(cell):
                return "";
            case PersonColumn.Born or PersonColumn.Arrived:
                if (DateText.TryParse(cell, orders[column], out var date, out var reason))
                    return Written(date);
                reasons[column] = reason ?? "";
                return cell;
            default:
                return cell;
        }
    }

    static string Written(DateText date)
    {
        var month = date.Month is { } known ? string.Create(CultureInfo.InvariantCulture, $"-{known:00}") : "";
        var day = date.Day is { } exact ? string.Create(CultureInfo.InvariantCulture, $"-{exact:00}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{(date.Estimated ? "~" : "")}{date.Year:0000}{month}{day}");
    }

    string? ColumnName(PersonColumn? column) =>
        column is null ? null : Mapping.Called(Roles.First(each => each.Column == column).Role);
}
