using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace Annona.Tests;

/// <summary>Requests, questions and answers cross the wire: they hold values and nothing alive.</summary>
public sealed class SerialisableTests
{
    static readonly Type[] Plain =
    [
        typeof(string), typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(decimal),
    ];

    static readonly Type[] Lists =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>),
        typeof(ImmutableArray<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>),
        typeof(Nullable<>),
    ];

    static IEnumerable<Type> Doors => typeof(Operation).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(Request)) || AnswerOf(type) is not null));

    public static TheoryData<string> Names => [.. Doors.Select(type => type.FullName!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_goes_through_a_door_can_be_written_down(string name)
    {
        var type = typeof(Operation).Assembly.GetType(name)!;
        List<string> alive = [];

        Check(type, type.Name, [], alive);
        if (AnswerOf(type) is { } answer)
            Check(answer, $"{type.Name}'s answer", [], alive);

        Assert.True(alive.Count == 0, string.Join('\n', alive));
    }

    static Type? AnswerOf(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Question<>))
                return at.GetGenericArguments()[0];
        return null;
    }

    /// <summary>Follows what is set when one is made; what is computed from it need not be written.</summary>
    static void Check(Type type, string path, HashSet<Type> seen, List<string> alive)
    {
        if (type.IsPrimitive || type.IsEnum || Plain.Contains(type) || !seen.Add(type))
            return;
        if (type.IsArray)
        {
            Check(type.GetElementType()!, path, seen, alive);
            return;
        }
        if (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()))
        {
            foreach (var argument in type.GetGenericArguments())
                Check(argument, path, seen, alive);
            return;
        }
        if (type.Assembly != typeof(Operation).Assembly && type.Assembly != typeof(Annona.Journal.Hash).Assembly)
        {
            alive.Add($"{path} is a {type}.");
            return;
        }
        if (type.IsAssignableTo(typeof(Delegate)) || type.IsInterface || type.IsAssignableTo(typeof(IEnumerable)))
        {
            alive.Add($"{path} is a {type}.");
            return;
        }
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
            Check(property.PropertyType, $"{path}.{property.Name}", seen, alive);
    }
}
