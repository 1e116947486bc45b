using Annona.Storage.Keys;

namespace Annona.Cli.Shell;

/// <summary>Finds the key file that an officer means.</summary>
sealed class KeyFiles(string folder, Terminal terminal)
{
    /// <summary>The file for what was typed, or the only one there is.</summary>
    /// <param name="typed">A name, the beginning of one, an id, or the name of a file; null when nothing was
    /// typed.</param>
    public (string File, string Name) For(string? typed)
    {
        var files = OfficerKeyFile.FilesIn(folder);
        if (files.Count == 0)
            throw new KeyException(KeyFault.Missing, $"There is no key file in {folder}.",
                "Name the folder with --keys DIR. If the keys are lost, two recovery shares open the operation again: "
                + "annona keys recover --help");
        // Of a single file one sentence is enough.
        if (files is [var single] && typed is null)
            return (single, OfficerKeyFile.Describe(single).Officer.Name);
        var known = files.Select(Described).OfType<Known>().ToList();
        if (known.Count == 0)
            throw new KeyException(KeyFault.Damaged, $"No key file in {folder} can be read.",
                "Use a copy of one. If there is none, two recovery shares open the operation again: "
                + "annona keys recover --help");
        return Fitting(known, typed) switch
        {
            [var only] => (only.File, only.Officer.Name),
            [] => throw new KeyException(KeyFault.Missing, $"No key file in {folder} belongs to '{typed}'.",
                $"There are: {Names(known)}."),
            var several => throw new KeyException(
                KeyFault.Missing, $"There are {several.Count} key files in {folder} that may be meant.",
                $"Say whose to use with --officer, or set ANNONA_OFFICER. There are: {Names(several)}."),
        };
    }

    /// <summary>Who is named exactly, else whose name begins so.</summary>
    static IReadOnlyList<Known> Fitting(IReadOnlyList<Known> known, string? typed)
    {
        if (typed is null)
            return known;
        var exact = known.Where(key => key.IsExactly(typed)).ToList();
        return exact.Count > 0
            ? exact
            : [.. known.Where(key => key.Officer.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>One damaged file must not lock out those whose files are whole.</summary>
    Known? Described(string file)
    {
        try
        {
            return new(file, OfficerKeyFile.Describe(file).Officer);
        }
        catch (KeyException unreadable)
        {
            terminal.Say($"Passed over: {unreadable.Message}");
            return null;
        }
    }

    static string Names(IEnumerable<Known> known) =>
        string.Join(", ", known.Select(key => $"{key.Officer.Name} ({Path.GetFileName(key.File)})"));

    sealed record Known(string File, OfficerIdentity Officer)
    {
        public bool IsExactly(string typed) =>
            Officer.Name.Equals(typed, StringComparison.OrdinalIgnoreCase)
            || (Guid.TryParse(typed, out var id) && id == Officer.Id)
            || Path.GetFullPath(typed) == Path.GetFullPath(File)
            || typed == Path.GetFileName(File);
    }
}
