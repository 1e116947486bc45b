using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Journal;
using Annona.Ledger;
using Annona.Observations;
using Annona.Parties;
using Annona.People;
using Annona.Places;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Trace;

namespace Annona;

/// <summary>A fold: what is known after some entries, in order of position. A value never changes.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
public interface IRegister<TSelf>
    where TSelf : IRegister<TSelf>
{
    /// <summary>This register after one more event. It never refuses: what happened, happened.</summary>
    TSelf After(Recorded recorded, Edit edit);
}

/// <summary>All registers of an operation at one position of its journal.</summary>
public sealed record Registers
{
    /// <summary>Position of the last entry folded; 0 before the first.</summary>
    public long Position { get; private init; }

    /// <summary>Requests that were accepted.</summary>
    public IntentRegister Intents { get; private init; } = IntentRegister.New();

    /// <summary>The chains of devices, and when entries were recorded.</summary>
    public ChainTable Chains { get; private init; } = ChainTable.New();

    /// <summary>Who may do what.</summary>
    public AccessRegister Access { get; private init; } = AccessRegister.Empty;

    /// <summary>Who is who.</summary>
    public PartyRegister Parties { get; private init; } = PartyRegister.Empty;

    /// <summary>Places and population groups.</summary>
    public PlaceRegister Places { get; private init; } = PlaceRegister.Empty;

    /// <summary>What was said in public.</summary>
    public PublicRecordRegister PublicRecord { get; private init; } = PublicRecordRegister.Empty;

    /// <summary>Persons, households and the lists that brought them.</summary>
    public PeopleRegister People { get; private init; } = PeopleRegister.New();

    /// <summary>Which records are one.</summary>
    public DuplicateRegister Duplicates { get; private init; } = DuplicateRegister.New();

    /// <summary>Money and goods, pledged, received, moved and given.</summary>
    public LedgerRegister Ledger { get; private init; } = LedgerRegister.New();

    /// <summary>What others report about aid flows, beside our books.</summary>
    public OutsideRegister Outside { get; private init; } = OutsideRegister.Empty;

    /// <summary>What is given to whom.</summary>
    public AidRegister Aid { get; private init; } = AidRegister.New();

    /// <summary>What was seen on the ground.</summary>
    public ObservationRegister Observations { get; private init; } = ObservationRegister.Empty;

    /// <summary>Which documents the entries name.</summary>
    public ArchiveRegister Archive { get; private init; } = ArchiveRegister.Empty;

    /// <summary>How long what is kept.</summary>
    public RetentionRegister Retention { get; private init; } = RetentionRegister.Empty;

    /// <summary>Entries of kinds that this version does not know.</summary>
    public long UnknownKinds { get; private init; }

    /// <summary>Entries that wait for a person to look at; nothing of them is folded.</summary>
    public long Quarantined { get; private init; }

    /// <summary>Who belonged to which household when something was handed over.</summary>
    public ReachRegister Reach { get; private init; } = ReachRegister.Empty;

    /// <summary>When what was counted last.</summary>
    public LastCountRegister LastCounts { get; private init; } = LastCountRegister.Empty;

    /// <summary>What outsiders were told, week by week.</summary>
    public ReleaseRegister Releases { get; private init; } = ReleaseRegister.Empty;

    /// <summary>
    /// Every register with the version of its fold, in an order in which they can be read. A snapshot keeps all of
    /// them; a test compares this list with the properties.
    /// </summary>
    internal static IReadOnlyList<RegisterSection> Sections { get; } =
    [
        new RegisterSection<Tally>("tally", 1, now => now.Counted, (now, read) => now.With(read)),
        new RegisterSection<IntentRegister>("intents", 1, now => now.Intents, (now, it) => now with { Intents = it }),
        new RegisterSection<ChainTable>("chains", 1, now => now.Chains, (now, it) => now with { Chains = it }),
        new RegisterSection<AccessRegister>("access", 1, now => now.Access, (now, it) => now with { Access = it })
        {
            Arrange = (access, opening) => opening == Opening.OpenParts ? access.WithoutNames() : access,
        },
        new RegisterSection<PartyRegister>("parties", 1, now => now.Parties, (now, it) => now with { Parties = it }),
        new RegisterSection<PlaceRegister>("places", 1, now => now.Places, (now, it) => now with { Places = it }),
        new RegisterSection<PublicRecordRegister>(
            "public-record", 4, now => now.PublicRecord, (now, it) => now with { PublicRecord = it }),
        new RegisterSection<PeopleRegister>("people", 3, now => now.People, (now, it) => now with { People = it })
        {
            Arrange = (people, opening) => people.Rearranged(opening),
        },
        new RegisterSection<DuplicateRegister>(
            "duplicates", 2, now => now.Duplicates, (now, it) => now with { Duplicates = it }),
        new RegisterSection<LedgerRegister>("ledger", 1, now => now.Ledger, (now, it) => now with { Ledger = it }),
        new RegisterSection<OutsideRegister>("outside", 1, now => now.Outside, (now, it) => now with { Outside = it }),
        new RegisterSection<AidRegister>("aid", 2, now => now.Aid, (now, it) => now with { Aid = it }),
        new RegisterSection<ObservationRegister>(
            "observations", 3, now => now.Observations, (now, it) => now with { Observations = it })
        {
            Arrange = (seen, opening) => opening == Opening.OpenParts ? seen.WithoutTexts() : seen,
        },
        new RegisterSection<ArchiveRegister>("archive", 2, now => now.Archive, (now, it) => now with { Archive = it }),
        new RegisterSection<RetentionRegister>(
            "retention", 1, now => now.Retention, (now, it) => now with { Retention = it }),
        new RegisterSection<ReachRegister>("reach", 1, now => now.Reach, (now, it) => now with { Reach = it }),
        new RegisterSection<LastCountRegister>(
            "last-counts", 1, now => now.LastCounts, (now, it) => now with { LastCounts = it }),
        new RegisterSection<ReleaseRegister>(
            "releases", 2, now => now.Releases, (now, it) => now with { Releases = it }),
    ];

    Registers()
    {
    }

    Tally Counted => new(Position, UnknownKinds, Quarantined);

    Registers With(Tally tally) => this with
    {
        Position = tally.Position,
        UnknownKinds = tally.UnknownKinds,
        Quarantined = tally.Quarantined,
    };

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static Registers New() => new();

    /// <summary>What the books and counts say against themselves, as sentences; none when all is well.</summary>
    public IReadOnlyList<string> Faults() =>
        Position > 0 && !Access.HasCoordinator
            ? ["No officer may enrol others: the first entries are missing."]
            : [.. Ledger.CheckInvariants().Concat(Mixtures.In(this)).Select(fault => fault.Message)];

    /// <summary>After one more entry.</summary>
    public Registers After(Recorded recorded, Edit edit)
    {
        if (recorded.Sent is { Verdict: not Journal.Verdict.Accepted } sent)
            return Past(recorded, sent.Verdict, edit);
        // First: the others write pages of this draft in place, and what they held before is gone then.
        var releases = Releases.After(recorded, this);
        var after = EachAfter(recorded, edit);
        return after with { Reach = Reach.After(recorded, this, after, edit), Releases = releases };
    }

    /// <summary>
    /// The registers that look at nothing but the entry. A copy, not a new value: that would first make every register
    /// empty, for each of a million entries.
    /// </summary>
    Registers EachAfter(Recorded recorded, Edit edit) => this with
    {
        Position = recorded.Position,
        Intents = Intents.After(recorded, edit),
        Chains = ChainsAfter(recorded, edit),
        Access = Access.After(recorded, edit),
        Parties = Parties.After(recorded, edit),
        Places = Places.After(recorded, edit),
        PublicRecord = PublicRecord.After(recorded, edit),
        People = People.After(recorded, edit),
        Duplicates = Duplicates.After(recorded, edit),
        Ledger = Ledger.After(recorded, edit),
        Outside = Outside.After(recorded, edit),
        Aid = Aid.After(recorded, edit),
        Observations = Observations.After(recorded, edit),
        Archive = Archive.After(recorded, edit),
        Retention = Retention.After(recorded, edit),
        UnknownKinds = UnknownKinds + (recorded.Event is UnknownEvent ? 1 : 0),
        LastCounts = LastCounts.After(recorded, edit),
    };

    /// <summary>
    /// After an entry of a device that is kept but not folded. Goods that left our hands are booked all the same: the
    /// place has less of them, whoever may have to explain it.
    /// </summary>
    Registers Past(Recorded recorded, Journal.Verdict verdict, Edit edit) => this with
    {
        Position = recorded.Position,
        Chains = ChainsAfter(recorded, edit),
        Ledger = verdict.BooksGoods() && recorded.Event is IPosts ? Ledger.After(recorded, edit) : Ledger,
        Quarantined = Quarantined + (verdict.IsQuarantined() ? 1 : 0),
    };

    ChainTable ChainsAfter(Recorded recorded, Edit edit)
    {
        var after = Chains.After(recorded.Position, recorded.RecordedAt, edit);
        return recorded.Sent is { } sent
            ? after.After(sent.Link, sent.Clock, sent.Effective, isFork: sent.Verdict == Journal.Verdict.Forked, edit)
            : after;
    }
}

/// <summary>What is counted of the journal itself.</summary>
sealed record Tally(long Position, long UnknownKinds, long Quarantined);
