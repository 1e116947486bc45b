using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>Persons, households and lists as <c>--json</c> prints them: null is not known, or not shown.</summary>
static class PeopleJsonText
{
    public static object Of(PeopleListing listing, HouseholdShown? home) => new
    {
        total = listing.Total,
        withheld = listing.Withheld,
        rows = listing.Rows.Select(Of),
        household = home is null ? null : Of(home),
    };

    public static object Of(HouseholdShown home) => new
    {
        id = home.Code,
        form = home.Form,
        members = home.Members,
        left = home.Left,
        head = home.Head,
        counted = home.Counted,
        headCounts = home.HeadCounts.Select(line => new
        {
            sex = line.Sex, ages = AgeBands.Text(line.Band), count = line.Count,
        }),
        origin = home.Origin,
        present = home.Present,
        arrived = home.Arrived,
        shelter = home.Shelter,
        shelteredSince = home.ShelteredSince,
        legalBases = home.Bases.Select(basis => new { purpose = basis.Purpose, basis = basis.Basis, on = basis.On }),
        notices = home.Notices.Select(notice => new { language = notice.Language, on = notice.On }),
        synthetic = home.Synthetic,
    };

    public static object Of(ListShown list) => new
    {
        id = list.Code,
        name = list.Name,
        owner = list.Owner,
        synthetic = list.Synthetic,
        versions = list.Versions.Select(version => new
        {
            number = version.Number, asOf = version.AsOf, basis = version.Basis, purpose = version.Purpose,
            file = version.FileHash, read = version.Reading.How, closed = version.IsClosed,
            counts = version.Counts(version.Undecided),
        }),
    };

    public static object Of(DisclosureShown one) => new
    {
        id = $"{one.Disclosure}", at = one.At, officer = $"{one.Officer}", recipient = one.Recipient,
        purpose = one.Purpose, basis = one.Basis, fields = Words(one.Fields), persons = one.Count, whom = one.Whom,
    };

    static object Of(PersonShown row) => new
    {
        id = row.Code,
        household = row.Household,
        form = row.Form,
        name = row.Details?.FullName,
        nameParts = row.Details?.Name.Select(part => new
        {
            role = part.Role, text = part.Text, script = NameScripts.Code(part.Script),
        }),
        born = row.Details is { Born.IsNone: false } details ? $"{details.Born}" : null,
        birthYear = row.BirthYear,
        phones = row.Details?.Phones,
        documents = row.Details?.Documents,
        address = row.Details?.Address,
        payee = row.Details?.Payee,
        note = row.Details?.Note,
        sex = row.Sex,
        relation = row.Relation,
        needs = NeedsCodes.Text(row.Needs),
        origin = row.Origin,
        present = row.Present,
        arrived = row.Arrived,
        list = row.List,
        row = row.Row,
        left = row.Left,
        leftOn = row.LeftOn,
        leftBecause = row.LeftBecause,
        objected = row.Objected,
        objectedOn = row.ObjectedOn,
        erased = row.Erased,
        synthetic = row.Synthetic,
    };

    static string[] Words(PersonFields fields) => [.. FieldWords.Each(fields).Select(FieldWords.Text)];
}
