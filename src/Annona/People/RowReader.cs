using System.Globalization;
using Annona.Values;

namespace Annona.People;

/// <summary>What a column of a list may hold.</summary>
public enum PersonColumn
{
    /// <summary>The record's number in the list.</summary>
    Record,

    /// <summary>Number of the household's form.</summary>
    Form,

    /// <summary>The whole name.</summary>
    Name,

    /// <summary>Given name.</summary>
    Given,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Father's name or patronymic.</summary>
    Father,

    /// <summary>Mother's name.</summary>
    Mother,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Date or year of birth.</summary>
    Born,

    /// <summary>Age in years on the day of the list.</summary>
    Age,

    /// <summary>Relation to the representative.</summary>
    Relation,

    /// <summary>Codes of specific needs.</summary>
    Needs,

    /// <summary>Place of origin.</summary>
    Origin,

    /// <summary>Present place.</summary>
    Present,

    /// <summary>Day of arrival.</summary>
    Arrived,

    /// <summary>Telephone numbers or an e-mail address.</summary>
    Phone,

    /// <summary>E-mail address, kept with the telephone numbers.</summary>
    Email,

    /// <summary>Number of a document.</summary>
    Document,

    /// <summary>Street or shelter.</summary>
    Address,

    /// <summary>Who may collect.</summary>
    Payee,

    /// <summary>Note.</summary>
    Note,
}

/// <summary>What a problem of a row means for its person.</summary>
public enum RowWeight
{
    /// <summary>Only a remark: what was understood, and how.</summary>
    Remark,

    /// <summary>One field cannot be read. A lenient reading takes the person with that field not known.</summary>
    Field,

    /// <summary>The row cannot be a person.</summary>
    Row,
}

/// <summary>A cell that cannot be read, or not as it stands. It never carries the cell's value.</summary>
/// <param name="Column">What the column holds; null when the row as a whole is meant.</param>
/// <param name="Weight">What it means for the person.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
public sealed record RowProblem(PersonColumn? Column, RowWeight Weight, string Reason, string Remedy);

/// <summary>How strictly the rows of a list are read.</summary>
public enum Strictness
{
    /// <summary>A row with any cell that cannot be read is left out.</summary>
    Strict,

    /// <summary>
    /// A person with a cell that cannot be read is taken in, with that field not known; so is one without a name.
    /// </summary>
    Lenient,
}

/// <summary>
/// Reads the cells of a list's row as a person. What is unclear is told, never guessed. Dates are read as
/// <see cref="PartialDate"/> writes them, sex and relation in English; the host brings other ways of writing them into
/// these.
/// </summary>
/// <param name="columns">What the columns hold; each kind at most once.</param>
/// <param name="asOf">The day of the list: ages count from it, and nobody is born or arrives after it.</param>
/// <param name="strictness">What becomes of a row with a cell that cannot be read.</param>
public sealed class RowReader(
    IReadOnlyList<PersonColumn> columns, DateOnly asOf, Strictness strictness = Strictness.Strict)
{
    static readonly (NameRole Role, PersonColumn Column)[] NameColumns =
    [
        (NameRole.Whole, PersonColumn.Name), (NameRole.Given, PersonColumn.Given),
        (NameRole.Family, PersonColumn.Family),
        (NameRole.Father, PersonColumn.Father), (NameRole.Mother, PersonColumn.Mother),
    ];

    readonly PersonFields stated = StatedBy(columns);

    /// <summary>What becomes of a present place that is not on record.</summary>
    public PlaceWords PresentPlace { get; init; }

    /// <summary>The fields for which there is a column.</summary>
    public static PersonFields StatedBy(IReadOnlyList<PersonColumn> columns) =>
        columns.Aggregate(PersonFields.None, (fields, column) => fields | FieldsOf(column));

    static PersonFields FieldsOf(PersonColumn column) => column switch
    {
        PersonColumn.Form => PersonFields.Household,
        PersonColumn.Sex => PersonFields.Sex,
        PersonColumn.Born or PersonColumn.Age => PersonFields.Born | PersonFields.BirthYear,
        PersonColumn.Relation => PersonFields.Relation,
        PersonColumn.Needs => PersonFields.Needs,
        PersonColumn.Origin => PersonFields.Origin,
        PersonColumn.Present => PersonFields.Present,
        PersonColumn.Arrived => PersonFields.Arrived,
        PersonColumn.Phone or PersonColumn.Email => PersonFields.Phones,
        PersonColumn.Document => PersonFields.Documents,
        PersonColumn.Address => PersonFields.Address,
        PersonColumn.Payee => PersonFields.Payee,
        PersonColumn.Note => PersonFields.Note,
        PersonColumn.Record => PersonFields.None,
        _ => PersonFields.Name,
    };

    /// <summary>Reads one row.</summary>
    /// <param name="row">Its number in the file; also its record number when the list has no column for that.</param>
    /// <param name="cells">One text a column, as they stand in the file.</param>
    /// <param name="problems">
    /// What cannot be read, and remarks. The person is null if any of it weighs too much for the strictness.
    /// </param>
    public ListedPerson? Read(int row, IReadOnlyList<string> cells, out IReadOnlyList<RowProblem> problems)
    {
        var found = new List<RowProblem>(0);
        problems = found;
        var record = RecordOf(row, cells, found);
        var names = Names(cells, found);
        var born = BornOf(cells, found);
        var facts = new PersonFacts
        {
            Sex = SexOf(cells, found),
            BirthYear = born.Year,
            BirthEstimated = born.Estimated,
            Relation = RelationOf(cells, found),
            Needs = NeedsOf(cells, found),
            Origin = PlaceRef.Words(Cell(cells, PersonColumn.Origin)),
            Present = PlaceRef.Words(Cell(cells, PersonColumn.Present)),
            Arrived = ArrivedOf(cells, found),
        };
        var details = new PersonalDetails
        {
            Name = names,
            Born = born,
            Phones = [.. Several(Cell(cells, PersonColumn.Phone)), .. Several(Cell(cells, PersonColumn.Email))],
            Documents = [.. Several(Cell(cells, PersonColumn.Document)).Select(number => new Document("", number))],
            Address = Cell(cells, PersonColumn.Address),
            Payee = Cell(cells, PersonColumn.Payee),
            Note = Cell(cells, PersonColumn.Note),
        };
        var most = strictness == Strictness.Lenient ? RowWeight.Field : RowWeight.Remark;
        return found.Any(problem => problem.Weight > most) ? null : new(row, record, Read(found), facts, details)
        {
            Form = Cell(cells, PersonColumn.Form),
            NameNotKnown = names.Count == 0,
            PresentPlace = PresentPlace,
        };
    }

    /// <summary>A field that could not be read says nothing about the person.</summary>
    PersonFields Read(List<RowProblem> found) => found.Where(problem => problem.Weight == RowWeight.Field).Aggregate(
        stated, (fields, problem) => fields & ~FieldsOf(problem.Column ?? PersonColumn.Name));

    /// <summary>The trimmed text of the column of a kind; null when there is none or it is blank.</summary>
    string? Cell(IReadOnlyList<string> cells, PersonColumn column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == column)
                return cells[i].AsSpan().Trim() is { Length: > 0 } text ? text.ToString() : null;
        return null;
    }

    string RecordOf(int row, IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (!columns.Contains(PersonColumn.Record))
            return $"row {row}";
        if (Cell(cells, PersonColumn.Record) is { } record)
            return record;
        problems.Add(new(
            PersonColumn.Record, RowWeight.Row, "The record number is missing.",
            "Give every person of the list a number of their own."));
        return "";
    }

    /// <summary>Names as they are written; only the blanks around them are left out.</summary>
    List<NamePart> Names(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        var names = new List<NamePart>(3);
        foreach (var (role, column) in NameColumns)
            if (Cell(cells, column) is { } text)
            {
                if (PersonRules.HasHiddenLetters(text))
                    problems.Add(new(
                        column, RowWeight.Row, "The name has control or direction marks in it, which nobody sees.",
                        "Type the name again without them."));
                else if (text.Length > PersonRules.NameLengthMax)
                    problems.Add(new(
                        column, RowWeight.Row, $"The name is longer than {PersonRules.NameLengthMax} characters.",
                        "Leave the name only; other things belong into the note."));
                names.Add(new(role, text));
            }
        if (names.Count == 0)
            problems.Add(new(
                null, RowWeight.Field, "The row has no name at all.",
                "Give the name as it is written, or leave the row out."));
        return names;
    }

    Sex SexOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        switch (Cell(cells, PersonColumn.Sex)?.ToUpperInvariant())
        {
            case null or "U" or "UNKNOWN" or "-":
                return Sex.Unknown;
            case "F" or "FEMALE" or "W" or "WOMAN":
                return Sex.Female;
            case "M" or "MALE" or "MAN":
                return Sex.Male;
            case "X" or "OTHER":
                return Sex.Other;
            default:
                problems.Add(new(
                    PersonColumn.Sex, RowWeight.Field, "The sex cannot be read.",
                    "Write F, M or X, or leave it empty when it is not known."));
                return Sex.Unknown;
        }
    }

    PartialDate BornOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (Cell(cells, PersonColumn.Born) is not { } text)
            return AgeOf(cells, problems);
        if (!PartialDate.TryParse(text, out var born))
            problems.Add(new(
                PersonColumn.Born, RowWeight.Field, "The date of birth is no day of the calendar.",
                "Write it as 1986-04-30, as 1986-04, or only the year."));
        else if (PersonRules.IsLater(born, asOf))
            problems.Add(new(
                PersonColumn.Born, RowWeight.Field, "The birth lies after the day of the list.",
                "Correct the date of birth."));
        else if (PersonRules.IsTooEarly(born.Year, asOf))
            problems.Add(new(
                PersonColumn.Born, RowWeight.Field, $"The birth lies more than {PersonRules.AgeMax} years back.",
                "Correct the date of birth."));
        else
            return born;
        return default;
    }

    /// <summary>An age gives a year of birth that is an estimate: it may be off by one.</summary>
    PartialDate AgeOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (Cell(cells, PersonColumn.Age) is not { } text)
            return default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            && age <= PersonRules.AgeMax)
            return new((short)(asOf.Year - age), 0, 0, Estimated: true);
        problems.Add(new(
            PersonColumn.Age, RowWeight.Field, "The age cannot be read.",
            $"Write whole years from 0 to {PersonRules.AgeMax}."));
        return default;
    }

    /// <summary>Families have more relations than we have words: one not known here stays a relative.</summary>
    Relation RelationOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (RelationWords.TryParse(Cell(cells, PersonColumn.Relation), out var relation))
            return relation;
        problems.Add(new(
            PersonColumn.Relation, RowWeight.Remark,
            "The relation to the representative is no word that is known here; it is kept as other relative.",
            $"If it is another one, write one of: {RelationWords.Known}."));
        return Relation.OtherRelative;
    }

    Needs NeedsOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (NeedsCodes.TryParse(Cell(cells, PersonColumn.Needs), out var needs))
            return needs;
        problems.Add(new(
            PersonColumn.Needs, RowWeight.Field, "The specific needs hold a code that is not collected here.",
            $"Use only these: {NeedsCodes.Text((Needs)511)}."));
        return Needs.None;
    }

    DateOnly? ArrivedOf(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        if (Cell(cells, PersonColumn.Arrived) is not { } text)
            return null;
        if (!PartialDate.TryParse(text, out var day) || day.Day == 0)
            problems.Add(new(
                PersonColumn.Arrived, RowWeight.Field, "The day of arrival is no day of the calendar.",
                "Write it as 2023-09-27."));
        else if (day.Range().First > asOf)
            problems.Add(new(
                PersonColumn.Arrived, RowWeight.Field, "The day of arrival lies after the day of the list.",
                "Correct the day of arrival."));
        else
            return day.Range().First;
        return null;
    }

    static List<string> Several(string? text) => text is null
        ? []
        : [.. text.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
