using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>The options that say what is known of a person: the same for registering and for correcting.</summary>
sealed class PersonWords
{
    readonly Option<string?> given = Words.Option<string?>("--given", "Given name, as it is written.");
    readonly Option<string?> family = Words.Option<string?>("--family", "Family name, as it is written.");
    readonly Option<string?> father = Words.Option<string?>("--father", "Father's name or patronymic.");
    readonly Option<string?> mother = Words.Option<string?>("--mother", "Mother's name.");
    readonly Option<string?> name = Words.Option<string?>("--name", "The whole name, where its parts are not known.");

    readonly Option<string?> script = Words.Option<string?>(
        "--script", "The script of the name, such as Armenian, if it is not that of its letters.");

    readonly Option<string?> born =
        Words.Option<string?>("--born", "1956, 1956-03 or 1956-03-01; ~ before it for an estimate.");

    readonly Option<string?> sex = Words.Option<string?>("--sex", "F, M or X, as stated.");
    readonly Option<string?> relation = Words.Option<string?>("--relation", "To the household's representative.");
    readonly Option<string?> needs = Words.Option<string?>("--needs", "Codes of specific needs, such as DS,SP.");
    readonly Option<string?> origin = Words.Option<string?>("--from", "Place of origin.");

    readonly Option<string?> present = Words.Option<string?>(
        "--at", "Present place, never a street: that goes into --address, which only this person's key opens.");

    readonly Option<string?> arrived = Words.Option<string?>("--arrived", "Day of arrival, yyyy-MM-dd.");
    readonly Option<string[]> phone =
        Words.Option<string[]>("--phone", "Telephone number or e-mail address; may be repeated.");

    readonly Option<string[]> document =
        Words.Option<string[]>("--document", "A document as KIND:NUMBER, such as passport:AN123; may be repeated.");

    readonly Option<string?> address = Words.Option<string?>("--address", "Street or shelter.");
    readonly Option<string?> payee = Words.Option<string?>("--payee", "Who may collect, or where money goes.");
    readonly Option<string?> note = Words.Option<string?>("--note", "A note about this person only.");

    public void AddTo(Command command)
    {
        foreach (var option in (IReadOnlyList<Option>)
        [
            given, family, father, mother, name, script, born, sex, relation, needs, origin, present, arrived, phone,
            document, address, payee, note,
        ])
            command.Options.Add(option);
    }

    public PersonalDetails Details(ParseResult parsed)
    {
        (NameRole Role, string? Text)[] parts =
        [
            (NameRole.Whole, parsed.GetValue(name)), (NameRole.Given, parsed.GetValue(given)),
            (NameRole.Family, parsed.GetValue(family)), (NameRole.Father, parsed.GetValue(father)),
            (NameRole.Mother, parsed.GetValue(mother)),
        ];
        var written = ScriptOf(parsed.GetValue(script));
        return new()
        {
            Name =
            [
                .. parts.Where(part => part.Text is not null)
                    .Select(part => new NamePart(part.Role, part.Text!.Trim()) { Script = written }),
            ],
            Born = parsed.GetValue(born) is "" ? default : Desk.PartialDate(parsed.GetValue(born), "--born"),
            Phones = [.. (parsed.GetValue(phone) ?? []).Where(number => number.Length > 0)],
            Documents = [.. (parsed.GetValue(document) ?? []).Where(one => one.Length > 0).Select(DocumentOf)],
            Address = NotBlank(parsed.GetValue(address)),
            Payee = NotBlank(parsed.GetValue(payee)),
            Note = NotBlank(parsed.GetValue(note)),
        };
    }

    public PersonFacts Facts(ParseResult parsed) => new()
    {
        Sex = SexOf(parsed.GetValue(sex)),
        Relation = RelationOf(parsed.GetValue(relation)),
        Needs = NeedsCodes.TryParse(parsed.GetValue(needs), out var codes) ? codes : throw new InputException(
            "cli.bad-needs", "--needs holds a code that is not collected here.",
            $"Use only these: {NeedsCodes.Text((Needs)511)}."),
        Origin = PlaceRef.Words(parsed.GetValue(origin)),
        Present = PlaceRef.Words(parsed.GetValue(present)),
        Arrived = parsed.GetValue(arrived) is "" ? null : Desk.Date(parsed.GetValue(arrived), "--arrived"),
    };

    /// <summary>The fields that were named; a field named with an empty text is emptied.</summary>
    public PersonFields Stated(ParseResult parsed)
    {
        (PersonFields Field, bool Named)[] fields =
        [
            (PersonFields.Name, new[] { given, family, father, mother, name }.Any(each =>
                parsed.GetValue(each) is not null)),
            (PersonFields.Born, parsed.GetValue(born) is not null),
            (PersonFields.Sex, parsed.GetValue(sex) is not null),
            (PersonFields.Relation, parsed.GetValue(relation) is not null),
            (PersonFields.Needs, parsed.GetValue(needs) is not null),
            (PersonFields.Origin, parsed.GetValue(origin) is not null),
            (PersonFields.Present, parsed.GetValue(present) is not null),
            (PersonFields.Arrived, parsed.GetValue(arrived) is not null),
            (PersonFields.Phones, parsed.GetValue(phone) is { Length: > 0 }),
            (PersonFields.Documents, parsed.GetValue(document) is { Length: > 0 }),
            (PersonFields.Address, parsed.GetValue(address) is not null),
            (PersonFields.Payee, parsed.GetValue(payee) is not null),
            (PersonFields.Note, parsed.GetValue(note) is not null),
        ];
        return fields.Where(field => field.Named).Aggregate(
            PersonFields.None, (all, field) => all | field.Field);
    }

    static string? NotBlank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    static Document DocumentOf(string typed) => typed.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at
        ? new(typed[..at].Trim(), typed[(at + 1)..].Trim())
        : new("", typed.Trim());

    static NameScript ScriptOf(string? typed) => typed is null ? NameScript.Unknown
        : Enum.GetValues<NameScript>().Cast<NameScript?>().FirstOrDefault(script =>
            typed.Equals($"{script}", StringComparison.OrdinalIgnoreCase)
            || typed.Equals(NameScripts.Code(script!.Value), StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException("cli.bad-script", $"'{typed}' is not a script that is known here.",
            "Write Latin, Armenian, Cyrillic, Georgian, Arabic, Hebrew or Greek, or leave it out.");

    static Sex SexOf(string? typed) => typed is null ? Sex.Unknown : ValueWords.Sex(typed) switch
    {
        "F" => Sex.Female,
        "M" => Sex.Male,
        "X" => Sex.Other,
        _ when string.IsNullOrWhiteSpace(typed) || ValueWords.IsNothing(typed) => Sex.Unknown,
        _ => throw new InputException("cli.bad-sex", "--sex cannot be read.",
            "Write F, M or X, or leave it out when it is not known."),
    };

    static Relation RelationOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || ValueWords.IsNothing(typed))
            return Relation.Unknown;
        return ValueWords.Relation(typed) is { } word && RelationWords.TryParse(word, out var relation)
            ? relation
            : throw new InputException("cli.bad-relation", "--relation cannot be read.",
                $"Write one of: {RelationWords.Known}.");
    }
}
