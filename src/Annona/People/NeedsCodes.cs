namespace Annona.People;

/// <summary>The two letters by which lists name groups of specific needs.</summary>
public static class NeedsCodes
{
    static readonly (string Code, Needs Need)[] Known =
    [
        ("CR", Needs.ChildAtRisk), ("SC", Needs.SeparatedChild), ("WR", Needs.WomanAtRisk), ("UW", Needs.WomanAtRisk),
        ("ER", Needs.OlderPerson), ("SP", Needs.SingleParent), ("DS", Needs.Disability), ("SM", Needs.SeriousMedical),
        ("FU", Needs.FamilyUnity), ("LP", Needs.LegalProtection),
    ];

    /// <summary>
    /// Reads codes with commas, semicolons or spaces between them. A sub-code such as <c>DS-MM</c> counts as its
    /// group. False: a code that is not one of ours, which includes those that are not collected.
    /// </summary>
    public static bool TryParse(string? text, out Needs needs)
    {
        needs = Needs.None;
        foreach (var word in (text ?? "").Split([',', ';', ' ', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = Array.FindIndex(Known, known => IsOf(word, known.Code));
            if (at < 0)
                return false;
            needs |= Known[at].Need;
        }
        return true;
    }

    /// <summary>The codes, in order, with commas; empty for none.</summary>
    public static string Text(Needs needs) => string.Join(
        ", ", Known.Where(known => known.Code != "UW" && needs.HasFlag(known.Need)).Select(known => known.Code));

    static bool IsOf(string word, string code) =>
        word.StartsWith(code, StringComparison.OrdinalIgnoreCase) && (word.Length == 2 || word[2] == '-');
}
