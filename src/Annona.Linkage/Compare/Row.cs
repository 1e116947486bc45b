namespace Annona.Linkage.Compare;

/// <summary>
/// A record made ready for comparing: ids into the pools of its <see cref="Roll"/>, 0 for "not stated".
/// </summary>
readonly record struct Row(
    int Key, int Given, int Family, int Father, Birth Birth, Sex Sex, int Phone, int Document, int? Place, int? Form)
{
    /// <summary>Further telephone numbers; null for none.</summary>
    public int[]? MorePhones { get; init; }

    /// <summary>Further documents; null for none.</summary>
    public int[]? MoreDocuments { get; init; }
}
