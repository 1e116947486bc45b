namespace Annona.Journal;

/// <summary>The texts of a map in order of their ordinals, each with the number of its uses.</summary>
sealed class TextMapShape : ReferenceShape<TextMap>
{
    static readonly Shape<string> Text = Shapes.Of<string>();

    public override bool HasMaps => true;

    public override void NoteMaps(object? value, MapCounts counts)
    {
        if (value is TextMap map)
            counts.Note(map.Texts);
    }

    public override void Describe(LayoutText layout) => layout.Add("counted texts");

    protected override void WriteWhole(TextMap value, StateWriter to)
    {
        var count = to.CountOf(value.Texts);
        to.Int(count);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            var text = value[ordinal];
            to.Int(text is null ? 0 : value.UsesOf(ordinal));
            if (text is not null)
                Text.Write(text, to);
        }
    }

    protected override TextMap ReadWhole(StateReader from)
    {
        var count = from.Count();
        var uses = new UseCounts();
        var texts = KeyMap<string>.Of(count, () =>
        {
            var used = from.Int();
            uses.Add(used);
            return used == 0 ? null! : Text.Read(from);
        });
        return new(texts, uses);
    }
}
