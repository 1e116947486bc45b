namespace Annona.Tests.Tidy;

/// <summary>The rules of the house over every C# file in the repository.</summary>
public sealed class CodeTests
{
    [Fact]
    public void Every_file_is_understood_by_the_parser_of_these_tests() =>
        Repository.Sources
            .SelectMany(source => source.Root.SyntaxTree.GetDiagnostics(TestContext.Current.CancellationToken)
                .Select(said => new Finding(
                    "syntax", source.Path, said.Location.GetLineSpan().StartLinePosition.Line + 1, said.Id,
                    said.GetMessage(null))))
            .MustBeNone("Is this C# 14?");

    [Fact]
    public void Files_fit_in_a_sitting() => Check(SizeRules.Files, "Which second idea lives in this file?");

    [Fact]
    public void Lines_fit_on_a_screen() => Check(SizeRules.Lines, "What is this line doing besides its one thing?");

    [Fact]
    public void Methods_fit_on_a_screen() => Check(SizeRules.Methods, "Which second idea lives in this method?");

    [Fact]
    public void Methods_take_five_parameters_at_most() =>
        Check(SizeRules.Parameters, "Which of these parameters are one thing with a name?");

    [Fact]
    public void Types_are_named_by_what_they_are() => Check(NameRules.Types, "What is it really?");

    [Fact]
    public void Folders_are_features() => Check(NameRules.Folders, "Which feature do these files tell of?");

    [Fact]
    public void Namespaces_follow_the_folders() => Check(NameRules.Namespaces, "Where would a reader look for it?");

    [Fact]
    public void Default_accessibility_is_not_written_out() =>
        Check(ShapeRules.Keywords, "What does this word say that its absence does not? (Try: nothing, or public.)");

    [Fact]
    public void Classes_are_sealed_static_or_abstract() =>
        ShapeRules.Sealing(Repository.Sources).MustBeNone("Who inherits from it, and why?");

    [Fact]
    public void Nobody_uses_DateTime() => Check(ShapeRules.LocalTime, "Is it a day, or a moment?");

    [Fact]
    public void No_fault_is_swallowed() => Check(ShapeRules.Catches, "Which fault can be handled here, and how?");

    [Fact]
    public void Nothing_is_left_for_later() => Check(ShapeRules.Unfinished, "What is missing, and why is it on main?");

    [Fact]
    public void Flags_in_calls_have_a_name() => Check(ShapeRules.BareFlags, "True what?");

    [Fact]
    public void The_compiler_is_silenced_only_with_a_reason() =>
        Check(ShapeRules.Silencing, "Why is the compiler wrong here? Why is the type in parts?");

    [Fact]
    public void Registers_hold_nothing_that_moves() =>
        Check(ShapeRules.Registers, "How would a reader without a lock see this while it changes?");

    [Fact]
    public void Every_room_stands_in_the_row() => Check(RoomRules.Folders, "Between which two rooms does it belong?");

    [Fact]
    public void A_room_uses_earlier_rooms_only() =>
        RoomRules.Order([.. Repository.Product])
            .MustBeNone("Which of the two rooms owns this idea, or does it belong to an earlier one?");

    [Fact]
    public void A_registers_row_never_leaves_the_operation() =>
        DoorRules.RowsStayInside([.. Repository.Product]).MustBeNone("Which record does the one who asks need?");

    [Fact]
    public void Other_projects_mirror_the_rooms() =>
        Check(RoomRules.Mirrors, "Which room does this folder carry to the world?");

    [Fact]
    public void Every_exception_is_needed_and_says_why()
    {
        var found = Repository.Sources.SelectMany(source => AllRules.SelectMany(rule => rule(source)))
            .Concat(ShapeRules.Sealing(Repository.Sources))
            .Concat(ProjectRules.Silenced())
            .ToList();

        var idle = Exceptions.All.Where(made =>
            made.Why.Length == 0 || !found.Any(place => Exceptions.Matches(made.Rule, made.Path, made.Subject, place)));

        Assert.Empty(idle);
    }

    static Func<Source, IEnumerable<Finding>>[] AllRules =>
    [
        SizeRules.Files, SizeRules.Lines, SizeRules.Methods, SizeRules.Parameters, NameRules.Types, NameRules.Folders,
        NameRules.Namespaces, ShapeRules.Keywords, ShapeRules.LocalTime, ShapeRules.Catches, ShapeRules.Unfinished,
        ShapeRules.BareFlags, ShapeRules.Silencing, ShapeRules.Registers, RoomRules.Folders, RoomRules.Mirrors,
    ];

    static void Check(Func<Source, IEnumerable<Finding>> rule, string question) =>
        Repository.Sources.SelectMany(rule).MustBeNone(question);
}
