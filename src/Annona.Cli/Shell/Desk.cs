using Annona.Exchange;
using Annona.Storage.Folder;
using Annona.Values;

namespace Annona.Cli.Shell;

/// <summary>An officer at an open operation: what the commands of the rooms work with.</summary>
sealed class Desk(RunningOperation running, Terminal terminal, CancellationToken cancel)
{
    public Terminal Terminal { get; } = terminal;

    public CancellationToken Cancel { get; } = cancel;

    public Operation Operation { get; } = running.Operation;

    public OperationCard Card { get; } = running.Card;

    public Access.Actor Actor { get; } = running.Actor;

    public Annona.Storage.Privacy.ReadLogFolder? Reads { get; } = running.Reads;

    /// <summary>Which files outside have names.</summary>
    public Annona.Storage.Privacy.FilesWithNames Files { get; } = running.Files
        ?? throw new InvalidOperationException("An operation without a folder has no desk.");

    /// <summary>A new request's id.</summary>
    public static Guid NewIntent() => Guid.CreateVersion7();

    /// <summary>Records, or throws the refusal, which the shell prints.</summary>
    /// <exception cref="RefusedException">The operation said no.</exception>
    public Decision.Accepted Record(Request ask) => Accepted(Send(ask));

    /// <summary>Sends a request whose answer is awaited later, with <see cref="Accepted"/>.</summary>
    public Task<Decision> Send(Request ask) => running.Record(ask, Cancel);

    /// <summary>The answer to a request that was sent, or the refusal, thrown.</summary>
    /// <exception cref="RefusedException">The operation said no.</exception>
    public static Decision.Accepted Accepted(Task<Decision> sent) => sent.GetAwaiter().GetResult() switch
    {
        Decision.Refused refused => throw new RefusedException(refused.Why),
        var accepted => (Decision.Accepted)accepted,
    };

    /// <summary>Asks, or throws the refusal, which the shell prints.</summary>
    /// <exception cref="RefusedException">Access said no.</exception>
    public TAnswer Answer<TAnswer>(Question<TAnswer> question) => Operation.Answer(question, Actor, Cancel);

    /// <summary>
    /// Asks what takes long: beside this thread, so that it shows how many seconds went by and can be stopped.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="what">What is being done, such as <c>Comparing persons</c>.</param>
    /// <exception cref="RefusedException">Access said no.</exception>
    public TAnswer AnswerInTime<TAnswer>(Question<TAnswer> question, string what)
    {
        const int lookMilliseconds = 200;
        var progress = new Progress(Terminal, what, total: null) { IsTime = true };
        var since = System.Diagnostics.Stopwatch.StartNew();
        var work = Task.Run(() => Answer(question), Cancel);
        while (!Task.WhenAny(work, Task.Delay(lookMilliseconds, Cancel)).GetAwaiter().GetResult().Equals(work))
        {
            Cancel.ThrowIfCancellationRequested();
            progress.At((long)since.Elapsed.TotalSeconds);
        }
        progress.End((long)since.Elapsed.TotalSeconds);
        return work.GetAwaiter().GetResult();
    }

    /// <summary>A row that must be there, or a clear sentence.</summary>
    public static T Found<T>(T? row, string what, string typed, string list)
        where T : class =>
        row ?? throw new InputException("cli.not-found", $"There is no {what} '{typed}'.",
            $"Find one with: annona {list}");

    /// <summary>A date typed as yyyy-MM-dd, or a clear sentence.</summary>
    public static DateOnly? Date(string? typed, string option) =>
        typed is null ? null
        : DateOnly.TryParseExact(typed, "yyyy-MM-dd", out var date) ? date
        : throw new InputException("cli.bad-date", $"{option} '{typed}' is not a date of the calendar.",
            "Write it as yyyy-MM-dd, such as 2026-03-31.");

    /// <summary>A partial date, or a clear sentence.</summary>
    public static PartialDate PartialDate(string? typed, string option) =>
        typed is null ? default
        : Values.PartialDate.TryParse(typed, out var date) ? date
        : throw new InputException("cli.bad-partial-date", $"{option} '{typed}' is not a date.",
            "Write 1956, 1956-03 or 1956-03-01, with ~ before it for an estimate.");
}
