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
            .Select(project => project.Attribute("Path")!.Value)
            .ToHashSet();

        Repository.Projects.Select(project => project.Path)
            .Except(solution)
            .Select(path => new Finding("solution", path, 1, "", "the project is not in Annona.slnx"))
            .MustBeNone("Who builds and tests it?");
    }

    [Fact]
    public void Every_project_locks_its_packages() =>
        Repository.Projects.Select(project => project.Path)
            .Where(path => !Repository.Exists($"{Path.GetDirectoryName(path)}/packages.lock.json"))
            .Select(path => new Finding("lock-file", path, 1, "", "no packages.lock.json beside the project"))
            .MustBeNone("Was it built, and was what the build wrote committed?");

    static void Check(Func<string, XDocument, IEnumerable<Finding>> rule, string question) =>
        Repository.Projects.SelectMany(project => rule(project.Path, project.Xml)).MustBeNone(question);
}
