using Annona.Journal;

namespace Annona.People;

/// <summary>On what ground a household's data are kept, as recorded.</summary>
/// <param name="Purpose">For what.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="On">The day, local.</param>
public sealed record LegalGround(string Purpose, string Basis, DateOnly On);

/// <summary>A household was told what is kept.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="On">The day, local.</param>
public sealed record NoticeTold(string Language, DateOnly On);

/// <summary>
/// Legal bases of households and notices given to them, newest first in a chain for each household. <c>default</c> is
/// not usable; begin with <see cref="New"/>.
/// </summary>
readonly record struct HouseholdGrounds
{
    readonly KeyMap<string> words;
    readonly Rows<GroundRow> rows;

    HouseholdGrounds(KeyMap<string> words, Rows<GroundRow> rows)
    {
        this.words = words;
        this.rows = rows;
    }

    public static HouseholdGrounds New() => new(new(), default);

    /// <summary>Puts a legal basis at the head of a chain.</summary>
    public HouseholdGrounds Add(LegalGround ground, ref int first, Edit edit)
    {
        var row = new GroundRow(
            words.FindOrAdd(ground.Purpose, edit), words.FindOrAdd(ground.Basis, edit), ground.On.DayNumber, first);
        first = rows.Count;
        return new(words, rows.Add(row, edit));
    }

    /// <summary>Puts a notice at the head of a chain.</summary>
    public HouseholdGrounds Add(NoticeTold notice, ref int first, Edit edit)
    {
        var row = new GroundRow(-1, words.FindOrAdd(notice.Language, edit), notice.On.DayNumber, first);
        first = rows.Count;
        return new(words, rows.Add(row, edit));
    }

    /// <summary>What stands in a chain, oldest first.</summary>
    public (IReadOnlyList<LegalGround> Bases, IReadOnlyList<NoticeTold> Notices) Read(int first)
    {
        var (bases, notices) = (new List<LegalGround>(), new List<NoticeTold>());
        for (var at = first; at >= 0; at = rows[at].Next)
            if (rows[at].Purpose < 0)
                notices.Add(new(words[rows[at].Word], DateOnly.FromDayNumber(rows[at].Day)));
            else
                bases.Add(new(
                    words[rows[at].Purpose], words[rows[at].Word], DateOnly.FromDayNumber(rows[at].Day)));
        bases.Reverse();
        notices.Reverse();
        return (bases, notices);
    }

    /// <summary>A purpose of -1 marks a notice, whose word is the language.</summary>
    readonly record struct GroundRow(int Purpose, int Word, int Day, int Next);
}
