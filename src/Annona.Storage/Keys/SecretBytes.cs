namespace Annona.Storage.Keys;

/// <summary>
/// Arrays for secrets. They are pinned: the collector cannot move them and leave a copy behind that nobody wipes.
/// </summary>
static class SecretBytes
{
    public static byte[] Empty(int length) => GC.AllocateArray<byte>(length, pinned: true);

    public static byte[] Copy(ReadOnlySpan<byte> secret)
    {
        var copy = Empty(secret.Length);
        secret.CopyTo(copy);
        return copy;
    }
}
