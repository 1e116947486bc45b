using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Privacy;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Privacy;

public sealed class ReadLogTests : IDisposable
{
    static readonly Guid Operation = new("0198c0de-0000-7000-8000-00000000000d");
    static readonly DateTimeOffset March = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    readonly Disk disk = new();
    readonly PartSealer sealer = new(new byte[32]);
    readonly OperationPaths paths;

    public ReadLogTests()
    {
        paths = OperationPaths.For(disk["op"], keys: null);
        Directory.CreateDirectory(paths.Keys);
    }

    string[] Files => [.. Directory.EnumerateFiles(paths.Reads, "*.reads").Order()];

    public void Dispose()
    {
        sealer.Dispose();
        disk.Dispose();
    }

    [Fact]
    public void Reads_are_read_back_in_order_by_another_process_and_no_word_of_them_stands_in_clear()
    {
        Keep(March, "Canarian asked", 3);
        Keep(March.AddDays(1), "again", 4, 5);

        var read = Log().All().ToList();

        Assert.Equal(["Canarian asked", "again"], read.Select(one => one.Purpose));
        Assert.Equal([3, 4, 5], read.SelectMany(one => one.Persons.Persons));
        Assert.Equal(March, read[0].At);
        Assert.True(File.ReadAllBytes(Files[0]).AsSpan().IndexOf("Canarian"u8) < 0);
        Assert.Equal(2, Sound().To.Reads);
    }

    [Fact]
    public void Two_logs_that_write_in_turns_make_one_chain()
    {
        var (one, other) = (Log(), Log());
        for (var at = 0; at < 6; at++)
            (at % 2 == 0 ? one : other).Keep(Read(March.AddMinutes(at), $"read {at}", at));

        Assert.Equal([0, 1, 2, 3, 4, 5], Log().All().SelectMany(read => read.Persons.Persons));
        Assert.Equal(6, Sound().To.Reads);
    }

    [Fact]
    public void Many_who_look_at_once_lose_no_read()
    {
        Parallel.For(0, 8, at =>
        {
            var log = Log();
            for (var more = 0; more < 5; more++)
                log.Keep(Read(March, "desk", 5 * at + more));
        });

        Assert.Equal(Enumerable.Range(0, 40), Log().All().SelectMany(read => read.Persons.Persons).Order());
        Assert.Equal(40, Sound().To.Reads);
    }

    [Fact]
    public void Every_changed_byte_is_found_at_its_read_or_is_an_unfinished_end()
    {
        var ends = new List<long>();
        for (var at = 0; at < 5; at++)
        {
            Keep(March, $"read {at}", at);
            ends.Add(new FileInfo(Files[0]).Length);
        }
        var sound = File.ReadAllBytes(Files[0]);
        for (var at = 0; at < sound.Length; at += 3)
        {
            var bad = (byte[])sound.Clone();
            bad[at] ^= 1 << 4;
            File.WriteAllBytes(Files[0], bad);

            var fault = Log().Check().Fault;

            Assert.NotNull(fault);
            Assert.Equal(1 + ends.Count(end => end <= at), fault.Read);
        }
    }

    [Fact]
    public void A_shortened_log_is_found_and_nobody_is_shown_until_it_is_mended()
    {
        Keep(March, "one", 1);
        var length = new FileInfo(Files[0]).Length;
        Keep(March, "two", 2);
        using (var file = File.OpenWrite(Files[0]))
            file.SetLength(length);

        Assert.Equal(2, Log().Check().Fault!.Read);
        Assert.Contains("shortened at read 2", Assert.Throws<StoreException>(() => Keep(March, "three", 3)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_written_anew_with_the_right_key_is_found_by_the_mark_kept_with_the_keys()
    {
        Keep(March, "one", 1);
        var mark = File.ReadAllBytes(paths.ReadsHead);
        Directory.Delete(paths.Reads, recursive: true);
        File.Delete(paths.ReadsHead);
        Keep(March, "another", 2);
        Keep(March, "more", 3);
        File.WriteAllBytes(paths.ReadsHead, mark);

        Assert.Contains("written anew", Log().Check().Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_that_a_power_cut_left_half_written_is_passed_over_and_written_over()
    {
        Keep(March, "one", 1);
        using (var file = new FileStream(Files[0], FileMode.Append))
            file.Write([0, 0, 0, 90, 1, 2, 3]);

        Assert.Single(Log().All());
        Assert.Equal(1, Sound().To.Reads);
        Keep(March, "two", 2);

        Assert.Equal(["one", "two"], Log().All().Select(read => read.Purpose));
        Assert.Equal(2, Sound().To.Reads);
    }

    [Fact]
    public void Whole_months_that_are_over_go_and_the_rest_still_verifies()
    {
        Keep(March, "one", 1);
        Keep(March, "two", 2);
        Keep(March.AddMonths(1), "three", 3);
        Keep(March.AddMonths(2), "four", 4);

        Assert.Equal(0, Log().RemoveBefore(new(2026, 3, 31)));
        Assert.Equal(2, Log().RemoveBefore(new(2026, 4, 1)));
        Assert.Equal(1, Log().RemoveBefore(new(2027, 1, 1)));

        Assert.Equal(["four"], Log().All().Select(read => read.Purpose));
        Assert.Equal((3, 4), (Sound().From.Reads, Sound().To.Reads));
        Keep(March.AddMonths(2), "five", 5);
        File.Delete(Files[0]);
        Assert.Equal(4, Log().Check().Fault!.Read);
    }

    [Fact]
    public void Months_that_ended_more_than_a_year_ago_go_when_a_new_month_begins()
    {
        Keep(March, "one", 1);
        Keep(March.AddMonths(1), "two", 2);
        Keep(March.AddMonths(12), "three", 3);
        Assert.Equal(["one", "two", "three"], Log().All().Select(read => read.Purpose));

        // In April and May of the next year, March and then April have been over for a year.
        Keep(March.AddMonths(13), "four", 4);
        Keep(March.AddMonths(14), "five", 5);

        Assert.Equal(["three", "four", "five"], Log().All().Select(read => read.Purpose));
        Assert.Equal((2, 5), (Sound().From.Reads, Sound().To.Reads));
    }

    [Fact]
    public void Where_the_log_cannot_be_written_the_read_is_refused_with_the_way_out()
    {
        File.WriteAllText(disk["op"], "no folder");

        var refused = Assert.Throws<StoreException>(() => Keep(March, "one", 1));

        Assert.Contains("nobody is shown", refused.Message, StringComparison.Ordinal);
        Assert.Contains(paths.Reads, refused.Remedy, StringComparison.Ordinal);
    }

    ReadLogChecked Sound()
    {
        var found = Log().Check();
        Assert.Null(found.Fault);
        return found;
    }

    ReadLogFolder Log() => new(paths, Operation, sealer);

    void Keep(DateTimeOffset at, string purpose, params int[] persons) => Log().Keep(Read(at, purpose, persons));

    static PersonsRead Read(DateTimeOffset at, string purpose, params int[] persons) =>
        new(at, new(Operation), "subject", purpose, PersonSet.Of(persons));
}
