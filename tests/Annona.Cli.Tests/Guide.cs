using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Annona.Cli.Tests;

/// <summary>A guide whose commands run: every fenced block of bash in it, in order, as one script.</summary>
static partial class Guide
{
    /// <summary>
    /// Runs a guide in a shell's folder; the first command that fails ends it. What stands for something of the
    /// reader's may be replaced.
    /// </summary>
    public static Ran Run(Shell shell, string path, string example = "\0", string real = "")
    {
        var text = File.ReadAllText(Path.Combine(Shell.Root, path)).Replace(example, real, StringComparison.Ordinal);
        var blocks = Block.Matches(text).Select(block => block.Groups["script"].Value).ToList();
        Assert.NotEmpty(blocks);
        return RunScript(shell, string.Join('\n', blocks));
    }

    /// <summary>Runs lines of bash in a shell's folder; the first command that fails ends them.</summary>
    public static Ran RunScript(Shell shell, string lines)
    {
        var script = $"set -euo pipefail\nannona() {{ dotnet '{Shell.Program}' \"$@\"; }}\n{lines}";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = shell.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ANNONA_PASSPHRASE"] = Shell.Passphrase },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    [GeneratedRegex(@"^```bash\n(?<script>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    static partial Regex Block { get; }
}
