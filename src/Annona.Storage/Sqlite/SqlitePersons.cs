using System.Buffers.Binary;
using Annona.Journal;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Sqlite;

/// <summary>Adds and destroys what belongs to persons, within the transaction that is open on the connection.</summary>
/// <remarks>
/// A row of <c>subject</c> lists a person's parts, 8 bytes each, so that an erasure reads nothing else. It stays after
/// the erasure and stands in the way of a second key.
/// </remarks>
sealed class SqlitePersons(SqliteConnection connection) : IDisposable
{
    const long NoKey = 0;

    readonly SqliteInsert keyRows = new(connection, "INSERT INTO subject_key VALUES (?, 0, ?, ?)");
    readonly SqliteInsert subjectRows = new(connection, "INSERT INTO subject VALUES (?, ?, ?)");

    /// <summary>Adds keys, and where their persons' parts and those of persons known before stand.</summary>
    public void Add(IReadOnlyList<SubjectKey> keys, IReadOnlyList<SubjectPart> parts)
    {
        if (keys.Count == 0 && parts.Count == 0)
            return;
        var places = parts.GroupBy(part => part.Subject).ToDictionary(of => of.Key, Places);
        AddKeys(keys, places);
        AddPlaces(places);
    }

    /// <summary>Overwrites the keys of persons and all their parts.</summary>
    public void Erase(IReadOnlyList<Guid> subjects)
    {
        if (subjects.Count == 0)
            return;
        using var find = Command("SELECT key, parts FROM subject WHERE subject = $a", "$a");
        using var key = Command(
            "UPDATE subject_key SET gone = 1, wrapped = zeroblob(length(wrapped)) WHERE id = $a", "$a");
        using var part = Command(
            "UPDATE personal SET gone = 1, sealed = zeroblob(length(sealed)) WHERE id = $a", "$a");
        using var none = Command("UPDATE subject SET parts = x'' WHERE subject = $a", "$a");
        foreach (var subject in subjects)
        {
            var id = SqliteView.Bytes(subject);
            if (Found(find, id) is not { } known)
            {
                subjectRows.Row(id, NoKey, []);
                continue;
            }
            Run(key, known.Key);
            for (var at = 0; at < known.Parts.Length; at += sizeof(long))
                Run(part, BinaryPrimitives.ReadInt64BigEndian(known.Parts.AsSpan(at)));
            Run(none, id);
        }
    }

    /// <summary>Overwrites documents in place, as parts of persons are, and takes their rows away.</summary>
    public void Destroy(IReadOnlyList<Hash> documents)
    {
        if (documents.Count == 0)
            return;
        using var overwrite = Command("UPDATE document SET sealed = zeroblob(length(sealed)) WHERE hash = $a", "$a");
        using var remove = Command("DELETE FROM document WHERE hash = $a", "$a");
        foreach (var document in documents)
        {
            Run(overwrite, document.ToBytes());
            Run(remove, document.ToBytes());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keyRows.Dispose();
        subjectRows.Dispose();
    }

    void AddKeys(IReadOnlyList<SubjectKey> keys, Dictionary<Guid, byte[]> places)
    {
        if (keys.Count == 0)
            return;
        using var last = Command("SELECT coalesce(max(id), 0) FROM subject_key");
        var id = (long)last.ExecuteScalar()!;
        foreach (var added in keys)
        {
            var name = SqliteView.Bytes(added.Subject);
            keyRows.Row(++id, name, added.Wrapped);
            subjectRows.Row(name, id, places.Remove(added.Subject, out var parts) ? parts : []);
        }
    }

    void AddPlaces(Dictionary<Guid, byte[]> places)
    {
        if (places.Count == 0)
            return;
        using var find = Command("SELECT key, parts FROM subject WHERE subject = $a", "$a");
        using var more = Command("UPDATE subject SET parts = $b WHERE subject = $a", "$a", "$b");
        foreach (var (subject, parts) in places)
        {
            var name = SqliteView.Bytes(subject);
            if (Found(find, name) is { } known)
                Run(more, name, (byte[])[.. known.Parts, .. parts]);
            else
                subjectRows.Row(name, NoKey, parts);
        }
    }

    static byte[] Places(IEnumerable<SubjectPart> parts)
    {
        var ids = parts.Select(part => part.Place).ToArray();
        var bytes = new byte[ids.Length * sizeof(long)];
        for (var at = 0; at < ids.Length; at++)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at * sizeof(long)), ids[at]);
        return bytes;
    }

    static (long Key, byte[] Parts)? Found(SqliteCommand find, byte[] subject)
    {
        find.Parameters[0].Value = subject;
        using var reader = find.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at];
        command.ExecuteNonQuery();
    }

    SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
