using System.Text.RegularExpressions;
using Annona.Journal;
using Npgsql;

namespace Annona.Storage.Postgres;

/// <summary>Where at a database server a journal is. Never holds a password.</summary>
/// <param name="Connection">Words as Npgsql takes them, such as <c>Host=db.example;Database=annona</c>.</param>
/// <param name="Schema">The journal's own schema in that database.</param>
public sealed partial record PostgresPlace(string Connection, string Schema)
{
    /// <summary>Where a new journal of an operation goes.</summary>
    /// <exception cref="StoreException">The words cannot be read, or hold a password.</exception>
    public static PostgresPlace For(string connection, Guid operation) =>
        new PostgresPlace(connection, $"annona_{operation:n}").Checked();

    /// <summary>This place, if its words can be used.</summary>
    /// <exception cref="StoreException">The words cannot be read, or hold a password.</exception>
    public PostgresPlace Checked()
    {
        if (!OneName.IsMatch(Schema))
            throw new StoreException($"'{Schema}' is no name of a schema.",
                "Restore the file that says where the journal is, or write it anew.");
        _ = Words();
        return this;
    }

    /// <summary>The words, read.</summary>
    internal NpgsqlConnectionStringBuilder Words()
    {
        var words = Read();
        if (words.Password is { Length: > 0 } || words.SslPassword is { Length: > 0 })
            throw new StoreException("The words that say where the database is hold a password.",
                "Leave it out, and give it in a file that only you can read (PGPASSFILE, or .pgpass in your home "
                + "folder) or in the environment (PGPASSWORD).");
        return words.Host is { Length: > 0 }
            ? words
            : throw new StoreException("The words that say where the database is name no host.", Example);
    }

    NpgsqlConnectionStringBuilder Read()
    {
        try
        {
            return new(Connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Not the message: it may repeat what was written, and a password may be in it.
            throw new StoreException("The words that say where the database is cannot be read.", Example);
        }
    }

    const string Example = "Write them like this: Host=db.example;Database=annona;Username=annona";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    static partial Regex OneName { get; }
}

/// <summary>What a journal at a database server is opened for.</summary>
public enum PostgresUse
{
    /// <summary>A new journal, which must not exist.</summary>
    Make,

    /// <summary>Entries may be appended.</summary>
    Write,

    /// <summary>Nothing may be changed.</summary>
    Read,
}
