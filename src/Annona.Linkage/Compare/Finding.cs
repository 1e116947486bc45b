namespace Annona.Linkage.Compare;

/// <summary>
/// What one field says. Evidence is in bits: +1 makes "one person" twice as likely against the other explanation.
/// </summary>
/// <param name="Agreement">How far the values agree.</param>
/// <param name="Stranger">Bits against the explanation "two unrelated people".</param>
/// <param name="Family">Bits against the explanation "two members of one family".</param>
/// <param name="Text">The sentence for the clerk.</param>
readonly record struct Finding(Agreement Agreement, double Stranger, double Family, string Text)
{
    public static Finding Missing(string text) => new(Agreement.Missing, 0, 0, text);
}
