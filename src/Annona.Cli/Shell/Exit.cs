namespace Annona.Cli.Shell;

/// <summary>What the exit code says; documented in docs/guides/command-line.md.</summary>
static class Exit
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The operation refused; nothing was recorded.</summary>
    public const int Refused = 1;

    /// <summary>The command or a file cannot be read; nothing was recorded.</summary>
    public const int BadInput = 2;

    /// <summary>The data folder cannot be used: missing, locked, full, read-only.</summary>
    public const int Store = 3;

    /// <summary>Passphrase, key file or recovery shares do not fit.</summary>
    public const int Keys = 4;

    /// <summary>Verification found a fault, or an entry is damaged.</summary>
    public const int NotVerified = 5;

    /// <summary>Stopped by Ctrl-C; what was recorded before is safe.</summary>
    public const int Interrupted = 130;

    /// <summary>Every code and what it says, for the page about the command line.</summary>
    public static IReadOnlyList<(int Code, string Means)> All { get; } =
    [
        (Ok, "Done."),
        (Refused, "The operation refused; nothing was recorded. [Errors](../errors.md) has the code in brackets."),
        (BadInput, "The command or a file cannot be read; nothing was recorded."),
        (Store, "The data folder cannot be used: missing, locked, full, read-only."),
        (Keys, "Passphrase, key file or recovery shares do not fit."),
        (NotVerified, "Verification found a fault, or an entry is damaged."),
        (Interrupted, "Stopped by Ctrl-C; what was recorded before is safe."),
    ];
}
