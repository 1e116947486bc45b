using System.Globalization;
using Annona.Exchange;
using Annona.People;

namespace Annona.Cli.People;

/// <summary>Head counts as an officer types them: <c>f18-59=2,m0-4=1,u=3</c>.</summary>
static class HeadCountText
{
    public static IReadOnlyList<HeadCount> Read(string typed) => [.. typed.Split(',').Select(part => One(part.Trim()))];

    static HeadCount One(string typed)
    {
        var sides = typed.Split('=');
        if (sides.Length != 2 || sides[0].Length == 0
            || !int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || SexOf(sides[0][0]) is not { } sex || BandOf(sides[0][1..]) is not { } band)
            throw new InputException("cli.bad-head-count", $"'{typed}' is not a head count.",
                "Write f, m or u, the ages (0-4, 5-11, 12-17, 18-59, 60+) or nothing, = and the number: f18-59=2,u=3.");
        return new(sex, band, count);
    }

    static Sex? SexOf(char letter) => char.ToLowerInvariant(letter) switch
    {
        'f' => Sex.Female,
        'm' => Sex.Male,
        'u' => Sex.Unknown,
        _ => null,
    };

    static AgeBand? BandOf(string ages) => ages.Length == 0
        ? AgeBand.Unknown
        : Enum.GetValues<AgeBand>().Cast<AgeBand?>().FirstOrDefault(band => AgeBands.Text(band!.Value) == ages);
}
