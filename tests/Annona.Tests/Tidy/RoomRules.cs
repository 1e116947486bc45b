using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Annona.Tests.Tidy;

/// <summary>The rooms of the domain stand in a row: each uses only earlier ones.</summary>
static class RoomRules
{
    static readonly string[] Rooms =
    [
        "Values", "Access", "Parties", "Places", "PublicRecord", "People", "Duplicates", "Ledger", "Aid",
        "Observations", "Trace", "Privacy",
    ];

    static readonly string[] PureProjects = ["Journal", "Linkage", "Reading"];

    /// <summary>Folders of the other projects that carry no room, and what they are.</summary>
    static readonly (string Folder, string Why)[] Plumbing =
    [
        ("Annona.Cli/Demo", "the worked example, told through every room at once"),
        ("Annona.Cli/Shell", "parsing words, printing tables, exit codes: the same for every command"),
        ("Annona.Exchange/Fts", "flows as the UN's Financial Tracking Service publishes them"),
        ("Annona.Exchange/Sheets", "rows of CSV and XLSX, whatever they are about"),
        ("Annona.Storage/Backup", "a journal in two files that can be put back, whatever it is about"),
        ("Annona.Storage/Folder", "the folder of one operation: its files, opened and closed together"),
        ("Annona.Storage/Move", "the journal between its file and a database server"),
        ("Annona.Storage/Holder", "the process that holds an operation, and how others send it their requests"),
        ("Annona.Storage/Keys", "keys, sealing and signing"),
        ("Annona.Storage/Postgres", "the journal at a database server"),
        ("Annona.Storage/Sqlite", "the journal in one file"),
    ];

    public static IEnumerable<Finding> Folders(Source source)
    {
        if (source.Segments is ["src", "Annona", var room, _, ..] && !Rooms.Contains(room))
        {
            yield return new(
                "room", source.Path, 1, room, $"the room {room} has no place in the row yet: see RoomRules.Rooms");
        }
    }

    public static IEnumerable<Finding> Mirrors(Source source)
    {
        if (source.Segments is ["src", var project, var folder, _, ..]
            && project != "Annona"
            && !PureProjects.Contains(project.Replace("Annona.", "", StringComparison.Ordinal))
            && !Rooms.Contains(folder)
            && !PureProjects.Contains(folder)
            && !Plumbing.Any(known => known.Folder == $"{project}/{folder}"))
        {
            yield return new(
                "mirror", source.Path, 1, folder,
                $"{project}/{folder} carries no room of src/Annona and is not listed as plumbing");
        }
    }

    /// <summary>Uses of later rooms in usings and in qualified names, from the sources of the domain.</summary>
    public static IEnumerable<Finding> Order(IReadOnlyCollection<Source> sources)
    {
        var typesOf = sources
            .Where(source => RoomOf(source) is not null)
            .SelectMany(source => source.Nodes<BaseTypeDeclarationSyntax>()
                .Select(type => (Room: RoomOf(source)!, type.Identifier.Text)))
            .ToHashSet();
        return
            from source in sources
            let own = RoomOf(source)
            where own is not null
            from use in Uses(source, typesOf)
            where Array.IndexOf(Rooms, use.Room) > Array.IndexOf(Rooms, own)
            select source.Found("room-order", use.At, use.Room, $"{own} uses {use.Room}, which comes later: {use.At}");
    }

    static string? RoomOf(Source source) =>
        source.Segments is ["src", "Annona", var room, _, ..] && Rooms.Contains(room) ? room : null;

    static IEnumerable<(SyntaxNode At, string Room)> Uses(Source source, HashSet<(string, string)> typesOf)
    {
        foreach (var use in source.Nodes<UsingDirectiveSyntax>())
        {
            if (use.NamespaceOrType is { } name && RoomIn(Words(name)) is { } room)
                yield return (use, room);
        }

        foreach (var name in source.Nodes<QualifiedNameSyntax>())
        {
            var words = Words(name);
            var partOfMore = name.Parent is QualifiedNameSyntax or BaseNamespaceDeclarationSyntax
                or UsingDirectiveSyntax;
            if (!partOfMore && (RoomIn(words) ?? RelativeRoom(words, typesOf)) is { } room)
                yield return (name, room);
        }

        foreach (var access in source.Nodes<MemberAccessExpressionSyntax>())
        {
            var words = Words(access);
            if (access.Parent is not MemberAccessExpressionSyntax
                && (RoomIn(words) ?? RelativeRoom(words, typesOf)) is { } room)
            {
                yield return (access, room);
            }
        }
    }

    /// <summary><c>Annona.Aid.Give</c>, <c>global::Annona.Aid</c>.</summary>
    static string? RoomIn(string[] words) => words switch
    {
        ["global", "Annona", var room, ..] when Rooms.Contains(room) => room,
        ["Annona", var room, ..] when Rooms.Contains(room) => room,
        _ => null,
    };

    /// <summary>In <c>Annona.Ledger</c> one may write <c>Aid.Give</c>: a use if Aid has that type.</summary>
    static string? RelativeRoom(string[] words, HashSet<(string, string)> typesOf) =>
        words is [var room, var type, ..] && typesOf.Contains((room, type)) ? room : null;

    static string[] Words(SyntaxNode name) =>
        [.. name.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)
            || token.IsKind(SyntaxKind.GlobalKeyword)).Select(token => token.Text)];
}
