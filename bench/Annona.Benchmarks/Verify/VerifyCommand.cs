using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Keys;
using Hash = Annona.Journal.Hash;

namespace Annona.Benchmarks.Verify;

/// <summary>
/// <c>verify</c>: how many entries a second are verified on one thread and on all, without reading a disk, beside the
/// speed of SHA-256 alone over the same bytes. Budget: a million entries in batches of a thousand within 10 s on 2
/// cores.
/// </summary>
static class VerifyCommand
{
    const string Origin = "annona.example/benchmark";

    static readonly Guid Operation = new("0198c0de-0000-7000-8000-00000000000b");

    public static Command Make()
    {
        Option<int> count = new("--count") { Description = "Entries.", DefaultValueFactory = _ => 1_000_000 };
        Option<int> batch = new("--batch")
        {
            Description = "Entries under one checkpoint.", DefaultValueFactory = _ => 1_000,
        };
        Option<int[]> threads = new("--threads")
        {
            Description = "Threads; a run for each.", DefaultValueFactory = _ => [1, 2],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("verify", "Entries verified a second, beside SHA-256 alone.")
        {
            count, batch, threads,
        };
        command.SetAction(parsed =>
        {
            using var root = RootKey.Create();
            using var ring = KeyRing.Create(Origin, root);
            using var store = Written(ring, parsed.GetValue(count), parsed.GetValue(batch));
            foreach (var each in parsed.GetValue(threads)!)
                Measure(ring, store, each);
            HashAlone(store);
            return 0;
        });
        return command;
    }

    static MemoryStore Written(KeyRing ring, int count, int batch)
    {
        var store = new MemoryStore();
        var writer = new JournalWriter(Operation, ring.Parts, ring.Signers, Origin);
        var open = new byte[160];
        while (writer.Size < count)
        {
            writer.Begin();
            for (var at = 0; at < batch && writer.Size + at < count; at++)
            {
                Random.Shared.NextBytes(open);
                writer.Write(
                    new("aid.given", 1, Guid.NewGuid(), Operation, open, []), DateTimeOffset.UnixEpoch,
                    store.FindSubjectKey);
            }
            store.Append(writer.Seal());
            writer.Keep();
        }
        return store;
    }

    static void Measure(KeyRing ring, MemoryStore store, int threads)
    {
        var verifier = new JournalVerifier(Origin, [.. ring.VerifierKeys.Select(NoteVerifiers.For)])
        {
            Threads = threads,
        };
        var watch = Stopwatch.StartNew();
        var verified = verifier.Verify(store.Read(1), store.Checkpoints(), []);
        Say($"{threads} threads: {verified.Size:N0} entries and {verified.Checkpoints:N0} checkpoints in "
            + $"{watch.Elapsed.TotalSeconds:N2} s, {verified.Size / watch.Elapsed.TotalSeconds:N0} entries a second"
            + (verified.Fault is { } fault ? $". {fault.What}" : ""));
    }

    /// <summary>Leaves, sealed parts and the nodes of the tree: what has to be hashed in any case.</summary>
    static void HashAlone(MemoryStore store)
    {
        var bytes = 0L;
        Span<byte> digest = stackalloc byte[Hash.Length];
        Span<byte> node = stackalloc byte[1 + 2 * Hash.Length];
        var watch = Stopwatch.StartNew();
        foreach (var entry in store.Read(1))
        {
            SHA256.HashData(entry.LeafBytes, digest);
            SHA256.HashData(entry.OpenPart, digest);
            SHA256.HashData(node, digest);
            bytes += entry.LeafBytes.Length + entry.OpenPart.Length + node.Length;
        }
        Say($"SHA-256 alone on 1 thread: the same {bytes / 1e6:N0} MB in {watch.Elapsed.TotalSeconds:N2} s, "
            + $"{bytes / 1e6 / watch.Elapsed.TotalSeconds:N0} MB a second, "
            + $"{store.Head.Size / watch.Elapsed.TotalSeconds:N0} entries a second");
    }

    static void Say(string line) => Console.WriteLine(line);
}
