using System.Net.Sockets;
using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Holder;

/// <summary>
/// Sends requests to the process that holds the operation. Where it has just closed, its place is taken; where it is
/// just closing, the request waits a little. A request that was sent twice is recorded once.
/// </summary>
sealed class HolderLine(
    OperationPaths paths, Guid operation, UnlockedOfficer officer, HolderPlace place) : IDisposable
{
    /// <summary>
    /// A holder that cannot be reached for so long is asked no more: opening and closing take a second.
    /// </summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The longest a request may take there: others may stand in line before it.</summary>
    static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    RunningOperation? own;

    /// <summary>Records there, or here when nobody holds the operation any more.</summary>
    /// <exception cref="StoreException">Nobody answers, or the holder could not record it.</exception>
    public async Task<Decision> Record(Request ask, CancellationToken cancel)
    {
        var since = TimeProvider.System.GetTimestamp();
        do
        {
            own ??= place.TryHold();
            if (own is not null)
                return await own.Operation.Record(ask, own.Actor, cancel);
            if (await TrySend(ask, cancel) is { } decided)
                return decided;
            await Task.Delay(Pause, cancel);
        }
        while (TimeProvider.System.GetElapsedTime(since) < Patience);
        throw Unreachable();
    }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();

    /// <summary>The decision; null when the holder is not there (any more, or yet).</summary>
    async Task<Decision?> TrySend(Request ask, CancellationToken cancel)
    {
        if (HolderAddress.Read(paths.Holder).Address is not { } address)
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(AnswerMax);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address), patience.Token);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            return await Ask(stream, ask, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable();
        }
        // It closed or was killed. Nobody knows what became of the request until it is asked again.
        catch (Exception e) when (e is SocketException or IOException)
        {
            return null;
        }
        catch (FormatException e)
        {
            throw new StoreException(
                $"The annona process that holds this operation answers in another way: {e.Message}",
                "Use the same version of annona for both, then do it again.", e);
        }
    }

    async Task<Decision> Ask(NetworkStream stream, Request ask, CancellationToken cancel)
    {
        var challenge = HolderTalk.NewChallenge();
        await HolderTalk.Send(
            stream, HolderTalk.Write(new Hello(HolderTalk.Version, operation, challenge)), cancel);
        var welcome = HolderTalk.Read<Welcome>(await HolderTalk.Receive(stream, cancel));
        if (welcome.SealedSince is { } since)
            return new Decision.Refused(SealRefusals.Sealed(since));
        var (name, bytes) = RequestForms.Write(ask);
        var covered = HolderTalk.Covered("request", operation, challenge, welcome.Challenge);
        var head = new RequestHead(name, officer.Officer.Id, officer.SigningKey.ExportSubjectPublicKeyInfo());
        var text = HolderTalk.Signed(covered, head, bytes);
        head = head with { Signature = officer.SigningKey.SignData(text, HashAlgorithmName.SHA256) };
        await HolderTalk.Send(stream, HolderTalk.Write(head), cancel);
        await HolderTalk.Send(stream, place.Sealer.SealOpen(bytes, covered), cancel);
        covered = HolderTalk.Covered("decision", operation, challenge, welcome.Challenge);
        if (!place.Sealer.TryOpen(await HolderTalk.Receive(stream, cancel), covered, out var opened))
            throw new FormatException("its answer is not sealed with the key of this operation.");
        var answer = HolderTalk.Read<HolderAnswer>(opened);
        return answer.Decision is { Length: > 0 } decision
            ? RequestForms.ReadDecision(decision)
            : throw new StoreException(answer.Fault ?? "The request was not recorded.", answer.Remedy ?? "Ask again.");
    }

    StoreException Unreachable()
    {
        var (number, address, _) = HolderAddress.Read(paths.Holder);
        return new($"Another annona process (number {number}) holds this operation and does not answer"
            + $"{(address is null ? "" : $" at {address}")}.",
            "Wait until it has finished, then do it again: what is recorded already is not recorded twice. Questions "
            + "can be asked meanwhile.");
    }
}

/// <summary>What whoever asks the holder needs of its own operation.</summary>
/// <param name="Sealer">The register's key.</param>
/// <param name="TryHold">Takes the place of a holder that is gone; null while there is one.</param>
sealed record HolderPlace(ISealer Sealer, Func<RunningOperation?> TryHold);
