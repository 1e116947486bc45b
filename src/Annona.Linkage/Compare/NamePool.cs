using Annona.Linkage.Names;

namespace Annona.Linkage.Compare;

/// <summary>
/// All different spellings of one name part, each normalised once, with how often its sound and its skeleton occur.
/// Id 0 is the missing name.
/// </summary>
sealed class NamePool
{
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> soundCounts = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> skeletonCounts = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> skeletonIds = new(StringComparer.Ordinal);
    readonly List<NameForm> forms = [NameForm.Missing];
    readonly List<int> skeletonOf = [0];

    /// <summary>How many records state this part.</summary>
    public int Stated { get; private set; }

    public NameForm this[int id] => forms[id];

    /// <summary>A number for the skeleton of a name; 0 for the missing name.</summary>
    public int SkeletonOf(int id) => skeletonOf[id];

    /// <summary>The id of a spelling, counted once more as used by a record.</summary>
    public int Use(string? name)
    {
        var id = IdOf(name);
        if (id > 0)
        {
            Stated++;
            Increase(soundCounts, forms[id].Sound);
            Increase(skeletonCounts, forms[id].Skeleton);
        }
        return id;
    }

    /// <summary>The id of a spelling without counting it: somebody only asks about it.</summary>
    public int IdOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return 0;
        }
        if (ids.TryGetValue(name, out var id))
        {
            return id;
        }
        var form = NameNormalizer.Normalize(name);
        id = form.IsMissing ? 0 : forms.Count;
        if (id > 0)
        {
            forms.Add(form);
            skeletonOf.Add(NumberOf(form.Skeleton));
        }
        ids.Add(name, id);
        return id;
    }

    /// <summary>The share of records with a name that sounds like this one, 0..1.</summary>
    public double SoundShare(int id) => Share(soundCounts, forms[id].Sound);

    /// <summary>The share of records with the skeleton of this name, 0..1.</summary>
    public double SkeletonShare(int id) => Share(skeletonCounts, forms[id].Skeleton);

    int NumberOf(string skeleton)
    {
        if (!skeletonIds.TryGetValue(skeleton, out var number))
        {
            number = skeletonIds.Count + 1;
            skeletonIds.Add(skeleton, number);
        }
        return number;
    }

    double Share(Dictionary<string, int> counts, string text) => (counts.GetValueOrDefault(text) + 1.0) / (Stated + 2.0);

    static void Increase(Dictionary<string, int> counts, string text) =>
        counts[text] = counts.GetValueOrDefault(text) + 1;
}
