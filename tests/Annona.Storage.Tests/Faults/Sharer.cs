using System.Runtime.CompilerServices;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A process that shares an operation with others: this very program, told by its environment. It asks for parties
/// without end, each under an id of its own, and prints <c>! ID</c> once one is recorded; while another process has the
/// lease it asks for the same ones again.
/// </summary>
static class Sharer
{
    public const string Variable = "ANNONA_TEST_SHARE_IN";

    const int BatchMax = 24;

    [ModuleInitializer]
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            return;
        // Whoever started this process holds the other end of its input.
        new Thread(() =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(0);
        })
        {
            IsBackground = true,
        }.Start();
        using var running = MadeOperation.Open(OperationPaths.For(folder, keys: null), FolderUse.Follow);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine("ready");
        while (true)
            Record(
                [.. Enumerable.Range(0, 1 + Random.Shared.Next(BatchMax)).Select(_ => Guid.NewGuid())], running,
                output);
    }

    static void Record(IReadOnlyList<Guid> ids, RunningOperation running, StreamWriter output)
    {
        while (ids.Count > 0)
        {
            var asked = ids.Select(id => (id, decided: running.Operation.Record(
                StoredWorld.Party($"{id:N}") with { Intent = id }, running.Actor, CancellationToken.None))).ToList();
            List<Guid> again = [];
            foreach (var (id, decided) in asked)
            {
                if (decided.GetAwaiter().GetResult() is Decision.Accepted)
                    output.WriteLine($"! {id}");
                else
                    again.Add(id);
            }
            ids = again;
        }
    }
}
