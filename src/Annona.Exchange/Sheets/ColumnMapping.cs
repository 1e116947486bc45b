using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <param name="Role">The role, as in <c>--map role=column</c>.</param>
/// <param name="Column">The column by name; null when no column has the role.</param>
/// <param name="Confidence">0 to 1; 1 when a person said so or the header is a known name and the cells agree.</param>
/// <param name="Reason">Why, as a phrase for the table.</param>
public sealed record MappedColumn(string Role, string? Column, double Confidence, string Reason);

/// <summary>
/// Which column of a sheet has which role: guessed from headers and cells, shown with reasons, and overridden by a
/// person. A column has one role at most.
/// </summary>
public sealed class ColumnMapping
{
    const int SampleRows = 200;

    // Below this a guess would be wrong more often than it would save a person typing.
    const double ConfidenceMin = 0.4;

    // Cells alone never outweigh a header that is a known name.
    const double ByCellsOnly = 0.5;
    const double CalledSoMin = 0.6;

    readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    readonly SheetColumns columns;

    ColumnMapping(SheetColumns columns, IReadOnlyList<MappedColumn> choices)
    {
        Choices = choices;
        foreach (var choice in choices)
            if (choice.Column is { } column)
                indexes[choice.Role] = columns.IndexOf(column);
        Unused =
        [
            .. Enumerable.Range(0, columns.Count).Where(index => !indexes.ContainsValue(index))
                .Select(index => ColumnText(columns.Called(index))),
        ];
        this.columns = columns;
    }

    /// <summary>One choice for each role, in the order of the roles.</summary>
    public IReadOnlyList<MappedColumn> Choices { get; }

    /// <summary>The columns without a role, as messages call them.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <param name="sheet">Its first rows are read; the sheet can be read again afterwards.</param>
    /// <param name="roles">What columns may be for.</param>
    /// <param name="told">What a person said, each as role=column; role= with nothing behind it says: none.</param>
    /// <exception cref="InputException">
    /// What a person said names no role or no column, or the header is somebody's row.
    /// </exception>
    public static ColumnMapping Of(Sheet sheet, IReadOnlyList<ColumnRole> roles, IReadOnlyList<string>? told = null)
    {
        if (IsSomebody(sheet.Columns, roles))
            throw new InputException(
                "exchange.header-is-data",
                $"Row {sheet.HeaderRow} of {sheet.File} looks like a person, not a header.",
                "Put a row with the names of the columns above it, or say in which row they stand with --header-row.");
        var choices = Told(sheet.Columns, roles, told ?? []);
        var taken = choices.Values.Select(choice => choice.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rows = sheet.Rows(_ => { }).Take(SampleRows).ToList();
        foreach (var guess in Guesses(sheet.Columns, roles, rows).OrderByDescending(guess => guess.Confidence))
            if (!choices.ContainsKey(guess.Role) && taken.Add(guess.Column))
                choices[guess.Role] = guess;
        return new(sheet.Columns, [.. roles.Select(role => choices.GetValueOrDefault(role.Name) ?? None(role.Name))]);
    }

    /// <summary>The column of a role as messages call it; null when no column has it.</summary>
    public string? Called(string role) => IndexOf(role) is >= 0 and var index ? columns.Called(index) : null;

    /// <summary>Which column has which role, by number: what the same file was read as.</summary>
    public string Numbers() => string.Join(' ', Choices.Where(choice => Has(choice.Role))
        .Select(choice => $"{choice.Role}={IndexOf(choice.Role) + 1}"));

    /// <summary>The column of a role by index; -1 when no column has it.</summary>
    public int IndexOf(string role) => indexes.GetValueOrDefault(role, -1);

    public bool Has(string role) => indexes.ContainsKey(role);

    /// <summary>The cell of a role, trimmed; empty when no column has the role.</summary>
    public string Cell(SheetRow row, string role) =>
        indexes.TryGetValue(role, out var index) ? row[index].Trim() : "";

    /// <summary>A small table for a person to check before anything is taken in.</summary>
    public override string ToString()
    {
        var roleWidth = Choices.Max(choice => choice.Role.Length);
        var columnWidth = Choices.Max(choice => Shown(choice).Length);
        var lines = Choices.Select(choice => string.Create(
            CultureInfo.InvariantCulture,
            $"{choice.Role.PadRight(roleWidth)}  {Shown(choice).PadRight(columnWidth)}  "
            + $"{choice.Confidence * 100,3:F0} %  {choice.Reason}"));
        var unused = Unused is [] ? "" : $"\nnot used: {string.Join(", ", Unused)}";
        return string.Join('\n', lines) + unused;
    }

    /// <summary>No known name for any column, and a date, a number or a sex where a name should be.</summary>
    static bool IsSomebody(SheetColumns columns, IReadOnlyList<ColumnRole> roles)
    {
        var known = columns.Names.Count(name => HeaderWords.Normal(name) is { Length: > 0 } header
            && roles.Any(role => role.Headers.Any(
                each => HeaderWords.Likeness(header, HeaderWords.Normal(each.Text)) == 1)));
        var data = columns.Names.Count(CellTests.IsData);
        return data > 0 && known <= (data > 1 ? 1 : 0);
    }

    string Shown(MappedColumn choice) => Called(choice.Role) is { } called ? ColumnText(called) : "-";

    static string ColumnText(string called) => called.All(char.IsAsciiDigit) ? $"column {called}" : called;

    static MappedColumn None(string role) => new(role, Column: null, 0, "no column looks like it");

    static Dictionary<string, MappedColumn> Told(
        SheetColumns columns, IReadOnlyList<ColumnRole> roles, IReadOnlyList<string> told)
    {
        Dictionary<string, MappedColumn> choices = [];
        var names = string.Join(", ", roles.Select(role => role.Name));
        foreach (var text in told)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var role = equals < 0 ? text : text[..equals].Trim();
            if (equals < 0 || !roles.Any(known => known.Name == role))
                throw new InputException(
                    "exchange.unknown-role",
                    $"\"{text}\" does not say which column has which role.",
                    $"Write role=column with one of these roles: {names}.");
            var column = text[(equals + 1)..].Trim();
            var index = columns.IndexOf(column);
            // A column may be named by its number, as the table of columns calls those without a known name.
            if (index < 0 && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= columns.Count)
                index = number - 1;
            if (column.Length > 0 && index < 0)
                throw new InputException(
                    "exchange.unknown-column",
                    $"There is no column \"{column}\" for the role {role}.",
                    "Name one of the file's columns by its name or number: "
                        + $"{string.Join(", ", Enumerable.Range(0, columns.Count).Select(columns.Called))}.");
            choices[role] = new(role, index < 0 ? null : columns[index], 1, "you said so");
        }
        return choices;
    }

    static IEnumerable<MappedColumn> Guesses(
        SheetColumns columns, IReadOnlyList<ColumnRole> roles, List<SheetRow> rows)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var header = HeaderWords.Normal(columns[index]);
            var cells = rows.Select(row => row[index].Trim()).Where(cell => cell.Length > 0).ToList();
            foreach (var role in roles)
                if (Guess(columns[index], header, role, cells) is { Confidence: >= ConfidenceMin } guess)
                    yield return guess;
        }
    }

    static MappedColumn Guess(string column, string header, ColumnRole role, List<string> cells)
    {
        var (likeness, name) = (0.0, default(HeaderName));
        foreach (var known in role.Headers)
            if (HeaderWords.Likeness(header, HeaderWords.Normal(known.Text)) is var found && found > likeness)
                (likeness, name) = (found, known);
        var fitting = cells is [] ? 0 : (double)cells.Count(cell => CellTests.Fits(cell, role.Kind)) / cells.Count;
        var called = likeness == 1 ? $"called so in {name.Language}" : $"has \"{name.Text}\" ({name.Language}) in it";
        if (likeness == 0)
            return ByCells(column, role, fitting);
        if (cells is [])
            return new(role.Name, column, likeness * 0.9, $"{called}; no cells to check");
        if (!CellTests.Tells(role.Kind))
            return new(role.Name, column, likeness * (fitting < 0.5 ? 0.5 : 1), called);
        // A column with just this name is this column even if its cells are bad: left out, their faults would
        // go unseen.
        var floor = likeness == 1 ? CalledSoMin : 0;
        var percent = (fitting * 100).ToString("F0", CultureInfo.InvariantCulture);
        return new(
            role.Name, column, Math.Max(floor, likeness * (0.3 + (0.7 * fitting))),
            $"{called}; {percent} % of {cells.Count} cells fit");
    }

    /// <summary>Without a known header only letters for sex and phone numbers are plain enough to guess.</summary>
    static MappedColumn ByCells(string column, ColumnRole role, double fitting) =>
        role.Kind is CellKind.Sex or CellKind.Phone && fitting >= 0.95
            ? new(role.Name, column, ByCellsOnly, "unknown header, but its cells look like it")
            : new(role.Name, column, 0, "");
}
