using Annona.Values;

namespace Annona.Storage.Holder;

/// <summary>What a process that holds an operation without keys says.</summary>
static class SealRefusals
{
    public static Refusal Sealed(DateTimeOffset since) => new(
        "operation.sealed",
        $"The process that holds this operation is sealed since {UtcText.Of(since)}: it has no keys, and records "
        + "nothing.",
        "Unseal it with: annona unseal");

    public static Refusal SlowedDown(int seconds) => new(
        "operation.unseal-slowed",
        $"Wrong passphrases or keys came in a row; the process takes no other one for {seconds} seconds.",
        "Wait so long, then do it again. It stays sealed.");
}
