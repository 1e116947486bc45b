using Annona.Access;
using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>An operation with its sequencer thread, for one officer. Disposing it lets what is in line be
/// decided first.</summary>
public sealed class RunningOperation : IDisposable
{
    readonly IReadOnlyList<IDisposable?> owned;
    readonly Thread sequencer;

    /// <summary>Starts the sequencer.</summary>
    public RunningOperation(Operation operation, OperationCard card, Actor actor, IReadOnlyList<IDisposable?> owned)
    {
        (Operation, Card, Actor, this.owned) = (operation, card, actor, owned);
        sequencer = new(Sequence) { Name = "sequencer", IsBackground = true };
        sequencer.Start();
    }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>Its id and name.</summary>
    public OperationCard Card { get; }

    /// <summary>The officer who opened it.</summary>
    public Actor Actor { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Operation.Close();
        sequencer.Join();
        foreach (var item in owned)
            item?.Dispose();
    }

    void Sequence()
    {
        while (Operation.WaitForRequests(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            Operation.DecideWaiting();
    }
}

/// <summary>The right to write to a data folder, held by one process at a time and given up when it ends,
/// however it ends.</summary>
sealed class WriteLock : IDisposable
{
    readonly FileStream file;

    WriteLock(FileStream file) => this.file = file;

    public static WriteLock Take(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            file.Flush();
            return new(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException("The data folder is read-only; nothing can be recorded in it.",
                "Give yourself the right to write there, or copy the folder.", e);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new StoreException(
                $"Another annona process{HolderOf(path)} is writing to this operation, or the disk is full or read-only.",
                "Wait until it has finished, then do it again. Questions can be asked meanwhile.", e);
        }
    }

    public void Dispose() => file.Dispose();

    static string HolderOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadLine() is { Length: > 0 } holder ? $" (number {holder})" : "";
        }
        catch (IOException)
        {
            // Who holds it is only a courtesy: the refusal itself does not depend on it.
            return "";
        }
    }
}
