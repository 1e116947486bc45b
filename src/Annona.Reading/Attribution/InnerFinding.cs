using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>The attribution inside a quoted document: “NAME stressed that …,” the statement said.</summary>
readonly record struct InnerFinding(TextSpan Source, TextSpan Content, CueClass Class)
{
    public static InnerFinding? In(Finding outer, PlainText text, Lexicon lexicon)
    {
        var quotation = text.QuotationsIn(outer.Content[0]).FirstOrDefault(one =>
            outer.Content[0].Contains(one.Inner) && one.Inner.Length > 0);
        if (quotation.Inner.Length == 0 || !outer.Content[0].Contains(quotation.Inner))
            return null;
        var offset = quotation.Inner.Start;
        var inside = new PlainText(quotation.Inner.In(text.Source), null, lexicon);
        var found = new AttributionFinder(inside, lexicon).All().FirstOrDefault(finding =>
            finding.Pattern is Pattern.ThatClause or Pattern.BareClause or Pattern.Infinitive
                && finding.Source is not null);
        if (found?.Source is not { } source)
            return null;
        var named = inside.SpanOf(source.First, source.Last);
        var content = found.Content[0];
        return new(new(named.Start + offset, named.End + offset), new(content.Start + offset, content.End + offset),
            found.Class);
    }
}
