using System.Runtime.CompilerServices;
using Annona.Parties;
using Annona.Storage.Folder;

namespace Annona.Storage.Tests.Stores;

/// <summary>
/// The process that <see cref="KillTests"/> kills: this very program, told by its environment to record without end
/// and to print each name once it is acknowledged.
/// </summary>
static class Recorder
{
    public const string Variable = "ANNONA_TEST_RECORD_IN";

    // Runs before the test runner's own Main, which is generated.
    [ModuleInitializer]
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            return;
        RecordWithoutEnd(OperationPaths.For(folder, keys: null));
    }

    static void RecordWithoutEnd(OperationPaths paths)
    {
        using var running = MadeOperation.Open(paths);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (true)
        {
            // Several in line at once, so that batches have more than one entry.
            var asked = Enumerable.Range(0, 1 + Random.Shared.Next(8)).Select(_ => Guid.NewGuid().ToString("N"))
                .Select(name => (name, decided: running.Operation.Record(
                    new AddParty(PartyKind.Other, name, [], []) { Intent = Guid.NewGuid() }, running.Actor,
                    CancellationToken.None)))
                .ToList();
            foreach (var (name, decided) in asked)
            {
                if (decided.GetAwaiter().GetResult() is Decision.Accepted)
                    output.WriteLine(name);
            }
        }
    }
}
