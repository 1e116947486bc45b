using System.Net.Sockets;
using System.Security.Cryptography;
using Annona.Access;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Values;

namespace Annona.Storage.Holder;

/// <summary>
/// The local door of the process that holds an operation: others send it requests, each signed by its officer, and get
/// the decisions. A request is refused or recorded here exactly as if its officer sat here.
/// </summary>
sealed class HolderDoor : IDisposable
{
    /// <summary>Talks at a time: more than there are desks on one machine.</summary>
    const int TalksMax = 32;

    /// <summary>Connections that wait to be let in.</summary>
    const int WaitingMax = 64;

    /// <summary>Somebody who says nothing for so long is gone.</summary>
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <summary>So long a closing holder waits for talks in which a request is being decided.</summary>
    static readonly TimeSpan ClosingMax = TimeSpan.FromSeconds(10);

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly Operation operation;
    readonly ISealer sealer;
    readonly string holder;
    readonly string address;
    readonly Socket socket;
    readonly CancellationTokenSource closing = new();
    readonly SemaphoreSlim talks = new(TalksMax);
    readonly Task listening;

    HolderDoor(Operation operation, ISealer sealer, string holder, string address, Socket socket)
    {
        (this.operation, this.sealer, this.holder, this.address, this.socket) =
            (operation, sealer, holder, address, socket);
        listening = Task.Run(Listen);
    }

    /// <summary>
    /// Opens the door and writes its address into the data folder. Only who has the right to write may.
    /// </summary>
    /// <returns>Null where no socket can be made: then others are told to wait, as before.</returns>
    public static HolderDoor? Open(OperationPaths paths, Operation operation, ISealer sealer)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string address;
        try
        {
            address = HolderAddress.Make(paths);
            socket.Bind(new UnixDomainSocketEndPoint(address));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(address, OwnerOnly);
            socket.Listen(WaitingMax);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            return null;
        }
        HolderAddress.Write(paths.Holder, address);
        return new(operation, sealer, paths.Holder, address, socket);
    }

    /// <summary>Lets nobody in any more, and waits for the answers that are on their way.</summary>
    public void Dispose()
    {
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
        try
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            await using var stream = new NetworkStream(other, ownsSocket: true);
            silence.CancelAfter(SilenceMax);
            var hello = HolderTalk.Read<Hello>(await HolderTalk.Receive(stream, silence.Token));
            var challenge = HolderTalk.NewChallenge();
            if (hello.Version != HolderTalk.Version || hello.Operation != operation.Id
                || hello.Challenge.Length != HolderTalk.ChallengeLength)
                return;
            await HolderTalk.Send(stream, HolderTalk.Write(new Welcome(HolderTalk.Version, challenge)), silence.Token);
            var head = HolderTalk.Read<RequestHead>(await HolderTalk.Receive(stream, silence.Token));
            var covered = HolderTalk.Covered("request", operation.Id, hello.Challenge, challenge);
            if (!sealer.TryOpen(await HolderTalk.Receive(stream, silence.Token), covered, out var request))
                return;
            var answer = HolderTalk.Write(await Answered(head, request, covered));
            covered = HolderTalk.Covered("decision", operation.Id, hello.Challenge, challenge);
            await HolderTalk.Send(stream, sealer.SealOpen(answer, covered), CancellationToken.None);
        }
        catch (Exception e) when (
            e is IOException or SocketException or OperationCanceledException or FormatException)
        {
            // Whoever went away or speaks otherwise gets no answer, and asks again or gives up; it harms nobody here.
            other.Dispose();
        }
        finally
        {
            talks.Release();
        }
    }

    async Task<HolderAnswer> Answered(RequestHead head, byte[] request, byte[] covered)
    {
        if (!IsOfficer(head, request, covered))
            return new()
            {
                Fault = "The process that holds this operation does not know the officer of this key.",
                Remedy = "Ask a coordinator to enrol you, with a key file of your own.",
            };
        try
        {
            var ask = RequestForms.Read(head.Name, request);
            // Not given up when the holder closes: what is in line is still decided.
            var decided = await operation.Record(ask, new(new Id<Officer>(head.Officer)), CancellationToken.None);
            return new() { Decision = RequestForms.Write(decided) };
        }
        catch (StoreException e)
        {
            return new() { Fault = e.Message, Remedy = e.Remedy };
        }
        // A request that breaks breaks for its sender alone.
        catch (Exception e)
        {
            return new()
            {
                Fault = $"The process that holds this operation could not record this: {e.Message}",
                Remedy = "Look at what it prints, then do it again: what is recorded already is not recorded twice.",
            };
        }
    }

    bool IsOfficer(RequestHead head, byte[] request, byte[] covered)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(head.PublicKey, out _);
            return key.VerifyData(HolderTalk.Signed(covered, head, request), head.Signature, HashAlgorithmName.SHA256)
                && operation.StandingOf(new(head.Officer), head.PublicKey) == Standing.Enrolled;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
