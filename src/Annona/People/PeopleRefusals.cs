using Annona.Values;

namespace Annona.People;

/// <summary>Why this room says no.</summary>
static class PeopleRefusals
{
    public static Refusal NoName(string where) => new(
        "people.no-name", $"{where} has no name at all.",
        "Give the name as it is written, in any script, or leave the row out.");

    public static Refusal BornLater(string where) => new(
        "people.born-later", $"{where} has a birth after today.", "Correct the date of birth, or leave it empty.");

    public static Refusal UnknownPerson(string person) => new(
        "people.unknown-person", $"There is no person '{person}'.", "Find persons with: annona people list");

    public static Refusal UnknownHousehold(string household) => new(
        "people.unknown-household", $"There is no household '{household}'.",
        "Find households with: annona people list");

    public static Refusal UnknownPlace(string place) => new(
        "people.unknown-place", $"There is no place '{place}'.", "Find places with: annona place list");

    public static Refusal NobodyCounted() => new(
        "people.nobody-counted", "A head count needs at least one person, and no count below one.",
        "Give the household's size, if possible by sex and age.");

    public static Refusal CardTaken(string household) => new(
        "people.card-taken", $"This card belongs to household {household} already.", "Hand out another card.");

    public static Refusal LeftAlready(string person) => new(
        "people.left-already", $"{person} left the register already.", "Nothing to do.");

    public static Refusal NothingChanges() => new(
        "people.nothing-changes", "The correction changes nothing.",
        "Name a field that is different from what is recorded.");

    public static Refusal SyntheticMixed(string what) => new(
        "people.synthetic-mixed", $"{what} would mix real and made-up people.",
        "Use another household or list, or say --synthetic for made-up people only.");

    public static Refusal NoText(string what) => new("people.no-text", $"The {what} is missing.", $"Give the {what}.");

    public static Refusal ListInFuture() => new(
        "people.list-in-future", "The list is dated after today.", "Give the day for which the owner vouches.");

    public static Refusal ListOfAnother(string list) => new(
        "people.list-of-another", $"{list} belongs to another party.",
        "Give the list another name, or name its owner.");

    public static Refusal ListOlder(string list, DateOnly asOf) => new(
        "people.list-older", $"{list} has a version as of {asOf:yyyy-MM-dd} already, and this one is older.",
        "Import versions in the order of their dates.");

    public static Refusal ListReadOtherwise(string list, int version, string what) => new(
        "people.list-read-otherwise", $"Version {version} of {list} was begun with another {what}.",
        "Go on with the same words as before, or close it as it is with: annona people close LIST");

    public static Refusal SameFile(string list, int version) => new(
        "people.same-file", $"This file came in already: it is version {version} of {list}.",
        "Import it under the name of that list. If it belongs to both lists, say --another-list.");

    public static Refusal NoRecordNumbers(string list) => new(
        "people.no-record-numbers",
        $"The rows of {list} have no record numbers, so nobody knows which person a row of another version means.",
        "Name the column that has them with --map record-id=COLUMN. If a version without them is recorded already, "
            + "import this file as another list and find who stands in both with: annona people dedupe");

    public static Refusal NoFields() => new(
        "people.no-fields", "No field is named.", $"Name some of: {FieldWords.All}.");

    public static Refusal BornTooEarly(string where) => new(
        "people.born-too-early", $"{where} has a birth more than {PersonRules.AgeMax} years back.",
        "Correct the date of birth, or leave it empty.");

    public static Refusal ArrivedLater(string where) => new(
        "people.arrived-later", $"{where} arrives after today.", "Correct the day of arrival, or leave it empty.");

    public static Refusal HiddenLetters(string where) => new(
        "people.hidden-letters", $"{where} has control or direction marks in the name, which nobody sees.",
        "Type the name again without them.");

    public static Refusal NameTooLong(string where) => new(
        "people.name-too-long", $"{where} has a part of the name longer than {PersonRules.NameLengthMax} characters.",
        "Give the name only; other things belong into the note.");

    public static Refusal DayInFuture(string what) => new(
        "people.day-in-future", $"The day of the {what} lies after today.", "Give the day on which it happened.");

    public static Refusal NothingToWithdraw(string person) => new(
        "people.nothing-to-withdraw", $"{person} did not object.", "Nothing to do.");

    public static Refusal ObjectedAlready(string person) => new(
        "people.objected-already", $"{person} objected already.", "Nothing to do.");

    public static Refusal ListUnfinished(string list, int version) => new(
        "people.list-unfinished", $"Version {version} of {list} was begun and not finished.",
        "Import its file again to finish it, or close it with: annona people close LIST");

    public static Refusal UnknownList(string list) => new(
        "people.unknown-list", $"There is no list '{list}'.", "Find lists with: annona people lists");

    public static Refusal NotNewest(string list, int version) => new(
        "people.list-not-newest", $"Version {version} of {list} is not open.",
        "Import the file of the newest version.");

    public static Refusal NeedsDecision(string list) => new(
        "people.list-needs-decision", $"{list} was imported before, so its rows are not taken over unseen.",
        "Look at what is new, changed and gone, and decide with --accept.");

    public static Refusal TooManyRows(int rows, int most) => new(
        "people.too-many-rows", $"{rows} rows were sent at once.", $"Send at most {most} rows at once.");

    public static Refusal RecordTwice(int row) => new(
        "people.record-twice", $"Row {row} has the record number of an earlier row.",
        "Give each person of the list a number of their own, or leave the row out.");

    public static Refusal NotOfList(string person, string list) => new(
        "people.not-of-list", $"{person} does not come from {list}.", "Compare the list again.");

    public static Refusal ListClosed(string list, int version) => new(
        "people.list-closed", $"Version {version} of {list} is closed.", "Import a newer version.");

    public static Refusal UnknownDisclosure() => new(
        "people.unknown-disclosure", "There is no such disclosure by you.",
        "Record a disclosure first: names are shown for a purpose and a recipient.");

    public static Refusal ErasureSize(int most) => new(
        "people.erasure-size", $"One request erases 1 to {most} persons.",
        "Name the persons, in several requests if there are more.");

    public static Refusal ErasedAlready() => new(
        "people.erased-already", "Everybody named is erased already.", "Nothing to do.");

    public static Refusal ErasureIsHeld(string person, string reason, DateOnly until) => new(
        "people.erasure-held", $"{person} must not be erased before {until.AddDays(1):yyyy-MM-dd}: {reason}.",
        "Wait for that day, or let whoever answers for the data decide, and end the hold with: "
            + "annona people release PERSON");

    public static Refusal HoldDay(int most) => new(
        "people.hold-day", $"A hold ends today at the earliest and in {most} days at the latest.",
        "Give the last day with --until yyyy-MM-dd. Who needs more time holds again.");

    public static Refusal NotHeld(string person) => new(
        "people.not-held", $"Nothing holds the erasure of {person} back.", "Nothing to do.");

    public static Refusal NobodyMatches() => new(
        "people.nobody-matches", "Nobody matches.", "Widen the filter. Persons who objected are never disclosed.");
}
