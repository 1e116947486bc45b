namespace Annona.Tests.Tidy;

/// <summary>Where a rule is not kept, and why that is better. An exception that nothing needs any more fails.</summary>
static class Exceptions
{
    /// <summary>Rule, path and subject as the finding names them; then the reason.</summary>
    static readonly (string Rule, string Path, string Subject, string Why)[] List =
    [
        (ProjectRules.NoWarn, "Directory.Build.props", "CS1591",
            "Documentation of public members is asked of the pure projects only."),
        (ProjectRules.NoWarn, "Directory.Build.targets", "CS1591",
            "Takes the line above back for the pure projects."),
        ("sealed", "bench/Annona.Benchmarks/EntryBench.cs", "EntryBench",
            "BenchmarkDotNet writes a class that inherits from each benchmark."),
    ];

    public static IEnumerable<(string Rule, string Path, string Subject, string Why)> All => List;

    public static bool Allow(Finding finding) =>
        List.Any(made => Matches(made.Rule, made.Path, made.Subject, finding));

    public static bool Matches(string rule, string path, string subject, Finding finding) =>
        rule == finding.Rule && path == finding.Path && subject == finding.Subject;
}
