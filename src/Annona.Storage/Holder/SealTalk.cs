using System.Net.Sockets;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Holder;

/// <summary>What a holder says of itself.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SealedSince">Since when it has no keys; null when it has them.</param>
public sealed record HolderStanding(string Number, DateTimeOffset? SealedSince);

/// <summary>What <c>annona unseal</c> and <c>annona seal</c> say to the process that holds an operation.</summary>
/// <param name="paths">The operation.</param>
public sealed class SealTalk(OperationPaths paths)
{
    /// <summary>A holder says its first word at once.</summary>
    static readonly TimeSpan WelcomeMax = TimeSpan.FromSeconds(15);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Some million people are read in a minute; what is in line is written in less.</summary>
    static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(10);

    /// <summary>Asks the holder how it stands, before anybody is asked for a passphrase.</summary>
    /// <exception cref="StoreException">Nobody holds the operation, or it does not answer.</exception>
    /// <exception cref="RefusedException">Wrong passphrases came in a row.</exception>
    public HolderStanding Ask(CancellationToken cancel) => Talk(
        HolderWish.Unseal, (_, _, _) => Task.FromResult(new HolderAnswer()), cancel).Standing;

    /// <summary>
    /// Hands the officer's root key over, wrapped for this talk. The passphrase and the officer's own keys stay here.
    /// </summary>
    /// <returns>False: it had keys already.</returns>
    /// <exception cref="StoreException">The holder could not open the operation with it.</exception>
    public bool Unseal(UnlockedOfficer officer, CancellationToken cancel) => Told(Talk(
        HolderWish.Unseal,
        (talk, covered, patience) => talk.Hand(RootHandover.Form(officer, talk.Welcome.Agreement, covered), patience),
        cancel)).SealedSince is not null;

    /// <summary>Tells that a passphrase was wrong: after some of them in a row no key is taken for a while.</summary>
    public void TellWrong(CancellationToken cancel) => Talk(
        HolderWish.Unseal,
        (talk, _, patience) => talk.Hand(new UnsealForm(Guid.Empty, [], [], []) { IsWrong = true }, patience),
        cancel);

    /// <summary>Asks the holder to finish what is in line and to wipe its keys.</summary>
    /// <returns>Since when it has none.</returns>
    /// <exception cref="StoreException">It was not started so that it can go on without keys.</exception>
    public HolderStanding Seal(CancellationToken cancel)
    {
        var done = Talk(HolderWish.Seal, (talk, _, patience) => talk.Answer(patience), cancel);
        var before = Told(done);
        return before with { SealedSince = before.SealedSince ?? done.Answer.SealedSince };
    }

    static HolderStanding Told((HolderStanding Standing, HolderAnswer Answer) done) => done.Answer.Fault is null
        ? done.Standing
        : throw new StoreException(done.Answer.Fault, done.Answer.Remedy ?? "Do it again.");

    (HolderStanding Standing, HolderAnswer Answer) Talk(
        HolderWish wish, Func<Talking, byte[], CancellationToken, Task<HolderAnswer>> go, CancellationToken cancel)
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        store.Dispose();
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryTalk(new(wish, card.Id, HolderAddress.Read(paths.Holder)), go, cancel) is { } done)
                return done;
            if (!IsHeld())
                throw NobodyHolds();
            // Between two doors: it is just reading the journal, or just closing it.
            if (TimeProvider.System.GetElapsedTime(since) >= WelcomeMax)
                throw DoesNotAnswer(inner: null);
            cancel.WaitHandle.WaitOne(Pause);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Null: there is no door now.</summary>
    (HolderStanding Standing, HolderAnswer Answer)? TryTalk(
        Knock at, Func<Talking, byte[], CancellationToken, Task<HolderAnswer>> go, CancellationToken cancel)
    {
        if (at.Holder.Address is null)
            return null;
        try
        {
            return Talk(at, go, cancel).GetAwaiter().GetResult();
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.AccessDenied)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw DoesNotAnswer(e);
        }
    }

    /// <summary>Whether another process has the right to write: this one takes it for a moment, if it can.</summary>
    bool IsHeld()
    {
        using var lease = OperationFolder.LeaseToHold(paths, isFollowing: true);
        return !lease.TryTake();
    }

    StoreException DoesNotAnswer(Exception? inner) => new(
        $"The process that holds this operation (number {HolderAddress.Read(paths.Holder).Number}) does not answer.",
        "Look whether it still runs and is of the same version of annona, then do it again.", inner);

    static async Task<(HolderStanding, HolderAnswer)> Talk(
        Knock at, Func<Talking, byte[], CancellationToken, Task<HolderAnswer>> go, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(WelcomeMax);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(at.Holder.Address!), patience.Token);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var challenge = HolderTalk.NewChallenge();
        await HolderTalk.Send(stream, HolderTalk.Write(
            new Hello(HolderTalk.Version, at.Operation, challenge) { Wish = at.Wish }), patience.Token);
        var welcome = HolderTalk.Read<Welcome>(await HolderTalk.Receive(stream, patience.Token));
        var standing = new HolderStanding(at.Holder.Number, welcome.SealedSince);
        if (at.Wish == HolderWish.Unseal && welcome.WaitSeconds > 0)
            throw new RefusedException(SealRefusals.SlowedDown(welcome.WaitSeconds));
        // Nothing is to be done.
        if ((at.Wish == HolderWish.Unseal) != welcome.SealedSince is not null)
            return (standing, new());
        patience.CancelAfter(AnswerMax);
        var covered = HolderTalk.Covered("unseal", at.Operation, challenge, welcome.Challenge);
        return (standing, await go(new(stream, welcome), covered, patience.Token));
    }

    StoreException NobodyHolds() => new(
        $"No annona process on this machine holds the operation in {paths.Data}.",
        "Start one that waits for its keys: annona hold --sealed");

    /// <summary>What is wanted, and of whom.</summary>
    sealed record Knock(HolderWish Wish, Guid Operation, HolderNote Holder);

    /// <summary>A talk that a holder has begun.</summary>
    sealed record Talking(NetworkStream Stream, Welcome Welcome)
    {
        public async Task<HolderAnswer> Hand(UnsealForm form, CancellationToken cancel)
        {
            await HolderTalk.Send(Stream, HolderTalk.Write(form), cancel);
            return await Answer(cancel);
        }

        public async Task<HolderAnswer> Answer(CancellationToken cancel) =>
            HolderTalk.Read<HolderAnswer>(await HolderTalk.Receive(Stream, cancel));
    }
}
