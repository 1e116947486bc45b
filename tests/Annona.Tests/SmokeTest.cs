namespace Annona.Tests;

public sealed class SmokeTest
{
    [Fact]
    public void A_hash_is_thirty_two_bytes() => Assert.Equal(32, Annona.Journal.Hash.Length);
}
