using System.Xml.Linq;

namespace Annona.Tests.Tidy;

/// <summary>The rules of the house over project files.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void References_point_one_way() =>
        Check(ProjectRules.References, "Which project should know the other, and may it?");

    [Fact]
    public void Pure_projects_say_so() => Check(ProjectRules.Purity, "Does it run in the browser as it is?");

    [Fact]
    public void Versions_stand_in_one_file() => Check(ProjectRules.Items, "Why does one project differ?");

    [Fact]
    public void Warnings_are_turned_off_only_with_a_reason() =>
        ProjectRules.Silenced().MustBeNone("Why is the compiler wrong here?");

    [Fact]
    public void Every_project_is_built()
    {
        var solution = XDocument.Parse(Repository.Read("Annona.slnx")).Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value);

        Assert.Equal(Repository.Projects.Select(project => project.Path), solution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_locks_its_packages() =>
        Assert.All(
            Repository.Projects,
            project => Assert.True(
                Repository.Exists($"{Path.GetDirectoryName(project.Path)}/packages.lock.json"),
                $"{project.Path} has no packages.lock.json beside it: build, and commit what the build wrote."));

    static void Check(Func<string, XDocument, IEnumerable<Finding>> rule, string question) =>
        Repository.Projects.SelectMany(project => rule(project.Path, project.Xml)).MustBeNone(question);
}
