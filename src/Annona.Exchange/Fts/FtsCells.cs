using System.Globalization;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Fts;

/// <summary>Reads the cells of one row and remembers the first that cannot be understood.</summary>
sealed class FtsCells(SheetRow row)
{
    public string? WrongColumn { get; private set; }

    public string Reason { get; private set; } = "";

    public long Whole(string column) =>
        long.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : Wrong<long>(column, "This is not a whole number.");

    public long? Amount(string column, int scale)
    {
        if (row[column].Length == 0)
            return null;
        return AmountText.TryParse(row[column], scale, out var units, out var reason)
            ? units
            : Wrong<long>(column, reason!);
    }

    public DateOnly? Date(string column)
    {
        if (row[column].Length == 0)
            return null;
        return DateOnly.TryParseExact(
            row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Wrong<DateOnly>(column, "This is not a date like 2023-09-27.");
    }

    public DateOnly Missing(string column) => Wrong<DateOnly>(column, "The date is missing.");

    public T Choice<T>(string column)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        var index = Array.FindIndex(names, name => name.Equals(row[column], StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Enum.GetValues<T>()[index] : Wrong<T>(column, OneOf(names));
    }

    /// <summary>Whether the cell holds the one word or the other.</summary>
    public bool Choice(string column, string whenSo, string otherwise)
    {
        var isSo = row[column].Equals(whenSo, StringComparison.OrdinalIgnoreCase);
        return isSo || row[column].Equals(otherwise, StringComparison.OrdinalIgnoreCase)
            ? isSo
            : Wrong<bool>(column, OneOf([whenSo, otherwise]));
    }

    static string OneOf(string[] names) => $"This is none of {string.Join(", ", names).ToLowerInvariant()}.";

    T Wrong<T>(string column, string reason)
        where T : struct
    {
        if (WrongColumn is null)
            (WrongColumn, Reason) = (column, reason);
        return default;
    }
}
