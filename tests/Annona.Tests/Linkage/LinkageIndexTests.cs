using Annona.Linkage;
using Annona.Linkage.Generate;

namespace Annona.Tests.Linkage;

public sealed class LinkageIndexTests
{
    static readonly LinkageRecord Gayane = new(7)
    {
        Given = "Գայանե",
        Family = "Ծատուրյան",
        Birth = new(1991, 3, 8),
        Sex = Sex.Female,
        Phone = "+374 00 123456",
        Form = 3,
    };

    [Theory]
    [InlineData("Gayane Tsaturyan")]
    [InlineData("Gaiane Dzadourian")]
    [InlineData("Гаяне Цатурян")]
    [InlineData("Tsaturyan Gayane")]
    [InlineData("გაიანე წატურიანი")]
    [InlineData("Gayan Tsaturian")]
    public void A_name_typed_in_any_script_finds_the_person_first(string typed)
    {
        var index = new LinkageIndex([Gayane, .. Others()]);

        var found = index.Find(new(-1) { WholeName = typed }, top: 5);

        Assert.Equal((-1, 7), (found[0].LeftKey, found[0].RightKey));
    }

    [Fact]
    public void A_record_is_found_as_soon_as_it_is_added()
    {
        var index = new LinkageIndex(Others());
        var before = index.Find(new(-1) { WholeName = "Gayane Tsaturyan", Birth = new(1991, 3, 8) }, top: 1);

        index.Add(Gayane);
        var after = index.Find(new(-1) { WholeName = "Gayane Tsaturyan", Birth = new(1991, 3, 8) }, top: 1);

        Assert.NotEqual(7, before is [var first] ? first.RightKey : 0);
        Assert.Equal(7, after[0].RightKey);
    }

    [Fact]
    public void A_row_of_a_new_list_is_checked_against_the_register()
    {
        var index = new LinkageIndex([Gayane, .. Others()]);
        var row = new LinkageRecord(90_001)
        {
            Given = "Гаяне",
            Family = "Цатурян",
            Birth = new(1991, 8, 3),
            Sex = Sex.Female,
            Phone = "0 00 123456",
            Form = 90_001,
        };

        var pair = Assert.Single(Linker.CandidatesOf(index, row));

        Assert.Equal((90_001, 7, Zone.Likely), (pair.LeftKey, pair.RightKey, pair.Zone));
    }

    [Fact]
    public void A_search_changes_no_later_answer()
    {
        var index = new LinkageIndex(Others());
        var question = new LinkageRecord(-1) { WholeName = "Armen Petrosyan", Phone = "00 999999" };
        var before = index.Find(question, top: 5).Select(pair => (pair.RightKey, pair.Score)).ToList();

        index.Find(new(-2) { WholeName = "Zzyzx Qwortle", Phone = "00 111111", Document = "Z1" }, top: 5);
        index.Add(Gayane);
        var found = index.Find(new(-1) { WholeName = "Gayane Tsaturyan", Phone = Gayane.Phone }, top: 1);
        var after = new LinkageIndex([.. Others(), Gayane]).Find(question, top: 5);

        Assert.Equal(7, found[0].RightKey);
        Assert.Equal(
            after.Select(pair => (pair.RightKey, pair.Score)),
            index.Find(question, top: 5).Select(pair => (pair.RightKey, pair.Score)));
        Assert.Equal(before.Select(pair => pair.RightKey), after.Select(pair => pair.RightKey));
    }

    [Fact]
    public void Members_of_the_askers_own_form_are_left_out()
    {
        var index = new LinkageIndex([Gayane, .. Others()]);

        Assert.DoesNotContain(index.Find(Gayane with { Key = 8 }, top: 50), pair => pair.RightKey == 7);
    }

    [Fact]
    public void An_unknown_name_in_an_empty_index_finds_nobody() =>
        Assert.Empty(new LinkageIndex().Find(new(1) { WholeName = "Anna" }, top: 3));

    [Fact]
    public void A_key_that_is_already_there_is_refused()
    {
        var index = new LinkageIndex([Gayane]);

        Assert.Throws<ArgumentException>(() => index.Add(Gayane));
        Assert.Equal(1, index.Count);
    }

    static IEnumerable<LinkageRecord> Others() =>
        SyntheticLists.Records(SyntheticRegister.Make(new(11, 500)))
            .Select(record => record with { Key = record.Key + 1000, Form = record.Form + 1000 });
}
