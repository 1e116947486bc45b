using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>What an officer accepts of a newer version.</summary>
[Flags]
enum Accepted
{
    Nothing = 0,
    New = 1,
    Changed = 2,
    Gone = 4,
    All = New | Changed | Gone,
}

/// <summary>What was asked of an import.</summary>
sealed record ImportOptions
{
    public required Id<Party> Owner { get; init; }

    public required DateOnly AsOf { get; init; }

    public required string Basis { get; init; }

    public required string List { get; init; }

    public required string Purpose { get; init; }

    public required string ErrorFile { get; init; }

    public bool DryRun { get; init; }

    public bool SkipBadRows { get; init; }

    public Accepted Accept { get; init; }

    public IReadOnlySet<int> AcceptRows { get; init; } = new HashSet<int>();

    public bool Synthetic { get; init; }

    public bool AcceptsAnything => Accept != Accepted.Nothing || AcceptRows.Count > 0;
}

/// <summary>
/// One import, step by step. It can be stopped at any time: chunks have intents of their own, so the same command
/// again goes on where it stopped, and the same file twice registers nobody twice.
/// </summary>
sealed class ImportRun(Desk desk, ListFile file, ImportOptions options)
{
    /// <summary>So many bad rows or changes are printed; all of them stand in files or counts.</summary>
    const int PrintedMax = 20;

    Terminal Terminal => desk.Terminal;

    PeopleListRow? List => desk.Now.People.Lists.Find(options.List);

    public int Run()
    {
        Terminal.Heading($"Columns of {file.Name}");
        Terminal.Line(file.Mapping.ToString());
        if (!file.HasRecordNumbers)
            Terminal.Say("No column has the record's number, so rows are told apart by their place in the file, and a "
                + "newer version with other rows cannot be compared. Name one with --map record-id=COLUMN.");
        var reading = new Progress(Terminal, "Reading rows", total: null);
        file.Read(options.AsOf, desk.Now.Places, reading.At, desk.Cancel);
        reading.End(file.Persons.Count);
        Terminal.Line(
            $"{Terminal.Number(file.Persons.Count)} rows can be read, {Terminal.Number(file.BadRows)} cannot.");
        if (TellErrors() && !options.SkipBadRows)
        {
            Terminal.Complain("Nothing is recorded.", "Correct these rows, or leave them out with --skip-bad-rows.");
            return Exit.BadInput;
        }
        if (List is { Newest: { Closed: not null } newest } done && newest.FileHash == file.Hash)
        {
            Terminal.Line($"This file is version {newest.Number} of {done.Code}, taken in already. "
                + "Nobody is registered twice.");
            return Exit.Ok;
        }
        return IsFirst ? RunFirst() : RunNewer();
    }

    /// <summary>The first version of a list needs no decision; one that was interrupted goes on.</summary>
    bool IsFirst => List is null || (List.Versions.Length == 1 && List.Newest.FileHash == file.Hash);

    int RunFirst()
    {
        if (options.DryRun)
            return Dry($"{Terminal.Number(file.Persons.Count)} persons would be new.");
        desk.Record(OpenRequest());
        var list = List!;
        var sending = new Progress(Terminal, "Registering", file.Persons.Count);
        var (chunks, done) = (file.Persons.Chunk(ImportRows.RowsMax).ToList(), 0);
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            var intent = ImportRows.IntentOf(list, 1, chunk);
            // What an interrupted import recorded is not sent again.
            if (desk.Now.Intents.Find(intent) is null)
                desk.Record(new ImportRows(list.Id, 1, chunks[chunk])
                {
                    Intent = intent,
                    Synthetic = options.Synthetic,
                });
            sending.At(done += chunks[chunk].Length);
        }
        sending.End(done);
        Close(list, new(file.Persons.Count, file.Persons.Count, 0, 0, file.BadRows, 0));
        Terminal.Line($"{list.Code} version 1: {Terminal.Number(done)} persons registered.");
        return Exit.Ok;
    }

    int RunNewer()
    {
        var compared = desk.Answer(new CompareList(List!.Id, file.Persons) { UnreadRecords = file.UnreadRecords });
        Tell(compared);
        if (file.HasUnknownRows && compared.Gone.Count > 0 && options.Accept.HasFlag(Accepted.Gone))
            throw new InputException("cli.gone-not-sure",
                "Some bad rows do not say whose they are, so nobody knows who is really gone. Nothing is recorded.",
                "Correct these rows, or accept new and changed only.");
        if (options.DryRun || !options.AcceptsAnything)
            return Dry(options.DryRun
                ? ""
                : "Decide with --accept new,changed,gone, with --accept-rows, or with --accept-all.");
        desk.Record(OpenRequest());
        var list = List!;
        var byRow = file.Persons.ToDictionary(person => person.Row);
        var accepted = compared.Changes.Where(IsAccepted).ToList();
        var gone = options.Accept.HasFlag(Accepted.Gone) ? compared.Gone : [];
        var sending = new Progress(Terminal, "Recording", accepted.Count + gone.Count);
        var done = 0;
        foreach (var part in accepted.Chunk(ImportRows.RowsMax))
        {
            Decide(list, [.. part.Select(change => byRow[change.Row])], []);
            sending.At(done += part.Length);
        }
        foreach (var part in gone.Chunk(ImportRows.RowsMax))
        {
            Decide(list, [], [.. part.Select(person => person.Person)]);
            sending.At(done += part.Length);
        }
        sending.End(done);
        Finish(list, compared, accepted, gone.Count);
        return Exit.Ok;
    }

    void Finish(PeopleListRow list, ListComparison compared, List<ChangedRow> accepted, int gone)
    {
        var changed = accepted.Count(change => change.Change == RowChange.Changed);
        var undecided = compared.Changes.Count - accepted.Count + compared.Gone.Count - gone;
        var counts = new ListCounts(
            file.Persons.Count, accepted.Count - changed, changed, gone, file.BadRows, undecided);
        Terminal.Line($"{list.Code} version {list.Newest.Number}: {Terminal.Number(counts.Added)} new, "
            + $"{Terminal.Number(changed)} changed and {Terminal.Number(gone)} gone recorded.");
        if (undecided == 0)
            Close(list, counts);
        else
            Terminal.Line($"{Terminal.Number(undecided)} wait for a decision. Decide with the same command, or leave "
                + $"them with: annona people close {list.Code}");
    }

    bool IsAccepted(ChangedRow change) => options.AcceptRows.Contains(change.Row)
        || options.Accept.HasFlag(change.Change == RowChange.Changed ? Accepted.Changed : Accepted.New);

    void Decide(PeopleListRow list, IReadOnlyList<ListedPerson> rows, IReadOnlyList<Id<Person>> gone) =>
        desk.Record(new DecideListChanges(list.Id, list.Newest.Number, rows, gone)
        {
            Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
        });

    void Close(PeopleListRow list, ListCounts counts) => desk.Record(
        new CloseList(list.Id, list.Newest.Number, counts)
        {
            Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
        });

    OpenList OpenRequest() => new(
        options.Owner, options.List, options.AsOf, options.Basis, options.Purpose, file.Hash, Guid.NewGuid())
    {
        Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
    };

    int Dry(string remark)
    {
        if (remark.Length > 0)
            Terminal.Line(remark);
        Terminal.Line("Nothing is recorded.");
        return Exit.Ok;
    }

    void Tell(ListComparison compared)
    {
        Terminal.Heading($"Next to what is recorded of {List!.Code}");
        Terminal.Table(["", "#Rows"],
        [
            ["new", Terminal.Number(compared.CountOf(RowChange.New))],
            ["back again", Terminal.Number(compared.CountOf(RowChange.Back))],
            ["changed", Terminal.Number(compared.CountOf(RowChange.Changed))],
            ["gone", Terminal.Number(compared.Gone.Count)],
            ["unchanged", Terminal.Number(compared.Unchanged)],
        ]);
        var changes = compared.Changes.Select(change => (IReadOnlyList<string>)
            [$"{change.Row}", $"{change.Change}".ToLowerInvariant(), change.Person ?? "", FieldsOf(change.Fields)]);
        var gone = compared.Gone.Select(person => (IReadOnlyList<string>)
            [$"{person.Row} of version {person.Version}", "gone", person.Code, ""]);
        if (compared.Changes.Count + compared.Gone.Count > 0)
            Terminal.Table(["#Row", "", "Person", "Fields"], changes.Take(PrintedMax).Concat(gone.Take(PrintedMax)));
    }

    static string FieldsOf(PersonFields fields) =>
        fields == PersonFields.None ? "" : $"{fields}".ToLowerInvariant();

    /// <summary>Prints the first errors and writes all of them to the error file. False: there are none.</summary>
    bool TellErrors()
    {
        if (file.Errors.Count == 0)
            return false;
        foreach (var error in file.Errors.Take(PrintedMax))
            Terminal.Say($"{error.File}, row {error.Row}{(error.Column is { } column ? $", column {column}" : "")}: "
                + $"{error.Reason} {error.Remedy}");
        using var written = new RowErrorFile(options.ErrorFile);
        foreach (var error in file.Errors)
            written.Add(error);
        Terminal.Say($"All {Terminal.Number(file.Errors.Count)} stand in {options.ErrorFile}.");
        return true;
    }
}
