using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Observations;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Observations;

/// <summary>What officers type and read about observations: kinds, days, bearings, and their JSON.</summary>
static class ObservationWords
{
    /// <summary>All kinds, with commas between.</summary>
    public static string Kinds { get; } = string.Join(", ", Enum.GetValues<ObservationKind>().Select(Of));

    public static string Of(ObservationKind kind) => kind.ToString().ToLowerInvariant();

    public static ObservationKind KindOf(string typed)
    {
        foreach (var kind in Enum.GetValues<ObservationKind>())
            if (string.Equals(Of(kind), typed.Trim(), StringComparison.OrdinalIgnoreCase))
                return kind;
        throw new InputException(
            "observe.unknown-kind", $"'{typed}' is not a kind of observation.", $"The kinds are: {Kinds}.");
    }

    /// <summary>A day, a month or some days; the first is null for a day.</summary>
    public static (DateOnly? From, DateOnly Last) Days(string typed, string option)
    {
        var ends = typed.Split("..");
        if (ends.Length == 2)
            return (Desk.Date(ends[0], option), Desk.Date(ends[1], option)!.Value);
        if (!PartialDate.TryParse(typed, out var date) || date.Estimated)
            throw new InputException("observe.bad-days", $"{option} '{typed}' is not a day of the calendar.",
                "Write a day as 2026-03-09, a month as 2026-03, some days as 2026-03-09..2026-03-12.");
        var (first, last) = date.Range();
        return (first == last ? null : first, last);
    }

    public static TimeOnly? Time(string? typed) =>
        typed is null ? null
        : TimeOnly.TryParseExact(typed, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw new InputException(
            "observe.bad-time", $"--time '{typed}' is not a time of day.", "Write it as 14:30.");

    /// <summary>The day, the month or the days, with the time where it is known.</summary>
    public static string When(ListedObservation seen)
    {
        var last = Terminal.Date(seen.On);
        if (seen.From is { } first)
            return first.Day == 1 && first.AddMonths(1).AddDays(-1) == seen.On
                ? last[..7]
                : $"{Terminal.Date(first)} to {last}";
        return seen.At is { } time ? $"{last} {time.ToString("HH:mm", CultureInfo.InvariantCulture)}" : last;
    }

    /// <summary>Where it was learned and who saw it.</summary>
    public static string Origin(ListedObservation seen) =>
        string.Join("; ", new[] { seen.Source, seen.Observer }.Where(word => word is not null));

    public static string Bearing(ListedBearing bears) => bears.Bearing switch
    {
        Annona.Observations.Bearing.Supports => $"for {bears.Promise}",
        Annona.Observations.Bearing.Contradicts => $"against {bears.Promise}",
        _ => $"about {bears.Promise}",
    };

    /// <summary>What stands around it: made up, withdrawn, whose case.</summary>
    public static string Status(ListedObservation seen)
    {
        List<string> words = [];
        if (seen.Synthetic)
            words.Add("made up");
        if (seen.Owner is { } owner)
            words.Add($"owner {(Guid.TryParse(owner, out _) ? owner[..8] : owner)}");
        if (seen.IsWithdrawn)
            words.Add(seen.Withdrawn is { } why ? $"withdrawn: {why}" : "withdrawn");
        return string.Join("; ", words);
    }

    public static object AsJson(ListedObservation seen) => new
    {
        id = seen.Code,
        kind = seen.Seen.Kind,
        date = seen.On,
        from = seen.From,
        time = seen.At,
        place = seen.Place,
        text = seen.Text,
        seen = Parts(seen.Seen),
        source = seen.Source,
        observer = seen.Observer,
        group = seen.Group,
        remark = seen.Remark,
        audience = seen.Audience,
        promises = seen.Promises.Select(bears => new
        {
            promise = bears.Promise,
            bearing = bears.Bearing,
            scope = bears.Scope,
        }),
        referred = seen.Referred is { } referral ? new { to = referral.To, on = referral.On } : null,
        owner = seen.Owner,
        answeredOn = seen.AnsweredOn,
        toldComplainant = seen.Seen.Kind == ObservationKind.Complaint ? seen.ToldComplainant : (bool?)null,
        withdrawn = seen.IsWithdrawn,
        withdrawnReason = seen.Withdrawn,
        recordedAt = seen.RecordedAt,
        synthetic = seen.Synthetic,
    };

    static object Parts(ListedSighting seen) => seen.Kind switch
    {
        ObservationKind.Visit => new { by = seen.By, findings = seen.Findings },
        ObservationKind.Works => new { what = seen.What, stage = seen.Stage, percent = seen.Percent },
        ObservationKind.Delivered => new
        {
            by = seen.By,
            what = seen.What,
            amount = Number(seen.Amount),
            households = Number(seen.Households),
            people = Number(seen.People),
        },
        ObservationKind.Passage => new
        {
            counting = seen.Counting,
            crossed = Number(seen.Crossed),
            stopped = Number(seen.Stopped),
            detained = Number(seen.Detained),
            returned = Number(seen.Returned),
        },
        ObservationKind.Arms => new
        {
            @class = seen.Class,
            count = Number(seen.Count),
            counting = seen.Counting,
            witness = seen.Witness,
        },
        ObservationKind.Dialogue => new { parties = seen.Parties, commitments = seen.Commitments },
        ObservationKind.Incident => new { category = seen.Category },
        ObservationKind.Complaint => new { category = seen.Category, channel = seen.Channel, dueOn = seen.DueOn },
        _ => new { },
    };

    /// <summary>A number as it was said; whole units of a commodity, null ends are open.</summary>
    static object? Number(StatedAmount? said)
    {
        if (said is null)
            return null;
        decimal? Whole(long? units) => units / (decimal)(said.Commodity?.UnitsPerWhole ?? 1);
        return new
        {
            value = said.Qualifier == Qualifier.Between ? null : Whole(said.Low ?? said.High),
            low = Whole(said.Low),
            high = Whole(said.High),
            qualifier = said.Qualifier,
            commodity = said.Commodity?.Code,
        };
    }
}
