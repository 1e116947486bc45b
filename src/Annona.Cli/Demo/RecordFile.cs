using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Exchange;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;

namespace Annona.Cli.Demo;

/// <summary>
/// A layer of the worked example as it stands in <c>examples/</c>: what is on record, written so that a person can
/// read and check it. Entries name each other by key. A date is <c>yyyy-MM-dd</c>, or <c>+3</c> for the third day of
/// the story.
/// </summary>
sealed record RecordFile
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public IReadOnlyList<PartyEntry> Parties { get; init; } = [];

    public IReadOnlyList<PlaceEntry> Places { get; init; } = [];

    public IReadOnlyList<GroupEntry> Groups { get; init; } = [];

    public IReadOnlyList<StatementEntry> Statements { get; init; } = [];

    public IReadOnlyList<PromiseEntry> Promises { get; init; } = [];

    public IReadOnlyList<RevisionEntry> Revisions { get; init; } = [];

    public IReadOnlyList<LinkEntry> Links { get; init; } = [];

    public IReadOnlyList<FigureEntry> Figures { get; init; } = [];

    public IReadOnlyList<ObservationEntry> Observations { get; init; } = [];

    public IReadOnlyList<VerdictEntry> Verdicts { get; init; } = [];

    public static RecordFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordFile>(File.ReadAllText(path), Options)!;
        }
        catch (JsonException e)
        {
            throw new InputException(
                "demo.bad-example", $"{path}, line {e.LineNumber + 1}, cannot be read: {e.Message}",
                "Mend the example, or take it again from the repository.");
        }
    }
}

sealed record PartyEntry(string Key, PartyKind Kind, string Name)
{
    /// <summary>Each alone, or with its language: <c>Հայաստան (hy)</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Office { get; init; }

    public string? Of { get; init; }
}

sealed record PlaceEntry(string Key, PlaceLevel Level, string Name)
{
    /// <summary>Each alone, or with its language: <c>Հայաստան (hy)</c>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Each as <c>SYSTEM=CODE</c>.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    public string? In { get; init; }
}

sealed record GroupEntry(string Key, string Name, Coverage Coverage, string Definition)
{
    public string? At { get; init; }
}

/// <summary>
/// A passage that stands in a source's text, found there by its words however the lines are broken. It makes the
/// promise that has its key, if there is one.
/// </summary>
sealed record StatementEntry(string Key, string Source, string Words, StatementKind Kind, string Speaker)
{
    public Force? Force { get; init; }

    /// <summary>What is undertaken, if something is.</summary>
    public PromiseKind? Undertaken { get; init; }

    public bool Negated { get; init; }

    /// <summary>Why the speaker could undertake it for somebody else.</summary>
    public string? OnBehalf { get; init; }

    /// <summary>Between the publishers and the speaker, from the publisher inwards.</summary>
    public IReadOnlyList<LinkOfChain> Via { get; init; } = [];
}

sealed record LinkOfChain(ChainRank Rank, string Name);

sealed record PromiseEntry(string Key, PromiseKind Kind, Force Force, string Text, string Promiser, string Made,
    string Source)
{
    public string? Beneficiary { get; init; }

    public string? Due { get; init; }

    public string? DueText { get; init; }

    public string? Place { get; init; }

    public string? Occasion { get; init; }

    public string? Promised { get; init; }

    public IReadOnlyList<PartEntry> Parts { get; init; } = [];

    public IReadOnlyList<RuleEntry> Rules { get; init; } = [];
}

sealed record PartEntry(string Payer, string? Party, string Amount)
{
    public string? Scope { get; init; }
}

sealed record RuleEntry(string PerPerson, Frequency Frequency, string From, string Eligibility)
{
    public int? Replaces { get; init; }
}

sealed record RevisionEntry(string Promise, RuleEntry Rule, string Source, string Reason);

sealed record LinkEntry(string Promise, PromiseRelation Relation, string To, string? Remark);

sealed record FigureEntry(
    string Key, FigureSubject Subject, string Counted, string Value, CountedIn Unit, CountedOver Over, string Source)
{
    /// <summary>A party's key.</summary>
    public string? Speaker { get; init; }

    public string? Occasion { get; init; }

    public string? Group { get; init; }

    public string? Place { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Definition { get; init; }
}

sealed record ObservationEntry(string Kind, string On)
{
    public string? At { get; init; }

    public string? Source { get; init; }

    public string? By { get; init; }

    public IReadOnlyList<string> Findings { get; init; } = [];

    public IReadOnlyList<string> Parties { get; init; } = [];

    public string? What { get; init; }

    public WorksStage Stage { get; init; }

    public int? Percent { get; init; }

    public Counting Counting { get; init; }

    public long? Crossed { get; init; }

    public long? Stopped { get; init; }

    public ArmsClass Class { get; init; }

    public long Count { get; init; }

    public long? People { get; init; }

    public string? Witness { get; init; }

    /// <summary>What the words say about all numbers of the observation, such as "more than".</summary>
    public Qualifier Qualifier { get; init; }

    public CaseCategory Category { get; init; }

    public bool Sensitive { get; init; }

    public string? Channel { get; init; }

    public string? Text { get; init; }

    public string? Answer { get; init; }

    public string? AnsweredOn { get; init; }

    public string? ReferredTo { get; init; }

    public IReadOnlyList<BearingEntry> Bears { get; init; } = [];
}

sealed record BearingEntry(string Promise, Bearing Bearing, string? Scope);

sealed record VerdictEntry(string Promise, VerdictState State, string Reason)
{
    public string? Scope { get; init; }

    public string? Source { get; init; }

    /// <summary>The first day on which it was so; else the anchor's day.</summary>
    public string? On { get; init; }

    /// <summary>The n-th observation of this file, from 1.</summary>
    public int? Observation { get; init; }
}
