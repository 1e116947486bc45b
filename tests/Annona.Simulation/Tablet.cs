using System.Collections.Immutable;
using Annona.Aid;
using Annona.Journal;
using Annona.People;
using Annona.Values;
using KnownEdits = System.Collections.Immutable.ImmutableDictionary<
    (Annona.Simulation.FormKind Field, int Family), System.Collections.Immutable.ImmutableArray<System.Guid>>;

namespace Annona.Simulation;

/// <summary>How a device's clock goes.</summary>
enum ClockKind
{
    Right,
    YearsAhead,
    YearsBehind,
    Stuck,
    Back,
}

/// <summary>
/// A device: its durable journal, images of it, a clock of its own, and workers who save forms twice.
/// </summary>
sealed class Tablet(Chance chance, Mutant mutant)
{
    readonly byte[] key = chance.Id().ToByteArray();
    readonly List<(DeviceJournal Journal, KnownEdits Known)> images = [];

    /// <summary>Edits of each field that the worker has on the screen: the next one replaces them.</summary>
    KnownEdits known = KnownEdits.Empty;

    DateTimeOffset stuckAt = Scene.Start;

    public DeviceJournal Journal { get; set; } = new(Scene.OperationId, chance.Id());

    /// <summary>Of enrolments that ended; what they still have is sent all the same.</summary>
    public List<DeviceJournal> Before { get; } = [];

    public List<Written> Wrote { get; } = [];

    public ClockKind ClockKind { get; set; } = (ClockKind)chance.Below(5);

    public byte[] Key => key;

    public IEnumerable<DeviceJournal> Journals => Before.Append(Journal);

    DateTimeOffset Clock(DateTimeOffset now) => ClockKind switch
    {
        ClockKind.YearsAhead => now.AddYears(3),
        ClockKind.YearsBehind => now.AddYears(-20),
        ClockKind.Stuck => stuckAt,
        ClockKind.Back => now.AddMinutes(-chance.Below(600)),
        _ => now,
    };

    public void SetStuck(DateTimeOffset at) => stuckAt = at;

    /// <summary>Saves a form; twice is once.</summary>
    public void Save(Form form, Guid officer, DateTimeOffset now, bool isRetry = false)
    {
        var written = isRetry && mutant == Mutant.NewFormOnRetry ? form with { Id = chance.Id() } : form;
        var bases = form.Edits is { } field ? known.GetValueOrDefault(field, []) : [];
        var before = Journal;
        Journal = Journal.Record(
            StoredForms.Write(FactOf(written), Ids.From(written.Id, "intent"), officer), bases, Clock(now),
            new(CheapSealer.Instance, new CheapEnvelopes(key), _ => null));
        if (Journal.Sequence == before.Sequence)
            return;
        var id = SignedEnvelope.ShortOf(Journal.Last);
        if (form.Edits is { } edited)
            known = known.SetItem(edited, [id]);
        Wrote.Add(new(
            form, officer, bases, Journal.Device, Journal.Sequence, id,
            before.Sequence == 0 ? Guid.Empty : SignedEnvelope.ShortOf(before.Last), Journal.Clock, Journal.Seen.Size));
    }

    /// <summary>Learns what others wrote in a field and nobody replaced.</summary>
    public void Learn((FormKind Field, int Family) field, IEnumerable<Guid> edits) =>
        known = known.SetItem(field, [.. known.GetValueOrDefault(field, []).Union(edits)]);

    public void KeepImage() => images.Add((Journal, known));

    /// <summary>Goes on from an image. False: there is none of this enrolment.</summary>
    public bool Restore()
    {
        if (images.Count == 0)
            return false;
        var at = chance.Below(images.Count);
        (Journal, known) = images[at];
        images.RemoveRange(at + 1, images.Count - at - 1);
        return true;
    }

    /// <summary>Goes on under a new name; what the old one has left is still sent.</summary>
    public void EnrolAnew()
    {
        Before.Add(Journal);
        images.Clear();
        Journal = new(Scene.OperationId, chance.Id());
    }

    public void Change(Guid device, Func<DeviceJournal, DeviceJournal> change)
    {
        if (Journal.Device == device)
            Journal = change(Journal);
        for (var at = 0; at < Before.Count; at++)
            if (Before[at].Device == device)
                Before[at] = change(Before[at]);
    }

    /// <summary>By <see cref="Form.Evidence"/>.</summary>
    static IReadOnlyList<string> Reasons { get; } = ["estimate", "asked", "document-seen"];

    static Event FactOf(Form form) => form.Kind switch
    {
        FormKind.Handover => new AidGiven(
            new(Ids.From(form.Id, "handover")), Scene.Shared.Day.Id, new(Scene.Shared.Families[form.Family]),
            [new(new(Scene.Parcel, form.Number))], Scene.Monday)
        {
            From = Scene.Shared.Day.Plan.Stock, To = Scene.Shared.Given, Where = RecordedWhere.Field, PeopleThen = 1,
        },
        FormKind.Person => new PersonRegistered(
            new(Ids.From(form.Id, "person")), new(Ids.From(form.Id, "home")), new() { BirthYear = 1990 })
        {
            Personal = [new(Ids.From(form.Id, "person"), Scene.Named("Newcomer"))],
        },
        FormKind.Birth => new PersonChanged(
            new(Scene.Shared.Persons[form.Family]), PersonFields.BirthYear, new() { BirthYear = (short)form.Number },
            Reasons[form.Evidence]),
        FormKind.Move => new PersonChanged(
            new(Scene.Shared.Persons[form.Family]), PersonFields.Household, PersonFacts.None, Reasons[form.Evidence])
        {
            Household = new(Scene.Shared.Families[form.Number]),
        },
        FormKind.OfNobody => new PersonChanged(
            new(Ids.From(form.Id, "nobody")), PersonFields.BirthYear, new() { BirthYear = 1980 }, "asked"),
        _ => new PersonObjected(new(Scene.Shared.Persons[form.Family]), Scene.Monday, Withdrawn: true),
    };
}
