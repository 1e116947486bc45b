namespace Annona.Linkage.Names;

/// <summary>A name part made comparable: its script, its Latin spelling, its sounds and its skeleton.</summary>
public sealed class NameForm
{
    /// <summary>The form of a name that is not stated: every text empty.</summary>
    public static NameForm Missing { get; } = new("", WritingScript.Unknown, "", [""]);

    readonly SoundChain[] sounds;
    readonly SoundChain[] consonants;
    readonly string[] skeletons;
    readonly NameForm[] words;

    internal NameForm(string folded, WritingScript script, string latin, string[] sounds, NameForm[]? words = null)
    {
        this.words = words ?? [];
        Folded = folded;
        Script = script;
        Latin = latin;
        this.sounds = [.. sounds.Select(text => new SoundChain(text))];
        consonants = [.. sounds.Select(text => new SoundChain(Sounds.ConsonantsOf(text)))];
        skeletons = [.. sounds.Select(Sounds.SkeletonOf).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The name as written, trimmed and in lower case.</summary>
    public string Folded { get; }

    /// <summary>The script it is written in.</summary>
    public WritingScript Script { get; }

    /// <summary>Plain Latin letters a..z of the first reading, words parted by one blank.</summary>
    public string Latin { get; }

    /// <summary>
    /// One letter for each sound of the first reading, without blanks; equal for equal-sounding names.
    /// </summary>
    public string Sound => sounds[0].Text;

    /// <summary>
    /// The classes of its consonants (first reading): variant romanisations and Eastern and Western readings of a
    /// name usually share it, and unrelated short names sometimes do. A key for finding, not a proof.
    /// </summary>
    public string Skeleton => skeletons[0];

    /// <summary>All skeletons of all readings, the first reading's first; at least one.</summary>
    public IReadOnlyList<string> Skeletons => skeletons;

    /// <summary>Is there anything to compare?</summary>
    public bool IsMissing => Sound.Length == 0;

    /// <summary>Its words, when there is more than one; otherwise the form itself.</summary>
    public IReadOnlyList<NameForm> Words => words.Length > 0 ? words : [this];

    /// <summary>
    /// How alike two names sound: 1 means the same in some reading, below 0.6 everything is 0. A name that begins the
    /// other (Rob, Robert) or is one word of it counts as alike. Symmetric.
    /// </summary>
    public double LikenessTo(NameForm other)
    {
        var whole = WholeLikenessTo(other);
        if (whole >= PartMax || (words.Length == 0 && other.words.Length == 0))
        {
            return whole;
        }
        foreach (var left in Words)
        {
            foreach (var right in other.Words)
            {
                whole = Math.Max(whole, Math.Min(PartMax, left.WholeLikenessTo(right)));
            }
        }
        return whole;
    }

    /// <summary>One word in common of several proves no more than this.</summary>
    const double PartMax = 0.8;

    double WholeLikenessTo(NameForm other)
    {
        var vowelless = (Script is WritingScript.Arabic) != (other.Script is WritingScript.Arabic);
        var (mine, theirs) = vowelless ? (consonants, other.consonants) : (sounds, other.sounds);
        var best = 0.0;
        foreach (var left in mine)
        {
            foreach (var right in theirs)
            {
                best = Math.Max(best, left.LikenessTo(right));
            }
        }
        return vowelless ? Math.Min(best, VowellessMax) : best;
    }

    /// <summary>Consonants alone never prove more than this.</summary>
    const double VowellessMax = 0.95;
}
