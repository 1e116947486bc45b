using System.Collections.Frozen;

namespace Annona.Linkage.Names;

/// <summary>
/// Letters to plain Latin, a table for each script, as facts of the named standards with aspirates and other
/// marks left out, because clerks leave them out. A table is written as "letter=value" words.
/// </summary>
static class LetterTables
{
    /// <summary>
    /// BGN/PCGN 1981 for Armenian (Eastern). Rules by position stand in <see cref="Romaniser"/>.
    /// </summary>
    public static readonly FrozenDictionary<char, string> ArmenianEastern = Table(
        "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o " +
        "չ=ch պ=p ջ=j ռ=rr ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev ﬓ=mn ﬔ=me ﬕ=mi ﬖ=vn ﬗ=mkh");

    /// <summary>
    /// Western Armenian values (as in ALA-LC's note on Western Armenian): voiced and voiceless letters change places.
    /// </summary>
    public static readonly FrozenDictionary<char, string> ArmenianWestern = Table(
        "ա=a բ=p գ=k դ=t ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=dz կ=g հ=h ձ=ts ղ=gh ճ=j մ=m յ=y ն=n շ=sh ո=o " +
        "չ=ch պ=b ջ=ch ռ=rr ս=s վ=v տ=d ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev ﬓ=mn ﬔ=me ﬕ=mi ﬖ=vn ﬗ=mkh");

    /// <summary>
    /// BGN/PCGN 1947 for Russian, with BGN/PCGN 1965 for the letters that only Ukrainian has, and BGN/PCGN values
    /// for the letters of Azerbaijani (1958 Cyrillic), Kyrgyz, Kazakh, Tajik and Belarusian.
    /// </summary>
    public static readonly FrozenDictionary<char, string> Cyrillic = Table(
        "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch " +
        "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=w " +
        "ә=a ғ=gh ҝ=g ј=y ө=o ү=u һ=h ҹ=j ң=ng қ=q ҳ=h ҷ=j ӣ=i ӯ=u ҙ=z ҡ=q ҫ=s ӑ=a ӗ=e ұ=u ӝ=j");

    /// <summary>The national system of 2002 for Georgian (BGN/PCGN 2009).</summary>
    public static readonly FrozenDictionary<char, string> Georgian = Table(
        "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh " +
        "ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h ჲ=y ჳ=vi ჴ=q ჱ=ey ჵ=o");

    /// <summary>
    /// BGN/PCGN 1956 for Arabic and 1958 for Persian, without the marks under and over letters. Long vowels
    /// stay as vowels; waw and ya are read by position in <see cref="Romaniser"/>.
    /// </summary>
    public static readonly FrozenDictionary<char, string> Arabic = Table(
        "ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=u ئ=y ب=b پ=p ت=t ة=a ث=th ج=j چ=ch ح=h خ=kh د=d ذ=dh ر=r ز=z ژ=zh س=s ش=sh ص=s " +
        "ض=d ط=t ظ=z ع= غ=gh ف=f ڤ=v ق=q ك=k ک=k گ=g ل=l م=m ن=n ه=h ۀ=h ى=a َ=a ِ=i ُ=u");

    /// <summary>
    /// Latin letters whose mark changes the sound: Turkish and Azerbaijani (1991 alphabet), Polish, Czech,
    /// scientific transliteration and ISO 9985 / ISO 9. All other marks are dropped.
    /// </summary>
    public static readonly FrozenDictionary<char, string> LatinMarks = Table(
        "š=sh ş=sh ș=sh ś=sh ŝ=sh ž=zh ż=zh ź=zh č=ch ç=ch ć=ch ċ=ch ğ=gh ġ=gh ǧ=gh ģ=g ǰ=j đ=d ð=d þ=th ə=a ı=i " +
        "ł=l ß=ss ø=o œ=e æ=ae ŭ=u ň=n ř=rr ĉ=ch ḫ=kh ẖ=kh ñ=n ț=ts ţ=ts");

    /// <summary>Latin letters that slip into Cyrillic words because they look alike.</summary>
    public static readonly FrozenDictionary<char, string> CyrillicLookAlikes =
        Table("a=а e=е o=о p=р c=с x=х y=у i=і");

    static FrozenDictionary<char, string> Table(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenDictionary(word => word[0], word => word[2..]);
}
