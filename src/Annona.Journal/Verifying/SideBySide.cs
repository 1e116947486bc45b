using System.Runtime.ExceptionServices;

namespace Annona.Journal;

/// <summary>
/// Does the same work on every item of a long sequence, on several cores, and hands the results on in the order of the
/// sequence. While one chunk is worked on the next is read; no more than two chunks are ever in memory.
/// </summary>
public static class SideBySide
{
    const int ItemsMax = 1_024;

    /// <summary>An entry may have megabytes; a chunk of them ends sooner.</summary>
    const long WeightMax = 8 << 20;

    /// <summary>As many threads as there are cores.</summary>
    public const int AllCores = -1;

    /// <summary>The results of some work, in order.</summary>
    /// <param name="source">Read by one thread at a time, a chunk ahead. What it throws is thrown after the results of
    /// all that it gave before.</param>
    /// <param name="work">Called from several threads. What it throws is thrown after the results before it.</param>
    /// <param name="weight">About how many bytes an item has.</param>
    /// <param name="threads">How many at most, or <see cref="AllCores"/>.</param>
    public static IEnumerable<TResult> Select<TSource, TResult>(
        IEnumerable<TSource> source, Func<TSource, TResult> work, Func<TSource, long> weight, int threads)
    {
        using var items = source.GetEnumerator();
        var next = Chunk<TSource>.Read(items, weight);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        while (true)
        {
            var chunk = next;
            var results = new Outcome<TResult>[chunk.Items.Count];
            // The first step reads on, the others work: whoever comes late to one helps with the other.
            Parallel.For(-1, results.Length, options, at =>
            {
                if (at >= 0)
                    results[at] = Outcome<TResult>.Of(chunk.Items[at], work);
                else if (!chunk.IsLast)
                    next = Chunk<TSource>.Read(items, weight);
            });
            foreach (var result in results)
                yield return result.Get();
            chunk.Failure?.Throw();
            if (chunk.IsLast)
                yield break;
        }
    }

    /// <summary>Some items in a row, and what went wrong when more were asked for.</summary>
    sealed record Chunk<T>(IReadOnlyList<T> Items, bool IsLast, ExceptionDispatchInfo? Failure)
    {
        public static Chunk<T> Read(IEnumerator<T> source, Func<T, long> weight)
        {
            var items = new List<T>();
            var total = 0L;
            try
            {
                while (items.Count < ItemsMax && total < WeightMax)
                {
                    if (!source.MoveNext())
                        return new(items, IsLast: true, Failure: null);
                    items.Add(source.Current);
                    total += weight(source.Current);
                }
                return new(items, IsLast: false, Failure: null);
            }
            // Thrown again once everything before it has been handed on.
            catch (Exception e)
            {
                return new(items, IsLast: true, ExceptionDispatchInfo.Capture(e));
            }
        }
    }

    /// <summary>A result, or what went wrong.</summary>
    readonly record struct Outcome<T>(T? Result, ExceptionDispatchInfo? Failure)
    {
        public static Outcome<T> Of<TSource>(TSource item, Func<TSource, T> work)
        {
            try
            {
                return new(work(item), Failure: null);
            }
            // A later item may fail first: whoever takes the results is told of the first.
            catch (Exception e)
            {
                return new(default, ExceptionDispatchInfo.Capture(e));
            }
        }

        public T Get()
        {
            Failure?.Throw();
            return Result!;
        }
    }
}
