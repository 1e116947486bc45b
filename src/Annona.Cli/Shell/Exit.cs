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
}
