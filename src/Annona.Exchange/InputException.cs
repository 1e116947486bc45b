namespace Annona.Exchange;

/// <summary>
/// A file cannot be taken in as it is. <see cref="Code"/> names the case for programs, the message says what is wrong
/// and where, <see cref="Remedy"/> says what to do. A fault of one row only is a <see cref="Sheets.RowError"/> instead.
/// </summary>
public sealed class InputException(string code, string message, string remedy) : Exception(message)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;
}
