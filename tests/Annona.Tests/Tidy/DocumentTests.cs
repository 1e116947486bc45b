using System.Xml.Linq;

namespace Annona.Tests.Tidy;

/// <summary>Documents are tested too: untested text rots.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_link_between_documents_resolves() =>
        Repository.Documents
            .SelectMany(path => DocumentRules.Links(path, Repository.Read(path), ReadOrNull))
            .MustBeNone("Where did it go?");

    [Fact]
    public void Whatever_the_tour_names_is_there() =>
        DocumentRules.Tour("CONTRIBUTING.md", Repository.Read("CONTRIBUTING.md"), ExistsSomewhere, KnownNames())
            .MustBeNone("What is it called today?");

    [Fact]
    public void Every_decision_says_what_would_show_it_wrong() =>
        Repository.Documents
            .Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .SelectMany(path => DocumentRules.Decision(path, Repository.Read(path)))
            .MustBeNone("What was decided, why, and how would we know better?");

    [Fact]
    public void Every_package_has_a_reason_a_licence_and_a_size()
    {
        var told = Repository.Read("docs/decisions/0002-packages.md");
        var packages = XDocument.Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);

        Assert.All(packages, name => Assert.Contains($"| {name} |", told, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_has_a_code_that_can_be_looked_up() =>
        Repository.Product.SelectMany(Refusals.WithoutLiteralCode).MustBeNone("How would a person look it up?");

    [Fact]
    public void No_two_refusals_share_a_code() =>
        Refusals.Twins(Sayings()).MustBeNone("Is it one refusal made in one place, or are they two?");

    [Fact]
    public void Refusals_speak_in_whole_sentences() =>
        Sayings().SelectMany(Refusals.Unended).MustBeNone("What is wrong, and what can the person do?");

    [Fact]
    public void The_page_of_errors_says_what_the_source_says()
    {
        var page = ErrorsPage.Write(Sayings());
        if (Environment.GetEnvironmentVariable(ErrorsPage.Switch) == "1")
            File.WriteAllText(Repository.Full(ErrorsPage.Path), page);

        Assert.True(
            page == ReadOrNull(ErrorsPage.Path),
            $"{ErrorsPage.Path} is behind the source. Run {ErrorsPage.Switch}=1 ./test tidy and read the difference.");
    }

    static IEnumerable<Saying> Sayings() => Repository.Product.SelectMany(Refusals.In);

    static HashSet<string> KnownNames() =>
        DocumentRules.Names(Repository.Sources)
            .Concat(Repository.Projects.Select(project => Path.GetFileNameWithoutExtension(project.Path)))
            .ToHashSet();

    /// <summary>A path from the root, or the bare name of a file anywhere.</summary>
    static bool ExistsSomewhere(string path) =>
        Repository.Exists(path)
        || (!path.Contains('/', StringComparison.Ordinal) && Repository.Files(path, ["."]).Any());

    static string? ReadOrNull(string path) =>
        File.Exists(Repository.Full(path)) ? Repository.Read(path)
            : Directory.Exists(Repository.Full(path)) ? ""
            : null;
}
