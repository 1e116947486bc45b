using Annona.Aid;
using Annona.Journal;
using Annona.People;
using Annona.Values;

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
    readonly List<DeviceJournal> images = [];
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
        var form2 = isRetry && mutant == Mutant.NewIntentOnRetry ? form with { Id = chance.Id() } : form;
        var at = Clock(now);
        var before = Journal.Sequence;
        Journal = Journal.Record(
            StoredForms.Write(FactOf(form2), Ids.From(form2.Id, "intent"), officer), [], at,
            new(CheapSealer.Instance, new CheapEnvelopes(key), _ => null));
        if (Journal.Sequence == before)
            return;
        Wrote.Add(new(
            form, Journal.Device, Journal.Sequence, SignedEnvelope.ShortOf(Journal.Last), at.ToUnixTimeMilliseconds(),
            Journal.Clock, Journal.Seen.Size));
    }

    public void KeepImage() => images.Add(Journal);

    /// <summary>Goes on from an image. False: there is none of this enrolment.</summary>
    public bool Restore()
    {
        if (images.Count == 0)
            return false;
        var at = chance.Below(images.Count);
        Journal = images[at];
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

    static Event FactOf(Form form) => form.Kind switch
    {
        FormKind.Handover => new AidGiven(
            new(Ids.From(form.Id, "handover")), Scene.Shared.Day.Id, new(Scene.Shared.Families[form.Family]),
            [new(new(Scene.Parcel, form.Parcels))], Scene.Monday)
        {
            From = Scene.Shared.Day.Plan.Stock, To = Scene.Shared.Given, Where = RecordedWhere.Field, PeopleThen = 1,
        },
        FormKind.Person => new PersonRegistered(
            new(Ids.From(form.Id, "person")), new(Ids.From(form.Id, "home")), new() { BirthYear = 1990 })
        {
            Personal = [new(Ids.From(form.Id, "person"), Scene.Named("Newcomer"))],
        },
        // Of somebody whose registration was never folded.
        FormKind.Edit => new PersonChanged(
            new(Ids.From(form.Id, "nobody")), PersonFields.BirthYear, new() { BirthYear = 1980 }, "asked"),
        _ => new PersonObjected(new(Scene.Shared.Persons[form.Family]), Scene.Monday, Withdrawn: true),
    };
}
