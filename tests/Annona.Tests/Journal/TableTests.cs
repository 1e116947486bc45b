using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

public sealed class TableTests
{
    static readonly Gen<Batch> AnyBatch = Gen.Select(
        Gen.Select(Gen.Int[0, 400], Gen.Int, Gen.Bool).List[0, 150], Gen.Int[0, 3],
        (changes, fate) => new Batch(changes, IsKept: fate > 0));

    [Fact]
    public void A_table_is_a_list_and_a_dictionary_and_no_version_of_it_ever_changes() =>
        AnyBatch.List[1, 12].Sample(batches =>
        {
            var table = Table<Row>.New();
            var model = new Model();
            var versions = new List<(Table<Row> Table, Model Model)> { (table, model.Copy()) };
            foreach (var batch in batches)
            {
                var edit = new Edit();
                var (draft, drafted) = (table, model.Copy());
                foreach (var (id, value, isNew) in batch.Changes)
                    draft = drafted.Apply(id, new(value, ~value), isNew, draft, edit);
                drafted.Check(draft);
                if (batch.IsKept)
                {
                    edit.Keep();
                    (table, model) = (draft, drafted);
                    versions.Add((table, model.Copy()));
                }
                else
                {
                    edit.Drop();
                }
            }
            foreach (var version in versions)
                version.Model.Check(version.Table);
        }, iter: 300);

    [Fact]
    public void A_dropped_batch_leaves_no_ghost_even_when_the_map_grew_in_it() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 20_000]).Sample((before, dropped) =>
        {
            var map = new KeyMap<Clash>();
            var first = new Edit();
            for (var key = 0; key < before; key++)
                map.Add(new(key), first);
            first.Keep();

            var second = new Edit();
            for (var key = 0; key < dropped; key++)
                Assert.Equal(before + key, map.FindOrAdd(new(1_000_000 + key), second));
            second.Drop();

            Assert.Equal(before, map.Count);
            for (var key = 0; key < before; key++)
                Assert.Equal(key, map.Find(new(key)));
            for (var key = 0; key < dropped; key += 97)
                Assert.Equal(-1, map.Find(new(1_000_000 + key)));
            Assert.Equal(before, map.Add(new(1_000_000), new Edit()));
            Assert.Equal(before, map.Find(new(1_000_000)));
        }, iter: 60);

    [Fact]
    public void Batches_that_stay_and_batches_that_are_dropped_while_a_map_grows_leave_what_a_list_would_hold() =>
        Gen.Select(Gen.Bool, Gen.Int[1, 90]).List[1, 40].Sample(batches =>
        {
            var map = new KeyMap<Clash>();
            var model = new List<int>();
            var next = 0;
            foreach (var (stays, length) in batches)
            {
                var edit = new Edit();
                var batch = Enumerable.Range(next, length).ToList();
                foreach (var key in batch)
                    map.Add(new(key), edit);
                next += length;
                if (stays)
                {
                    edit.Keep();
                    model.AddRange(batch);
                }
                else
                    edit.Drop();
                Assert.Equal(model.Count, map.Count);
                Assert.All(batch, key => Assert.Equal(model.IndexOf(key), map.Find(new(key))));
            }
            for (var ordinal = 0; ordinal < model.Count; ordinal++)
                Assert.Equal(ordinal, map.Find(new(model[ordinal])));
        }, iter: 200);

    [Fact]
    public void Keys_that_fall_into_the_same_slot_are_still_told_apart() =>
        Gen.Int[0, 500].List[0, 400].Sample(keys =>
        {
            var map = new KeyMap<Crowded>();
            var model = new List<int>();
            var edit = new Edit();
            foreach (var key in keys)
            {
                var known = model.IndexOf(key);
                Assert.Equal(known, map.Find(new(key)));
                Assert.Equal(known >= 0 ? known : model.Count, map.FindOrAdd(new(key), edit));
                if (known < 0)
                    model.Add(key);
            }
            Assert.Equal(model, Enumerable.Range(0, map.Count).Select(ordinal => map[ordinal].Value));
        }, iter: 200);

    // One more than a full page, a full page of pages, and a full tree of three levels.
    [Theory]
    [InlineData(64)]
    [InlineData(4_096)]
    [InlineData(262_144)]
    public void Rows_grow_over_every_level_and_old_versions_stay(int full)
    {
        var edit = new Edit();
        var rows = default(Rows<Row>);
        for (var at = 0; at < full; at++)
            rows = rows.Add(new(at, ~at), edit);
        edit.Keep();

        var later = new Edit();
        var more = rows.Add(new(full, ~full), later).Set(0, new(-1, 0), later).Set(full - 1, new(-2, 1), later);

        Assert.Equal((full, full + 1), (rows.Count, more.Count));
        for (var at = 0; at < full; at++)
            Assert.Equal(at, rows[at].Value);
        Assert.Equal((-1, -2, full), (more[0].Value, more[full - 1].Value, more[full].Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[full].Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Set(full, default, later));
    }

    [Fact]
    public void An_id_is_added_once()
    {
        var edit = new Edit();
        var table = Table<Row>.New().Add(IdOf(1), new(1, ~1), edit);

        Assert.Throws<ArgumentException>(() => table.Add(IdOf(1), new(2, ~2), edit));
        Assert.Equal(0, table.Find(IdOf(1)));
        Assert.Equal(1, table[0].Value);
    }

    static Guid IdOf(int number) => new(number, 7, 7, [0, 1, 2, 3, 4, 5, 6, 7]);

    readonly record struct Row(int Value, int Check);

    sealed record Batch(List<(int Id, int Value, bool IsNew)> Changes, bool IsKept);

    /// <summary>A key with the hash of an ordinary number.</summary>
    readonly record struct Clash(int Value);

    /// <summary>A key with one of three hashes, so that nearly every look-up probes on.</summary>
    readonly record struct Crowded(int Value)
    {
        public override int GetHashCode() => Value % 3;
    }

    /// <summary>The obvious version: a list of rows and a dictionary from id to index.</summary>
    sealed class Model
    {
        readonly List<(int Id, Row Row)> rows = [];
        readonly Dictionary<int, int> byId = [];

        public Model Copy()
        {
            var copy = new Model();
            foreach (var (id, row) in rows)
                copy.Add(id, row);
            return copy;
        }

        /// <summary>The same change to model and table: a new id is added, a known one set.</summary>
        public Table<Row> Apply(int id, Row row, bool isNew, Table<Row> table, Edit edit)
        {
            if (byId.TryGetValue(id, out var at))
            {
                rows[at] = (id, row);
                return table.Set(at, row, edit);
            }
            if (!isNew)
                return table;
            Add(id, row);
            return table.Add(IdOf(id), row, edit);
        }

        public void Check(Table<Row> table)
        {
            Assert.Equal(rows.Count, table.Count);
            for (var at = 0; at < rows.Count; at++)
                Assert.Equal((IdOf(rows[at].Id), rows[at].Row), (table.IdOf(at), table[at]));
            for (var id = 0; id <= 400; id++)
                Assert.Equal(byId.GetValueOrDefault(id, -1), table.Find(IdOf(id)));
        }

        void Add(int id, Row row)
        {
            byId.Add(id, rows.Count);
            rows.Add((id, row));
        }
    }
}
