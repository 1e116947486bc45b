using System.Globalization;
using Annona.Journal;

namespace Annona.Storage.Tests.Golden;

/// <summary>
/// What the folds of this version make of the journals of every release. Snapshots are read only by the fold version
/// that wrote them: a fold that makes something else of old entries needs a new number in <c>Registers.Sections</c>.
/// </summary>
public sealed class GoldenStateTests
{
    const string WriteAgain = "ANNONA_WRITE_DOCS";

    public static TheoryData<string> Releases => [.. GoldenJournal.Releases];

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_fold_that_makes_another_state_of_old_entries_has_another_version(string release)
    {
        var path = Path.Combine(GoldenJournal.Folder, release, "state.txt");
        var known = File.Exists(path) ? Read(File.ReadAllLines(path)) : [];
        var now = States(release);

        var changed = now.Keys.Where(name => known.TryGetValue(name, out var kept)
            && kept.Version == now[name].Version && kept.State != now[name].State);

        Assert.True(!changed.Any(),
            $"The state of {string.Join(", ", changed)} changed and its fold version did not: raise the version in "
            + $"Registers.Sections, then run these tests once with {WriteAgain}=1.");
        if (Environment.GetEnvironmentVariable(WriteAgain) == "1")
            File.WriteAllLines(path, now.Select(state => Line(state.Key, state.Value)));
        Assert.Equal(now.Select(state => Line(state.Key, state.Value)), File.ReadAllLines(path));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void What_a_snapshot_without_names_keeps_is_what_folding_without_names_makes(string release)
    {
        using var golden = GoldenJournal.Of(release);
        var stripped = Snapshot.StateOf(golden.Operation.Now, Opening.OpenParts).ToList();

        var folded = Snapshot.StateOf(golden.Open(Opening.OpenParts).Now, Opening.OpenParts);

        Assert.Equal(folded.Select(pair => (pair.Section.Name, pair.State)),
            stripped.Select(pair => (pair.Section.Name, pair.State)));
    }

    static Dictionary<string, (int Version, string State)> States(string release)
    {
        using var golden = GoldenJournal.Of(release);
        return Snapshot.StateOf(golden.Operation.Now, Opening.PersonalParts)
            .ToDictionary(pair => pair.Section.Name, pair => (pair.Section.FoldVersion, pair.State.ToString()));
    }

    static Dictionary<string, (int Version, string State)> Read(string[] lines) => lines
        .Select(line => line.Split(' '))
        .ToDictionary(words => words[0], words => (int.Parse(words[1], CultureInfo.InvariantCulture), words[2]));

    static string Line(string name, (int Version, string State) fold) => $"{name} {fold.Version} {fold.State}";
}
