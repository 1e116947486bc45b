using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Tests;

/// <summary>Records in a folder as if on another day: what is due is years old, and no test waits so long.</summary>
static class OlderOperation
{
    /// <summary>Records so many days ago, with the folder's own keys, as its first officer.</summary>
    public static IReadOnlyList<Event> Record(Shell shell, string data, int daysAgo, params IEnumerable<Request> asks)
    {
        var paths = OperationPaths.For(shell.PathOf(data), keys: null);
        var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Shell.Passphrase);
        using var running = OperationFolder.Open(paths, officer, FolderUse.Write, Opening.PersonalParts);
        var keys = running.Keys!;
        var clock = new StillClock(TimeProvider.System.GetUtcNow().AddDays(-daysAgo));
        var operation = Operation.Open(
            running.Card.Id,
            new(keys.Store, keys.Ring.Parts, keys.Ring.Signers, clock)
            {
                Verifiers = [.. keys.Ring.VerifierKeys.Select(NoteVerifiers.For)],
            },
            Opening.PersonalParts);
        var facts = new List<Event>();
        foreach (var ask in asks)
        {
            var decided = operation.Record(ask, running.Actor, CancellationToken.None);
            operation.DecideWaiting();
            facts.AddRange(Assert.IsType<Decision.Accepted>(decided.GetAwaiter().GetResult()).Events);
        }
        return facts;
    }

    sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
