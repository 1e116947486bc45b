using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.Storage.Folder;
using Annona.Storage.Holder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Holder;

/// <summary>A holder without keys, and who may give it some.</summary>
public sealed class SealedHolderTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_before_it_was_sealed_is_there_and_the_rest_is_refused()
    {
        var paths = made.Copy("under-load");
        using var holder = new Running(paths);
        var talk = new SealTalk(paths);
        Unseal(talk, paths);
        holder.Told("unsealed");
        using var desk = MadeOperation.Open(paths);
        using var other = MadeOperation.Open(paths);

        var asked = Enumerable.Range(0, 60)
            .Select(number => (number % 2 == 0 ? desk : other).Record(Party($"Party {number}"), Cancel)).ToList();
        await asked[0];
        var standing = talk.Seal(Cancel);
        var decided = await Task.WhenAll(asked);

        Assert.NotNull(standing.SealedSince);
        holder.Told("sealed");
        Assert.All(decided.OfType<Decision.Refused>(), no => Assert.Equal("operation.sealed", no.Why.Code));
        var accepted = decided.Count(one => one is Decision.Accepted);
        Assert.NotEqual(0, accepted);
        using var reader = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(accepted + 1, MadeOperation.Names(reader).Count);
        Assert.Null(MadeOperation.Verify(paths).Fault);
        Assert.Equal("operation.sealed", Assert.Throws<RefusedException>(() => MadeOperation.Open(paths)).Why.Code);
    }

    [Fact]
    public void Whoever_wants_the_operation_for_themselves_hears_that_its_holder_is_sealed()
    {
        var paths = made.Copy("met");
        using var holder = new Running(paths);
        var talk = new SealTalk(paths);
        var since = talk.Ask(Cancel).SealedSince;

        Assert.All(
            (Action[])
            [
                () => MadeOperation.Open(paths),
                () => MadeOperation.Open(paths, FolderUse.Hold),
                () => KeyTurn.Run(
                    paths, MadeOperation.Unlocked(paths), TurnWish.WhenDue, new(TimeProvider.System, _ => { })),
                () => new SealedHolder(paths, isFollowing: false, holder).Run(Cancel),
            ],
            act => Assert.Equal("operation.sealed", Assert.Throws<RefusedException>(act).Why.Code));

        // Who only asks is not in the way of anybody, and who seals what is sealed changes nothing.
        using (var reader = MadeOperation.Open(paths, FolderUse.Read))
            Assert.Equal(["City of Lusavan"], MadeOperation.Names(reader));
        Assert.Equal(since, talk.Seal(Cancel).SealedSince);
        Unseal(talk, paths);
        using var amal = MadeOperation.Unlocked(paths);
        Assert.False(talk.Unseal(amal, Cancel));
    }

    [Fact]
    public void Only_an_officer_who_works_here_unseals()
    {
        var paths = made.Copy("left");
        string farouk;
        using (var amal = MadeOperation.Open(paths))
        using (var key = MadeOperation.Unlocked(paths))
        {
            farouk = key.Enrol(new(Guid.CreateVersion7(), "Farouk"), MadeOperation.Passphrase);
            var (identity, publicKey) = OfficerKeyFile.Describe(farouk);
            Accepted(amal, new EnrolOfficer(new(identity.Id), Roles.Reader, publicKey, "Farouk")
            {
                Intent = Guid.NewGuid(),
            });
            Accepted(amal, new RemoveOfficer(new(identity.Id), "left") { Intent = Guid.NewGuid() });
        }
        using var holder = new Running(paths);
        var talk = new SealTalk(paths);
        using var left = OfficerKeyFile.Unlock(farouk, MadeOperation.Passphrase);

        var no = Assert.Throws<StoreException>(() => talk.Unseal(left, Cancel));

        Assert.Equal("The officer of this key file has left.", no.Message);
        holder.Told("sealed");
        Assert.NotNull(talk.Ask(Cancel).SealedSince);
        Unseal(talk, paths);
        Assert.Null(talk.Ask(Cancel).SealedSince);
    }

    [Fact]
    public void A_key_of_another_operation_opens_nothing_and_counts_as_a_wrong_one()
    {
        var paths = made.Copy("strange");
        using var holder = new Running(paths);
        var talk = new SealTalk(paths);
        using var amal = MadeOperation.Unlocked(paths);
        using var stranger = new UnlockedOfficer(
            amal.Officer, amal.KeyFile, RootKey.Create(), ECDsa.Create(amal.SigningKey.ExportParameters(true)));

        for (var tries = 0; tries < SealState.FreeTries; tries++)
        {
            var no = Assert.Throws<StoreException>(() => talk.Unseal(stranger, Cancel));
            Assert.Contains("does not open with this root key", no.Message, StringComparison.Ordinal);
            holder.Told("sealed");
        }

        Assert.Equal("operation.unseal-slowed", Assert.Throws<RefusedException>(() => talk.Ask(Cancel)).Why.Code);
        Assert.Equal(
            "operation.unseal-slowed",
            Assert.Throws<RefusedException>(() => talk.Unseal(amal, Cancel)).Why.Code);
    }

    [Fact]
    public void After_three_wrong_passphrases_nobody_unseals_for_a_while()
    {
        var paths = made.Copy("wrong");
        using var holder = new Running(paths);
        var talk = new SealTalk(paths);

        for (var tries = 0; tries < SealState.FreeTries; tries++)
        {
            Assert.NotNull(talk.Ask(Cancel).SealedSince);
            talk.TellWrong(Cancel);
        }

        var slowed = Assert.Throws<RefusedException>(() => Unseal(talk, paths));
        Assert.Matches(@"takes no other one for \d seconds", slowed.Why.Message);
    }

    [Fact]
    public async Task A_root_key_that_its_officer_did_not_sign_is_refused()
    {
        var paths = made.Copy("unsigned");
        using var holder = new Running(paths);
        using var amal = MadeOperation.Unlocked(paths);
        var (store, card) = OperationFolder.OpenSealed(paths);
        store.Dispose();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(HolderAddress.Read(paths.Holder).Address!), Cancel);
        await using var stream = new NetworkStream(socket);
        var challenge = HolderTalk.NewChallenge();
        await HolderTalk.Send(stream, HolderTalk.Write(
            new Hello(HolderTalk.Version, card.Id, challenge) { Wish = HolderWish.Unseal }), Cancel);
        var welcome = HolderTalk.Read<Welcome>(await HolderTalk.Receive(stream, Cancel));
        var covered = HolderTalk.Covered("unseal", card.Id, challenge, welcome.Challenge);
        var form = RootHandover.Form(amal, welcome.Agreement, covered);
        form.Root[^1] ^= 1;

        await HolderTalk.Send(stream, HolderTalk.Write(form), Cancel);
        var answer = HolderTalk.Read<HolderAnswer>(await HolderTalk.Receive(stream, Cancel));

        Assert.Equal("The key that was handed over is not signed by its officer.", answer.Fault);
        Assert.NotNull(new SealTalk(paths).Ask(Cancel).SealedSince);
    }

    [Fact]
    public void A_process_that_began_with_keys_says_that_it_cannot_go_on_without()
    {
        var paths = made.Copy("plain");
        using var plain = MadeOperation.Open(paths, FolderUse.Hold);
        var talk = new SealTalk(paths);

        var no = Assert.Throws<StoreException>(() => talk.Seal(Cancel));

        Assert.Contains("was not started with --sealed", no.Message, StringComparison.Ordinal);
        Assert.Null(talk.Ask(Cancel).SealedSince);
        MadeOperation.Record(plain, "Lusavan Daily");
    }

    [Fact]
    public void Each_wrong_key_after_the_third_doubles_the_wait_up_to_five_minutes_and_the_right_one_ends_it()
    {
        var clock = new Clock();
        var state = new SealState(clock);
        List<int> waits = [];

        for (var wrong = 0; wrong < 12; wrong++)
        {
            state.Failed();
            waits.Add(state.WaitSeconds);
        }
        clock.Ticks += TimeSpan.FromSeconds(299).Ticks;
        var last = state.WaitSeconds;
        clock.Ticks += TimeSpan.FromSeconds(1).Ticks;

        Assert.Equal([0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300], waits);
        Assert.Equal((1, 0), (last, state.WaitSeconds));
        state.Failed();
        state.SealedAgain();
        Assert.Equal(0, state.WaitSeconds);
    }

    static void Unseal(SealTalk talk, OperationPaths paths)
    {
        using var amal = MadeOperation.Unlocked(paths);
        Assert.True(talk.Unseal(amal, Cancel));
    }

    static void Accepted(RunningOperation running, Request ask) =>
        Assert.IsType<Decision.Accepted>(MadeOperation.Ask(running, ask));

    static AddParty Party(string name) => new(PartyKind.Other, name, [], []) { Intent = Guid.NewGuid() };

    sealed class Clock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }

    /// <summary>A sealed holder on a thread of its own; made when it is sealed.</summary>
    sealed class Running : ISealedTeller, IDisposable
    {
        static readonly TimeSpan TellingMax = TimeSpan.FromSeconds(60);

        readonly BlockingCollection<string> told = [];
        readonly CancellationTokenSource ends = new();
        readonly Task run;

        public Running(OperationPaths paths)
        {
            run = Task.Run(() => new SealedHolder(paths, isFollowing: false, this).Run(ends.Token));
            Told("sealed");
        }

        /// <summary>Waits until it tells this, whatever else it told before.</summary>
        public void Told(string what)
        {
            string? said = null;
            while (said != what)
                Assert.True(told.TryTake(out said, TellingMax), $"It never said '{what}'.");
        }

        public void Waits(OperationCard card, string holder) => told.Add(
            string.Create(CultureInfo.InvariantCulture, $"waits for {holder}"));

        public void Sealed(OperationCard card, DateTimeOffset since) => told.Add("sealed");

        public void Refused(string why) => told.Add("refused");

        public void Reads(long position) => Assert.NotEqual(-1, position);

        public void Unsealed(RunningOperation running, CancellationToken cancel)
        {
            told.Add("unsealed", CancellationToken.None);
            cancel.WaitHandle.WaitOne();
        }

        public void Dispose()
        {
            ends.Cancel();
            run.GetAwaiter().GetResult();
            ends.Dispose();
            told.Dispose();
        }
    }
}
