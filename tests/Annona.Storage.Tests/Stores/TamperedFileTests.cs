using Annona.Journal;
using Annona.Storage.Folder;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Stores;

/// <summary>
/// A hostile hand in the real file, by the database's own language and with real keys: the ten kinds that are tried a
/// thousand times each in memory, a few of them here.
/// </summary>
public sealed class TamperedFileTests(TamperedFileTests.Untouched untouched)
    : IClassFixture<TamperedFileTests.Untouched>
{
    [Theory]
    [InlineData(
        "edit a leaf",
        "UPDATE entry SET leaf = CAST(substr(leaf, 1, 99) || CASE substr(leaf, 100, 1)"
            + " WHEN x'00' THEN x'01' ELSE x'00' END || substr(leaf, 101) AS BLOB) {0}",
        5)]
    [InlineData(
        "edit a part",
        "UPDATE entry SET open = CAST(CASE substr(open, 1, 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(open, 2)"
            + " AS BLOB) {0}",
        6)]
    [InlineData("swap a body", "UPDATE entry SET open = (SELECT open FROM entry WHERE position = 3) {0}", 7)]
    [InlineData("delete", "DELETE FROM entry {0}", 4)]
    [InlineData("truncate", "DELETE FROM entry WHERE position >= 9", 9)]
    [InlineData("insert", "INSERT INTO entry SELECT 14, leaf, open FROM entry WHERE position = 8", 14)]
    [InlineData("empty a person's part", "UPDATE personal SET sealed = x'' {0}", 1)]
    public void What_was_done_to_a_row_is_named_at_its_place(string kind, string statement, int place)
    {
        var paths = untouched.Copy(string.Format(null, statement, $"WHERE position = {place}"));

        var fault = MadeOperation.Verify(paths).Fault;

        Assert.True(fault is not null, kind);
        Assert.Equal((FaultPlace.Entry, place, place), (fault.Place, fault.Position, fault.Through));
    }

    [Fact]
    public void Rows_in_another_order_and_a_forged_checkpoint_are_named_at_their_places()
    {
        var reordered = MadeOperation.Verify(untouched.Copy("""
            UPDATE entry SET position = -position WHERE position IN (4, 7);
            UPDATE entry SET position = 11 + position WHERE position < 0
            """)).Fault!;
        var forged = MadeOperation.Verify(untouched.Copy("""
            UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 3) WHERE size = 8
            """)).Fault!;

        Assert.Equal((4, 4), (reordered.Position, reordered.Through));
        Assert.Equal((FaultPlace.Checkpoint, 8), (forged.Place, forged.Position));
    }

    [Fact]
    public void An_older_copy_is_told_by_the_head_beside_the_keys_and_else_only_by_a_checkpoint_kept_elsewhere()
    {
        var paths = untouched.Copy("DELETE FROM entry WHERE position > 9; DELETE FROM checkpoint WHERE size > 9");

        var beside = MadeOperation.Verify(paths).Fault!;
        File.Delete(paths.Head);
        var alone = MadeOperation.Verify(paths).Fault;
        var (store, card) = OperationFolder.OpenSealed(paths);
        using var closed = store;
        var against = MadeOperation.Verifier(paths, card)
            .Verify(store.Read(1), store.Checkpoints(), [untouched.Newest]).Fault!;

        Assert.Equal((10, 10), (beside.Position, beside.Through));
        Assert.Null(alone);
        Assert.Equal((10, 10), (against.Position, against.Through));
    }

    /// <summary>An operation of thirteen entries; each test changes a copy.</summary>
    public sealed class Untouched : IDisposable
    {
        readonly MadeOperation made = new();
        readonly OperationPaths whole;

        public Untouched()
        {
            whole = made.Copy("whole");
            using (var running = MadeOperation.Open(whole))
                for (var party = 3; party <= 13; party++)
                    MadeOperation.Record(running, $"Party {party}");
            Newest = File.ReadAllText(whole.Head);
        }

        public string Newest { get; }

        public OperationPaths Copy(string statements)
        {
            var paths = made.Copy("changed");
            File.Copy(whole.Journal, paths.Journal, overwrite: true);
            File.Copy(whole.Head, paths.Head, overwrite: true);
            using var database = new SqliteConnection($"Data Source={paths.Journal};Pooling=False");
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = statements;
            Assert.NotEqual(0, command.ExecuteNonQuery());
            return paths;
        }

        public void Dispose() => made.Dispose();
    }
}
