using Annona.Exchange;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>Puts the observations and the signed verdicts of one layer on record.</summary>
sealed class ObservationLayer(Story story, RecordLayer layer)
{
    readonly List<Id<Observation>> seen = [];

    public void Record()
    {
        foreach (var entry in layer.File.Observations)
            Add(entry);
        foreach (var verdict in layer.File.Verdicts)
            Sign(verdict);
    }

    void Add(ObservationEntry entry)
    {
        var ask = new RecordObservation(Seen(entry), story.Date(entry.On))
        {
            Intent = Shell.Desk.NewIntent(),
            Place = RecordLayer.Null(entry.At, layer.Place),
            Source = RecordLayer.Null(entry.Source, layer.Source),
            Observer = entry.Sensitive ? null : RecordLayer.Null(entry.By, layer.Party),
            Promises = [.. entry.Bears.Select(bears => new PromiseBearing(
                layer.Promise(bears.Promise), bears.Bearing, bears.Scope))],
            Text = entry.Text,
            Referred = entry.ReferredTo is { } to ? new(layer.Party(to), story.Date(entry.On)) : null,
        };
        layer.Recorded(ask);
        var id = new Id<Observation>(Ids.From(ask.Intent, "observation"));
        seen.Add(id);
        if (entry.Answer is { } answer)
            layer.Recorded(new AnswerComplaint(id, story.Date(entry.AnsweredOn!), answer, ToldComplainant: true)
            {
                Intent = Shell.Desk.NewIntent(),
            });
    }

    Sighting Seen(ObservationEntry entry) => entry.Kind switch
    {
        "visit" => new Visit(RecordLayer.Null(entry.By, layer.Party), entry.Findings),
        "works" => new Works(entry.What ?? "", entry.Stage, entry.Percent),
        "delivered" => new DeliveredByOthers(
            RecordLayer.Null(entry.By, layer.Party), entry.What ?? "", Amount: null, Households: null,
            Stated(entry, entry.People)),
        "passage" => new Passage(
            entry.Counting, Stated(entry, entry.Crossed), Stated(entry, entry.Stopped), Detained: null, Returned: null),
        "arms" => new ArmsHandedIn(
            entry.Class, Stated(entry, entry.Count)!, entry.Counting, RecordLayer.Null(entry.Witness, layer.Party)),
        "dialogue" => new Dialogue([.. entry.Parties.Select(layer.Party)], entry.Findings),
        "incident" when !entry.Sensitive => new Incident(entry.Category),
        "complaint" when !entry.Sensitive => new Complaint(entry.Category, Channel(entry), DueOn: null),
        "incident" or "complaint" => new ReferredCase(),
        _ => throw new InputException(
            "demo.unknown-kind", $"'{entry.Kind}' is not a kind of observation.", "Mend the example."),
    };

    static StatedAmount? Stated(ObservationEntry entry, long? count) => count is not { } number
        ? null
        : entry.Qualifier switch
        {
            Qualifier.MoreThan or Qualifier.AtLeast => new(entry.Qualifier, number, High: null, Commodity: null),
            _ => new(entry.Qualifier, number, number, Commodity: null),
        };

    static ComplaintChannel Channel(ObservationEntry entry) =>
        entry.Channel == "help desk" ? ComplaintChannel.HelpDesk : ComplaintChannel.NotSaid;

    /// <summary>One officer proposes, another signs.</summary>
    void Sign(VerdictEntry entry)
    {
        var anchor = new VerdictAnchor(
            RecordLayer.Null(entry.Source, layer.Source), Statement: null,
            entry.Observation is { } number ? seen[number - 1].Value : null);
        var proposed = layer.Recorded(
            new ProposeVerdict(layer.Promise(entry.Promise), entry.State, anchor, entry.Reason)
            {
                Intent = Shell.Desk.NewIntent(),
                Scope = entry.Scope,
                EffectiveOn = story.DateOrNull(entry.On),
            });
        story.RecordAsSecond(
            new ConfirmVerdict(new(Ids.From(proposed, "verdict"))) { Intent = Shell.Desk.NewIntent() });
    }
}
