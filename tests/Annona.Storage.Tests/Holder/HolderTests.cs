using System.Net.Sockets;
using System.Security.Cryptography;
using Annona.Journal;
using Annona.Parties;
using Annona.Storage.Folder;
using Annona.Storage.Holder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Holder;

/// <summary>One process holds an operation for writing; what others record goes through it.</summary>
public sealed class HolderTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_second_process_records_is_recorded_by_the_first_and_seen_by_both()
    {
        var paths = made.Copy("two");
        using var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths);

        var ask = Party("Lusavan Daily");
        var decided = Assert.IsType<Decision.Accepted>(await second.Record(ask, Cancel));
        var again = Assert.IsType<Decision.Accepted>(await second.Record(ask, Cancel));
        var refused = Assert.IsType<Decision.Refused>(await second.Record(Party("lusavan daily"), Cancel));

        Assert.Equal("Lusavan Daily", Assert.IsType<PartyAdded>(Assert.Single(decided.Events)).Name);
        Assert.Equal((false, true), (decided.Repeated, again.Repeated));
        Assert.Equal("party.already-there", refused.Why.Code);
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(first));
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(second));
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void Who_reads_follows_the_journal_while_another_writes()
    {
        var paths = made.Copy("follow");
        using var writer = MadeOperation.Open(paths);
        using var reader = MadeOperation.Open(paths, FolderUse.Read);

        MadeOperation.Record(writer, "Lusavan Daily");
        MadeOperation.Record(writer, "Office");

        Assert.Equal(["City of Lusavan"], MadeOperation.Names(reader));
        Assert.Equal(2, reader.Operation.CatchUp());
        Assert.Equal(MadeOperation.Names(writer), MadeOperation.Names(reader));
        using var later = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(MadeOperation.Names(writer), MadeOperation.Names(later));
    }

    [Fact]
    public async Task When_the_holder_has_closed_the_next_one_takes_its_place()
    {
        var paths = made.Copy("next");
        var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths);
        using var third = MadeOperation.Open(paths);
        first.Dispose();

        Assert.IsType<Decision.Accepted>(await second.Record(Party("Second"), Cancel));
        Assert.IsType<Decision.Accepted>(await third.Record(Party("Third"), Cancel));

        Assert.Equal(["City of Lusavan", "Second", "Third"], MadeOperation.Names(third));
        second.Dispose();
        Assert.IsType<Decision.Accepted>(await third.Record(Party("Fourth"), Cancel));
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public async Task Requests_that_arrive_while_the_holder_closes_are_recorded_once()
    {
        var paths = made.Copy("closing");
        var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths);
        using var third = MadeOperation.Open(paths);

        var asked = Enumerable.Range(0, 20)
            .Select(number => (number % 2 == 0 ? second : third).Record(Party($"Party {number}"), Cancel)).ToList();
        first.Dispose();
        foreach (var decided in asked)
            Assert.IsType<Decision.Accepted>(await decided);

        using var after = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(21, MadeOperation.Names(after).Count);
        Assert.Equal(21, MadeOperation.Names(after).Distinct().Count());
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public async Task An_officer_with_another_key_records_nothing()
    {
        var paths = made.Copy("stranger");
        using var first = MadeOperation.Open(paths);
        using var known = MadeOperation.Unlocked(paths);
        using var stranger = new UnlockedOfficer(
            known.Officer, known.KeyFile, RootKey.FromBytes(known.Root.Bytes),
            ECDsa.Create(ECCurve.NamedCurves.nistP256));
        using var line = Line(paths, first.Operation.Id, stranger);

        var refused = await Assert.ThrowsAsync<StoreException>(() => line.Record(Party("Lusavan Daily"), Cancel));

        Assert.Contains("does not know the officer", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["City of Lusavan"], MadeOperation.Names(first));
    }

    [Fact]
    public async Task Whoever_listens_in_the_holders_place_learns_no_name()
    {
        using var near = new Near(made);
        var paths = near.Paths;
        var address = paths.Keys + "/other.socket";
        using var held = WriteLock.Take(paths);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        socket.Listen();
        HolderAddress.Write(paths.Holder, address);
        var heard = Task.Run(async () =>
        {
            await using var stream = new NetworkStream(await socket.AcceptAsync(Cancel), ownsSocket: true);
            await HolderTalk.Receive(stream, Cancel);
            await HolderTalk.Send(
                stream, HolderTalk.Write(new Welcome(HolderTalk.Version, HolderTalk.NewChallenge())), Cancel);
            await HolderTalk.Receive(stream, Cancel);
            var request = await HolderTalk.Receive(stream, Cancel);
            await HolderTalk.Send(stream, request, Cancel);
            return request;
        }, Cancel);
        using var second = MadeOperation.Open(paths);

        var told = await Assert.ThrowsAsync<StoreException>(() => second.Record(Party("Anna Sarg"), Cancel));

        Assert.Contains("not sealed with the key of this operation", told.Message, StringComparison.Ordinal);
        Assert.Equal(-1, (await heard).AsSpan().IndexOf("Anna"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("a word that is no frame of ours")]
    public async Task Nonsense_at_the_door_harms_nobody(string said)
    {
        var paths = made.Copy("nonsense");
        using var first = MadeOperation.Open(paths);
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(HolderAddress.Read(paths.Holder).Address!), Cancel);
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(said), Cancel);
        }
        using var second = MadeOperation.Open(paths);

        Assert.IsType<Decision.Accepted>(await second.Record(Party("Lusavan Daily"), Cancel));
    }

    [Fact]
    public void Only_the_account_of_the_operation_may_knock()
    {
        using var near = new Near(made);
        var paths = near.Paths;
        using var first = MadeOperation.Open(paths);

        var address = HolderAddress.Read(paths.Holder).Address!;

        Assert.Equal(Path.Combine(paths.Keys, "operation.socket"), address);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(address));
        first.Dispose();
        Assert.False(File.Exists(address));
    }

    [Fact]
    public async Task A_folder_whose_path_is_too_long_for_a_socket_has_its_door_elsewhere()
    {
        var paths = made.Copy(new string('x', 90));
        var first = MadeOperation.Open(paths);
        using var second = MadeOperation.Open(paths);

        Assert.IsType<Decision.Accepted>(await second.Record(Party("Lusavan Daily"), Cancel));

        var folder = Path.GetDirectoryName(HolderAddress.Read(paths.Holder).Address!)!;
        Assert.NotEqual(paths.Keys, folder);
        Assert.True(Directory.Exists(folder));
        first.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    static AddParty Party(string name) => new(PartyKind.Other, name, [], []) { Intent = Guid.NewGuid() };

    static HolderLine Line(OperationPaths paths, Guid operation, UnlockedOfficer officer)
    {
        using var store = OperationFolder.OpenSealed(paths).Store;
        var ring = KeyRing.Open(store.FindNote("keyring")!, officer.Root);
        return new(paths, operation, officer, new(ring.Parts, () => null));
    }

    /// <summary>A copy whose path is short enough for a socket.</summary>
    sealed class Near : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("an-");

        public Near(MadeOperation made)
        {
            Paths = OperationPaths.For(Path.Combine(folder.FullName, "op"), keys: null);
            var copy = made.Copy("near");
            Disk.Copy(copy.Data, Paths.Data);
            Disk.Copy(copy.Keys, Paths.Keys);
        }

        public OperationPaths Paths { get; }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
