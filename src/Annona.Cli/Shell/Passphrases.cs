using System.Text;
using Annona.Exchange;
using Annona.Storage.Keys;

namespace Annona.Cli.Shell;

/// <summary>Where scripts put a passphrase. A new officer's never comes from where one's own does.</summary>
/// <param name="Variable">The environment variable.</param>
/// <param name="Option">The option that names a file.</param>
sealed record PassphraseSource(string Variable, string Option)
{
    public static PassphraseSource Own { get; } = new("ANNONA_PASSPHRASE", "--passphrase-file");

    public static PassphraseSource NewOfficer { get; } = new("ANNONA_NEW_PASSPHRASE", "--new-passphrase-file");
}

/// <summary>
/// Where a passphrase comes from: a file, the environment, or the keyboard without echo. It is never an argument.
/// </summary>
sealed class Passphrases(TextWriter error, Func<string, string?> environment, bool keyboard)
{
    /// <summary>A variable of the environment; null when it is empty or not set.</summary>
    public string? Variable(string name) => environment(name) is { Length: > 0 } set ? set : null;

    /// <summary>Asks for a passphrase.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="prompt">What to show at the keyboard.</param>
    /// <param name="file">A file whose first line it is, or null.</param>
    public string Ask(PassphraseSource source, string prompt, string? file)
    {
        if (file is not null)
            return FromFile(file);
        if (environment(source.Variable) is { Length: > 0 } set)
            return set;
        if (!keyboard)
            throw new KeyException(KeyFault.WrongPassphrase, "There is no passphrase and no keyboard to ask at.",
                $"Set {source.Variable}, or name a file with {source.Option} FILE.");
        error.Write(prompt);
        return ReadHidden();
    }

    /// <summary>Asks for a new passphrase, twice at the keyboard.</summary>
    public string AskNew(PassphraseSource source, string? file)
    {
        var first = Ask(source, $"A new passphrase, at least {OfficerKeyFile.PassphraseLengthMin} characters: ", file);
        OfficerKeyFile.CheckPassphrase(first);
        if (file is not null || environment(source.Variable) is { Length: > 0 } || !keyboard)
            return first;
        error.Write("The same again: ");
        return ReadHidden() == first ? first : throw new KeyException(
            KeyFault.WrongPassphrase, "The two passphrases are not the same.", "Nothing was made. Do it again.");
    }

    static string FromFile(string file)
    {
        if (!File.Exists(file))
            throw new InputException("cli.no-passphrase-file", $"There is no passphrase file '{file}'.",
                "Check the path.");
        return File.ReadLines(file).FirstOrDefault() ?? "";
    }

    string ReadHidden()
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                error.WriteLine();
                return typed.ToString();
            }
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
    }
}
