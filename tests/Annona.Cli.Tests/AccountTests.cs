using System.Diagnostics;
using System.Globalization;

namespace Annona.Cli.Tests;

/// <summary>
/// What an account is told that is not the administrator, whom no rights bind. Run by the administrator, the program
/// runs as the account nobody.
/// </summary>
public sealed class AccountTests : IDisposable
{
    const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    const UnixFileMode Unreadable = UnixFileMode.None;
    const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    const UnixFileMode ForAll = OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    readonly Shell shell = new();

    public void Dispose()
    {
        foreach (var folder in new[] { "op", "op.keys" }.Select(shell.PathOf).Where(Directory.Exists))
            Rights(folder, OwnFolder);
        shell.Dispose();
    }

    [Fact]
    public void Whatever_the_umask_only_the_account_itself_gets_at_what_is_made()
    {
        if (!CanRun)
            return;
        Done("init op --name Lusavan");
        Done("people add --given Canaria --family Canarova --data op");
        Done("backup today --data op");
        Done("keys turn --now --data op");

        Assert.Equal(OwnFolder, RightsOf("op"));
        Assert.Equal(OwnFolder, RightsOf("op.keys"));
        Assert.Equal(OwnFolder, RightsOf("today.keys"));
        Assert.All(Directory.GetFiles(shell.PathOf("op.keys")), file => Assert.Equal(OwnFile, RightsOf(file)));
        Assert.All(Directory.GetFiles(shell.PathOf("today.keys")), file => Assert.Equal(OwnFile, RightsOf(file)));

        Assert.Equal("", Done("party add Office --data op").Error);
        Rights("op", ForAll);
        Rights("op.keys", ForAll);
        var told = Done("party add Depot --data op").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["data", "keys"],
            told.Select(line => line.Split("get at the ", 2)[1].Split(' ')[0]));
        foreach (var way in told.Select(line => line.Split("Run: ", 2)[1]))
            Assert.Equal(0, Run("sh", "-c", way).Exit);
        Assert.Equal("", Done("party add School --data op").Error);

        if (!Environment.IsPrivilegedProcess)
            return;
        Rights("op", ForAll);
        Run("chown", "root", shell.PathOf("op"));
        Assert.Contains("The data folder belongs to another account", Done("party add Hall --data op").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_not_be_read_or_written_is_named_in_a_sentence_and_nothing_is_half_done()
    {
        if (!CanRun)
            return;
        Done("init op --name Lusavan");
        var key = Path.GetFileName(Directory.GetFiles(shell.PathOf("op.keys"), "*.key.json").Single());

        No(4, $"/{key}' may not be read by this account", "op.keys/" + key, Unreadable, "party add Office --data op");
        No(4, "The keys folder", "op.keys", Unreadable, "party add Office --data op");
        No(4, "epochs' may not be read", "op.keys/operation.epochs", Unreadable, "party add Office --data op");
        No(3, "op may not be read by this account", "op", Unreadable, "party add Office --data op");
        No(3, "read-only", "op", ReadOnlyFolder, "party add Office --data op");
        No(3, "cannot be written", "op.keys", ReadOnlyFolder, "keys turn --now --data op");
        No(3, "No local socket can be made", "op.keys", ReadOnlyFolder, "hold --sealed --data op");
        No(2, "is denied", "op.keys", ReadOnlyFolder, "officer enrol Farouk --roles reader --data op");

        Done("party add Office --data op");
        Assert.StartsWith("2 entries", Done("verify --data op").Out, StringComparison.Ordinal);
    }

    /// <summary>Takes rights away, runs a command that must fail, and looks that nothing else changed.</summary>
    void No(int exit, string says, string path, UnixFileMode rights, string line)
    {
        var usual = RightsOf(path);
        var before = Files();
        Rights(path, rights);
        Ran ran;
        try
        {
            ran = As(line);
        }
        finally
        {
            Rights(path, usual);
        }

        Assert.True(ran.Exit == exit, $"'{line}' ended with {ran.Exit}: {ran.Out}{ran.Error}");
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", ran.Out);
        Assert.Equal(before, Files());
    }

    List<string> Files() =>
    [
        .. Directory.GetFiles(shell.Folder, "*", SearchOption.AllDirectories)
            // Whoever takes the right to write leaves a lock behind, and SQLite the files of a reader.
            .Where(file => !file.Contains("writing.", StringComparison.Ordinal)
                && !file.Contains("journal.db-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {new FileInfo(file).Length.ToString(CultureInfo.InvariantCulture)}"),
    ];

    /// <summary>Rights are those of Unix, and another account is one of Linux.</summary>
    static bool CanRun => OperatingSystem.IsLinux()
        || (!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess);

    Ran Done(string line)
    {
        var ran = As(line);
        Assert.True(ran.Exit == 0, $"'{line}' ended with {ran.Exit}: {ran.Out}{ran.Error}");
        return ran;
    }

    /// <summary>A command with no rights masked.</summary>
    Ran As(string line)
    {
        string[] command = ["-c", $"umask 000; exec dotnet '{Shell.Program}' {line}"];
        if (!Environment.IsPrivilegedProcess)
            return Run("sh", command);
        // Files of this test belong to the account; the test's own folder does from the first command on.
        if (!Directory.Exists(shell.PathOf("op")))
            Assert.Equal(0, Run("chown", "nobody", shell.Folder).Exit);
        return Run("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", .. command]);
    }

    Ran Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            WorkingDirectory = shell.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ANNONA_PASSPHRASE"] = Shell.Passphrase, ["ANNONA_NEW_PASSPHRASE"] = "another passphrase",
            },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)), $"'{program}' did not end.");
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    UnixFileMode RightsOf(string path) => OperatingSystem.IsWindows()
        ? UnixFileMode.None : File.GetUnixFileMode(Path.Combine(shell.Folder, path));

    void Rights(string path, UnixFileMode rights)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(shell.Folder, path), rights);
    }
}
