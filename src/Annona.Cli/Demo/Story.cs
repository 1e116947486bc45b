using System.Globalization;
using Annona.Access;
using Annona.Cli.Shell;
using Annona.Exchange;

namespace Annona.Cli.Demo;

/// <summary>
/// Who tells the example and when it happens: a desk, a second officer, and the day on which the made-up story
/// begins.
/// </summary>
/// <param name="Desk">The first officer's desk.</param>
/// <param name="Second">The officer who signs what needs two.</param>
/// <param name="Begins">Day 0 of the made-up story.</param>
sealed record Story(Desk Desk, Actor Second, DateOnly Begins)
{
    /// <summary>The story has happened when the demo is run: the last day that is told lies before today.</summary>
    public const int Days = 60;

    /// <summary>Enough to fill a commit, and few enough that Ctrl-C is heard at once.</summary>
    const int AtOnce = 500;

    /// <summary>A day of the made-up story.</summary>
    public DateOnly Day(int number) => Begins.AddDays(number);

    /// <summary>A date as examples write it.</summary>
    /// <exception cref="InputException">It is neither a date nor a day of the story.</exception>
    public DateOnly Date(string written) =>
        written.StartsWith('+') && int.TryParse(written[1..], CultureInfo.InvariantCulture, out var day) ? Day(day)
        : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) ? date
        : throw new InputException("demo.bad-date", $"'{written}' is not a date of an example.",
            "Write yyyy-MM-dd, or +3.");

    /// <summary>A date as examples write it; null stays null.</summary>
    public DateOnly? DateOrNull(string? written) => written is null ? null : Date(written);

    /// <summary>Records for the second officer.</summary>
    /// <exception cref="RefusedException">The operation said no.</exception>
    public void RecordAsSecond(Request ask) =>
        Accepted(Desk.Operation.Record(ask, Second, Desk.Cancel).GetAwaiter().GetResult());

    /// <summary>
    /// Records many requests that do not wait for each other, as many desks would: they share commits.
    /// </summary>
    /// <param name="asks">The requests, all of the made-up layer.</param>
    /// <param name="done">Hears how many are done.</param>
    /// <exception cref="RefusedException">The operation said no to one of them.</exception>
    public void RecordAll(IEnumerable<Request> asks, Action<long> done)
    {
        var count = 0;
        foreach (var part in asks.Chunk(AtOnce))
        {
            var waiting = part
                .Select(ask => Desk.Operation.Record(ask with { Synthetic = true }, Desk.Actor, Desk.Cancel))
                .ToList();
            foreach (var decided in waiting)
                Accepted(decided.GetAwaiter().GetResult());
            done(count += part.Length);
        }
    }

    static void Accepted(Decision decision)
    {
        if (decision is Decision.Refused refused)
            throw new RefusedException(refused.Why);
    }
}
