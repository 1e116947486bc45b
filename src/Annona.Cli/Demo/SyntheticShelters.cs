using Annona.Cli.Shell;
using Annona.People;

namespace Annona.Cli.Demo;

/// <summary>Some of the made-up households live in a shelter: the third of the three counts.</summary>
sealed class SyntheticShelters(Story story, RecordLayer layer)
{
    /// <summary>One household in so many.</summary>
    const int ShelteredOf = 6;

    public void Record() => story.RecordAll(
        Homes().Select(home => new RecordShelter(home.Id, layer.Place("shelter"), story.Day(6))
        {
            Intent = Desk.NewIntent(),
        }),
        _ => { });

    IEnumerable<Known<Household>> Homes()
    {
        for (var number = 2; story.Desk.Answer(new FindHousehold($"H{number}")) is { } home; number += ShelteredOf)
            yield return home;
    }
}
