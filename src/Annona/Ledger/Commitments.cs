using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// What a commitment does to what was pledged. A donor that commits in writing settles its open pledges with the same
/// accounts, promise and commodity, oldest first, so that nothing is counted as pledged twice. What is pledged and not
/// committed yet stays pledged, as an expected transfer of its own, so that a second tranche can follow; the donor's
/// withdrawal voids it. What is committed beyond every pledge is posted at once.
/// </summary>
static class Commitments
{
    /// <summary>Whether a commitment settles a transfer, if that is still open.</summary>
    public static bool Fits(Transfer pledge, Transfer commitment) =>
        pledge is { Kind: TransferKind.Pledge, Phase: TransferPhase.Pending }
        && (pledge.From, pledge.To, pledge.Earmark, pledge.Amount.Commodity)
            == (commitment.From, commitment.To, commitment.Earmark, commitment.Amount.Commodity);

    /// <summary>
    /// The transfers that a transfer stands for: itself, or for a commitment its parts. Their ids follow from its own,
    /// so that sending it twice is harmless; then there are none.
    /// </summary>
    public static IReadOnlyList<Transfer> Parts(Transfer asked, Trial trial)
    {
        if (asked is not { Kind: TransferKind.Commit, Phase: TransferPhase.Posted })
            return [asked];
        if (trial.Find(asked.Id) is { } known)
            return IsSame(asked, known, trial) ? [] : [asked];
        var (parts, left) = (new List<Transfer>(), asked.Amount.Units);
        foreach (var pledge in trial.OpenPledges(asked))
        {
            if (left == 0)
                break;
            var posted = asked with
            {
                Id = PartOf(asked, parts.Count(part => part.Phase == TransferPhase.PostPending)),
                Phase = TransferPhase.PostPending,
                Pending = pledge.Id,
                Amount = asked.Amount with { Units = Math.Min(left, pledge.Amount.Units) },
            };
            parts.Add(posted);
            parts.AddRange(RestOf(pledge, posted));
            left -= posted.Amount.Units;
        }
        return parts.Count == 0 ? [asked]
            : left == 0 ? parts
            : [
                .. parts,
                asked with
                {
                    Id = PartOf(asked, parts.Count(part => part.Phase == TransferPhase.PostPending)),
                    Amount = asked.Amount with { Units = left },
                },
            ];
    }

    /// <summary>
    /// What stays pledged when a part of a pledge is committed; nothing after all of it, nor of other expected
    /// transfers: money that did not go out is there again.
    /// </summary>
    public static IEnumerable<Transfer> RestOf(Transfer expected, Transfer posted)
    {
        var rest = expected.Amount - posted.Amount;
        if (expected.Kind == TransferKind.Pledge && rest.Units > 0)
            yield return expected with { Id = new(Ids.From(posted.Id.Value, "rest")), Amount = rest };
    }

    static Id<Transfer> PartOf(Transfer asked, int number) =>
        number == 0 ? asked.Id : new(Ids.From(asked.Id.Value, "part", number));

    static bool IsSame(Transfer asked, Transfer known, Trial trial)
    {
        var total = known.Amount;
        for (var part = 1; trial.Find(PartOf(asked, part)) is { } more; part++)
            total += more.Amount;
        return known with { Phase = asked.Phase, Pending = null, Amount = total } == asked with { Papers = null };
    }
}
