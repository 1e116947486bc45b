using System.Text;
using Annona.Cli.PublicRecord;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// Puts one layer of the example on record through the same requests that officers use: parties, places, groups,
/// sources, promises and figures. Keys of the file become ids.
/// </summary>
/// <param name="story">Who records, and when.</param>
/// <param name="folder">The layer's folder: <c>record.json</c> and <c>sources/</c>.</param>
/// <param name="synthetic">Marks everything as made up.</param>
sealed class RecordLayer(Story story, string folder, bool synthetic)
{
    readonly Dictionary<string, Id<Party>> parties = [];
    readonly Dictionary<string, Id<Place>> places = [];
    readonly Dictionary<string, Id<PopulationGroup>> groups = [];
    readonly Dictionary<string, Id<Source>> sources = [];
    readonly Dictionary<string, Id<Statement>> statements = [];
    readonly Dictionary<string, Id<Promise>> promises = [];

    public RecordFile File { get; } = RecordFile.Read(Path.Combine(folder, "record.json"));

    public Id<Party> Party(string key) => Of(parties, key);

    public Id<Place> Place(string key) => Of(places, key);

    public Id<PopulationGroup> Group(string key) => Of(groups, key);

    public Id<Source> Source(string key) => Of(sources, key);

    public Id<Promise> Promise(string key) => Of(promises, key);

    public void Record()
    {
        foreach (var party in File.Parties)
            Add(party);
        foreach (var place in File.Places)
            Add(place);
        foreach (var group in File.Groups)
            groups[group.Key] = new(Ids.From(Recorded(intent => Defined(group, intent)), "group"));
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "sources"), "*.md").Order(StringComparer.Ordinal))
            Archive(path);
        foreach (var entry in File.Statements)
            Propose(entry);
        foreach (var entry in File.Promises)
            promises[entry.Key] = new(Ids.From(
                Recorded(intent => new RecordPromise(Terms(entry)) { Intent = intent }), "promise"));
        foreach (var entry in File.Revisions)
            Recorded(intent => Revision(entry, intent));
        foreach (var entry in File.Links)
            Recorded(intent => Link(entry, intent));
        foreach (var entry in File.Figures)
            Recorded(intent => new RecordFigure(Terms(entry)) { Intent = intent });
    }

    DefineGroup Defined(GroupEntry entry, Guid intent) =>
        new(entry.Name, Null(entry.At, Place), entry.Coverage, entry.Definition) { Intent = intent };

    RevisePromise Revision(RevisionEntry entry, Guid intent) =>
        new(Promise(entry.Promise), Rule(entry.Rule), Source(entry.Source), entry.Reason) { Intent = intent };

    LinkPromise Link(LinkEntry entry, Guid intent) =>
        new(Promise(entry.Promise), entry.Relation, LinkTarget.To(Promise(entry.To)), entry.Remark) { Intent = intent };

    /// <summary>
    /// Records what is made for a new intent, and hands the intent back: the ids of new things follow from it.
    /// </summary>
    Guid Recorded(Func<Guid, Request> make) => Recorded(make(Desk.NewIntent()));

    /// <summary>
    /// Records, marked as the layer is, and hands back the request's id, from which the ids of its things are
    /// derived.
    /// </summary>
    public Guid Recorded(Request ask)
    {
        story.Desk.Record(synthetic ? ask with { Synthetic = true } : ask);
        return ask.Intent;
    }

    public static TId? Null<TId>(string? key, Func<string, TId> find)
        where TId : struct => key is null ? null : find(key);

    void Add(PartyEntry party)
    {
        // The publisher of the summaries stands in both layers; a name stands on record once.
        if (story.Desk.Answer(new FindParty(party.Name)) is { } known)
        {
            parties[party.Key] = known.Id;
            return;
        }
        IReadOnlyList<Office> offices = party.Office is { } title
            ? [new(title, Null(party.Of, Party), From: null, To: null)]
            : [];
        parties[party.Key] = new(Ids.From(
            Recorded(new AddParty(party.Kind, party.Name, [.. party.Aliases.Select(Named)], offices)
            {
                Intent = Desk.NewIntent(),
            }),
            "party"));
    }

    static OtherName Named(string written) =>
        written.EndsWith(')') && written.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var at
            ? new(written[..at], written[(at + 2)..^1])
            : new(written);

    void Add(PlaceEntry place)
    {
        var ask = new AddPlace(place.Level, place.Name)
        {
            Intent = Desk.NewIntent(),
            Names = [.. place.Names.Select(Named)],
            Codes = [.. place.Codes.Select(code => code.Split('=')).Select(code => new PlaceCode(code[0], code[1]))],
            Parent = Null(place.In, Place),
        };
        places[place.Key] = new(Ids.From(Recorded(ask), "place"));
    }

    /// <summary>
    /// Archives a summary. It is our own words: the original's publisher, date and address stand beside it.
    /// </summary>
    void Archive(string path)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var text = Encoding.UTF8.GetString(bytes);
        var head = FrontMatter(text);
        var published = head.GetValueOrDefault("published");
        DateOnly? day = published is not null && (published.StartsWith('+') || published.Length == 10)
            && !published.Contains("held", StringComparison.Ordinal) ? story.Date(published) : null;
        var address = head.GetValueOrDefault("address") is { } found
            && found.StartsWith("http", StringComparison.Ordinal)
            ? found
            : null;
        var about = new SourceDescription(new("Annona", story.Desk.Answer(new FindParty("Annona"))?.Id))
        {
            Title = head.GetValueOrDefault("title"),
            Language = head.GetValueOrDefault("language"),
            PublishedOn = synthetic ? day : null,
            SummaryOf = head.GetValueOrDefault("summary-of") is { } original ? new(original, day, address) : null,
            Rights = "Our own words; Apache-2.0.",
        };
        Recorded(
            new ArchiveSource(bytes, text, "text/markdown", PlainTextDocument.Normaliser, about)
            {
                Intent = Desk.NewIntent(),
            });
        sources[Path.GetFileNameWithoutExtension(path)] = ArchiveSource.IdOf(Annona.Journal.Hash.Of(bytes));
    }

    static Dictionary<string, string> FrontMatter(string text) => text.Split('\n').Skip(1)
        .TakeWhile(line => line.Trim() != "---")
        .Select(line => line.Split(": ", 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());

    /// <summary>
    /// A passage of a summary, read by hand and confirmed. Its words must stand in the text; publisher and original
    /// publisher of the summary begin its chain.
    /// </summary>
    void Propose(StatementEntry entry)
    {
        var desk = story.Desk;
        var source = RecordFinder.Source(desk, Source(entry.Source).ToString());
        var text = RecordFinder.Text(desk, source);
        var reading = new HandReading(text, RecordFinder.Shown(desk, source));
        var content = reading.Content(
            entry.Kind, Speaker(entry.Speaker), StatementMode.Indirect, reading.Passage(entry.Words),
            entry.Via.Select(link => new ChainLink(link.Rank, link.Name, null, null, Inferred: false))) with
        {
            Force = entry.Force,
            Undertaking = entry.Undertaken is { } what ? new(what, null, null, null) : null,
            Negated = entry.Negated,
        };
        var id = new Id<Statement>(Ids.From(
            Recorded(intent => new ProposeStatements(source.Id, text, ProposedWith.Hand, [content], [])
            {
                Intent = intent,
            }), "statement", 0));
        Recorded(intent => new ConfirmStatements([id]) { Intent = intent });
        statements[entry.Key] = id;
    }

    Speaker Speaker(string key) => new(
        story.Desk.Answer(new FindParty(Party(key).ToString()))!.Name,
        File.Parties.FirstOrDefault(party => party.Key == key)?.Office, Party(key));

    PromiseTerms Terms(PromiseEntry entry) =>
        new(entry.Kind, entry.Force, entry.Text, Party(entry.Promiser), story.Date(entry.Made), Source(entry.Source))
        {
            Statement = statements.TryGetValue(entry.Key, out var said) ? said : null,
            OnBehalf = File.Statements.FirstOrDefault(made => made.Key == entry.Key)?.OnBehalf,
            Beneficiary = Null(entry.Beneficiary, Group),
            Due = story.DateOrNull(entry.Due),
            DueText = entry.DueText,
            Place = Null(entry.Place, Place),
            Occasion = entry.Occasion,
            Promised = entry.Promised is { } amount ? Amount(amount) : null,
            Parts = [.. entry.Parts.Select(part => new PayerPart(
                part.Payer, Null(part.Party, Party), Amount(part.Amount), part.Scope))],
            Rules = [.. entry.Rules.Select(Rule)],
        };

    EntitlementRule Rule(RuleEntry entry) => new(
        Version: 0, Values.Amount.TryParse(entry.PerPerson, out var each) ? each : throw Unreadable(entry.PerPerson),
        entry.Frequency, story.Date(entry.From), To: null, entry.Eligibility, entry.Replaces);

    FigureTerms Terms(FigureEntry entry) =>
        new(entry.Subject, entry.Counted, Amount(entry.Value), entry.Unit, entry.Over, Source(entry.Source))
        {
            Speaker = entry.Speaker is { } speaker ? Speaker(speaker) : null,
            Occasion = entry.Occasion,
            Group = Null(entry.Group, Group),
            Place = Null(entry.Place, Place),
            From = story.DateOrNull(entry.From),
            To = story.DateOrNull(entry.To),
            Definition = entry.Definition,
        };

    static StatedAmount Amount(string said) =>
        StatedAmountText.TryParse(said, out var amount) ? amount : throw Unreadable(said);

    static InputException Unreadable(string said) => new(
        "demo.bad-amount", $"'{said}' is not an amount of an example.",
            "Write it as officers do: more than 11.5 million USD.");

    static Id<T> Of<T>(Dictionary<string, Id<T>> known, string key) => known.TryGetValue(key, out var id)
        ? id
        : throw new InputException("demo.unknown-key", $"The example names '{key}' before it says what that is.",
            "Mend the example.");
}
