namespace Annona.Journal;

/// <summary>
/// An append-only map from a key to a dense ordinal (0, 1, 2 ...), shared by all versions of a table. One
/// writer appends;
/// any number of readers look up without a lock and ignore ordinals that their own version does not have yet.
/// </summary>
/// <remarks>
/// Open addressing with linear probing over a power of two at most 9/16 full: 8 bytes a slot pair plus the key. The
/// bits of a slot that no ordinal needs hold some of its key's hash, so a probe that passes another key need not fetch
/// it from memory, which takes longer than all the rest. Keys are only ever removed newest first (see
/// <see cref="Edit.Drop"/>); the newest key fills a slot that no older key's probe passed through, so clearing it
/// cannot hide an older one.
/// A table that is half full is followed by one of twice the size, into which each new key carries a few slots of the
/// old one, so that no batch pays for all of them. They go in order of the slots: then a batch touches two places of
/// the larger table and not a page of fresh memory for each key, which took 15 ms a batch at a million keys.
/// </remarks>
/// <typeparam name="TKey">An id, a token's text, or a small tuple of both.</typeparam>
public sealed class KeyMap<TKey> : ITruncatable, IKeyMap
    where TKey : notnull, IEquatable<TKey>
{
    const int PageBits = 12;
    const int PageSize = 1 << PageBits;
    const int SlotsMin = 16;

    /// <summary>
    /// The first page grows from here: most maps of a small operation hold a few keys, and 4,096 of the widest are
    /// half a megabyte.
    /// </summary>
    const int FirstPageMin = 8;

    /// <summary>
    /// Slots that a new key carries over. The larger table is ready when an eighth of the present keys came in
    /// addition.
    /// </summary>
    const int CarriedByEach = 16;

    /// <summary>Ordinal + 1 in the low bits of each slot, bits of the hash above them; 0 is free.</summary>
    uint[] slots = new uint[SlotsMin];

    /// <summary>
    /// The table that comes next, seen by the writer only; slots below <see cref="carried"/> are in it.
    /// </summary>
    uint[]? larger;
    int carried;

    /// <summary>
    /// Keys below this stand in the table in no order of arrival, because they were there when it grew.
    /// </summary>
    int unordered;
    TKey[][] pages = [];
    int count;

    /// <summary>A map of so many different keys, asked for in order of their ordinals.</summary>
    internal static KeyMap<TKey> Of(int count, Func<TKey> next)
    {
        var map = new KeyMap<TKey>();
        for (var ordinal = 0; ordinal < count; ordinal++)
            map.KeepKey(ordinal, next());
        map.count = count;
        var length = SlotsMin;
        while (length < 2L * count)
            length *= 2;
        map.slots = map.Filled(length);
        return map;
    }

    /// <summary>How many keys there are, including those of a draft that is not published yet.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The key of an ordinal below <see cref="Count"/>.</summary>
    public TKey this[int ordinal] => Volatile.Read(ref pages)[ordinal >> PageBits][ordinal & (PageSize - 1)];

    /// <summary>The ordinal of <paramref name="key"/>, or -1. Cost: one hash and, on average, under two
    /// probes.</summary>
    public int Find(TKey key)
    {
        var table = Volatile.Read(ref slots);
        var (hash, numbers) = (HashOf(key), NumbersIn(table));
        for (var at = Start(hash, table); ; at = (at + 1) & (table.Length - 1))
        {
            var slot = Volatile.Read(ref table[at]);
            if (slot == 0)
                return -1;
            if (((slot ^ hash) & ~numbers) != 0)
                continue;
            var ordinal = (int)(slot & numbers) - 1;
            // The key of a dropped batch may be gone by now, so it is the argument.
            if (key.Equals(this[ordinal]))
                return ordinal;
        }
    }

    /// <summary>The ordinal of <paramref name="key"/>, appended if it is new.</summary>
    public int FindOrAdd(TKey key, Edit edit)
    {
        var found = Find(key);
        return found >= 0 ? found : Add(key, edit);
    }

    /// <summary>Appends a key that is known to be new and returns its ordinal.</summary>
    public int Add(TKey key, Edit edit)
    {
        edit.Growing(this, count);
        if (larger is null && (count + 1) * 2 > slots.Length)
            (larger, carried) = (new uint[slots.Length * 2], 0);
        var ordinal = count;
        KeepKey(ordinal, key);
        var at = Place(slots, key, ordinal);
        Volatile.Write(ref count, ordinal + 1);
        if (larger is not null)
        {
            if (at < carried)
                Place(larger, key, ordinal);
            Carry(larger);
        }
        return ordinal;
    }

    /// <summary>
    /// Takes the key of an ordinal away from every reader. Its slot stays, so that no probe ends there too early.
    /// </summary>
    internal void Forget(int ordinal) => pages[ordinal >> PageBits][ordinal & (PageSize - 1)] = default!;

    void ITruncatable.TruncateTo(int length)
    {
        // A batch is dropped when its commit failed, which is rare enough for making a whole table anew.
        if (larger is not null || length < unordered)
        {
            var end = count;
            Volatile.Write(ref count, length);
            Volatile.Write(ref slots, Filled(larger?.Length ?? slots.Length));
            (larger, unordered) = (null, 0);
            for (var ordinal = length; ordinal < end; ordinal++)
                Forget(ordinal);
            return;
        }
        for (var ordinal = count - 1; ordinal >= length; ordinal--)
        {
            var (at, numbers) = (Start(HashOf(this[ordinal]), slots), NumbersIn(slots));
            while ((slots[at] & numbers) != (uint)ordinal + 1)
                at = (at + 1) & (slots.Length - 1);
            Volatile.Write(ref slots[at], 0U);
            Volatile.Write(ref count, ordinal);
            Forget(ordinal);
        }
    }

    void KeepKey(int ordinal, TKey key)
    {
        var page = ordinal >> PageBits;
        if (page == pages.Length)
            Volatile.Write(ref pages, [.. pages, new TKey[page == 0 ? FirstPageMin : PageSize]]);
        // Only the first page is ever short.
        else if (ordinal == pages[page].Length)
            Volatile.Write(ref pages, [Longer(pages[page])]);
        pages[page][ordinal & (PageSize - 1)] = key;
    }

    static TKey[] Longer(TKey[] page)
    {
        Array.Resize(ref page, page.Length * 2);
        return page;
    }

    /// <summary>Carries the next slots into the larger table, and shows it to readers when it has all.</summary>
    void Carry(uint[] into)
    {
        var numbers = NumbersIn(slots);
        for (var end = Math.Min(carried + CarriedByEach, slots.Length); carried < end; carried++)
            if (slots[carried] is > 0 and var slot && this[(int)(slot & numbers) - 1] is { } key)
                Place(into, key, (int)(slot & numbers) - 1);
        if (carried < slots.Length)
            return;
        Volatile.Write(ref slots, into);
        (larger, unordered) = (null, count);
    }

    /// <summary>A table of all keys, in order of their ordinals.</summary>
    uint[] Filled(int length)
    {
        var table = new uint[length];
        for (var ordinal = 0; ordinal < count; ordinal++)
            if (this[ordinal] is { } key)
                Place(table, key, ordinal);
        return table;
    }

    static int Place(uint[] table, TKey key, int ordinal)
    {
        var hash = HashOf(key);
        var at = Start(hash, table);
        while (table[at] != 0)
            at = (at + 1) & (table.Length - 1);
        Volatile.Write(ref table[at], (hash & ~NumbersIn(table)) | ((uint)ordinal + 1));
        return at;
    }

    /// <summary>The bits of a slot that hold its number: a table is at most half full, no number needs more.</summary>
    static uint NumbersIn(uint[] table) => (uint)table.Length - 1;

    static int Start(uint hash, uint[] table) => (int)(hash & NumbersIn(table));

    /// <summary>
    /// The key's hash, its bits mixed as at the end of MurmurHash3: low bits say where a probe begins, the others what
    /// a slot keeps. Ids that share their first bytes would cluster otherwise.
    /// </summary>
    static uint HashOf(TKey key)
    {
        unchecked
        {
            var hash = (uint)key.GetHashCode();
            hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }
}
