using Annona.Journal;
using BenchmarkDotNet.Attributes;

namespace Annona.Benchmarks;

/// <summary>
/// What one entry costs apart from its fact: the envelope written once as associated data and once whole. Budget: 1 µs
/// and 1 kB for both together.
/// </summary>
[MemoryDiagnoser]
public class EntryBench
{
    static readonly Guid Id = new("0199aaaa-0000-7000-8000-000000000001");

    readonly Envelope envelope = new(
        Id, Id, 123_456, Hash.Of([1]), 1L << 58, "aid.given", 1, Id, Id, Hash.Of([2]), new(123_000, 42),
        [new(Id, Hash.Of([3]))])
    {
        Request = "GiveAid",
    };

    [Benchmark(Description = "associated data and envelope")]
    public int Write() => envelope.AssociatedData().Length + envelope.Encode().Length;
}
