namespace Annona.Journal;

/// <summary>A SHA-256 digest: 32 bytes. <c>default</c> is all zeroes and stands for "no predecessor".</summary>
public readonly record struct Hash
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int Length = 32;
}
