namespace Annona.Linkage.Names;

/// <summary>
/// The script in which a name is written, judged by its first known letter of a foreign script.
/// </summary>
public enum WritingScript
{
    /// <summary>No letter that we can read.</summary>
    Unknown,

    /// <summary>Latin, with or without diacritics.</summary>
    Latin,

    /// <summary>Armenian.</summary>
    Armenian,

    /// <summary>Cyrillic: Russian, Ukrainian, Azerbaijani and others.</summary>
    Cyrillic,

    /// <summary>Georgian.</summary>
    Georgian,

    /// <summary>Arabic and Persian; short vowels are not written.</summary>
    Arabic,
}

/// <summary>Which values the letters are given. It matters for names whose first reading is in doubt.</summary>
public enum LetterValues
{
    /// <summary>The standard of the state: Eastern Armenian, Russian Cyrillic.</summary>
    First,

    /// <summary>The other one: Western Armenian, or Cyrillic with the Ukrainian value h for г.</summary>
    Second,
}
