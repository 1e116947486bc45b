using System.Text;

namespace Annona.Values;

/// <summary>The script in which a part of a name is written. <c>default</c> is not known: no letter tells.</summary>
public enum NameScript
{
    /// <summary>No letter of a script that is known here.</summary>
    Unknown,

    /// <summary>Latin, with or without diacritics.</summary>
    Latin,

    /// <summary>Armenian.</summary>
    Armenian,

    /// <summary>Cyrillic.</summary>
    Cyrillic,

    /// <summary>Georgian.</summary>
    Georgian,

    /// <summary>Arabic, also as Persian writes it.</summary>
    Arabic,

    /// <summary>Hebrew.</summary>
    Hebrew,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Letters of several scripts in one part.</summary>
    Mixed,
}

/// <summary>Tells the script of a text from its letters.</summary>
public static class NameScripts
{
    static readonly (int First, int Last, NameScript Script)[] Ranges =
    [
        ('A', 'Z', NameScript.Latin), ('a', 'z', NameScript.Latin), (0xC0, 0x24F, NameScript.Latin),
        (0x370, 0x3FF, NameScript.Greek), (0x400, 0x52F, NameScript.Cyrillic), (0x531, 0x58A, NameScript.Armenian),
        (0x590, 0x5FF, NameScript.Hebrew), (0x600, 0x6FF, NameScript.Arabic), (0x750, 0x77F, NameScript.Arabic),
        (0x10A0, 0x10FF, NameScript.Georgian), (0x1C80, 0x1C8F, NameScript.Cyrillic),
        (0x1C90, 0x1CBF, NameScript.Georgian), (0x1E00, 0x1EFF, NameScript.Latin), (0x1F00, 0x1FFF, NameScript.Greek),
        (0x2D00, 0x2D2F, NameScript.Georgian), (0xFB13, 0xFB17, NameScript.Armenian),
        (0xFB1D, 0xFB4F, NameScript.Hebrew), (0xFB50, 0xFDFF, NameScript.Arabic), (0xFE70, 0xFEFC, NameScript.Arabic),
    ];

    /// <summary>The one script of all letters; <see cref="NameScript.Mixed"/> where there are several.</summary>
    public static NameScript Of(string text)
    {
        var found = NameScript.Unknown;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) || ScriptOf(rune.Value) is var script && script == NameScript.Unknown)
                continue;
            if (found != NameScript.Unknown && found != script)
                return NameScript.Mixed;
            found = script;
        }
        return found;
    }

    /// <summary>The four letters of ISO 15924, such as <c>Armn</c>; <c>Zyyy</c> when no letter tells.</summary>
    public static string Code(NameScript script) => script switch
    {
        NameScript.Latin => "Latn",
        NameScript.Armenian => "Armn",
        NameScript.Cyrillic => "Cyrl",
        NameScript.Georgian => "Geor",
        NameScript.Arabic => "Arab",
        NameScript.Hebrew => "Hebr",
        NameScript.Greek => "Grek",
        NameScript.Mixed => "Zzzz",
        _ => "Zyyy",
    };

    static NameScript ScriptOf(int letter)
    {
        foreach (var (first, last, script) in Ranges)
            if (letter >= first && letter <= last)
                return script;
        return NameScript.Unknown;
    }
}
