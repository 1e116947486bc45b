using System.Xml.Linq;

namespace Annona.Tests.Tidy;

/// <summary>Each rule on a few lines that break it and on a few that keep it.</summary>
public sealed class RulesBiteTests
{
    static readonly Dictionary<string, Func<Source, IEnumerable<Finding>>> Rules = new()
    {
        ["files"] = SizeRules.Files,
        ["lines"] = SizeRules.Lines,
        ["methods"] = SizeRules.Methods,
        ["parameters"] = SizeRules.Parameters,
        ["types"] = NameRules.Types,
        ["folders"] = NameRules.Folders,
        ["namespaces"] = NameRules.Namespaces,
        ["keywords"] = ShapeRules.Keywords,
        ["sealing"] = source => ShapeRules.Sealing([source]),
        ["time"] = ShapeRules.LocalTime,
        ["catches"] = ShapeRules.Catches,
        ["unfinished"] = ShapeRules.Unfinished,
        ["flags"] = ShapeRules.BareFlags,
        ["silencing"] = ShapeRules.Silencing,
        ["registers"] = ShapeRules.Registers,
        ["rooms"] = RoomRules.Folders,
        ["mirrors"] = RoomRules.Mirrors,
        ["doors"] = source => DoorRules.RowsStayInside([source]),
        ["codes"] = Refusals.WithoutLiteralCode,
    };

    [Theory]
    [InlineData("parameters", "class C { void M(int a, int b, int c, int d, int e, int f) { } }")]
    [InlineData("parameters", "class C(int a, int b, int c, int d, int e, int f);")]
    [InlineData("types", "class PersonManager;")]
    [InlineData("types", "record struct PartyInfo;")]
    [InlineData("types", "delegate void Helper();")]
    [InlineData("namespaces", "namespace Annona.Ledger;")]
    [InlineData("namespaces", "namespace Annona;")]
    [InlineData("keywords", "class C { private int a; }")]
    [InlineData("keywords", "internal class C;")]
    [InlineData("keywords", "class C { internal void M() { } }")]
    [InlineData("keywords", "class C { public class D { internal void M() { } } }")]
    [InlineData("sealing", "class C;")]
    [InlineData("sealing", "public partial record R(int A);")]
    [InlineData("time", "class C { System.DateTime at; }")]
    [InlineData("time", "class C { object M() => DateTime.UtcNow; }")]
    [InlineData("catches", "class C { void M() { try { } catch (IOException) { } } }")]
    [InlineData("catches", "class C { void M() { try { } catch { Tell(); } } }")]
    [InlineData("catches", "class C { void M() { try { } catch (IOException) { /* fine */ } } }")]
    [InlineData("unfinished", "class C; // TO\u0044O: more")]
    [InlineData("unfinished", "class C { void M() => throw new NotImplementedException(); }")]
    [InlineData("flags", "class C { void M() => Run(1, true); }")]
    [InlineData("flags", "class C { object M() => new Thing(false); }")]
    [InlineData("silencing", "#pragma warning disable CS1234\nclass C;")]
    [InlineData("silencing", "#nullable disable\nclass C;")]
    [InlineData("silencing", "[SuppressMessage(\"a\", \"b\")] class C;")]
    [InlineData("silencing", "partial class C;")]
    [InlineData("doors", "record AidRow(int A); record Line(AidRow Row); record Ask : Question<IReadOnlyList<Line>>;")]
    [InlineData("registers", "sealed class AidRegister { readonly Dictionary<int, int> rows = []; }")]
    [InlineData("registers", "sealed class AidRegister { public int[] Rows { get; } = []; }")]
    [InlineData("registers", "sealed record AidRegister(List<int> Rows);")]
    [InlineData("registers", "sealed class Kept : IRegister { HashSet<int>? rows; }")]
    [InlineData("codes", "class C { Refusal M() => new Refusal(code, \"A.\", \"B.\"); }")]
    [InlineData("codes", "class C { Refusal M() => new Refusal(\"Aid_Bad\", \"A.\", \"B.\"); }")]
    public void A_rule_finds_what_breaks_it(string rule, string text) =>
        Assert.Single(Rules[rule](InAid(text)));

    [Theory]
    [InlineData("parameters", "record R(int A, int B, int C, int D, int E, int F);")]
    [InlineData("parameters", "class C { override void M(int a, int b, int c, int d, int e, int f) { } }")]
    [InlineData("types", "class Database; class Information; enum Based { A }")]
    [InlineData("namespaces", "namespace Annona.Aid;")]
    [InlineData("keywords", "public class C { int a; public int B { get; private set; } internal void M() { } }")]
    [InlineData("sealing", "sealed class C; static class D; abstract record E; struct F; interface G;")]
    [InlineData("sealing", "sealed partial class C; partial class C;")]
    [InlineData("time", "class C { DateTimeOffset at; DateOnly on; DateTimeStyles styles; }")]
    [InlineData("catches", "class C { void M() { try { } catch (IOException e) { Tell(e); } } }")]
    [InlineData("catches", "class C { void M() { try { } catch { file.Dispose(); throw; } } }")]
    [InlineData("unfinished", "class C; // all done")]
    [InlineData("flags", "class C { void M() { Run(again: true); json.WriteBoolean(true); var a = (1, true); } }")]
    [InlineData("silencing", "[JsonSerializable(typeof(int))] partial class C : JsonSerializerContext;")]
    [InlineData("silencing", "partial class C { [GeneratedRegex(\"a\")] static partial Regex A { get; } }")]
    [InlineData("registers", "sealed class AidRegister { readonly Table<Row> rows; ImmutableDictionary<int, int> a; }")]
    [InlineData("registers", "sealed class AidDraft { readonly Dictionary<int, int> rows = []; }")]
    [InlineData("codes", "class C { Refusal M() => new Refusal(\"aid.no-card\", \"A.\", \"B.\"); }")]
    public void A_rule_leaves_alone_what_keeps_it(string rule, string text) =>
        Assert.Empty(Rules[rule](InAid(text)));

    [Fact]
    public void A_limit_bites_one_past_itself()
    {
        Assert.Empty(SizeRules.Files(InAid(Lines(500))));
        Assert.Single(SizeRules.Files(InAid(Lines(501))));
        Assert.Empty(SizeRules.Lines(InAid(new string('/', 120))));
        Assert.Single(SizeRules.Lines(InAid(new string('/', 121))));
        Assert.Empty(SizeRules.Methods(InAid($"class C {{ [A]\n[B]\nvoid M()\n{{\n{Lines(57)}}}\n}}")));
        Assert.Single(SizeRules.Methods(InAid($"class C {{ void M()\n{{\n{Lines(58)}}}\n}}")));
        Assert.Single(SizeRules.Methods(InAid($"Start();\n{Lines(60)}End();\n")));
    }

    [Theory]
    [InlineData("folders", "src/Annona/Helpers/A.cs", 1)]
    [InlineData("folders", "src/Annona/Aid/A.cs", 0)]
    [InlineData("rooms", "src/Annona/Feeding/A.cs", 1)]
    [InlineData("rooms", "src/Annona/Aid/A.cs", 0)]
    [InlineData("rooms", "src/Annona/Operation.cs", 0)]
    [InlineData("mirrors", "src/Annona.Cli/Feeding/A.cs", 1)]
    [InlineData("mirrors", "src/Annona.Cli/Aid/A.cs", 0)]
    [InlineData("mirrors", "src/Annona.Cli/Linkage/A.cs", 0)]
    [InlineData("mirrors", "src/Annona.Cli/Shell/A.cs", 0)]
    [InlineData("mirrors", "src/Annona.Linkage/Names/A.cs", 0)]
    public void Folders_have_the_names_of_rooms(string rule, string path, int found) =>
        Assert.Equal(found, Rules[rule](new Source(path, "class C;")).Count());

    [Theory]
    [InlineData("using Annona.Trace;", 1)]
    [InlineData("using static Annona.Trace.Board;", 1)]
    [InlineData("using Other = Annona.Trace.Board;", 1)]
    [InlineData("class C { Annona.Trace.Board? board; }", 1)]
    [InlineData("class C { Trace.Board? board; }", 1)]
    [InlineData("class C { int M() => Trace.Board.Count; }", 1)]
    [InlineData("class C { int M() => global::Annona.Trace.Board.Count; }", 1)]
    [InlineData("using Annona.Ledger; using Annona.Values; using Annona; using Annona.Journal;", 0)]
    [InlineData("class C { Ledger.Account? account; int M() => Trace.Length; }", 0)]
    public void A_room_that_uses_a_later_room_is_found(string text, int found)
    {
        Source[] sources =
        [
            new("src/Annona/Aid/A.cs", text),
            new("src/Annona/Ledger/Account.cs", "namespace Annona.Ledger; class Account;"),
            new("src/Annona/Trace/Board.cs", "namespace Annona.Trace; class Board;"),
        ];

        Assert.Equal(found, RoomRules.Order(sources).Count());
    }

    [Theory]
    [InlineData("Annona.Journal", "Annona", 1)]
    [InlineData("Annona", "Annona.Reading", 1)]
    [InlineData("Annona.App", "Annona.Reading", 1)]
    [InlineData("Annona.Unheard", "Annona", 1)]
    [InlineData("Annona", "Annona.Journal", 0)]
    [InlineData("Annona.Cli", "Annona.Reading", 0)]
    public void References_against_the_arrow_are_found(string from, string to, int found)
    {
        var project = XDocument.Parse(
            $"<Project><ItemGroup><ProjectReference Include='../{to}/{to}.csproj' /></ItemGroup></Project>");

        Assert.Equal(found, ProjectRules.References($"src/{from}/{from}.csproj", project).Count());
    }

    [Fact]
    public void A_pure_project_that_does_not_say_so_is_found()
    {
        var silent = XDocument.Parse("<Project />");
        var pure = XDocument.Parse("<Project><PropertyGroup><Pure>true</Pure></PropertyGroup></Project>");

        Assert.Single(ProjectRules.Purity("src/Annona/Annona.csproj", silent));
        Assert.Empty(ProjectRules.Purity("src/Annona/Annona.csproj", pure));
        Assert.Single(ProjectRules.Purity("src/Annona.Cli/Annona.Cli.csproj", pure));
    }

    [Fact]
    public void A_silenced_warning_in_a_project_file_is_found() =>
        Assert.Equal(
            ["CS1591", "CA2007"],
            ProjectRules.Silencing("a.csproj", "<NoWarn>$(NoWarn);CS1591;CA2007</NoWarn>")
                .Select(found => found.Subject));

    static Source InAid(string text) => new("src/Annona/Aid/A.cs", text);

    static string Lines(int count) => string.Concat(Enumerable.Repeat("\n", count - 1)) + "//\n";
}
