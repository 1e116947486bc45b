using Annona.Cli.Shell;
using Annona.Journal;

namespace Annona.Cli.Journal;

/// <summary>
/// What a verification says: what was checked and is right, what is wrong and where, and what it cannot prove.
/// </summary>
sealed class VerifyReport(Terminal terminal, Asked asked, bool asJson)
{
    readonly List<string> right = [];
    readonly List<FaultSaid> faults = [];
    Verification? verified;
    FoldsChecked? opened;
    bool isDevicesChecked;

    /// <summary>How many entries devices signed.</summary>
    public long FromDevices => verified?.FromDevices ?? 0;

    /// <summary>What hashes and signatures say.</summary>
    public void Sealed(Verification found, string remedy)
    {
        verified = found;
        if (found.Fault is { } fault)
        {
            Add(fault, remedy);
            return;
        }
        right.Add($"{Counted(found.Size, "entry", "entries")}, root {found.Root}.");
        right.Add($"Chain, tree and {Counted(found.Parts, "sealed part", "sealed parts")}: right. "
            + $"{Counted(found.Checkpoints, "signed checkpoint fits", "signed checkpoints fit")}.");
        if (found.Outside > 0)
            right.Add($"{Counted(found.Outside, "checkpoint", "checkpoints")} kept elsewhere: "
                + $"{Entries(1, found.OutsideSize)} as signed then.");
        if (found.Quarantined > 0)
            right.Add($"{Counted(found.Quarantined, "entry waits", "entries wait")} for a person to look at.");
    }

    /// <summary>What the registers say against themselves.</summary>
    public void Opened(FoldsChecked folds)
    {
        opened = folds;
        foreach (var fault in folds.Faults)
            Add(fault, VerifyCommand.Backup);
        if (folds.Faults.Count == 0)
            right.Add($"Folds and books: every part and {Counted(folds.Documents, "document", "documents")} opened, "
                + "every fact folds, the books balance.");
    }

    /// <summary>What the keys of devices say, which are known only once enrolments were opened.</summary>
    public void OfDevices(Verification withKeys)
    {
        isDevicesChecked = true;
        if (withKeys.Fault is { } fault)
            Add(fault, VerifyCommand.Backup);
        else
            right.Add($"{Counted(withKeys.FromDevices, "entry", "entries")} of devices: signed with the keys that were "
                + "enrolled.");
    }

    public void Add(Fault fault, string remedy) => faults.Add(new(
        fault.Position, fault.Through, fault.Place, fault.What, Advice(fault, remedy)));

    /// <summary>Prints everything and says how the command ends.</summary>
    public int End()
    {
        if (asJson)
            terminal.AsJson(new VerifiedSaid(
                faults.Count == 0, verified!.Size, $"{verified.Root}", verified.Parts, verified.Checkpoints,
                verified.Outside, verified.OutsideSize, faults, right, NotProved(), verified.UnknownKinds));
        else
            Print();
        foreach (var fault in faults)
            terminal.Complain($"Not verified: {fault.What}", fault.Remedy);
        return faults.Count == 0 ? Exit.Ok : Exit.NotVerified;
    }

    /// <summary>Says one fault of a journal that must verify before something else is done.</summary>
    public static int Bad(Terminal terminal, Fault fault, string remedy)
    {
        terminal.Complain($"Not verified: {fault.What}", Advice(fault, remedy));
        return Exit.NotVerified;
    }

    void Print()
    {
        foreach (var line in right)
            terminal.Line(line);
        // Where something is wrong, that is the answer; a list of what else is not known would bury it.
        if (verified!.Fault is not null)
            return;
        terminal.Line();
        terminal.Line("Not proved:");
        foreach (var line in NotProved())
            terminal.Line($"- {line}");
    }

    static string Advice(Fault fault, string remedy) => fault switch
    {
        { Place: FaultPlace.Checkpoint, Position: > 0 } =>
            $"First bad position: {Terminal.Number(fault.Position)}, its checkpoint. Whether entries were changed "
            + "there cannot be told by it. " + remedy,
        { Position: 0 } => "Keep a copy as it is and compare it with a checkpoint kept elsewhere.",
        _ when fault.Through > fault.Position =>
            $"First bad position: somewhere in {Terminal.Number(fault.Position)} to "
            + $"{Terminal.Number(fault.Through)}; {Before(fault.Position)} Checkpoints from in between narrow it. "
            + remedy,
        _ => $"First bad position: {Terminal.Number(fault.Position)}; {Before(fault.Position)} {remedy}",
    };

    static string Before(long position) => position switch
    {
        1 => "no entry stands before it.",
        2 => "the entry before it is right.",
        _ => $"the {Terminal.Number(position - 1)} entries before it are right.",
    };

    List<string> NotProved()
    {
        var found = verified!;
        return
        [
            .. Rewriting(found),
            .. Sealed(found),
            "Who made an entry. An entry names its officer and a checkpoint vouches for all entries together; officers "
                + "do not sign entries, and every key file opens names.",
            "That two officers are two people: one person may have made both keys, and no act of two is signed by "
                + "both.",
            $"That {asked.PublicKeys} is genuine: compare it with a copy from another way.",
            "That what was recorded happened: a journal shows what was written and that it was not changed after.",
            "What papers say: nobody compared them with the entries."
                + (opened is { NotArchived: > 0 }
                    ? $" {Counted(opened.NotArchived, "paper is", "papers are")} named and not archived." : ""),
            .. Open(found),
        ];
    }

    IEnumerable<string> Rewriting(Verification found)
    {
        if (asked.Against.Count == 0)
            yield return "That the journal was not rewritten or shortened. Shortening needs no key, only the data and "
                + "the keys folder. Keep checkpoints elsewhere, and verify with --against FILE.";
        else if (found.OutsideSize < found.Size)
            yield return $"That {Entries(found.OutsideSize + 1, found.Size)} as recorded: no checkpoint kept elsewhere "
                + "speaks of that, and whoever has the keys could have written it anew.";
    }

    IEnumerable<string> Sealed(Verification found)
    {
        if (asked.Export is not null)
            yield return "Whether the keys of persons and the archived documents are there: an export has neither.";
        if (opened is null)
            yield return $"What is in the {Counted(found.Parts, "sealed part", "sealed parts")}: none was opened. "
                + "Whether each opens, the books balance and the documents are there is seen with a passphrase.";
        if (found.FromDevices > 0 && !isDevicesChecked)
            yield return $"Which device signed the {Counted(found.FromDevices, "entry", "entries")} that came from one:"
                + " their keys are in sealed parts.";
    }

    IEnumerable<string> Open(Verification found)
    {
        if (opened is { Unnamed: > 0 })
            yield return $"Whose {Counted(opened.Unnamed, "document", "documents")} no entry names.";
        if (found.UnknownKinds.Count > 0)
            yield return $"What {Counted(found.UnknownKinds.Sum(kind => kind.Count), "entry says", "entries say")} of "
                + "kinds that this version does not know ("
                + string.Join(", ", found.UnknownKinds.Select(kind => kind.Kind)) + "): it keeps them and hands them "
                + "on, and cannot count them.";
        if (opened is { Quarantined: > 0 })
            yield return
                $"What {Counted(opened.Quarantined, "entry says", "entries say")} that a person must look at first.";
    }

    static string Entries(long first, long last) => first == last
        ? $"entry {Terminal.Number(first)} is"
        : $"entries {Terminal.Number(first)} to {Terminal.Number(last)} are";

    static string Counted(long count, string one, string more) =>
        $"{Terminal.Number(count)} {(count == 1 ? one : more)}";

    /// <summary>A fault as programs read it.</summary>
    /// <param name="Position">The first bad position, or the first that may be.</param>
    /// <param name="Through">The last that may be the first bad one.</param>
    /// <param name="Place">In an entry, a checkpoint, or the keys of persons.</param>
    /// <param name="What">A sentence.</param>
    /// <param name="Remedy">What to do.</param>
    sealed record FaultSaid(long Position, long Through, FaultPlace Place, string What, string Remedy);

    /// <summary>The whole answer as programs read it.</summary>
    sealed record VerifiedSaid(
        bool Verified, long Entries, string Root, long Parts, int Checkpoints, int CheckpointsElsewhere,
        long ProvenElsewhere, IReadOnlyList<FaultSaid> Faults, IReadOnlyList<string> Right,
        IReadOnlyList<string> NotProved, IReadOnlyList<UnknownKind> UnknownKinds);
}
