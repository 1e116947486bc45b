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
    readonly Operation operation;
    readonly ISealer sealer;
    readonly SealCall? seals;
    HolderListener? listener;

    HolderDoor(Operation operation, ISealer sealer, SealCall? seals) =>
        (this.operation, this.sealer, this.seals) = (operation, sealer, seals);

    /// <summary>
    /// Opens the door and writes its address into the data folder. Only who has the right to write may.
    /// </summary>
    /// <param name="paths">Where.</param>
    /// <param name="operation">Decides.</param>
    /// <param name="sealer">Has the register's key.</param>
    /// <param name="seals">Told when somebody wants the keys wiped; null where the process cannot go on without.
    /// </param>
    /// <returns>Null where no socket can be made: then others are told to wait, as before.</returns>
    public static HolderDoor? Open(OperationPaths paths, Operation operation, ISealer sealer, SealCall? seals = null)
    {
        var door = new HolderDoor(operation, sealer, seals);
        door.listener = HolderListener.Open(paths, sealedSince: null, door.Heard);
        return door.listener is null ? null : door;
    }

    /// <summary>Lets nobody in any more, and waits for the answers that are on their way.</summary>
    public void Dispose() => listener?.Dispose();

    async Task<bool> Heard(NetworkStream stream, CancellationToken cancel)
    {
        var hello = HolderTalk.Read<Hello>(await HolderTalk.Receive(stream, cancel));
        var challenge = HolderTalk.NewChallenge();
        if (hello.Version != HolderTalk.Version || hello.Operation != operation.Id
            || hello.Challenge.Length != HolderTalk.ChallengeLength)
            return false;
        await HolderTalk.Send(stream, HolderTalk.Write(new Welcome(HolderTalk.Version, challenge)), cancel);
        if (hello.Wish == HolderWish.Seal)
            return await SealWished(stream, cancel);
        if (hello.Wish != HolderWish.Record)
            return false;
        var head = HolderTalk.Read<RequestHead>(await HolderTalk.Receive(stream, cancel));
        var covered = HolderTalk.Covered("request", operation.Id, hello.Challenge, challenge);
        if (!sealer.TryOpen(await HolderTalk.Receive(stream, cancel), covered, out var request))
            return false;
        var answer = HolderTalk.Write(await Answered(head, request, covered));
        covered = HolderTalk.Covered("decision", operation.Id, hello.Challenge, challenge);
        await HolderTalk.Send(stream, sealer.SealOpen(answer, covered), CancellationToken.None);
        return false;
    }

    /// <summary>Whoever may knock here may also end the process, so nobody is asked for a passphrase.</summary>
    /// <returns>Whether the answer is given later, by who seals.</returns>
    async Task<bool> SealWished(NetworkStream stream, CancellationToken cancel)
    {
        if (seals is not null && seals.TryTake(stream))
            return true;
        await HolderTalk.Send(stream, HolderTalk.Write(new HolderAnswer
        {
            Fault = seals is null
                ? "The process that holds this operation was not started with --sealed, and cannot go on without keys."
                : "The process that holds this operation is being sealed already.",
            Remedy = seals is null
                ? "End it; then nobody has keys. A process that can be sealed is started with: annona hold --sealed"
                : "Wait a moment.",
        }), cancel);
        return false;
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
