namespace Annona.Storage.Holder;

/// <summary>
/// Since when a process is sealed, and how long it takes no key because wrong ones came in a row. Safe for use by many
/// threads.
/// </summary>
sealed class SealState(TimeProvider clock)
{
    /// <summary>Somebody mistypes twice and remembers the third time.</summary>
    public const int FreeTries = 3;

    /// <summary>After the free tries; each further one doubles it.</summary>
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>Nobody who forgot and asks a colleague should wait for longer.</summary>
    static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    readonly Lock turn = new();
    int wrong;
    long waitsFrom;
    TimeSpan wait;

    /// <summary>Since when there are no keys.</summary>
    public DateTimeOffset Since { get; private set; } = clock.GetUtcNow();

    /// <summary>For so many seconds no key is taken; 0 when one is.</summary>
    public int WaitSeconds
    {
        get
        {
            lock (turn)
            {
                var left = wait - clock.GetElapsedTime(waitsFrom);
                return left > TimeSpan.Zero ? (int)Math.Ceiling(left.TotalSeconds) : 0;
            }
        }
    }

    /// <summary>A wrong passphrase, or a key that opens nothing.</summary>
    public void Failed()
    {
        lock (turn)
        {
            wrong++;
            waitsFrom = clock.GetTimestamp();
            wait = wrong < FreeTries ? TimeSpan.Zero
                : TimeSpan.FromTicks(Math.Min(
                    WaitMax.Ticks, FirstWait.Ticks << Math.Min(wrong - FreeTries, 16)));
        }
    }

    /// <summary>The right key came, and was wiped again.</summary>
    public void SealedAgain()
    {
        lock (turn)
            (wrong, wait, Since) = (0, TimeSpan.Zero, clock.GetUtcNow());
    }
}
