namespace Annona.Exchange.Sheets;

/// <summary>What the cells of a column look like when the column has some role.</summary>
public enum CellKind
{
    Word,
    Name,
    Identifier,
    Number,
    Amount,
    Age,
    Sex,
    Date,
    Phone,
}

/// <summary>What people call a role in one language.</summary>
public readonly record struct HeaderName(string Text, string Language);

/// <summary>What a column may be for, as in <c>--map birth-date=DOB</c>.</summary>
public sealed record ColumnRole(string Name, CellKind Kind, IReadOnlyList<HeaderName> Headers);

/// <summary>The roles in the lists that are taken in; the tables under Roles name them in six languages.</summary>
public static class ColumnRoles
{
    /// <summary>Lists of people or households.</summary>
    public static IReadOnlyList<ColumnRole> People { get; } = Load("people.tsv");

    /// <summary>Lists of transfers of money or goods.</summary>
    public static IReadOnlyList<ColumnRole> Transfers { get; } = Load("transfers.tsv");

    static IReadOnlyList<ColumnRole> Load(string table)
    {
        using var stream = typeof(ColumnRoles).Assembly.GetManifestResourceStream(table)!;
        using var text = new StreamReader(stream);
        var parser = new CsvParser(text, table, '\t');
        List<(string Role, CellKind Kind, HeaderName Header)> lines = [];
        parser.Read();
        while (parser.Read())
            foreach (var header in parser.Cells[3].Split(','))
                lines.Add((parser.Cells[0], Enum.Parse<CellKind>(parser.Cells[1]), new(header, parser.Cells[2])));
        return
        [
            .. lines.GroupBy(line => (line.Role, line.Kind)).Select(
                role => new ColumnRole(role.Key.Role, role.Key.Kind, [.. role.Select(line => line.Header)])),
        ];
    }
}
