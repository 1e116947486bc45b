using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>
/// Random nonces, drawn from the system a few hundred at a time: asking it for twelve bytes costs as much as sealing a
/// small part. A nonce is no secret, but is handed out once and never again. Each thread has its own.
/// </summary>
static class Nonces
{
    /// <summary>Nonces of one draw: about 4 kB.</summary>
    const int Drawn = 340;

    [ThreadStatic]
    static byte[]? pool;

    [ThreadStatic]
    static int next;

    /// <summary>Fills a nonce that nothing was sealed with before.</summary>
    public static void Next(Span<byte> nonce)
    {
        if (pool is null || next + nonce.Length > pool.Length)
        {
            pool ??= new byte[Drawn * nonce.Length];
            RandomNumberGenerator.Fill(pool);
            next = 0;
        }
        pool.AsSpan(next, nonce.Length).CopyTo(nonce);
        next += nonce.Length;
    }
}
