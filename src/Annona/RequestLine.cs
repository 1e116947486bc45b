using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Annona.Access;
using Annona.Values;

namespace Annona;

/// <summary>Requests that wait for their turn. Any thread may join; only the sequencer's takes them out.</summary>
sealed class RequestLine
{
    /// <summary>
    /// Requests in line at most. Ten full batches are seconds of work; more than that should hear "busy" now.
    /// </summary>
    const int LengthMax = 10_000;

    readonly Channel<Waiting> line = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(LengthMax)
    {
        SingleReader = true,
    });

    volatile bool isClosed;

    public bool IsEmpty => !TryPeek(out _);

    /// <summary>Joins the line, or hears at once that it is full or closed.</summary>
    public Task<Decision> Join(Request ask, Actor actor, CancellationToken cancel)
    {
        var waiting = new Waiting(ask, actor);
        return line.Writer.TryWrite(waiting)
            ? waiting.Decided.Task.WaitAsync(cancel)
            : Task.FromResult<Decision>(isClosed ? OperationRefusals.Closed() : OperationRefusals.Busy(LengthMax));
    }

    /// <summary>Waits until somebody is in line. False: it is closed.</summary>
    public ValueTask<bool> Wait(CancellationToken cancel) => line.Reader.WaitToReadAsync(cancel);

    public bool TryPeek([MaybeNullWhen(false)] out Waiting first) =>
        line.Reader.TryPeek(out first);

    public bool TryTake([MaybeNullWhen(false)] out Waiting first) =>
        line.Reader.TryRead(out first);

    public void Close()
    {
        isClosed = true;
        line.Writer.TryComplete();
    }

    /// <summary>Refuses everybody in line.</summary>
    public void Refuse(Refusal why)
    {
        while (TryTake(out var waiting))
            waiting.Decided.TrySetResult(new Decision.Refused(why));
    }

    /// <summary>Tells everybody in line what stands in the way.</summary>
    public void Fail(Exception why)
    {
        while (TryTake(out var waiting))
            waiting.Decided.TrySetException(why);
    }
}
