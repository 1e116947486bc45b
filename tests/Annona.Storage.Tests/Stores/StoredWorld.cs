using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.People;
using Annona.PublicRecord;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Storage.Tests.Stores;

/// <summary>
/// An operation on any store, with real keys and one officer. Its root key is the same for every one.
/// </summary>
public sealed class StoredWorld
{
    static readonly Guid Id = new("0198c0de-0000-7000-8000-00000000000d");
    static readonly Actor Officer = new(new(new("0199aaaa-0000-7000-8000-000000000003")));

    readonly KeyRing ring;

    public StoredWorld(IJournalStore store)
    {
        Store = store;
        using var root = RootKey.FromBytes(new byte[RootKey.Length]);
        if (store.FindNote("keyring") is { } kept)
        {
            ring = KeyRing.Open(kept, root);
        }
        else
        {
            ring = KeyRing.Create(Operation.OriginOf(Id), root);
            store.KeepNote("keyring", ring.ToBytes());
        }
        Operation = Operation.Open(
            Id,
            new(store, ring.Parts, ring.Signers, TimeProvider.System)
            {
                Verifiers = [.. ring.VerifierKeys.Select(NoteVerifiers.For)],
                Reads = new MemoryReads(),
            },
            Opening.PersonalParts);
        if (Operation.Now.Position == 0)
            Accepted(new EnrolOfficer(Officer.Officer, Roles.All, [1], "First Officer") { Intent = Guid.NewGuid() });
    }

    public IJournalStore Store { get; }

    public Operation Operation { get; }

    public IEnumerable<string> Names => Operation.Now.Parties.All.Select(party => party.Name);

    public void Record(params IEnumerable<string> names)
    {
        foreach (var name in names)
            Accepted(Party(name));
    }

    public static AddParty Party(string name) => new(PartyKind.Other, name, [], []) { Intent = Guid.NewGuid() };

    public void Archive(string text) => Accepted(
        new ArchiveSource(Encoding.UTF8.GetBytes(text), text, "text/plain", PlainTextDocument.Normaliser,
            new(new("Daily", null)))
        {
            Intent = Guid.NewGuid(),
        });

    public string Document(int source) => Encoding.UTF8.GetString(
        Answer(new ReadDocument(Operation.Now.PublicRecord.Sources.All[source].Archived.Bytes))!);

    public TAnswer Answer<TAnswer>(Question<TAnswer> question) =>
        Operation.Answer(question, Officer, CancellationToken.None);

    /// <summary>Verifies what the store has now, as an auditor with the public keys would.</summary>
    public Verification Verify(params IReadOnlyList<string> against) => Verify(Store, against);

    public Verification Verify(IJournalStore store, IReadOnlyList<string> against)
    {
        var verifier = new JournalVerifier(
            Operation.OriginOf(Id), [.. ring.VerifierKeys.Select(NoteVerifiers.For)])
        {
            PersonsWithKeys = store.SubjectKeys().Select(key => key.Subject),
        };
        return verifier.Verify(store.Read(1), store.Checkpoints(), against);
    }

    /// <summary>Asks for all of these in one batch.</summary>
    public IReadOnlyList<Decision> Decide(IReadOnlyList<Request> requests)
    {
        var decided = requests.Select(ask => Operation.Record(ask, Officer, CancellationToken.None)).ToList();
        Operation.DecideWaiting();
        return [.. decided.Select(waiting => waiting.GetAwaiter().GetResult())];
    }

    /// <summary>A request to register a person with a whole name.</summary>
    public static Request Asking(string name) => new RegisterPerson(
        null, PersonFacts.None, new() { Name = [new(NameRole.Whole, name)] })
    {
        Intent = Guid.NewGuid(),
    };

    /// <summary>Registers all of these in one batch.</summary>
    public IEnumerable<Guid> Registered(IReadOnlyList<Request> asks) => Decide(asks)
        .Select(decided => ((Decision.Accepted)decided).Events.OfType<PersonRegistered>().Single().Person.Value);

    /// <summary>Registers a person with a whole name.</summary>
    public Guid Register(string name)
    {
        var details = new PersonalDetails { Name = [new(NameRole.Whole, name)] };
        var ask = new RegisterPerson(null, PersonFacts.None, details) { Intent = Guid.NewGuid() };
        return Assert.IsType<Decision.Accepted>(Ask(ask)).Events.OfType<PersonRegistered>().Single().Person.Value;
    }

    public void Erase(params IEnumerable<Guid> persons) => Accepted(new ErasePersons(
        [.. persons.Select(person => new Id<Person>(person))], ErasureGround.ConsentWithdrawn, "asked-at-desk")
    {
        Intent = Guid.NewGuid(),
    });

    /// <summary>Asks for something to be recorded, and hands back whatever was decided.</summary>
    public Decision Ask(Request request)
    {
        var decided = Operation.Record(request, Officer, CancellationToken.None);
        Operation.DecideWaiting();
        return decided.GetAwaiter().GetResult();
    }

    void Accepted(Request request) => Assert.IsType<Decision.Accepted>(Ask(request));
}
