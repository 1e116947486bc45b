using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Annona.Cli.Tests;

/// <summary>What a command printed and how it ended.</summary>
public sealed record Ran(int Exit, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;
}

/// <summary>A folder of its own, with the built program run in it as an officer would.</summary>
public sealed class Shell : IDisposable
{
    public const string Passphrase = "a passphrase for tests";

    public Shell()
    {
        Folder = Directory.CreateTempSubdirectory("annona-cli-").FullName;
    }

    public string Folder { get; }

    /// <summary>Set for every command that is run from now on.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static string Root { get; } = RootOf();

    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "Annona.Cli",
        AppContext.BaseDirectory.Contains("debug", StringComparison.OrdinalIgnoreCase) ? "debug" : "release",
            "Annona.Cli.dll");

    /// <summary>The folder with outside data, or the test is skipped: it is not part of the repository.</summary>
    public static string SharedFile(string path)
    {
        var shared = System.Environment.GetEnvironmentVariable("ANNONA_DATA")
            ?? Path.Combine(Path.GetDirectoryName(Root)!, "shared", "data");
        var file = Path.Combine(shared, path);
        if (!File.Exists(file))
            Assert.Skip(
                $"This test reads {path} of the shared data, which is not here: set ANNONA_DATA to its folder.");
        return file;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    /// <summary>Runs a command line; words in double quotes stay together.</summary>
    public Ran Run(string line) => Run(line, Passphrase);

    public Ran Run(string line, string? passphrase, string? newPassphrase = null)
    {
        using var process = Start(line, passphrase, newPassphrase);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)), $"'{line}' did not end.");
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Runs a command that must succeed.</summary>
    public Ran Done(string line, string passphrase = Passphrase, [CallerLineNumber] int at = 0)
    {
        var ran = Run(line, passphrase);
        Assert.True(ran.Exit == 0, $"line {at}: '{line}' ended with {ran.Exit}: {ran.Out}{ran.Error}");
        return ran;
    }

    public Process Start(string line, string? passphrase = Passphrase, string? newPassphrase = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Program);
        foreach (var word in Words(line))
            start.ArgumentList.Add(word);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        start.Environment["ANNONA_PASSPHRASE"] = passphrase;
        start.Environment["ANNONA_NEW_PASSPHRASE"] = newPassphrase;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static IEnumerable<string> Words(string line) => line.Split('"').SelectMany((part, at) =>
        at % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static string RootOf()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Annona.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
