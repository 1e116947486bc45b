namespace Annona.Values;

/// <summary>The decimal places of currencies, after ISO 4217.</summary>
public static class Currencies
{
    /// <summary>Whether a code has the shape of a currency's: three capital letters.</summary>
    public static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    /// <summary>Decimal places of the smallest unit: 2 for most currencies.</summary>
    public static int ScaleOf(string code) => code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND"
            or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };
}
