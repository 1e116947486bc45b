using System.Net.Sockets;
using Annona.Storage.Folder;

namespace Annona.Storage.Holder;

/// <summary>
/// Lets others in at the local socket of a process that holds an operation, each into a talk of their own.
/// </summary>
sealed class HolderListener : IDisposable
{
    /// <summary>Talks at a time: more than there are desks on one machine.</summary>
    const int TalksMax = 32;

    /// <summary>Somebody who says nothing for so long is gone.</summary>
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <summary>So long a closing holder waits for talks in which a request is being decided.</summary>
    static readonly TimeSpan ClosingMax = TimeSpan.FromSeconds(10);

    readonly string holder;
    readonly string address;
    readonly Socket socket;
    readonly Func<NetworkStream, CancellationToken, Task<bool>> talk;
    readonly CancellationTokenSource closing = new();
    readonly SemaphoreSlim talks = new(TalksMax);
    readonly Task listening;
    bool isClosed;

    HolderListener(
        string holder, string address, Socket socket, Func<NetworkStream, CancellationToken, Task<bool>> talk)
    {
        (this.holder, this.address, this.socket, this.talk) = (holder, address, socket, talk);
        listening = Task.Run(Listen);
    }

    /// <summary>Listens, and writes the address into the data folder.</summary>
    /// <param name="paths">The operation that this process holds.</param>
    /// <param name="sealedSince">Since when the process has no keys; null when it has them.</param>
    /// <param name="talk">
    /// Talks with one who came in. True: it keeps the stream and disposes of it later, false: the talk is over.
    /// </param>
    /// <returns>Null where no socket can be made.</returns>
    public static HolderListener? Open(
        OperationPaths paths, DateTimeOffset? sealedSince, Func<NetworkStream, CancellationToken, Task<bool>> talk)
    {
        if (HolderAddress.Listen(paths) is not var (socket, address))
            return null;
        HolderAddress.Write(paths.Holder, address, sealedSince);
        return new(paths.Holder, address, socket, talk);
    }

    /// <summary>Lets nobody in any more, and waits for the answers that are on their way.</summary>
    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        closing.Cancel();
        socket.Dispose();
        HolderAddress.Remove(address, holder);
        listening.Wait(ClosingMax);
        for (var free = 0; free < TalksMax; free++)
            if (!talks.Wait(ClosingMax))
                break;
        closing.Dispose();
    }

    async Task Listen()
    {
        try
        {
            while (true)
            {
                await talks.WaitAsync(closing.Token);
                _ = Talk(await Next());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The door is closed, or cannot let anybody in: others are told to wait.
            closing.Cancel();
        }
    }

    async Task<Socket> Next()
    {
        try
        {
            return await socket.AcceptAsync(closing.Token);
        }
        catch
        {
            talks.Release();
            throw;
        }
    }

    async Task Talk(Socket other)
    {
        var isKept = false;
        try
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            silence.CancelAfter(SilenceMax);
            isKept = await talk(new(other, ownsSocket: true), silence.Token);
        }
        catch (Exception e) when (
            e is IOException or SocketException or OperationCanceledException or FormatException)
        {
            // Whoever went away or speaks otherwise gets no answer, and asks again or gives up; it harms nobody here.
            isKept = false;
        }
        finally
        {
            if (!isKept)
                other.Dispose();
            talks.Release();
        }
    }
}
