using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Journal;

namespace Annona.Storage.Holder;

/// <summary>
/// What the process that holds an operation and one that asks it say to each other over a local socket: frames of a
/// length and so many bytes.
/// </summary>
/// <remarks>
/// Requests name people, so they and the decisions are sealed with the register's key, which both processes hold and
/// nobody who listens in between; each seal covers what both sides made up a moment ago, so nothing can be sent twice.
/// Beside that the officer signs each request: the register's key is the same for all.
/// </remarks>
static class HolderTalk
{
    /// <summary>Raised when the talk or a request changes: two versions of the program do not talk.</summary>
    public const int Version = 2;

    /// <summary>The longest frame: a document of the largest size, in base64, and what is said about it.</summary>
    public const int FrameMax = 96 << 20;

    public const int ChallengeLength = 32;

    /// <summary>What the seals of one talk cover.</summary>
    public static byte[] Covered(string what, Guid operation, byte[] asking, byte[] holding) => Encoding.UTF8.GetBytes(
        $"annona {what} {Version}\n{operation:n}\n{Convert.ToHexStringLower(asking)}\n"
        + $"{Convert.ToHexStringLower(holding)}\n");

    /// <summary>What the officer signs: this request, in this talk, and nothing else.</summary>
    public static byte[] Signed(byte[] covered, RequestHead head, byte[] request) =>
        [.. covered, .. Encoding.UTF8.GetBytes($"{head.Officer:n}\n{head.Name}\n{Hash.Of(request)}\n")];

    public static async Task Send(Stream to, byte[] bytes, CancellationToken cancel)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        await to.WriteAsync(length, cancel);
        await to.WriteAsync(bytes, cancel);
    }

    /// <exception cref="EndOfStreamException">The other side went away.</exception>
    /// <exception cref="FormatException">The frame is longer than any of ours.</exception>
    public static async Task<byte[]> Receive(Stream from, CancellationToken cancel)
    {
        var length = new byte[sizeof(int)];
        await from.ReadExactlyAsync(length, cancel);
        var bytes = BinaryPrimitives.ReadInt32BigEndian(length);
        if (bytes is < 0 or > FrameMax)
            throw new FormatException($"A frame has {FrameMax >> 20} MiB at most.");
        var frame = new byte[bytes];
        await from.ReadExactlyAsync(frame, cancel);
        return frame;
    }

    public static byte[] Write<T>(T form) => JsonSerializer.SerializeToUtf8Bytes(form, typeof(T), HolderJson.Default);

    /// <exception cref="FormatException">The bytes are no such form.</exception>
    public static T Read<T>(byte[] bytes)
    {
        try
        {
            return (T?)JsonSerializer.Deserialize(bytes, typeof(T), HolderJson.Default)
                ?? throw new FormatException("An empty form.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not a form: {e.Message}", e);
        }
    }

    public static byte[] NewChallenge() => RandomNumberGenerator.GetBytes(ChallengeLength);
}

/// <summary>What somebody wants of the holder.</summary>
enum HolderWish
{
    /// <summary>Something recorded.</summary>
    Record,

    /// <summary>That it goes on with keys.</summary>
    Unseal,

    /// <summary>That it goes on without keys.</summary>
    Seal,
}

/// <summary>First word of who asks.</summary>
sealed record Hello(int Version, Guid Operation, byte[] Challenge)
{
    public HolderWish Wish { get; init; }
}

/// <summary>First word of the holder.</summary>
sealed record Welcome(int Version, byte[] Challenge)
{
    /// <summary>Since when it has no keys; null when it has them.</summary>
    public DateTimeOffset? SealedSince { get; init; }

    /// <summary>For so many seconds nobody may unseal it, because wrong passphrases came in a row.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>What a root key is to be wrapped to: a public key of one use. Empty where none is wanted.</summary>
    public byte[] Agreement { get; init; } = [];
}

/// <summary>
/// The root key, wrapped to the key of one use that the holder made for this talk, from an officer who signs it.
/// </summary>
sealed record UnsealForm(Guid Officer, byte[] PublicKey, byte[] Sender, byte[] Root)
{
    public byte[] Signature { get; init; } = [];

    /// <summary>Nothing is handed over: the passphrase was wrong. It is counted.</summary>
    public bool IsWrong { get; init; }
}

/// <summary>What is asked and by whom; the sealed request follows in a frame of its own.</summary>
sealed record RequestHead(string Name, Guid Officer, byte[] PublicKey)
{
    public byte[] Signature { get; init; } = [];
}

/// <summary>How a request ended; a decision is sent sealed.</summary>
sealed record HolderAnswer
{
    /// <summary>The decision; empty when there is none.</summary>
    public byte[] Decision { get; init; } = [];

    /// <summary>What went wrong, for the person at the keyboard; null when nothing did.</summary>
    public string? Fault { get; init; }

    public string? Remedy { get; init; }

    /// <summary>Since when it has no keys, for who sealed it; null otherwise.</summary>
    public DateTimeOffset? SealedSince { get; init; }
}

[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(RequestHead))]
[JsonSerializable(typeof(UnsealForm))]
[JsonSerializable(typeof(HolderAnswer))]
sealed partial class HolderJson : JsonSerializerContext;
