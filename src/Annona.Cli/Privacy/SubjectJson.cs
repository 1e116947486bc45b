using Annona.Cli.Aid;
using Annona.Cli.Duplicates;
using Annona.Cli.People;
using Annona.People;
using Annona.Privacy;

namespace Annona.Cli.Privacy;

/// <summary>A subject report as <c>--json</c> prints it.</summary>
static class SubjectJson
{
    public static object Of(SubjectReport report) => new
    {
        person = report.Code,
        records = report.Records.Select(record => new
        {
            id = record.Shown.Code,
            synthetic = record.Shown.Synthetic,
            erasedBy = record.ErasedBy,
            hold = record.Hold is { } hold ? new { reason = hold.Reason, until = hold.Until } : null,
            objectedOn = record.Shown.ObjectedOn,
            leftOn = record.Shown.LeftOn,
            fields = record.Fields.Select(field => new
            {
                field = field.Field, value = field.Value, stands = field.Stands, from = field.From,
                entry = field.Entry, at = field.At,
            }),
        }),
        households = report.Households.Select(PeopleJsonText.Of),
        aid = report.Aid.Select(HelpDeskCommands.Json),
        pairs = report.Pairs.Select(pair => new
        {
            id = pair.Code, one = pair.Left.Code, other = pair.Right.Code,
            verdict = ReviewCommands.Said(pair.Verdict), merged = pair.Merged,
        }),
        disclosures = report.Disclosures.Select(one => new
        {
            at = one.At, recipient = one.Recipient, purpose = one.Purpose, basis = one.Basis,
            fields = FieldWords.Text(one.Fields), whom = one.Whom, sure = one.IsSure,
        }),
        reads = report.Reads.Select(ReadsCommands.Json),
        mentions = report.Mentions.Select(mention => new { where = mention.Where, times = mention.Times }),
        sealedCases = report.SealedCases,
        entries = report.Entries.Select(entry => new
        {
            entry = entry.Position, at = entry.At, kind = entry.Kind, officer = entry.Officer,
            sealedPart = entry.HasDetails,
        }),
    };
}
