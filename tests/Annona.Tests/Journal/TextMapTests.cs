using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

public sealed class TextMapTests
{
    readonly TextMap map = new();

    [Fact]
    public void A_text_goes_with_its_last_user_when_that_is_kept()
    {
        var first = new Edit();
        var anna = map.Use("Anna", first);
        Assert.Equal(anna, map.Use("Anna", first));
        first.Keep();
        var second = new Edit();
        map.Release(anna, second);
        map.Release(anna, second);

        Assert.Equal("Anna", map[anna]);
        second.Keep();

        Assert.Null(map[anna]);
        var third = new Edit();
        Assert.NotEqual(anna, map.Use("Anna", third));
        third.Keep();
        Assert.Null(map[anna]);
    }

    [Fact]
    public void A_failed_commit_loses_no_text_and_leaves_none()
    {
        var first = new Edit();
        var anna = map.Use("Anna", first);
        first.Keep();
        var failed = new Edit();
        map.Release(anna, failed);
        map.Use("Bako", failed);

        failed.Drop();

        Assert.Equal(("Anna", 1, 1), (map[anna], map.UsesOf(anna), map.Count));
    }

    [Fact]
    public void A_text_that_one_draft_releases_and_the_next_one_uses_again_stays()
    {
        var first = new Edit();
        var anna = map.Use("Anna", first);
        first.Keep();
        var (erasing, registering) = (new Edit(), new Edit());
        map.Release(anna, erasing);
        Assert.Equal(anna, map.Use("Anna", registering));

        erasing.Keep();
        Assert.Equal("Anna", map[anna]);
        registering.Drop();

        Assert.Null(map[anna]);
    }

    /// <summary>Which texts are in use is counted by hand.</summary>
    [Fact]
    public void What_is_in_memory_is_what_somebody_uses() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool, Gen.Int[0, 3]).Array[1, 60].Sample(steps =>
        {
            var texts = new TextMap();
            var inUse = new Dictionary<string, int>();
            var edit = new Edit();
            var pending = new Dictionary<string, int>();
            foreach (var (letter, isUse, end) in steps)
            {
                var text = $"text {letter}";
                var known = inUse.GetValueOrDefault(text) + pending.GetValueOrDefault(text);
                if (isUse)
                    texts.Use(text, edit);
                else if (known > 0)
                    texts.Release(Find(texts, text), edit);
                pending[text] = pending.GetValueOrDefault(text) + (isUse ? 1 : known > 0 ? -1 : 0);
                if (end > 1)
                    continue;
                if (end == 0)
                    edit.Drop();
                else
                {
                    edit.Keep();
                    foreach (var (each, more) in pending)
                        inUse[each] = inUse.GetValueOrDefault(each) + more;
                }
                pending.Clear();
                edit = new();
                Assert.Equal(
                    inUse.Where(each => each.Value > 0).Select(each => each.Key).Order(),
                    Enumerable.Range(0, texts.Count).Select(at => texts[at]).OfType<string>().Order());
            }
        }, iter: 2_000);

    static int Find(TextMap texts, string text) =>
        Enumerable.Range(0, texts.Count).Last(at => texts[at] == text);
}
