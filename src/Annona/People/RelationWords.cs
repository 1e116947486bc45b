namespace Annona.People;

/// <summary>The words by which lists name a relation to the representative.</summary>
public static class RelationWords
{
    static readonly (string Word, Relation Relation)[] Words =
    [
        ("head", Relation.Head), ("head of household", Relation.Head),
        ("representative", Relation.Head), ("self", Relation.Head),
        ("spouse", Relation.Spouse),
        ("wife", Relation.Spouse), ("husband", Relation.Spouse), ("partner", Relation.Spouse),
        ("child", Relation.Child),
        ("son", Relation.Child), ("daughter", Relation.Child), ("parent", Relation.Parent), ("mother", Relation.Parent),
        ("father", Relation.Parent), ("sibling", Relation.Sibling), ("brother", Relation.Sibling),
        ("sister", Relation.Sibling), ("grandchild", Relation.Grandchild), ("grandson", Relation.Grandchild),
        ("granddaughter", Relation.Grandchild), ("grandparent", Relation.Grandparent),
        ("grandmother", Relation.Grandparent), ("grandfather", Relation.Grandparent),
        ("relative", Relation.OtherRelative), ("other relative", Relation.OtherRelative),
        ("not related", Relation.NotRelated), ("none", Relation.NotRelated), ("unknown", Relation.Unknown),
    ];

    /// <summary>The words that messages name.</summary>
    public static string Known =>
        "head, spouse, child, parent, sibling, grandchild, grandparent, relative, not related";

    /// <summary>Reads a word in either case; nothing is <see cref="Relation.Unknown"/>.</summary>
    public static bool TryParse(string? text, out Relation relation)
    {
        relation = Relation.Unknown;
        if (text is null)
            return true;
        foreach (var (word, known) in Words)
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                relation = known;
                return true;
            }
        return false;
    }
}
