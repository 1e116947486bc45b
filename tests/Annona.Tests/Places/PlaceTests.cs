using Annona.Journal;
using Annona.Places;
using Annona.Values;

namespace Annona.Tests.Places;

public sealed class PlaceTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_place_is_found_by_every_name_and_code_it_gets()
    {
        var city = Add("Lusavan");
        operation.Record(Name(city, new OtherName("\u053C\u0578\u0582\u057D\u0561\u057E\u0561\u0576", "hy"), null));
        operation.Record(Name(city, null, new("P-code", "XX0101")));

        Assert.All(
            ["L1", "lusavan", "XX0101", "\u053C\u0578\u0582\u057D\u0561\u057E\u0561\u0576"],
            typed => Assert.Equal(city, operation.Answer(new FindPlace(typed))!.Id));
        Assert.Equal("place.already-there", operation.Refused(Name(Add("Other"), "Lusavan", null)).Code);
        Assert.Equal("hy", operation.Answer(new ShowPlace(city))!.Names[0].Language);
    }

    [Fact]
    public void A_place_may_be_put_into_another_one_but_never_into_itself()
    {
        var (region, city, school) = (Add("Region"), Add("City"), Add("School"));
        operation.Record(Move(school, city));
        operation.Record(Move(city, region));

        Assert.True(operation.Now.Places.LiesIn(school, region));
        Assert.Equal("place.in-itself", operation.Refused(Move(region, school)).Code);
        Assert.Equal("place.in-itself", operation.Refused(Move(city, city)).Code);
        Assert.Equal(("L1", "Region"), Parent(city));

        operation.Record(Move(city, null));

        Assert.False(operation.Now.Places.LiesIn(school, region));
        Assert.Equal((null, null), Parent(city));
    }

    [Fact]
    public void A_group_is_shown_with_its_place_by_code_and_name()
    {
        Add("City");
        var city = operation.Now.Places.Find("L1")!.Id;
        operation.Record(new DefineGroup("people who stayed", city, Coverage.NotRegistered, "Those who had not left.")
        {
            Intent = operation.NextIntent(),
        });

        var group = Assert.Single(operation.Answer(new ListGroups()));

        Assert.Equal(("G1", "L1", "City"), (group.Code, group.PlaceCode, group.Place));
    }

    [Fact]
    public void The_same_fact_twice_is_one_place_and_one_group()
    {
        Event[] facts =
        [
            new PlaceAdded(new(Guid.NewGuid()), PlaceLevel.Site, "Twice", [], [], null),
            new GroupDefined(new(Guid.NewGuid()), "twice", null, Coverage.Partly, ""),
        ];
        var register = PlaceRegister.Empty;

        foreach (var fact in facts.Concat(facts))
            register = register.After(new(1, TestOperation.Start, Guid.Empty, Guid.Empty, fact), new Edit());

        Assert.Single(register.All);
        Assert.Single(register.Groups);
    }

    (string?, string?) Parent(Id<Place> place)
    {
        var line = operation.Answer(new ShowPlace(place))!;
        return (line.ParentCode, line.Parent);
    }

    Id<Place> Add(string name)
    {
        var intent = operation.NextIntent();
        operation.Record(new AddPlace(PlaceLevel.Unknown, name) { Intent = intent });
        return new(Ids.From(intent, "place"));
    }

    NamePlace Name(Id<Place> place, OtherName? name, PlaceCode? code) =>
        new(place, name, code) { Intent = operation.NextIntent() };

    MovePlace Move(Id<Place> place, Id<Place>? parent) => new(place, parent) { Intent = operation.NextIntent() };
}
