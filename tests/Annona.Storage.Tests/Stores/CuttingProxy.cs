using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Annona.Storage.Tests.Stores;

/// <summary>What happens to the next COMMIT that passes.</summary>
public enum Cut
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection breaks before the server hears it.</summary>
    Before,

    /// <summary>The connection breaks after the server carried it out, before its answer arrives.</summary>
    After,

    /// <summary>The sender's side breaks, and the word still travels: it arrives when the test says so.</summary>
    Late,
}

/// <summary>A way to the server that can be cut at a COMMIT.</summary>
public sealed class CuttingProxy : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly string socket;
    readonly ConcurrentBag<Socket> ways = [];
    readonly TaskCompletionSource arrive = new();
    readonly TaskCompletionSource delivered = new();

    public CuttingProxy(PostgresServer server)
    {
        socket = Path.Combine(server.Folder, ".s.PGSQL.5432");
        listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>Words that lead through it.</summary>
    public string Connection => $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};"
        + "Database=postgres;Username=annona";

    /// <summary>What happens to the next COMMIT.</summary>
    public Cut Next { get; set; }

    /// <summary>So many COMMITs pass before the one that is cut.</summary>
    public int Skips { get; set; }

    /// <summary>COMMITs that passed or were cut so far.</summary>
    public int Commits { get; private set; }

    /// <summary>Whether nobody gets through after the next cut.</summary>
    public bool IsDownAfterCut { get; set; }

    /// <summary>How many were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Nobody gets through as long as this is true.</summary>
    public bool IsDown { get; set; }

    /// <summary>Lets a late word arrive, and waits until the server was told.</summary>
    public async Task LetArrive()
    {
        arrive.TrySetResult();
        await delivered.Task;
    }

    public void Dispose() => listener.Dispose();

    async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }

    async Task Carry(Socket near)
    {
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (near)
        {
            if (IsDown)
                return;
            ways.Add(near);
            var answered = new TaskCompletionSource();
            try
            {
                await far.ConnectAsync(new UnixDomainSocketEndPoint(socket));
                var isCut = false;
                var there = Pass(near, far, async sent =>
                {
                    if (!IsCut(sent))
                        return true;
                    isCut = true;
                    await CutAt(sent, near, far, answered.Task);
                    return false;
                });
                var back = Pass(far, near, _ =>
                {
                    if (isCut)
                        answered.TrySetResult();
                    return Task.FromResult(!isCut);
                });
                await Task.WhenAny(there, back);
                if (isCut)
                    await there;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One of both hung up.
                return;
            }
        }
    }

    bool IsCut(ReadOnlyMemory<byte> sent)
    {
        if (sent.Span.IndexOf("COMMIT\0"u8) < 0)
            return false;
        Commits++;
        return Next != Cut.None && Skips-- <= 0;
    }

    async Task CutAt(ReadOnlyMemory<byte> sent, Socket near, Socket far, Task answered)
    {
        var how = Next;
        (Next, IsDown) = (Cut.None, IsDownAfterCut);
        Cuts++;
        foreach (var way in IsDown ? ways : [])
        {
            if (way != near)
                way.Dispose();
        }
        if (how == Cut.Late)
        {
            near.Dispose();
            await arrive.Task;
        }
        try
        {
            if (how is Cut.Late or Cut.After)
                await SendAll(far, sent);
            if (how == Cut.After)
                await answered;
        }
        finally
        {
            delivered.TrySetResult();
        }
    }

    static async Task Pass(Socket from, Socket to, Func<ReadOnlyMemory<byte>, Task<bool>> may)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReceiveAsync(buffer) is > 0 and var count && await may(buffer.AsMemory(0, count)))
            await SendAll(to, buffer.AsMemory(0, count));
    }

    static async Task SendAll(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes)..];
    }
}
