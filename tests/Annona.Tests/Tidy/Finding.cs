namespace Annona.Tests.Tidy;

/// <summary>A place where a rule of the house is not kept.</summary>
readonly record struct Finding(string Rule, string Path, int Line, string Subject, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}

static class Findings
{
    /// <summary>Fails with every place that no exception allows, and with the question to ask there.</summary>
    public static void MustBeNone(this IEnumerable<Finding> found, string question)
    {
        var left = found.Where(finding => !Exceptions.Allow(finding)).ToList();
        if (left.Count == 0)
            return;
        Assert.Fail(
            $"{question}\n{string.Join('\n', left)}\n"
            + "Where the rule makes the code worse, add an exception with its reason to Tidy/Exceptions.cs.");
    }
}
