using System.Text.Json.Serialization;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>What was said in public, with its documents.</summary>
/// <param name="Sources">Archived documents.</param>
/// <param name="Statements">Who said what.</param>
/// <param name="Promises">What was promised, and what two officers signed about it.</param>
/// <param name="Figures">Stated numbers.</param>
public sealed record PublicRecordRegister(
    SourceRegister Sources, StatementRegister Statements, PromiseRegister Promises, FigureRegister Figures)
    : IRegister<PublicRecordRegister>
{
    /// <summary>Nothing on record.</summary>
    public static PublicRecordRegister Empty { get; } = new(
        SourceRegister.Empty, StatementRegister.Empty, PromiseRegister.Empty, FigureRegister.Empty);

    /// <summary>The promise's text as it may be shown: words that its source hides are blocks.</summary>
    public string TextOf(PromiseRow promise) => TermsOf(promise).Text;

    /// <summary>The promise's terms as they may be shown, with all rule versions.</summary>
    public PromiseTerms TermsOf(PromiseRow promise)
    {
        var terms = promise.Terms with { Rules = promise.Rules };
        return Sources.Find(terms.Source) is { Masks.IsEmpty: false } source
            ? new Masking(source, Statements).Terms(terms)
            : terms;
    }

    /// <summary>The figure's terms as they may be shown.</summary>
    public FigureTerms TermsOf(FigureRow figure) =>
        Sources.Find(figure.Terms.Source) is { Masks.IsEmpty: false } source
            ? new Masking(source, Statements).Terms(figure.Terms)
            : figure.Terms;

    /// <inheritdoc/>
    public PublicRecordRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        SourceArchived or SourceWithdrawn or PassageMasked or PassagesErased =>
            this with { Sources = Sources.After(recorded, edit) },
        StatementsProposed or StatementsConfirmed or StatementCorrected or StatementRejected =>
            this with { Statements = Statements.After(recorded, edit) },
        FigureRecorded => this with { Figures = Figures.After(recorded, edit) },
        PromiseRecorded or PromiseLinked or PromiseRevised or VerdictProposed or VerdictConfirmed
            or VerdictRevocationProposed or VerdictRevoked =>
            this with { Promises = Promises.After(recorded, edit) },
        _ => this,
    };
}

/// <summary>Stored forms of this room.</summary>
public static class PublicRecordForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredForm> All { get; } =
    [
        new("source.archived", 1, PublicRecordJson.Default.SourceArchived),
        new("source.withdrawn", 1, PublicRecordJson.Default.SourceWithdrawn),
        new("source.passage-masked", 1, PublicRecordJson.Default.PassageMasked),
        new("source.passages-erased", 1, PublicRecordJson.Default.PassagesErased),
        new("statement.proposed", 1, PublicRecordJson.Default.StatementsProposed),
        new("statement.confirmed", 1, PublicRecordJson.Default.StatementsConfirmed),
        new("statement.corrected", 1, PublicRecordJson.Default.StatementCorrected),
        new("statement.rejected", 1, PublicRecordJson.Default.StatementRejected),
        new("promise.recorded", 1, PublicRecordJson.Default.PromiseRecorded),
        new("promise.linked", 1, PublicRecordJson.Default.PromiseLinked),
        new("promise.revised", 1, PublicRecordJson.Default.PromiseRevised),
        new("promise.verdict-proposed", 1, PublicRecordJson.Default.VerdictProposed),
        new("promise.verdict-confirmed", 1, PublicRecordJson.Default.VerdictConfirmed),
        new("promise.verdict-revocation-proposed", 1, PublicRecordJson.Default.VerdictRevocationProposed),
        new("promise.verdict-revoked", 1, PublicRecordJson.Default.VerdictRevoked),
        new("figure.recorded", 1, PublicRecordJson.Default.FigureRecorded),
    ];
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = [typeof(HashJsonConverter)])]
[JsonSerializable(typeof(SourceArchived))]
[JsonSerializable(typeof(SourceWithdrawn))]
[JsonSerializable(typeof(PassageMasked))]
[JsonSerializable(typeof(PassagesErased))]
[JsonSerializable(typeof(StatementsProposed))]
[JsonSerializable(typeof(StatementsConfirmed))]
[JsonSerializable(typeof(StatementCorrected))]
[JsonSerializable(typeof(StatementRejected))]
[JsonSerializable(typeof(PromiseRecorded))]
[JsonSerializable(typeof(PromiseLinked))]
[JsonSerializable(typeof(PromiseRevised))]
[JsonSerializable(typeof(VerdictProposed))]
[JsonSerializable(typeof(VerdictConfirmed))]
[JsonSerializable(typeof(VerdictRevocationProposed))]
[JsonSerializable(typeof(VerdictRevoked))]
[JsonSerializable(typeof(FigureRecorded))]
sealed partial class PublicRecordJson : JsonSerializerContext;
