using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// One import, step by step. It can be stopped at any time: chunks have intents of their own, so the same command
/// again goes on where it stopped, and the same file twice registers nobody twice.
/// </summary>
sealed class ImportRun(Desk desk, ListFile file, ImportOptions options)
{
    /// <summary>So many bad rows or changes are printed; all of them stand in files or counts.</summary>
    const int PrintedMax = 20;

    /// <summary>
    /// Chunks on their way: as many as fill a commit while the next are decided. Some 20 MB of rows and entries.
    /// </summary>
    const int SentMax = 12;

    readonly ImportSource source = new(desk, file);

    Terminal Terminal => desk.Terminal;

    public int Run()
    {
        Terminal.Heading($"Columns of {file.Title}");
        foreach (var role in file.Mapping.ToString().Split('\n'))
            Terminal.Line($"  {role}");
        var reading = new Progress(Terminal, "Reading rows", total: null);
        file.Read(options.AsOf, reading.At, desk.Cancel);
        reading.End(file.Count);
        Terminal.Line(
            $"{Said.Count(file.Count, "row")} can be read, {Terminal.Number(file.BadRows)} cannot.");
        foreach (var doubt in Doubts())
            Terminal.Say(doubt);
        if (TellErrors() && !options.SkipBadRows)
        {
            Terminal.Complain("Nothing is recorded.",
                "Correct these rows, leave them out with --skip-bad-rows, or take the persons in with what cannot be "
                + "read as not known with --lenient.");
            return Exit.BadInput;
        }
        var list = desk.Answer(new ShowList(options.List));
        if (list is { Newest: { IsClosed: true } newest } && newest.FileHash == file.Hash)
        {
            if (!options.DryRun)
                source.Keep(list.List, options.Purpose);
            Terminal.Line($"This file is version {newest.Number} of {list.Code}, taken in already. "
                + "Nobody is registered twice.");
            return Exit.Ok;
        }
        // The first version of a list needs no decision; one that was interrupted goes on.
        return list is null || (list.Versions.Count == 1 && list.Newest.FileHash == file.Hash)
            ? RunFirst()
            : RunNewer(list);
    }

    IEnumerable<string> Doubts()
    {
        if (!file.HasRecordNumbers)
            yield return "No column has the record's number, so rows are told apart by their place in the file, and a "
                + "newer version will be refused. Name one with --map record-id=COLUMN.";
        if (!file.HasHouseholds)
            yield return "No column has the number of a household, so everybody counts as a household of their own. "
                + "Name one with --map household-id=COLUMN.";
        foreach (var doubt in file.Doubts)
            yield return doubt;
        var twin = desk.Answer(new FindListFile(file.Hash));
        if (twin is not null && !options.AnotherList && twin.List != desk.Answer(new ShowList(options.List))?.List)
            yield return $"The same file came in already, as {twin.Code} ({twin.Name}).";
    }

    int RunFirst()
    {
        if (options.DryRun)
            return Dry($"{Said.Count(file.Count, "person")} would be new.");
        var list = Opened();
        source.Begin(options.Purpose);
        Register(list);
        source.End();
        Ground(list);
        // What is told is what the register holds, not what was sent.
        var registered = desk.Answer(new ShowList(options.List))!.Newest.Added;
        if (registered != file.Count)
            throw new InputException("cli.import-incomplete",
                $"{Terminal.Number(registered)} persons are registered from {file.Name}, but "
                + $"{Terminal.Number(file.Count)} rows could be read. The version stays open.",
                "See what is recorded with: annona people lists, and close it with: annona people close LIST");
        Close(list, undecided: 0);
        Terminal.Line($"{list.Code} version 1: {Said.Count(registered, "person")} registered.");
        return Exit.Ok;
    }

    /// <summary>
    /// Sends the rows in chunks, some at a time: while the next ones are read and checked here, earlier ones are
    /// decided, sealed and written. So many chunks and no more are in memory.
    /// </summary>
    void Register(ListShown list)
    {
        var sending = new Progress(Terminal, "Registering", file.Count);
        var sent = new Queue<(Task<Decision> Decided, int Rows)>();
        var done = 0;
        foreach (var rows in file.Persons().Chunk(ImportRows.RowsMax))
        {
            var chunk = desk.Answer(new FindChunk(list.List, 1, rows));
            source.Add(list.List, rows);
            // What an interrupted import recorded is not sent again.
            if (chunk.Done)
                done += rows.Length;
            else
                sent.Enqueue((desk.Send(new ImportRows(list.List, 1, rows)
                {
                    Intent = chunk.Intent, Synthetic = options.Synthetic,
                }), rows.Length));
            Await(SentMax);
        }
        Await(0);
        sending.End(done);

        void Await(int atMost)
        {
            while (sent.Count > atMost)
            {
                Desk.Accepted(sent.Peek().Decided);
                sending.At(done += sent.Dequeue().Rows);
            }
        }
    }

    int RunNewer(ListShown known)
    {
        if (!file.HasRecordNumbers)
            throw new InputException("cli.no-record-numbers",
                $"A newer version of {known.Code} needs record numbers: without them every row that moved would give "
                + "somebody the identity of another.",
                "Name the column that has them with --map record-id=COLUMN, or import the file as another list and "
                + "find who stands in both with: annona people dedupe");
        var compared = desk.Answer(
            new CompareList(known.List, [.. file.Persons()]) { UnreadRecords = file.UnreadRecords });
        Tell(known, compared);
        if (options.Changes is { } path && compared.CountOf(RowChange.Changed) > 0)
            new ListChangesFile(desk, file, compared).Write(path, known, options.Recipient!);
        if (RefuseDoubt(compared.Doubt, known) is { } doubt && !options.IdsAreStable)
            return options.DryRun ? Dry(doubt.Message) : throw doubt;
        if (file.HasUnknownRows && compared.Gone.Count > 0 && options.Accept.HasFlag(Accepted.Gone))
            throw new InputException("cli.gone-not-sure",
                "Some bad rows do not say whose they are, so nobody knows who is really gone. Nothing is recorded.",
                "Correct these rows, or accept new and changed only.");
        if (options.DryRun || !options.AcceptsAnything)
            return Dry(options.DryRun
                ? ""
                : "Decide with --accept new,changed,gone, singly with --accept-rows and --accept-gone, or with "
                    + "--accept-all.");
        var gone = Gone(compared);
        source.Keep(known.List, options.Purpose);
        Record(Opened(), compared, gone);
        return Exit.Ok;
    }

    static InputException? RefuseDoubt(RecordDoubt doubt, ListShown list) => doubt switch
    {
        RecordDoubt.Counted => new("cli.ids-are-counted",
            $"The record numbers of this version of {list.Code} only count its rows: with one row more at the top "
            + "everybody would get the identity of another. Nothing is recorded.",
            "Name another column with --map record-id=COLUMN. If its owner keeps these numbers for each person, say "
            + "--ids-are-stable."),
        RecordDoubt.OtherPeople => new("cli.ids-are-others",
            $"Most changed rows of this version of {list.Code} have another name and another birth: the record numbers "
            + "seem to mean other people. Nothing is recorded.",
            "Ask the owner of the list, or name another column with --map record-id=COLUMN. If they do mean the same "
            + "people, say --ids-are-stable."),
        _ => null,
    };

    /// <summary>Who is accepted to be gone: all, or those named one by one.</summary>
    IReadOnlyList<GonePerson> Gone(ListComparison compared)
    {
        if (options.Accept.HasFlag(Accepted.Gone))
            return compared.Gone;
        return
        [
            .. options.AcceptGone.Select(code => compared.Gone.FirstOrDefault(
                    person => person.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
                ?? throw new InputException("cli.not-gone", $"{code} is not among those who are gone.",
                    "Name persons that the comparison shows as gone: --accept-gone N3,N7.")),
        ];
    }

    void Record(ListShown list, ListComparison compared, IReadOnlyList<GonePerson> gone)
    {
        var byRow = file.Persons().ToDictionary(person => person.Row);
        var accepted = compared.Changes.Where(IsAccepted).ToList();
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
        Ground(list);
        var version = desk.Answer(new ShowList(options.List))!.Newest;
        var undecided = compared.Changes.Count - accepted.Count + compared.Gone.Count - gone.Count;
        Terminal.Line($"{list.Code} version {version.Number}: {Terminal.Number(version.Added)} new, "
            + $"{Terminal.Number(version.Changed)} changed and {Terminal.Number(version.Gone)} gone recorded.");
        if (undecided == 0)
            Close(list, undecided);
        else
            Terminal.Line($"{Said.Count(undecided, "row")} wait for a decision. Decide with the same command, or leave "
                + $"them with: annona people close {list.Code}");
    }

    bool IsAccepted(ListChange change) => options.AcceptRows.Contains(change.Row)
        || options.Accept.HasFlag(change.Change == RowChange.Changed ? Accepted.Changed : Accepted.New);

    void Decide(ListShown list, IReadOnlyList<ListedPerson> rows, IReadOnlyList<Id<Person>> gone) =>
        desk.Record(new DecideListChanges(list.List, list.Newest.Number, rows, gone)
        {
            Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
        });

    /// <summary>Legal basis and notice for every household of the list that has not the same recorded yet.</summary>
    void Ground(ListShown list)
    {
        if (options.LegalBasis is null && options.Notice is null)
            return;
        foreach (var homes in desk.Answer(new HouseholdsOfList(list.List)).Chunk(ImportRows.RowsMax))
            desk.Record(new GroundHouseholds(homes, options.LegalBasis, options.Notice)
            {
                Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
            });
    }

    ListShown Opened()
    {
        desk.Record(new OpenList(
            options.Owner, options.List, options.AsOf, options.Basis, options.Purpose, file.Hash, Guid.NewGuid())
        {
            Reading = file.Reading,
            AnotherList = options.AnotherList,
            Intent = Desk.NewIntent(),
            Synthetic = options.Synthetic,
        });
        return desk.Answer(new ShowList(options.List))!;
    }

    void Close(ListShown list, int undecided) => desk.Record(
        new CloseList(list.List, list.Newest.Number, undecided)
        {
            Intent = Desk.NewIntent(), Synthetic = options.Synthetic,
        });

    int Dry(string remark)
    {
        if (remark.Length > 0)
            Terminal.Line(remark);
        Terminal.Line("Nothing is recorded.");
        return Exit.Ok;
    }

    void Tell(ListShown list, ListComparison compared)
    {
        Terminal.Heading($"Next to what is recorded of {list.Code}");
        Terminal.Table(["", "#Rows"],
        [
            ["new", Terminal.Number(compared.CountOf(RowChange.New))],
            ["back again", Terminal.Number(compared.CountOf(RowChange.Back))],
            ["changed", Terminal.Number(compared.CountOf(RowChange.Changed))],
            ["gone", Terminal.Number(compared.Gone.Count)],
            ["unchanged", Terminal.Number(compared.Unchanged)],
        ]);
        var changes = compared.Changes.Select(change => (IReadOnlyList<string>)
            [$"{change.Row}", $"{change.Change}".ToLowerInvariant(), change.Person ?? "",
                FieldWords.Text(change.Fields)]);
        var gone = compared.Gone.Select(person => (IReadOnlyList<string>)
            [$"{person.Row} of version {person.Version}", "gone", person.Code, ""]);
        if (compared.Changes.Count + compared.Gone.Count == 0)
            return;
        Terminal.Table(["#Row", "", "Person", "Fields"], changes.Take(PrintedMax).Concat(gone.Take(PrintedMax)));
        var more = Math.Max(0, compared.Changes.Count - PrintedMax) + Math.Max(0, compared.Gone.Count - PrintedMax);
        if (more > 0)
            Terminal.Line($"and {Terminal.Number(more)} more. Old and new values of all changed rows: --changes FILE");
    }

    /// <summary>Prints the first errors and writes all of them to the error file. False: there are none.</summary>
    bool TellErrors()
    {
        foreach (var error in file.Errors.Take(PrintedMax))
            Terminal.Say(Sentence(error));
        TellRemarks();
        var all = file.Errors.Count + file.Remarks.Count;
        if (all > 0 && !options.DryRun)
        {
            WriteErrors();
            Terminal.Say(all == 1
                ? $"It stands in {options.ErrorFile}."
                : $"All {Terminal.Number(all)} stand in {options.ErrorFile}.");
        }
        else if (file.Errors.Count > PrintedMax)
            Terminal.Say($"and {Terminal.Number(file.Errors.Count - PrintedMax)} more.");
        return file.Errors.Count > 0;
    }

    /// <summary>The file has no value of the list, but it is told where files about persons lie.</summary>
    void WriteErrors()
    {
        var known = desk.Files.Begin(
            options.ErrorFile, FileContent.Errors, desk.Actor.Officer, FileShapes.Written(options.ErrorFile),
            options.Purpose);
        var written = new RowErrorFile(options.ErrorFile);
        using (written)
            foreach (var error in file.Errors.Concat(file.Remarks))
                written.Add(error);
        desk.Files.Written(known, written.Count, PersonRows.None);
    }

    /// <summary>Remarks come in thousands and say the same: each once, with how often and where first.</summary>
    void TellRemarks()
    {
        foreach (var same in file.Remarks.GroupBy(remark => (remark.Column, remark.Reason)))
            Terminal.Say($"{Said.Count(same.Count(), "row")} taken in with a remark, first "
                + $"{Sentence(same.First())}");
    }

    static string Sentence(RowError error) =>
        $"{error.File}, row {error.Row}{(error.Column is { } column ? $", column {column}" : "")}: "
        + $"{error.Reason} {error.Remedy}";
}
