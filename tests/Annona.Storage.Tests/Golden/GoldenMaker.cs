using System.Security.Cryptography;
using Annona.Access;
using Annona.Aid;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Values;

namespace Annona.Storage.Tests.Golden;

/// <summary>
/// The last step of <c>scripts/golden-journal</c>: records what no command records yet, in the operation that the
/// environment names, and says which kinds are still missing.
/// </summary>
static class GoldenMaker
{
    public const string Variable = "ANNONA_TEST_GOLDEN";

    /// <summary>Records the rest in a folder and gives the kinds that are still missing.</summary>
    public static IReadOnlyList<string> Complete(string folder)
    {
        var paths = OperationPaths.For(folder, keys: null);
        Recover(paths);
        RecordTheRest(paths);
        var (store, _) = OperationFolder.OpenSealed(paths);
        using var closed = store;
        var held = GoldenJournalTests.KindsIn(store);
        return [.. StoredForms.All.Select(form => $"{form.Kind}.{form.Version}").Where(kind => !held.Contains(kind))];
    }

    static string PassphraseOf(OperationPaths paths) =>
        File.ReadAllText(Directory.GetFiles(paths.Keys, "*.txt")[0]).Trim();

    static UnlockedOfficer First(OperationPaths paths) => OfficerKeyFile.Unlock(
        OfficerKeyFile.FilesIn(paths.Keys).First(file => file.Contains("first", StringComparison.Ordinal)),
        PassphraseOf(paths));

    static void Recover(OperationPaths paths)
    {
        using var first = First(paths);
        var shares = RecoveryShares.Split(first.Root).Take(2).Select(share => share.ToString());
        OperationFolder.Recover(
            paths, shares, new(Guid.CreateVersion7(), "Recovered officer"), PassphraseOf(paths));
    }

    static void RecordTheRest(OperationPaths paths)
    {
        using var first = First(paths);
        using var running = OperationFolder.Open(paths, First(paths), FolderUse.Write, Opening.PersonalParts);
        var now = running.Operation.Now;
        var programme = now.Aid.Programmes[0];
        var parcel = programme.Rules[^1].Rations[0].Amount.Commodity;
        Record(running, new ChangeRule(
            programme.Id, new(Eligibility.Everybody, [new(new(parcel, 2), RationPer.Household)]), "More came in.")
        {
            Intent = Guid.CreateVersion7(), Synthetic = true,
        });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new Es256Signer(key.ExportPkcs8PrivateKey());
        var device = new Id<Device>(Guid.CreateVersion7());
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Record(running, new EnrolDevice(device, signer.PublicKey, "Sports hall", today.AddDays(30))
        {
            Intent = Guid.CreateVersion7(),
        });
        Record(running, new RevokeDevice(device, "Lost on the way.") { Intent = Guid.CreateVersion7() });
        var recovered = running.Operation.Answer(new ListOfficers(), running.Actor, CancellationToken.None)
            .Last(officer => officer.RecoveredWithShares.Count > 0);
        Record(running, new RemoveOfficer(new(Guid.Parse(recovered.Id)), "The exercise is over.")
        {
            Intent = Guid.CreateVersion7(),
        });
        Record(running, new NoteKeysTurned(2, 1, [1]) { Intent = Guid.CreateVersion7() });
        Record(running, new NoteSharesPrinted("0BADCAFE", 2, 3) { Intent = Guid.CreateVersion7() });
    }

    static void Record(RunningOperation running, Request ask)
    {
        var decided = running.Operation.Record(ask, running.Actor, CancellationToken.None).GetAwaiter().GetResult();
        if (decided is Decision.Refused refused)
            throw new RefusedException(refused.Why);
    }
}
