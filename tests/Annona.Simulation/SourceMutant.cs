using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Annona.Simulation;

/// <summary>
/// One mistake planted in the source of Annona.Journal, compiled, and run by the simulator in a context of its own. So
/// it is the real code that is wrong, and the auditor that has to notice.
/// </summary>
/// <param name="Name">What the mistake is called.</param>
/// <param name="File">Where it is made, below <c>src/Annona.Journal</c>.</param>
/// <param name="Right">The words that stand there once.</param>
/// <param name="Wrong">The words in their place.</param>
sealed record SourceMutant(string Name, string File, string Right, string Wrong)
{
    /// <summary>Usings that the build adds to every file.</summary>
    const string Implicit = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    public static IReadOnlyList<SourceMutant> All { get; } =
    [
        new("who came first is entitled, not who was first", "Exchange/ChainTable.cs",
            "Effective.Clamp(envelope.Clock, RecordedAt(envelope.Seen.Size), received)",
            "Effective.ClockAt(received)"),
        new("of two at one moment the one that came first wins", "Exchange/Effective.cs",
            "Clock != other.Clock ? Clock.CompareTo(other.Clock)",
            "true ? Clock.CompareTo(other.Clock)"),
        new("every clock is believed", "Exchange/Effective.cs",
            "Math.Max(clock, ClockAt(seen)),",
            "clock, long.MaxValue); static long Ignored(long clock, DateTimeOffset seen, DateTimeOffset received) => "
            + "Math.Min(Math.Max(clock, ClockAt(seen)),"),
        new("a device that was cloned is believed again", "Exchange/ChainTable.cs",
            "end.IsForked || envelope.Sequence <= end.Sequence ? Link.Fork",
            "envelope.Sequence <= end.Sequence ? Link.Fork"),
        new("a device throws away what the hub did not keep", "Exchange/DeviceJournal.cs",
            "var at = receipt.IsKept ? Outbox.FindIndex(kept => kept.Id == id) : -1;",
            "var at = Outbox.FindIndex(kept => kept.Id == id);"),
        new("an entry that came already is taken once more", "Exchange/ChainTable.cs",
            "if (links.Has(SignedEnvelope.ShortOf(id)))\n            return Link.Known;\n        var end",
            "var end"),
        new("a device forgets what it edited when it edits again", "Exchange/DeviceJournal.cs",
            "Request = fact.Request, Bases = bases,",
            "Request = fact.Request,"),
    ];

    public override string ToString() => Name;

    /// <summary>What the first run that notices says; null if none does.</summary>
    /// <param name="seeds">How many runs.</param>
    /// <param name="isPlanted">False compiles and runs the same source as it is.</param>
    public string? FirstFault(int seeds, bool isPlanted = true) =>
        Asked(Compiled(isPlanted), nameof(SimulationTests.FirstFault), seeds);

    /// <summary>
    /// What goes wrong when a process that has run nothing yet begins with two runs at once; null when nothing does.
    /// </summary>
    /// <param name="processes">How many beginnings.</param>
    public static string? FaultAtFirst(int processes)
    {
        var journal = All[0].Compiled(isPlanted: false);
        return Enumerable.Range(0, processes)
            .Select(_ => Asked(journal, nameof(SimulationTests.FaultSideBySide), 2))
            .FirstOrDefault(fault => fault is not null);
    }

    static string? Asked(byte[] journal, string method, int seeds)
    {
        var context = new Mutated(journal);
        try
        {
            var tests = context.LoadFromAssemblyPath(typeof(SimulationTests).Assembly.Location)
                .GetType(typeof(SimulationTests).FullName!)!;
            var first = tests.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static, [typeof(int)])!;
            return (string?)first.Invoke(null, [seeds]);
        }
        finally
        {
            context.Unload();
        }
    }

    byte[] Compiled(bool isPlanted)
    {
        var folder = Path.Combine(Root(), "src", "Annona.Journal");
        var changed = Path.Combine(folder, File);
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: path, Text: isPlanted && path == changed ? Planted(path) : Read(path)))
            .Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path))
            .Append(CSharpSyntaxTree.ParseText(Implicit, options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Annona", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Annona.Journal", trees, references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true,
                nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        var error = emitted.Diagnostics.FirstOrDefault(at => at.Severity == DiagnosticSeverity.Error);
        Assert.True(emitted.Success, $"'{Name}' does not compile: {error}");
        return assembly.ToArray();
    }

    string Planted(string path)
    {
        var source = Read(path);
        var at = source.IndexOf(Right, StringComparison.Ordinal);
        Assert.True(
            at >= 0 && source.IndexOf(Right, at + 1, StringComparison.Ordinal) < 0,
            $"{File} was changed: '{Right}' does not stand there once. Plant '{Name}' anew.");
        return source.Replace(Right, Wrong, StringComparison.Ordinal);
    }

    static string Read(string path) => System.IO.File.ReadAllText(path);

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Annona.slnx")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Annona.slnx is in no folder above: run in a checkout.");
        return folder;
    }

    /// <summary>Our assemblies once more, around the mutated one; everything else is shared.</summary>
    sealed class Mutated(byte[] journal) : AssemblyLoadContext("mutated", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name == "Annona.Journal")
                return LoadFromStream(new MemoryStream(journal));
            return name.Name is "Annona" or "Annona.Linkage"
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll"))
                : null;
        }
    }
}
