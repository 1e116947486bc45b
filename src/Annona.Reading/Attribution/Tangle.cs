using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>
/// Sorts out findings of one sentence that lie in each other: one that is nearly all that the other says is told
/// through it, one put beside the other by a conjunction ends it, and any other is part of what is said.
/// </summary>
sealed class Tangle(PlainText text)
{
    // "that yesterday NAME promised": what is told through another begins where the other's content does.
    const int LeadTokensMax = 4;

    /// <summary>Findings in the order of their cues, in and out.</summary>
    public List<Finding> Untie(List<Finding> found)
    {
        var kept = new List<Finding>();
        foreach (var finding in found)
        {
            var inner = kept.FindLastIndex(other => Tells(finding, other));
            if (inner >= 0)
            {
                kept[inner] = Told(kept[inner], finding);
                continue;
            }
            var start = StartOf(finding, kept);
            var holder = kept.FindIndex(other => other.Content.Any(part => part.Start <= start && start < part.End));
            if (holder < 0)
                kept.Add(finding);
            else if (CutBefore(kept[holder], start) is { } cut)
            {
                kept[holder] = kept[holder] with { Content = cut };
                kept.Add(finding);
            }
            else if (Tells(kept[holder], finding))
                kept[holder] = Told(finding, kept[holder]);
        }
        return kept;
    }

    int StartOf(Finding finding, List<Finding> kept) =>
        text.Tokens[finding.Source is { } source && source.First < finding.Cue.First
            && kept.All(other => other.Source != source) ? source.First : finding.Cue.First].Start;

    bool Tells(Finding outer, Finding inner)
    {
        if (outer.Class is not (CueClass.Say or CueClass.Add or CueClass.Tell or CueClass.Announce)
            || inner.Class is not (CueClass.Say or CueClass.Tell or CueClass.Announce or CueClass.Promise
                or CueClass.Agree or CueClass.Offer or CueClass.Refuse or CueClass.Deny)
            || outer.IsCueNegated || outer.Content.Count > 1 || inner.Source is not { } source
            || inner.Source == outer.Source || inner.Sentence != outer.Sentence)
            return false;
        var content = outer.Content[0];
        var first = text.TokenFrom(content.Start);
        return content.Contains(text.SpanOf(source.First, source.Last))
            && content.Contains(text.SpanOf(inner.Cue.First, inner.Cue.Last))
            && source.First - first <= LeadTokensMax && inner.Content[0].Start < content.End
            && inner.Content[0].Start >= content.Start && Clipped(inner, content).Count > 0;
    }

    static Finding Told(Finding inner, Finding outer) => inner with
    {
        Within = inner.Within is { } between ? Told(between, outer) : outer,
        Content = Clipped(inner, outer.Content[0]),
    };

    static List<TextSpan> Clipped(Finding inner, TextSpan within) => [.. inner.Content
        .Where(part => part.Start < within.End)
        .Select(part => part with { End = Math.Min(part.End, within.End) }).Where(part => part.Length > 0)];

    List<TextSpan>? CutBefore(Finding holder, int start)
    {
        var token = text.TokenFrom(start) - 1;
        if (token <= 0 || !IsJoint(token) || (holder.Class is CueClass.Promise && !IsTurn(token)))
            return null;
        while (token > 0 && IsJoint(token))
            token--;
        var parts = holder.Content.Where(part => part.Start < text.Tokens[token].End)
            .Select(part => part with { End = Math.Min(part.End, text.Tokens[token].End) }).ToList();
        return parts.Count > 0 && parts.All(part => part.Length > 0) ? parts : null;
    }

    bool IsJoint(int token) => text.Tokens[token].Lower is "and" or "but" or "while" or "," or ";" or "who" or "which"
        or "though";

    // "promised that they could stay, but critics say": the others begin where the sentence turns.
    bool IsTurn(int token) => text.Tokens[token].Lower is "but" or "while" or "though" or ";";
}
