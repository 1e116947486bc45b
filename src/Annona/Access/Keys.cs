namespace Annona.Access;

/// <summary>
/// The keys that wrap persons' keys were turned over: from now on the epochs that are named open nothing any more.
/// </summary>
/// <param name="Epoch">Number of the newest epoch.</param>
/// <param name="Rewrapped">How many persons' keys were wrapped anew; 0 when only old epochs went.</param>
/// <param name="Destroyed">Numbers of the epochs whose keys go with this.</param>
public sealed record KeysTurned(int Epoch, long Rewrapped, IReadOnlyList<int> Destroyed) : Event;

/// <summary>
/// A new set of recovery shares was printed. Sets from before open the operation as well, for as long as its root key
/// lives.
/// </summary>
/// <param name="Set">The set's number as it stands on the sheets: eight hexadecimal digits. No secret.</param>
/// <param name="Threshold">How many shares of the set give the root key.</param>
/// <param name="Count">How many were printed.</param>
public sealed record SharesPrinted(string Set, int Threshold, int Count) : Event;

/// <summary>
/// Asks to note that keys are turned over, by the process that does it, before old keys are destroyed.
/// </summary>
/// <param name="Epoch">See <see cref="KeysTurned"/>.</param>
/// <param name="Rewrapped">See <see cref="KeysTurned"/>.</param>
/// <param name="Destroyed">See <see cref="KeysTurned"/>.</param>
public sealed record NoteKeysTurned(int Epoch, long Rewrapped, IReadOnlyList<int> Destroyed) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) => new KeysTurned(Epoch, Rewrapped, Destroyed);
}

/// <summary>Asks to note that recovery shares are printed, before they are.</summary>
/// <param name="Set">See <see cref="SharesPrinted"/>.</param>
/// <param name="Threshold">See <see cref="SharesPrinted"/>.</param>
/// <param name="Count">See <see cref="SharesPrinted"/>.</param>
public sealed record NoteSharesPrinted(string Set, int Threshold, int Count) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) => new SharesPrinted(Set, Threshold, Count);
}

/// <summary>
/// Asks whether one may turn the keys over: before anything is done that cannot be undone. Whoever may not is refused.
/// </summary>
public sealed record MayTurnKeys : Question<bool>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override bool Answer(Registers now, Moment moment) => true;
}
