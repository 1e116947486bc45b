using Annona.Journal;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

public sealed class CheckpointTests
{
    // The example of the C2SP tlog-checkpoint specification.
    const string Published = "example.com/behind-the-sofa\n20852163\n" + Root;
    const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    [Fact]
    public void The_example_of_the_specification_is_read_and_written_back()
    {
        Assert.True(Checkpoint.TryParse(Published, out var checkpoint));

        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20_852_163, checkpoint.Head.Size);
        Assert.Equal(
            "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62", checkpoint.Head.Root.ToString());
        Assert.Equal(Published, checkpoint.ToText());
    }

    [Fact]
    public void Extension_lines_of_other_logs_are_passed_over()
    {
        Assert.True(Checkpoint.TryParse(Published + "Timestamp: 1673599771028600100\nmore\n", out var checkpoint));

        Assert.Equal(Published, checkpoint.ToText());
    }

    [Fact]
    public void A_checkpoint_written_and_read_back_is_the_same() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Byte.Array[Hash.Length]).Sample((size, root) =>
        {
            var checkpoint = new Checkpoint("relief.example/log", new(size, Hash.FromBytes(root)));

            Assert.True(Checkpoint.TryParse(checkpoint.ToText(), out var read));
            Assert.Equal(checkpoint, read);
        });

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("relief.example\n7\n")]
    [InlineData("relief.example\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("\n7\n" + Root)]
    [InlineData("relief.example\n\n" + Root)]
    [InlineData("relief.example\n07\n" + Root)]
    [InlineData("relief.example\n+7\n" + Root)]
    [InlineData("relief.example\n-7\n" + Root)]
    [InlineData("relief.example\n 7\n" + Root)]
    [InlineData("relief.example\n7.0\n" + Root)]
    [InlineData("relief.example\n٧\n" + Root)]
    [InlineData("relief.example\n9223372036854775808\n" + Root)]
    [InlineData("relief.example\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("relief.example\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("relief.example\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("relief.example\n7\n" + Root + "\n")]
    [InlineData("relief.example\n7\n" + Root + "\nextension\n")]
    public void Anything_else_is_not_a_checkpoint(string text) => Assert.False(Checkpoint.TryParse(text, out _));

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        Assert.False(Checkpoint.TryParse(Published + new string('x', Checkpoint.LengthMax) + "\n", out _));

    [Theory]
    [InlineData("", 1)]
    [InlineData("two\nlines", 1)]
    [InlineData("relief.example", -1)]
    public void A_checkpoint_that_could_not_be_read_back_is_not_written(string origin, long size) =>
        Assert.Throws<InvalidOperationException>(() => new Checkpoint(origin, new(size, default)).ToText());
}
