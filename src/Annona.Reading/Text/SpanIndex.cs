namespace Annona.Reading.Text;

/// <summary>
/// Things with spans in the order of their starts, asked for by place. Spans may lie in each other; a question costs
/// about as much as its answer is long, and more only where very long spans cover much.
/// </summary>
sealed class SpanIndex<T>
{
    readonly List<(TextSpan Span, T Item)> items;

    // The furthest end up to and with each item: where it lies before a place, nothing further back reaches it.
    readonly int[] furthest;

    /// <summary>Sorts once; items with equal spans keep their order.</summary>
    public SpanIndex(IEnumerable<(TextSpan Span, T Item)> spans)
    {
        items = [.. spans.OrderBy(pair => pair.Span.Start)];
        furthest = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
            furthest[i] = Math.Max(items[i].Span.End, i == 0 ? 0 : furthest[i - 1]);
    }

    /// <summary>Items whose span overlaps this one, in the order of their starts.</summary>
    public List<T> Overlapping(TextSpan span)
    {
        var found = new List<T>();
        for (var i = FirstFrom(span.End) - 1; i >= 0 && furthest[i] > span.Start; i--)
            if (items[i].Span.Overlaps(span))
                found.Add(items[i].Item);
        found.Reverse();
        return found;
    }

    /// <summary>Items whose span lies in this one, in the order of their starts.</summary>
    public List<T> Inside(TextSpan span)
    {
        var found = new List<T>();
        for (var i = FirstFrom(span.Start); i < items.Count && items[i].Span.Start < span.End; i++)
            if (span.Contains(items[i].Span))
                found.Add(items[i].Item);
        return found;
    }

    int FirstFrom(int offset)
    {
        int low = 0, high = items.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (items[middle].Span.Start < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
