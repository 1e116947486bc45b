using System.Globalization;
using Annona.Cli.Shell;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>Small things as people say them.</summary>
static class Said
{
    /// <summary>A number with its noun: 1 person, 2 persons, 3 entries.</summary>
    public static string Count(long number, string one, string? many = null) =>
        $"{Terminal.Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    public static string Sex(Sex? sex) => sex switch
    {
        Annona.People.Sex.Female => "female",
        Annona.People.Sex.Male => "male",
        Annona.People.Sex.Other => "other",
        _ => "not known",
    };

    /// <summary>A letter for a narrow column.</summary>
    public static string SexLetter(Sex sex) => sex switch
    {
        Annona.People.Sex.Female => "F",
        Annona.People.Sex.Male => "M",
        Annona.People.Sex.Other => "X",
        _ => "–",
    };

    public static string Relation(Relation relation) => relation switch
    {
        Annona.People.Relation.Unknown => "not known",
        Annona.People.Relation.OtherRelative => "other relative",
        Annona.People.Relation.NotRelated => "not related",
        _ => $"{relation}".ToLowerInvariant(),
    };

    public static string Reason(LeaveReason? reason) => reason switch
    {
        LeaveReason.GoneFromList => "gone from the list",
        LeaveReason.Departed => "moved on",
        LeaveReason.Died => "died",
        LeaveReason.RegisteredInError => "registered in error",
        _ => "",
    };

    public static string HeadCount(HeadCount line) =>
        $"{Terminal.Number(line.Count)} {Sex(line.Sex)}, {AgeBands.Text(line.Band)}";

    /// <summary>A name with its parts, each with its script; "name not known" when there is none.</summary>
    public static string Name(PersonalDetails details) =>
        details.Name.Count == 0 ? "name not known" : Plain(details.FullName);

    /// <summary>The parts of a name: what each is, and in which script.</summary>
    public static string NameParts(PersonalDetails details) => string.Join("; ", details.Name.Select(part =>
        $"{Role(part.Role)} {Plain(part.Text)} ({NameScripts.Code(part.Script)})"));

    public static string Document(Document document) =>
        Plain(document.Kind.Length == 0 ? document.Number : $"{document.Kind} {document.Number}");

    /// <summary>
    /// A text without control characters and direction marks: on a terminal they would move the cursor, or show one
    /// name as another.
    /// </summary>
    public static string Plain(string text) => string.Concat(text.Where(letter => !char.IsControl(letter)
        && letter is not ('\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069'))));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Role(NameRole role) => role switch
    {
        NameRole.Whole => "whole name",
        _ => $"{role}".ToLowerInvariant(),
    };
}
