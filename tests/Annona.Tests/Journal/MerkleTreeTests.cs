using System.Buffers.Binary;
using Annona.Journal;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

/// <summary>
/// The eight leaves, roots and proofs are the ones that the Certificate Transparency implementations share as test
/// vectors for RFC 6962.
/// </summary>
public sealed class MerkleTreeTests
{
    const string Leaf0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    const string Leaf1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    const string Leaf4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    const string Leaves0To1 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    const string Leaves2To3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    const string Leaves0To3 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    const string Leaves4To5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    const string Leaves6To7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    const string Leaves4To7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    static readonly Hash[] SharedLeaves =
    [
        .. new[]
        {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        }.Select(content => MerkleTree.LeafHash(Convert.FromHexString(content))),
    ];

    static readonly string[] SharedRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Leaf0,
        Leaves0To1,
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        Leaves0To3,
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Every_tree_over_the_shared_leaves_has_the_published_root()
    {
        for (var size = 0; size < SharedRoots.Length; size++)
            Assert.Equal(SharedRoots[size], MerkleTree.HeadOf(SharedLeaf, size).Root.ToString());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 8, Leaf1, Leaves2To3, Leaves4To7)]
    [InlineData(5, 8, Leaf4, Leaves6To7, Leaves0To3)]
    [InlineData(2, 3, Leaves0To1)]
    [InlineData(1, 5, Leaf0, Leaves2To3, Leaf4)]
    public void An_inclusion_proof_is_the_published_one(int index, int size, params string[] published)
    {
        var path = MerkleTree.InclusionProof(SharedLeaf, index, size);

        Assert.Equal(published, path.Select(hash => hash.ToString()));
        Assert.True(MerkleTree.VerifyInclusion(SharedLeaves[index], index, SharedHead(size), path));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8, Leaf1, Leaves2To3, Leaves4To7)]
    [InlineData(6, 8, Leaves4To5, Leaves6To7, Leaves0To3)]
    [InlineData(2, 5, Leaves2To3, Leaf4)]
    public void A_consistency_proof_is_the_published_one(int oldSize, int newSize, params string[] published)
    {
        var path = MerkleTree.ConsistencyProof(SharedLeaf, oldSize, newSize);

        Assert.Equal(published, path.Select(hash => hash.ToString()));
        Assert.True(MerkleTree.VerifyConsistency(SharedHead(oldSize), SharedHead(newSize), path));
    }

    [Fact]
    public void Roots_agree_with_the_recursive_definition_of_the_standard()
    {
        var range = new CompactRange();
        for (var size = 0; size <= 300; size++)
        {
            Assert.Equal(DefinedRoot(0, size), range.Root);
            Assert.Equal(size, range.Size);
            range.Append(MadeLeaf(size));
        }
    }

    [Fact]
    public void Proofs_agree_with_the_recursive_definitions_and_verify() =>
        Gen.Int[1, 300].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[0, size]))
            .Sample((size, index, oldSize) =>
            {
                var inclusion = MerkleTree.InclusionProof(MadeLeaf, index, size);
                var consistency = MerkleTree.ConsistencyProof(MadeLeaf, oldSize, size);

                Assert.Equal(DefinedInclusion(index, 0, size), inclusion);
                Assert.True(MerkleTree.VerifyInclusion(MadeLeaf(index), index, MadeHead(size), inclusion));
                if (oldSize > 0)
                    Assert.Equal(DefinedConsistency(oldSize, 0, size, isWhole: true), consistency);
                Assert.True(MerkleTree.VerifyConsistency(MadeHead(oldSize), MadeHead(size), consistency));
            });

    [Fact]
    public void A_proof_that_was_changed_in_any_way_is_refused() =>
        Gen.Int[2, 200].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[1, size - 1], Gen.Int[0, 7]))
            .Sample((size, position, where) =>
            {
                var (head, old) = (MadeHead(size), MadeHead(position));
                var inclusion = MerkleTree.InclusionProof(MadeLeaf, position, size);
                var consistency = MerkleTree.ConsistencyProof(MadeLeaf, position, size);

                foreach (var changed in Changes(inclusion, where))
                    Assert.False(MerkleTree.VerifyInclusion(MadeLeaf(position), position, head, changed));
                foreach (var changed in Changes(consistency, where))
                    Assert.False(MerkleTree.VerifyConsistency(old, head, changed));
                Assert.False(MerkleTree.VerifyInclusion(MadeLeaf(position), position - 1, head, inclusion));
                Assert.False(MerkleTree.VerifyInclusion(MadeLeaf(position - 1), position, head, inclusion));
                Assert.False(MerkleTree.VerifyConsistency(old with { Root = head.Root }, head, consistency));
                Assert.False(MerkleTree.VerifyConsistency(old, head with { Root = old.Root }, consistency));
            });

    [Fact]
    public void A_rewritten_past_has_no_consistency_proof()
    {
        var before = MadeHead(100);
        static Hash Rewritten(long at) => MadeLeaf(at == 40 ? 4_000 : at);

        var proof = MerkleTree.ConsistencyProof(Rewritten, 100, 130);

        Assert.False(MerkleTree.VerifyConsistency(before, MerkleTree.HeadOf(Rewritten, 130), proof));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, 3)]
    public void A_position_outside_the_tree_is_never_included(long index, long size) =>
        Assert.False(MerkleTree.VerifyInclusion(MadeLeaf(0), index, new(size, MadeLeaf(0)), []));

    [Fact]
    public void An_older_tree_larger_than_the_newer_one_is_refused()
    {
        Assert.False(MerkleTree.VerifyConsistency(MadeHead(5), MadeHead(4), []));
        Assert.False(MerkleTree.VerifyConsistency(new(-1, default), MadeHead(4), []));
    }

    [Fact]
    public void A_failed_batch_is_dropped_with_the_clone_that_took_it() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 50]).Sample((before, batch) =>
        {
            var kept = RangeOf(before);
            var head = kept.Head;

            var tried = kept.Clone();
            for (var i = 0; i < batch; i++)
                tried.Append(MadeLeaf(before + i));

            Assert.Equal(head, kept.Head);
            Assert.Equal(MadeHead(before + batch), tried.Head);
        });

    [Fact]
    public void A_tree_is_taken_up_from_its_peaks() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 50]).Sample((before, more) =>
        {
            var first = RangeOf(before);

            var second = CompactRange.FromPeaks(first.Size, [.. first.Peaks]);
            for (var i = 0; i < more; i++)
                second.Append(MadeLeaf(before + i));

            Assert.Equal(MadeHead(before + more), second.Head);
        });

    [Fact]
    public void Peaks_that_do_not_fit_the_size_are_refused() =>
        Assert.Throws<ArgumentException>(() => CompactRange.FromPeaks(3, [MadeLeaf(0)]));

    [Fact]
    public void A_long_leaf_is_hashed_like_a_short_one()
    {
        var content = new byte[70_000];

        Assert.Equal(Hash.Of([0, .. content]), MerkleTree.LeafHash(content));
    }

    static Hash SharedLeaf(long at) => SharedLeaves[at];

    static TreeHead SharedHead(int size) => new(size, Parsed(SharedRoots[size]));

    static Hash Parsed(string hex) => Hash.TryParse(hex, out var hash) ? hash : throw new FormatException(hex);

    static Hash MadeLeaf(long at)
    {
        var content = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(content, at);
        return MerkleTree.LeafHash(content);
    }

    static TreeHead MadeHead(int size) => new(size, DefinedRoot(0, size));

    static CompactRange RangeOf(int size)
    {
        var range = new CompactRange();
        for (var i = 0; i < size; i++)
            range.Append(MadeLeaf(i));

        return range;
    }

    static IEnumerable<IReadOnlyList<Hash>> Changes(IReadOnlyList<Hash> path, int where)
    {
        yield return [.. path, MadeLeaf(9_999)];
        if (path.Count == 0)
            yield break;

        var at = where % path.Count;
        yield return [.. path.Take(at), MadeLeaf(9_999), .. path.Skip(at + 1)];
        yield return [.. path.Take(at), .. path.Skip(at + 1)];
    }

    // RFC 6962, section 2.1, word by word and as slow as it reads.
    static Hash DefinedRoot(int start, int count) => count switch
    {
        0 => Hash.Of([]),
        1 => MadeLeaf(start),
        _ => MerkleTree.NodeHash(
            DefinedRoot(start, Split(count)), DefinedRoot(start + Split(count), count - Split(count))),
    };

    static IEnumerable<Hash> DefinedInclusion(int index, int start, int count)
    {
        if (count == 1)
            return [];

        var left = Split(count);
        return index < left
            ? DefinedInclusion(index, start, left).Append(DefinedRoot(start + left, count - left))
            : DefinedInclusion(index - left, start + left, count - left).Append(DefinedRoot(start, left));
    }

    static IEnumerable<Hash> DefinedConsistency(int oldCount, int start, int count, bool isWhole)
    {
        if (oldCount == count)
            return isWhole ? [] : [DefinedRoot(start, count)];

        var left = Split(count);
        return oldCount <= left
            ? DefinedConsistency(oldCount, start, left, isWhole).Append(DefinedRoot(start + left, count - left))
            : DefinedConsistency(oldCount - left, start + left, count - left, isWhole: false)
                .Append(DefinedRoot(start, left));
    }

    static int Split(int count)
    {
        var left = 1;
        while (left * 2 < count)
            left *= 2;

        return left;
    }
}
