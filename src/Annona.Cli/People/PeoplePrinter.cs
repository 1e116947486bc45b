using Annona.Cli.Shell;
using Annona.People;

namespace Annona.Cli.People;

/// <summary>Prints persons and households.</summary>
static class PeoplePrinter
{
    const string Masked = "•••";

    /// <summary>A table, one line a person.</summary>
    public static void Print(Terminal terminal, PeopleListing listing, bool json)
    {
        if (json)
        {
            terminal.AsJson(PeopleJsonText.Of(listing, home: null));
            return;
        }
        terminal.Table(["", "Household", "Form", "Name", "Born", "Sex", "Needs", "From", "Now", "List"],
            listing.Rows.Select(row => (IReadOnlyList<string>)
            [
                row.Code, row.Household ?? "", row.Form ?? "", NameOf(row),
                BornOf(row), Said.SexLetter(row.Sex), NeedsCodes.Text(row.Needs), row.Origin ?? "–",
                row.Present ?? "–", row.List is { } list ? $"{list} row {row.Row}" : "",
            ]));
        var more = listing.Withheld > 0 ? $" {Terminal.Number(listing.Withheld)} objected and are not shown." : "";
        terminal.Line($"{Terminal.Number(listing.Rows.Count)} of {Terminal.Number(listing.Total)} shown.{more}");
    }

    /// <summary>A household with everybody in it, and all that may be seen of each.</summary>
    public static void PrintWhole(Terminal terminal, PeopleListing listing, HouseholdShown? home)
    {
        if (listing.Total > 0)
            Print(terminal, listing, json: false);
        foreach (var row in listing.Rows)
            foreach (var line in LinesOf(row))
                terminal.Line($"{row.Code}  {line}");
        if (home is null)
            return;
        terminal.Heading($"Household {home.Code}");
        foreach (var line in LinesOf(home))
            terminal.Line(line);
    }

    /// <summary>A table, one line a household.</summary>
    public static void Print(Terminal terminal, HouseholdListing listing)
    {
        terminal.Table(["", "Form", "#Registered", "#Counted", "Head", "From", "Now", "Shelter", "Legal basis", "Told"],
            listing.Rows.Select(home => (IReadOnlyList<string>)
            [
                home.Code, home.Form ?? "", Terminal.Number(home.Members.Count),
                home.Counted is { } counted ? Terminal.Number(counted) : "–", home.Head ?? "", home.Origin ?? "–",
                home.Present ?? "–", home.Shelter ?? "", string.Join(", ", home.Bases.Select(basis => basis.Purpose)),
                string.Join(", ", home.Notices.Select(notice => notice.Language)),
            ]));
        terminal.Line($"{Terminal.Number(listing.Rows.Count)} of {Terminal.Number(listing.Total)} shown.");
    }

    static IEnumerable<string> LinesOf(PersonShown row)
    {
        yield return $"{Said.Sex(row.Sex)}; relation {Said.Relation(row.Relation)}; "
            + $"arrived {Terminal.Date(row.Arrived)}";
        if (row.Left)
            yield return $"left {Terminal.Date(row.LeftOn)}: {Said.Reason(row.LeftBecause)}";
        if (row.Objected)
            yield return $"objected {Terminal.Date(row.ObjectedOn)}: stays out of every disclosure";
        if (row.Erased)
            yield return "names, contacts and notes are erased";
        if (row.Details is not { } details)
            yield break;
        yield return $"name: {(details.Name.Count == 0 ? "not known" : Said.NameParts(details))}";
        foreach (var phone in details.Phones)
            yield return $"phone: {Said.Plain(phone)}";
        foreach (var document in details.Documents)
            yield return $"document: {Said.Document(document)}";
        if (details.Address is { } address)
            yield return $"address: {Said.Plain(address)}";
        if (details.Payee is { } payee)
            yield return $"payee: {Said.Plain(payee)}";
        if (details.Note is { } note)
            yield return $"note: {Said.Plain(note)}";
    }

    public static IEnumerable<string> LinesOf(HouseholdShown home)
    {
        yield return $"registered by name: {Said.Count(home.Members.Count, "person")}"
            + (home.Members.Count > 0 ? $" ({string.Join(", ", home.Members)})" : "");
        if (home.Left.Count > 0)
            yield return $"left: {string.Join(", ", home.Left)}";
        if (home.Counted is { } counted)
            yield return $"counted: {Said.Count(counted, "person")} "
                + $"({string.Join("; ", home.HeadCounts.Select(Said.HeadCount))})";
        yield return $"form {home.Form ?? "–"}; head {home.Head ?? "–"}; from {home.Origin ?? "–"}; "
            + $"now {home.Present ?? "–"}; arrived {Terminal.Date(home.Arrived)}";
        yield return home.Shelter is { } shelter
            ? $"shelter: {shelter}, since {Terminal.Date(home.ShelteredSince)}"
            : "shelter: none";
        foreach (var basis in home.Bases)
            yield return $"legal basis: {basis.Basis} for {basis.Purpose}, {Said.Day(basis.On)}";
        if (home.Bases.Count == 0)
            yield return "legal basis: none recorded";
        foreach (var notice in home.Notices)
            yield return $"told what is kept: in {notice.Language}, {Said.Day(notice.On)}";
        if (home.Notices.Count == 0)
            yield return "told what is kept: not recorded";
    }

    static string NameOf(PersonShown row) =>
        row.Details is { } known ? Said.Name(known) : row.Erased ? "erased" : Masked;

    static string BornOf(PersonShown row) =>
        row.Details is { Born.IsNone: false } details ? $"{details.Born}" : row.BirthYear is { } year ? $"{year}" : "–";
}
