using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>Parties while they are being collected; ids are given at the end in the order of first mention.</summary>
sealed class PartyRegister
{
    public sealed class Entry(PartyRegister register, PartyKind kind, string name)
    {
        public PartyKind Kind { get; set; } = kind;
        public string Name { get; set; } = name;
        public string? Role { get; set; }
        public string? Gender { get; set; }
        public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);
        public SortedSet<(int Start, int End)> Mentions { get; } = [];
        public string Id { get; set; } = "";
        public int Number { get; init; }

        public void Mention(TextSpan span)
        {
            if (Mentions.Add((span.Start, span.End)))
                register.byPlace.Add((span.Start, span.End, Number));
        }

        /// <summary>Whether a mention of this party holds the span.</summary>
        public bool Covers(TextSpan span)
        {
            // Mentions of one party do not lie in each other, so the last one before the span decides.
            foreach (var one in Mentions.GetViewBetween((0, 0), (span.Start, int.MaxValue)).Reverse())
                return span.End <= one.End;
            return false;
        }
    }

    // A mention is a name with its office at most.
    const int MentionLengthMax = 300;

    readonly List<Entry> entries = [];
    readonly Dictionary<string, Entry> byName = new(StringComparer.Ordinal);
    readonly SortedSet<(int Start, int End, int Number)> byPlace = [];

    public IReadOnlyList<Entry> Entries => entries;

    public Entry? Find(string name) => byName.GetValueOrDefault(name);

    public Entry Add(PartyKind kind, string name, TextSpan mention)
    {
        var entry = Find(name);
        if (entry is null)
        {
            entry = new(this, kind, name) { Number = entries.Count };
            entries.Add(entry);
            Call(entry, name);
        }
        if (entry.Kind == PartyKind.Unknown)
            entry.Kind = kind;
        entry.Mention(mention);
        return entry;
    }

    /// <summary>Gives the entry another name; the first owner of a name keeps it.</summary>
    public void Call(Entry entry, string name)
    {
        if (name != entry.Name)
            entry.Aliases.Add(name);
        byName.TryAdd(name, entry);
        var surname = name[(name.LastIndexOf(' ') + 1)..];
        if (entry.Kind == PartyKind.Person && surname.Length > 2)
        {
            byName.TryAdd(surname, entry);
            if (surname != entry.Name)
                entry.Aliases.Add(surname);
        }
    }

    /// <summary>Entries named inside the span, in the order of their mentions; one may come several times.</summary>
    public IEnumerable<Entry> AllNamedIn(TextSpan span) => byPlace
        .GetViewBetween((span.Start, 0, 0), (span.End, 0, 0)).Where(one => one.End <= span.End)
        .Select(one => entries[one.Number]);

    /// <summary>The entry named inside the span; where several are, the one whose mention starts first.</summary>
    public Entry? NamedIn(TextSpan span) => byPlace
        .GetViewBetween((span.Start, 0, 0), (span.End, 0, 0)).Where(one => one.End <= span.End)
        .GroupBy(one => one.Start).Select(group => entries[group.Min(one => one.Number)]).FirstOrDefault();

    /// <summary>Whether anybody's mention overlaps the span.</summary>
    public bool IsNamedAt(TextSpan span) => byPlace
        .GetViewBetween((Math.Max(0, span.Start - MentionLengthMax), 0, 0), (span.End, 0, 0))
        .Any(one => one.Start < span.End && span.Start < one.End);

    /// <summary>The entry whose mention inside the span ends at the offset; null for none.</summary>
    public Entry? EndingIn(TextSpan span, int end) => byPlace.GetViewBetween((span.Start, 0, 0), (end, 0, 0))
        .Where(one => one.End <= end && one.End + 1 >= end).Select(one => entries[one.Number]).FirstOrDefault();

    public IReadOnlyList<Party> Numbered()
    {
        var ordered = entries.Where(entry => entry.Mentions.Count > 0).OrderBy(entry => entry.Mentions.Min).ToList();
        for (var i = 0; i < ordered.Count; i++)
            ordered[i].Id = $"p{i + 1}";
        return ordered.ConvertAll(entry => new Party(entry.Id, entry.Kind, entry.Name, entry.Role,
            [.. entry.Aliases.Order(StringComparer.Ordinal)],
            [.. entry.Mentions.Select(one => new TextSpan(one.Start, one.End))]));
    }
}
