using System.Net.Sockets;
using System.Security.Cryptography;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Holder;

/// <summary>
/// The local door of a process that holds an operation without keys: it refuses every request, and takes a root key
/// from an officer. One key; then it is closed, and another door is opened in its place.
/// </summary>
sealed class SealedDoor : IDisposable
{
    readonly Guid operation;
    readonly SealState state;
    readonly TaskCompletionSource<UnsealCall> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    HolderListener? listener;

    SealedDoor(Guid operation, SealState state) => (this.operation, this.state) = (operation, state);

    /// <summary>Ends when somebody handed a key over.</summary>
    public Task<UnsealCall> Asked => asked.Task;

    /// <summary>Opens the door. Only who has the right to write may.</summary>
    /// <returns>Null where no socket can be made.</returns>
    public static SealedDoor? Open(OperationPaths paths, Guid operation, SealState state)
    {
        var door = new SealedDoor(operation, state);
        door.listener = HolderListener.Open(paths, state.Since, door.Heard);
        return door.listener is null ? null : door;
    }

    public void Dispose() => listener?.Dispose();

    async Task<bool> Heard(NetworkStream stream, CancellationToken cancel)
    {
        var hello = HolderTalk.Read<Hello>(await HolderTalk.Receive(stream, cancel));
        if (hello.Version != HolderTalk.Version || hello.Operation != operation
            || hello.Challenge.Length != HolderTalk.ChallengeLength)
            return false;
        using var agreement = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var welcome = new Welcome(HolderTalk.Version, HolderTalk.NewChallenge())
        {
            SealedSince = state.Since,
            WaitSeconds = state.WaitSeconds,
            Agreement = agreement.ExportSubjectPublicKeyInfo(),
        };
        await HolderTalk.Send(stream, HolderTalk.Write(welcome), cancel);
        if (hello.Wish != HolderWish.Unseal || welcome.WaitSeconds > 0)
            return false;
        var form = HolderTalk.Read<UnsealForm>(await HolderTalk.Receive(stream, cancel));
        var covered = HolderTalk.Covered("unseal", operation, hello.Challenge, welcome.Challenge);
        return await Taken(stream, form, agreement, covered);
    }

    async Task<bool> Taken(NetworkStream stream, UnsealForm form, ECDiffieHellman agreement, byte[] covered)
    {
        // Asked again: several may have been let in before the first of them was wrong.
        if (state.WaitSeconds is > 0 and var wait)
        {
            var no = SealRefusals.SlowedDown(wait);
            return await Told(stream, new() { Fault = no.Message, Remedy = no.Remedy });
        }
        if (form.IsWrong || !RootHandover.TryOpen(form, agreement, covered, out var officer))
        {
            state.Failed();
            return await Told(stream, new()
            {
                Fault = "The key that was handed over is not signed by its officer.",
                Remedy = "Use the officer's own key file: annona unseal --officer NAME",
            });
        }
        if (asked.TrySetResult(new(officer, stream)))
            return true;
        officer.Dispose();
        return await Told(stream, new()
        {
            Fault = "Somebody else is just unsealing the process.", Remedy = "Wait a moment, then do it again.",
        });
    }

    static async Task<bool> Told(NetworkStream stream, HolderAnswer answer)
    {
        await HolderTalk.Send(stream, HolderTalk.Write(answer), CancellationToken.None);
        return false;
    }
}

/// <summary>Somebody handed a root key over, and waits to hear what became of it.</summary>
sealed class UnsealCall(UnlockedOfficer officer, NetworkStream stream) : IDisposable
{
    /// <summary>Who, with the root key; whoever opens the operation disposes of it.</summary>
    public UnlockedOfficer Officer => officer;

    /// <summary>Says what became of it.</summary>
    public void Answer(HolderAnswer answer) => HolderAnswers.TrySend(stream, answer);

    public void Dispose() => stream.Dispose();
}

/// <summary>
/// Given to the open door of a process that can go on without keys; somebody wants that, and waits to hear that it is
/// done.
/// </summary>
sealed class SealCall : IDisposable
{
    readonly CancellationTokenSource asked = new();
    NetworkStream? stream;

    /// <summary>Ends when somebody asks.</summary>
    public CancellationToken Asked => asked.Token;

    /// <summary>The first who asks is answered later.</summary>
    public bool TryTake(NetworkStream from)
    {
        if (Interlocked.CompareExchange(ref stream, from, null) is not null)
            return false;
        asked.Cancel();
        return true;
    }

    /// <summary>Says that the keys are wiped; nothing when nobody asked.</summary>
    public void Answer(DateTimeOffset since)
    {
        if (stream is not null)
            HolderAnswers.TrySend(stream, new() { SealedSince = since });
    }

    public void Dispose()
    {
        stream?.Dispose();
        asked.Dispose();
    }
}

static class HolderAnswers
{
    static readonly TimeSpan SendMax = TimeSpan.FromSeconds(10);

    /// <summary>Whoever asked may have gone away meanwhile; what was done is done.</summary>
    public static void TrySend(NetworkStream stream, HolderAnswer answer)
    {
        try
        {
            using var patience = new CancellationTokenSource(SendMax);
            HolderTalk.Send(stream, HolderTalk.Write(answer), patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            stream.Dispose();
        }
    }
}
