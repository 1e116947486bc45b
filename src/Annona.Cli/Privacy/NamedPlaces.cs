using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Observations;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Reading.Text;
using Annona.Values;

namespace Annona.Cli.Privacy;

/// <summary>
/// Where persons who are being erased are named in sources and cases. It is found before they are erased: after it
/// nobody knows what to look for.
/// </summary>
sealed class NamedPlaces
{
    readonly Desk desk;
    readonly PersonsNamed named;
    readonly Dictionary<Id<Source>, string> texts;

    public NamedPlaces(Desk desk, PersonsNamed named)
    {
        (this.desk, this.named) = (desk, named);
        texts = named.Sources.ToDictionary(
            source => source.Source, source => RecordFinder.Text(desk, RecordFinder.Source(desk, source.Code)));
    }

    /// <summary>What is to be destroyed of sources.</summary>
    public IReadOnlyList<PassagesOf> Passages =>
        [.. named.Sources.Select(source => new PassagesOf(source.Source, texts[source.Source], source.Where))];

    /// <summary>Cases whose words are to be destroyed.</summary>
    public IReadOnlyList<Id<Observation>> Cases => [.. named.Cases.Select(found => found.Case)];

    /// <summary>Tells what became of each place, and for those that are left how they go.</summary>
    public void Print(Decision.Accepted decided, string reason)
    {
        var gone = decided.Events.OfType<PassagesErased>().Select(fact => fact.Source).ToHashSet();
        var hidden = decided.Events.OfType<PassageMasked>().Select(fact => fact.Source).Concat(gone).ToHashSet();
        foreach (var source in named.Sources)
            Print(source, gone.Contains(source.Source), hidden.Contains(source.Source), reason);
        var erased = decided.Events.OfType<CaseTextErased>().Select(fact => fact.Observation).ToHashSet();
        foreach (var found in named.Cases)
            desk.Terminal.Line(erased.Contains(found.Case)
                ? $"The words of {found.Code} named them and are destroyed."
                : $"The words of {found.Code} name them: annona observe erase-text {found.Code} --reason {reason}");
    }

    void Print(NamedInSource source, bool isGone, bool isHidden, string reason)
    {
        var points = new CodePoints(texts[source.Source]);
        foreach (var where in source.Where)
        {
            var (start, end) = where.Part == MaskedPart.Text
                ? (points.At(where.Start), points.At(where.End)) : (where.Start, where.End);
            var place = $"{source.Code} names them in its {Words(where.Part)} from {start} to {end}";
            desk.Terminal.Line(where.Part != MaskedPart.Text
                ? $"{place}: {(isHidden || source.IsHidden ? "hidden" : "shown")}; it stays sealed in the journal."
                : isGone ? $"{place}: destroyed."
                : $"{place}. To destroy it: "
                    + $"annona source mask {source.Code} {start} {end} --destroy --reason {reason}");
        }
        if (source.Statements.Count > 0)
            desk.Terminal.Line($"{string.Join(", ", source.Statements)} quote that: shown as blocks once it is masked, "
                + "and sealed in the journal, which is not rewritten.");
    }

    static string Words(MaskedPart part) => part switch
    {
        MaskedPart.Text => "text",
        MaskedPart.Title => "title",
        _ => "address",
    };
}
