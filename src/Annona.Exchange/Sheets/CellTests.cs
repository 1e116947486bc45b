namespace Annona.Exchange.Sheets;

/// <summary>Tells from the cells what a column can be.</summary>
static class CellTests
{
    const int AgeMax = 120;
    const int PhoneDigitsMin = 7;
    const int PhoneDigitsMax = 15;

    /// <summary>Whether the content of a column can decide its role: names and words look alike everywhere.</summary>
    public static bool Tells(CellKind kind) =>
        kind is CellKind.Sex or CellKind.Date or CellKind.Phone or CellKind.Age or CellKind.Number or CellKind.Amount;

    public static bool Fits(string cell, CellKind kind) => kind switch
    {
        CellKind.Sex => ValueWords.Sex(cell) is not null,
        CellKind.Date => DateText.TryParse(cell, DateOrder.Unknown, out _, out _) || ValueWords.IsNothing(cell),
        CellKind.Phone => IsPhone(cell),
        CellKind.Age => int.TryParse(cell, out var age) && age is >= 0 and <= AgeMax,
        CellKind.Number => int.TryParse(cell, out var number) && number >= 0,
        CellKind.Amount =>
            AmountText.TryParse(cell, scale: 6, out _, out _) || AmountText.TryParse(cell, scale: 2, out _, out _),
        CellKind.Name => !cell.Any(char.IsDigit),
        _ => true,
    };

    /// <summary>
    /// Whether a header cell is a date, a number or a letter for sex: a person's, then, and no column's name.
    /// </summary>
    public static bool IsData(string cell) => cell.Length > 0
        && (cell.All(letter => char.IsDigit(letter) || letter is '.' or ',') || IsPhone(cell)
            || ValueWords.Sex(cell) is "F" or "M" || DateText.TryParse(cell, DateOrder.Unknown, out _, out _)
            || cell.Contains('@', StringComparison.Ordinal));

    // ITU-T E.164 allows 15 digits; 7 is the shortest local number in use. Dates have separators at their own places.
    static bool IsPhone(string cell)
    {
        var digits = cell.Count(char.IsDigit);
        return digits is >= PhoneDigitsMin and <= PhoneDigitsMax
            && cell.All(letter => char.IsDigit(letter) || letter is '+' or '-' or ' ' or '(' or ')' or '.' or '/')
            && !DateText.TryParse(cell, DateOrder.Unknown, out _, out _);
    }
}
