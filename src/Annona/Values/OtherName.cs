namespace Annona.Values;

/// <summary>What sort of name something has beside the one used here.</summary>
public enum NameKind
{
    /// <summary>Not said.</summary>
    NotSaid,

    /// <summary>By law or by its own word.</summary>
    Official,

    /// <summary>As people there say it.</summary>
    Local,

    /// <summary>As others say it.</summary>
    Foreign,

    /// <summary>Used once.</summary>
    Former,

    /// <summary>Letters for a longer name.</summary>
    Short,
}

/// <summary>Another name of a party or a place. All are kept, and none is corrected inside a quotation.</summary>
/// <param name="Text">As it is written, in any script.</param>
/// <param name="Language">BCP 47 tag such as <c>hy</c>; null when not known.</param>
/// <param name="Kind">What sort of name.</param>
public sealed record OtherName(string Text, string? Language = null, NameKind Kind = NameKind.NotSaid)
{
    /// <summary>A name of which nothing more is known.</summary>
    public static implicit operator OtherName(string text) => new(text);
}
