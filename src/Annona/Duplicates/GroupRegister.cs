using Annona.Journal;

namespace Annona.Duplicates;

/// <summary>
/// Which records are one: groups derived from the pairs that are merged at present. A group is computed again from
/// its pairs at every merge and undo, so undoing is by construction, and the order of merges does not matter.
/// </summary>
/// <remarks>Only records that were ever merged stand here; everybody else is their own group.</remarks>
public sealed record GroupRegister
{
    Table<NodeRow> nodes = Table<NodeRow>.New();
    Rows<EdgeRow> edges;

    GroupRegister()
    {
    }

    /// <summary>Nothing merged. Each call makes a map of its own.</summary>
    public static GroupRegister New() => new();

    /// <summary>
    /// The record under which <paramref name="id"/> is counted: the lowest id of its group, or itself.
    /// </summary>
    public Guid CanonicalOf(Guid id) =>
        nodes.Find(id) is >= 0 and var at ? nodes.IdOf(nodes[at].Canonical) : id;

    /// <summary>
    /// All records of the group of <paramref name="id"/>, lowest first; itself alone when it is in none.
    /// </summary>
    public IReadOnlyList<Guid> GroupOf(Guid id) =>
        nodes.Find(id) is >= 0 and var at ? [.. Reached(at).Select(nodes.IdOf).Order()] : [id];

    /// <summary>Every group of two records or more, in order of their canonical record's first merge.</summary>
    public IEnumerable<IReadOnlyList<Guid>> Groups()
    {
        for (var at = 0; at < nodes.Count; at++)
            if (nodes[at].Canonical == at && GroupOf(nodes.IdOf(at)) is { Count: > 1 } group)
                yield return group;
    }

    /// <summary>With a pair merged.</summary>
    public GroupRegister Merged(Guid one, Guid other, Edit edit)
    {
        var next = this with { };
        var (left, right) = (next.NodeOf(one, edit), next.NodeOf(other, edit));
        next.edges = next.edges.Add(
            new(left, right, next.nodes[left].FirstEdge, next.nodes[right].FirstEdge, Live: true), edit);
        var edge = next.edges.Count - 1;
        next.nodes = next.nodes.Set(left, next.nodes[left] with { FirstEdge = edge }, edit);
        next.nodes = next.nodes.Set(right, next.nodes[right] with { FirstEdge = edge }, edit);
        next.Renew(left, edit);
        return next;
    }

    /// <summary>With a pair not merged any more. Records that other pairs hold together stay together.</summary>
    public GroupRegister Unmerged(Guid one, Guid other, Edit edit)
    {
        var (left, right) = (nodes.Find(one), nodes.Find(other));
        if (left < 0 || right < 0)
            return this;
        var next = this with { };
        for (var at = next.nodes[left].FirstEdge; at >= 0; at = next.edges[at].NextOf(left))
            if (next.edges[at].Links(left, right))
                next.edges = next.edges.Set(at, next.edges[at] with { Live = false }, edit);
        next.Renew(left, edit);
        next.Renew(right, edit);
        return next;
    }

    int NodeOf(Guid id, Edit edit)
    {
        var at = nodes.Find(id);
        if (at >= 0)
            return at;
        nodes = nodes.Add(id, new(nodes.Count, -1), edit);
        return nodes.Count - 1;
    }

    void Renew(int of, Edit edit)
    {
        var group = Reached(of);
        var canonical = group.MinBy(nodes.IdOf);
        foreach (var at in group)
            nodes = nodes.Set(at, nodes[at] with { Canonical = canonical }, edit);
    }

    List<int> Reached(int from)
    {
        var found = new List<int> { from };
        var seen = new HashSet<int> { from };
        for (var i = 0; i < found.Count; i++)
            for (var at = nodes[found[i]].FirstEdge; at >= 0; at = edges[at].NextOf(found[i]))
                if (edges[at].Live && edges[at].Other(found[i]) is var other && seen.Add(other))
                    found.Add(other);
        return found;
    }

    readonly record struct NodeRow(int Canonical, int FirstEdge);

    /// <summary>A merged pair in the two lists of edges of its nodes.</summary>
    readonly record struct EdgeRow(int Left, int Right, int NextOfLeft, int NextOfRight, bool Live)
    {
        public int Other(int node) => node == Left ? Right : Left;

        public int NextOf(int node) => node == Left ? NextOfLeft : NextOfRight;

        public bool Links(int one, int other) => (Left == one && Right == other) || (Left == other && Right == one);
    }
}
