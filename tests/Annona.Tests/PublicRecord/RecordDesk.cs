using System.Text;
using Annona.Access;
using Annona.Observations;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.PublicRecord;

/// <summary>
/// An operation with a publisher, two governments, a group and two officers: where tests of the record begin.
/// </summary>
public sealed class RecordDesk
{
    public const string Text =
        "Lusavan, 3 March. The ministry of Ardenia promised to send 40 trucks of flour by Friday.\n"
        + "A spokesperson said the country was ready to receive observers.\n"
        + "Convoys are on their way, the ministry said.\n"
        + "Narek Sample, who fled, slept in a school.\n";

    public const string Trucks = "promised to send 40 trucks of flour by Friday";

    public RecordDesk()
    {
        Publisher = Party(PartyKind.Publisher, "Lusavan Daily");
        Ardenia = Party(PartyKind.Government, "Government of Ardenia", "ministry of Ardenia");
        Borovia = Party(PartyKind.Government, "Government of Borovia");
        World.Record(new DefineGroup("people who crossed", null, Coverage.Registered, "Came since 1 March.")
        {
            Intent = World.NextIntent(),
        });
        Crossed = World.Now.Places.FindGroup("G1")!.Id;
        Second = new(new(Ids.From(TestOperation.Id, "second")));
        World.Record(new EnrolOfficer(Second.Officer, Roles.RecordKeeper, [2], "Second Officer")
        {
            Intent = World.NextIntent(),
        });
    }

    public TestOperation World { get; } = new();

    public Registers Now => World.Now;

    public PublicRecordRegister Record => World.Now.PublicRecord;

    public Id<Party> Publisher { get; }

    public Id<Party> Ardenia { get; }

    public Id<Party> Borovia { get; }

    public Id<PopulationGroup> Crossed { get; }

    public Actor Second { get; }

    public Id<Source> Archive(string text = Text)
    {
        World.Record(AskArchive(text));
        return Record.Sources.All[^1].Id;
    }

    public ArchiveSource AskArchive(string text) => new(
        Encoding.UTF8.GetBytes(text), text, "text/plain", PlainTextDocument.Normaliser,
        new(new("Lusavan Daily", Publisher)) { PublishedOn = new(2026, 3, 2), Language = "en" })
    {
        Intent = World.NextIntent(),
    };

    /// <summary>What somebody is read to have said, by the words.</summary>
    public static StatementContent Content(
        string words, StatementKind kind = StatementKind.Assertion, Force? force = null, string text = Text)
    {
        var start = text.IndexOf(words, StringComparison.Ordinal);
        return new(
            kind, new("ministry of Ardenia", null, null), StatementMode.Indirect,
            TextPart.Of(text, start, start + words.Length), PlainTextDocument.HashOf(words))
        {
            Force = force,
        };
    }

    public ProposeStatements AskPropose(Id<Source> source, params StatementContent[] contents) =>
        new(source, Text, new("reader", "1"), contents, []) { Intent = World.NextIntent() };

    /// <summary>A confirmed statement.</summary>
    public StatementRow Said(Id<Source> source, string words, StatementKind kind, Force? force) =>
        Said(source, Content(words, kind, force));

    /// <summary>A confirmed statement.</summary>
    public StatementRow Said(Id<Source> source, StatementContent content)
    {
        World.Record(AskPropose(source, content));
        var id = Record.Statements.All[^1].Id;
        World.Record(new ConfirmStatements([id]) { Intent = World.NextIntent() });
        return Record.Statements.Find(id)!;
    }

    /// <summary>Flour, promised by Ardenia to those who crossed, in the ministry's words.</summary>
    public PromiseTerms Flour(Id<Source> source) =>
        new(PromiseKind.Goods, Force.Promise, "Forty trucks of flour.", Ardenia, new(2026, 3, 2), source)
        {
            Statement = Record.Statements.Of(source).FirstOrDefault(said => said.Content.Passage.Exact == Trucks)?.Id
                ?? Said(source, ForTrucks).Id,
            Beneficiary = Crossed,
            Due = new(2026, 3, 6),
        };

    static StatementContent ForTrucks { get; } = Content(Trucks, StatementKind.Promise, Force.Promise) with
    {
        Quantities = [new(Content("40 trucks").Passage, StatedAmount.Exactly(40), FigureSubject.Goods, "trucks", null)],
    };

    public PromiseRow Promised(PromiseTerms terms)
    {
        World.Record(new RecordPromise(terms) { Intent = World.NextIntent() });
        return Record.Promises.All[^1];
    }

    public Refusal Refused(PromiseTerms terms) =>
        World.Refused(new RecordPromise(terms) { Intent = World.NextIntent() });

    public ProposeVerdict AskVerdict(PromiseRow promise, VerdictState state, string? scope = null) =>
        new(promise.Id, state, new(promise.Terms.Source, null, null), "As the source says.")
        {
            Intent = World.NextIntent(),
            Scope = scope,
        };

    Id<Party> Party(PartyKind kind, string name, params OtherName[] aliases)
    {
        World.Record(new AddParty(kind, name, aliases, []) { Intent = World.NextIntent() });
        return World.Now.Parties.Find(name)!.Id;
    }
}
