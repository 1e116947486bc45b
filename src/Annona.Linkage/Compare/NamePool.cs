using Annona.Linkage.Names;

namespace Annona.Linkage.Compare;

/// <summary>
/// All different spellings of one name part, each normalised once, with how often its sound and its skeleton occur.
/// Id 0 is the missing name.
/// </summary>
sealed class NamePool
{
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly List<Spelling> spellings = [new(NameForm.Missing, 0, 0)];
    readonly Counts sounds = new();
    readonly Counts skeletons = new();
    readonly Stack<(string Name, int Known)> asked = new();
    int stated;

    public NameForm this[int id] => spellings[id].Form;

    /// <summary>A number for the skeleton of a name; 0 for the missing name.</summary>
    public int SkeletonOf(int id) => spellings[id].Skeleton;

    /// <summary>The id of a spelling, counted once more as used by a record.</summary>
    public int Use(string? name)
    {
        var id = IdOf(name, sounds.NumberOf, skeletons.NumberOf);
        if (id > 0)
        {
            stated++;
            sounds.Increase(spellings[id].Sound);
            skeletons.Increase(spellings[id].Skeleton);
        }
        return id;
    }

    /// <summary>
    /// The id of a spelling that somebody asks about; <see cref="Forget"/> takes it back if it is new.
    /// </summary>
    public int Ask(string? name)
    {
        var (known, namesBefore) = (spellings.Count, ids.Count);
        var id = IdOf(name, sounds.KnownNumberOf, skeletons.KnownNumberOf);
        if (ids.Count > namesBefore)
        {
            asked.Push((name!, known));
        }
        return id;
    }

    /// <summary>
    /// Takes back what was only asked about, so that searches leave nothing behind in memory.
    /// </summary>
    public void Forget()
    {
        while (asked.TryPop(out var last))
        {
            ids.Remove(last.Name);
            spellings.RemoveRange(last.Known, spellings.Count - last.Known);
        }
    }

    int IdOf(string? name, Func<string, int> soundNumber, Func<string, int> skeletonNumber)
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
        id = form.IsMissing ? 0 : spellings.Count;
        if (id > 0)
        {
            spellings.Add(new(form, soundNumber(form.Sound), skeletonNumber(form.Skeleton)));
        }
        ids.Add(name, id);
        return id;
    }

    /// <summary>The share of records with a name that sounds like this one, 0..1.</summary>
    public double SoundShare(int id) => ShareOf(sounds[spellings[id].Sound]);

    /// <summary>The share of records with the skeleton of this name, 0..1.</summary>
    public double SkeletonShare(int id) => ShareOf(skeletons[spellings[id].Skeleton]);

    /// <summary>Smoothed, so that a name never seen before is rare and not impossible.</summary>
    double ShareOf(int count) => (count + 1.0) / (stated + 2.0);

    readonly record struct Spelling(NameForm Form, int Sound, int Skeleton);

    /// <summary>Texts numbered from 1, and how often each was used.</summary>
    sealed class Counts
    {
        readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        readonly List<int> counts = [0];

        public int this[int number] => counts[number];

        public int NumberOf(string text)
        {
            if (!numbers.TryGetValue(text, out var number))
            {
                number = counts.Count;
                numbers.Add(text, number);
                counts.Add(0);
            }
            return number;
        }

        /// <summary>The number of a text, 0 (never used) when it is new.</summary>
        public int KnownNumberOf(string text) => numbers.GetValueOrDefault(text);

        public void Increase(int number) => counts[number]++;
    }
}
