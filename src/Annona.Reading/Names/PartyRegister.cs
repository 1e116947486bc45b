using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>Parties while they are being collected; ids are given at the end in the order of first mention.</summary>
sealed class PartyRegister
{
    public sealed class Entry(PartyKind kind, string name)
    {
        public PartyKind Kind { get; set; } = kind;
        public string Name { get; set; } = name;
        public string? Role { get; set; }
        public string? Gender { get; set; }
        public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);
        public SortedSet<(int Start, int End)> Mentions { get; } = [];
        public string Id { get; set; } = "";
        public void Mention(TextSpan span) => Mentions.Add((span.Start, span.End));
    }

    readonly List<Entry> entries = [];
    readonly Dictionary<string, Entry> byName = new(StringComparer.Ordinal);

    public IReadOnlyList<Entry> Entries => entries;

    public Entry? Find(string name) => byName.GetValueOrDefault(name);

    public Entry Add(PartyKind kind, string name, TextSpan mention)
    {
        var entry = Find(name);
        if (entry is null)
        {
            entry = new(kind, name);
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

    /// <summary>The entry named inside the span; where several are, the one whose mention starts first.</summary>
    public Entry? NamedIn(TextSpan span) => entries
        .Select(entry => (entry, entry.Mentions.Where(one => span.Start <= one.Start && one.End <= span.End)
            .Select(one => (int?)one.Start).FirstOrDefault()))
        .Where(pair => pair.Item2 is not null).OrderBy(pair => pair.Item2).Select(pair => pair.entry)
        .FirstOrDefault();

    /// <summary>The entry whose mention inside the span ends at the offset; null for none.</summary>
    public Entry? EndingIn(TextSpan span, int end) => entries.FirstOrDefault(entry => entry.Mentions
        .Any(one => span.Start <= one.Start && one.End <= end && one.End + 1 >= end));

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
