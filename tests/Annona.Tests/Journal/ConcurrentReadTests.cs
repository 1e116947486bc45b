using Annona.Journal;

namespace Annona.Tests.Journal;

/// <summary>One writer and several readers without a lock, for about a second.</summary>
public sealed class ConcurrentReadTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    const int RowsPerBatch = 5;

    Table<Row> published = Table<Row>.New().Add(IdOf(0), new(0, 0), new Edit());
    int batches;

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_versions_only()
    {
        var shared = new Published(published);
        using var stop = new CancellationTokenSource(Long);
        var readers = Enumerable.Range(1, 2).Select(seed => Task.Run(() => Read(shared, seed, stop.Token))).ToArray();

        Write(shared, stop.Token);

        var reads = await Task.WhenAll(readers);
        Assert.All(reads, count => Assert.True(count > 100, $"Only {count} reads."));
        Assert.True(batches > 100, $"Only {batches} batches.");
    }

    [Fact]
    public async Task Looking_up_names_beside_a_writer_who_drops_batches_never_fails()
    {
        var map = new KeyMap<string>();
        var kept = new Edit();
        for (var key = 0; key < 100; key++)
            map.Add($"kept {key}", kept);
        kept.Keep();
        using var stop = new CancellationTokenSource(Long);
        var reader = Task.Run(() =>
        {
            for (var at = 0; !stop.IsCancellationRequested; at++)
            {
                Assert.Equal(at % 100, map.Find($"kept {at % 100}"));
                Assert.True(map.Find($"dropped {at % 1_000}") is -1 or >= 100);
            }
        }, TestContext.Current.CancellationToken);

        while (!stop.IsCancellationRequested)
        {
            var edit = new Edit();
            for (var key = 0; key < 1_000; key++)
                map.Add($"dropped {key}", edit);
            edit.Drop();
        }

        await reader;
        Assert.Equal(100, map.Count);
    }

    /// <summary>Every version has row 0 set to its number and five rows more than the one before.</summary>
    void Write(Published shared, CancellationToken stop)
    {
        var chance = new Random(1);
        while (!stop.IsCancellationRequested && batches < 200_000)
        {
            var edit = new Edit();
            var draft = published;
            var number = batches + 1;
            for (var more = 0; more < RowsPerBatch; more++)
                draft = draft.Add(IdOf(draft.Count), new(number, ~number), edit);
            draft = draft.Set(chance.Next(1, draft.Count), new(number, ~number), edit)
                .Set(0, new(number, ~number), edit);
            if (chance.Next(4) == 0)
            {
                edit.Drop();
                continue;
            }
            edit.Keep();
            (published, batches) = (draft, number);
            shared.Set(draft);
        }
    }

    static long Read(Published shared, int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        var reads = 0L;
        for (; !stop.IsCancellationRequested; reads++)
        {
            var table = shared.Get();
            var number = table[0].Batch;
            Assert.Equal(1 + number * RowsPerBatch, table.Count);
            for (var tries = 0; tries < 20; tries++)
            {
                var at = chance.Next(1, Math.Max(2, table.Count));
                if (at >= table.Count)
                    break;
                var row = table[at];
                Assert.Equal(~row.Batch, row.Check);
                Assert.True(row.Batch <= number);
                Assert.Equal(at, table.Find(IdOf(at)));
            }
            Assert.Equal(-1, table.Find(IdOf(table.Count)));
            Assert.Equal(-1, table.Find(IdOf(table.Count + RowsPerBatch)));
        }
        return reads;
    }

    static Guid IdOf(int number) => new(number, 1, 1, BitConverter.GetBytes((long)number * 2_654_435_761));

    readonly record struct Row(int Batch, int Check);

    /// <summary>A table is larger than a word: readers get it behind one reference, as from the registers.</summary>
    sealed class Published(Table<Row> first)
    {
        Box box = new(first);

        public void Set(Table<Row> table) => Volatile.Write(ref box, new(table));

        public Table<Row> Get() => Volatile.Read(ref box).Table;

        sealed record Box(Table<Row> Table);
    }
}
