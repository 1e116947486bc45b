using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>What an officer accepts of a newer version.</summary>
[Flags]
enum Accepted
{
    Nothing = 0,
    New = 1,
    Changed = 2,
    Gone = 4,
    All = New | Changed | Gone,
}

/// <summary>What was asked of an import.</summary>
sealed record ImportOptions
{
    public required Id<Party> Owner { get; init; }

    public required DateOnly AsOf { get; init; }

    public required string Basis { get; init; }

    public required string List { get; init; }

    public required string Purpose { get; init; }

    public required string ErrorFile { get; init; }

    public bool DryRun { get; init; }

    public bool SkipBadRows { get; init; }

    public Accepted Accept { get; init; }

    public IReadOnlySet<int> AcceptRows { get; init; } = new HashSet<int>();

    /// <summary>Codes of persons of whom it is accepted singly that they are gone.</summary>
    public IReadOnlyList<string> AcceptGone { get; init; } = [];

    public bool IdsAreStable { get; init; }

    public bool AnotherList { get; init; }

    /// <summary>Where old and new values are written, or null.</summary>
    public string? Changes { get; init; }

    /// <summary>Who judges the changes; there is one if there is a file for them.</summary>
    public string? Recipient { get; init; }

    public LegalGround? LegalBasis { get; init; }

    public NoticeTold? Notice { get; init; }

    public bool Synthetic { get; init; }

    public bool AcceptsAnything => Accept != Accepted.Nothing || AcceptRows.Count > 0 || AcceptGone.Count > 0;
}
