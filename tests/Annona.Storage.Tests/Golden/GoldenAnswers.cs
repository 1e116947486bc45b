using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.Observations;
using Annona.Parties;
using Annona.People;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Trace;

namespace Annona.Storage.Tests.Golden;

/// <summary>What an officer is told of a golden journal, question by question.</summary>
static class GoldenAnswers
{
    const int Many = 10_000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Every answer as JSON, by the name of its question.</summary>
    public static JsonElement Of(GoldenJournal journal)
    {
        var day = DateOnly.FromDateTime(journal.Clock.GetUtcNow().UtcDateTime);
        var answers = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        void Ask<T>(Question<T> question) => answers[question.GetType().Name] =
            journal.Operation.Answer(question, journal.Officer, CancellationToken.None);
        Ask(new ListOfficers());
        Ask(new ListDevices());
        Ask(new ListParties());
        Ask(new ListPlaces());
        Ask(new ListGroups());
        Ask(new ListSources());
        Ask(new ListPromises());
        Ask(new ListFigures());
        Ask(new ListLists());
        Ask(new ListDisclosures());
        Ask(new ListHouseholds(OnlyCounted: false, 0, Many));
        Ask(new ListPeople(new(), 0, Many));
        Ask(new ListReviews(null, WithDecided: true, 0, Many));
        Ask(new ListBulks());
        Ask(new CountPeople(CountBy.Place | CountBy.Sex, day, Synthetic: true));
        Ask(new ListCommodities());
        Ask(new ListAccounts());
        Ask(new ListBalances());
        Ask(new ListTransfers());
        Ask(new ListPending());
        Ask(new ListLots());
        Ask(new ListOutsideFlows());
        Ask(new ListProgrammes());
        Ask(new ListDistributions());
        Ask(new ListCashLists());
        Ask(new ListObservations());
        Ask(new ListDiscrepancies(WithResolved: true));
        Ask(new FigureTable());
        Ask(new PromiseBoard(day));
        Ask(new OutsiderBoard(day));
        Ask(new CheckFolds());
        return JsonSerializer.SerializeToElement(answers, Json);
    }

    public static string Text(JsonElement answers) => JsonSerializer.Serialize(answers, Json);

    /// <summary>
    /// Where an answer is another one than it was, or null. An answer may grow: what it said then it still says.
    /// </summary>
    public static string? Difference(JsonElement then, JsonElement now, string path = "")
    {
        if (then.ValueKind != now.ValueKind)
            return $"{path}: {then} was {then.ValueKind}, is {now.ValueKind}: {now}";
        return then.ValueKind switch
        {
            JsonValueKind.Object => then.EnumerateObject()
                .Select(property => now.TryGetProperty(property.Name, out var same)
                    ? Difference(property.Value, same, $"{path}/{property.Name}")
                    : $"{path}/{property.Name} is gone")
                .FirstOrDefault(found => found is not null),
            JsonValueKind.Array when then.GetArrayLength() != now.GetArrayLength() =>
                $"{path}: there were {then.GetArrayLength()}, there are {now.GetArrayLength()}",
            JsonValueKind.Array => then.EnumerateArray().Zip(now.EnumerateArray()).Index()
                .Select(pair => Difference(pair.Item.First, pair.Item.Second, $"{path}/{pair.Index}"))
                .FirstOrDefault(found => found is not null),
            JsonValueKind.String when then.GetString() == now.GetString() => null,
            _ => then.GetRawText() == now.GetRawText() ? null : $"{path}: it was {then}, it is {now}",
        };
    }
}
