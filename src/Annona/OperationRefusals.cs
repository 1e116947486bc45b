using Annona.Values;

namespace Annona;

static class OperationRefusals
{
    public static Refusal IntentReused() => new(
        "operation.intent-reused", "Another request was sent under this id before; nothing of this was recorded.",
        "Give every request an id of its own, and send it again.");

    public static Refusal TooLarge(string why) => new(
        "operation.too-large", $"This is too large to be recorded as one fact. {why}",
        "Send it in several requests.");

    public static Refusal TooManySent(int sent, int most) => new(
        "operation.too-many-sent", $"{sent} entries came in one piece; {most} at most are taken.",
        "Send them in smaller pieces.");

    public static Refusal Busy(int waiting) => new(
        "operation.busy", $"{waiting} requests are waiting to be decided already.",
        "Wait a moment, then send the same request again.");

    public static Refusal Elsewhere(string holder) => new(
        "operation.elsewhere",
        $"Another annona process ({holder}) records for this operation; nothing of this was recorded here.",
        "Send the same request to that process. When it has ended, this one goes on in its place.");

    public static Refusal NoReadLog() => new(
        "operation.no-read-log", "Nobody is shown by name here, because nothing keeps who looked.",
        "Open the operation where its read log is kept.");

    public static Refusal Closed() => new(
        "operation.closed", "The operation is being closed; nothing of this was recorded.",
        "Send the same request again when it is open.");
}

/// <summary>A question was refused.</summary>
public sealed class RefusedException(Refusal why) : Exception(why.Message)
{
    /// <summary>Code, message and remedy.</summary>
    public Refusal Why { get; } = why;
}
