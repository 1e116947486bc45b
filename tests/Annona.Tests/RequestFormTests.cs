using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Annona.Ledger;
using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Tests;

/// <summary>A request that is sent to the process that holds the operation arrives as it was asked.</summary>
public sealed class RequestFormTests
{
    public static TheoryData<string> Names => [.. typeof(Request).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Request)) && !type.IsAbstract)
        .Select(type => type.FullName!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_request_arrives_with_every_field_that_was_set(string name)
    {
        var ask = (Request)Filled(typeof(Request).Assembly.GetType(name)!, depth: 0)!;

        var (word, bytes) = RequestForms.Write(ask);
        var arrived = RequestForms.Read(word, bytes);

        Assert.Equal(Words(ask), Words(arrived));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(RequestForms.Write(arrived).Bytes));
    }

    [Fact]
    public void A_decision_comes_back_with_its_facts_names_and_reasons()
    {
        var operation = new TestOperation();
        var registered = operation.Ask(new RegisterPerson(
            null, PersonFacts.None, new() { Name = [new(NameRole.Whole, "Anna Sarg")] })
        {
            Intent = operation.NextIntent(),
        });
        var refused = operation.Ask(new AddParty(PartyKind.Other, "", [], []) { Intent = operation.NextIntent() });

        var yes = Assert.IsType<Decision.Accepted>(RequestForms.ReadDecision(RequestForms.Write(registered)));
        var no = Assert.IsType<Decision.Refused>(RequestForms.ReadDecision(RequestForms.Write(refused)));

        var person = Assert.IsType<PersonRegistered>(Assert.Single(yes.Events));
        Assert.Equal("Anna Sarg", person.Personal[0].Details!.FullName);
        Assert.Equal(((Decision.Refused)refused).Why, no.Why);
    }

    [Theory]
    [InlineData("AddParty", "{")]
    [InlineData("AddParty", "null")]
    [InlineData("AddParty", "{\"kind\": \"x\"}")]
    [InlineData("String", "{}")]
    public void What_is_no_request_is_refused(string name, string bytes) =>
        Assert.Throws<FormatException>(() => RequestForms.Read(name, Encoding.UTF8.GetBytes(bytes)));

    /// <summary>Everything that can be set, set to something that is not its default.</summary>
    static object? Filled(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Filled(inner, depth);
        if (Simple(type) is { } value)
            return value;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (ElementOf(type) is { } element)
            return Several(type, element, depth);
        if (type.IsAbstract)
            type = type.Assembly.GetTypes().First(other => other.IsSubclassOf(type));
        var maker = type.GetConstructors().MaxBy(each => each.GetParameters().Length);
        var made = maker is null || maker.GetParameters() is [var only] && only.ParameterType == type
            ? Activator.CreateInstance(type)!
            : maker.Invoke([.. maker.GetParameters().Select(each => Filled(each.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && depth < 6))
            property.SetValue(made, Filled(property.PropertyType, depth + 1));
        return made;
    }

    static object? Simple(Type type) =>
        type == typeof(string) ? "words"
        : type == typeof(int) ? 7
        : type == typeof(long) ? 70L
        : type == typeof(short) ? (short)1986
        : type == typeof(byte) ? (byte)3
        : type == typeof(bool) ? true
        : type == typeof(decimal) ? 1.5m
        : type == typeof(Guid) ? new Guid("0199aaaa-0000-7000-8000-000000000001")
        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 2)
        : type == typeof(DateTimeOffset) ? TestOperation.Start
        : type == typeof(Amount) ? new Amount(new("USD", 2), 1_250)
        : type == typeof(AccountName) ? new AccountName(AccountKind.Site, "Point")
        : type == typeof(Annona.Journal.Hash) ? Annona.Journal.Hash.Of("x"u8)
        : type == typeof(PartialDate) ? new PartialDate(1986, 4, 30, Estimated: true)
        : type == typeof(PlaceRef) ? new PlaceRef(null, "Goris")
        : type == typeof(byte[]) ? "bytes"u8.ToArray()
        : null;

    static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var only]
            ? only
            : null;

    static object Several(Type type, Type element, int depth)
    {
        var one = Array.CreateInstance(element, 1);
        one.SetValue(Filled(element, depth + 1), 0);
        if (type.IsAssignableFrom(one.GetType()))
            return one;
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return typeof(ImmutableArray).GetMethods().First(each => each.Name == "CreateRange"
                && each.GetGenericArguments().Length == 1).MakeGenericMethod(element).Invoke(null, [one])!;
        return Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(element), one)!;
    }

    /// <summary>The values of all that can be set, at any depth.</summary>
    static string Words(object? value) => value switch
    {
        null => "null",
        string text => text,
        byte[] bytes => Convert.ToHexString(bytes),
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Words))}]",
        _ when value.GetType().Namespace!.StartsWith("Annona", StringComparison.Ordinal)
            && !value.GetType().IsEnum && Simple(value.GetType()) is null =>
            $"{value.GetType().Name}({string.Join(", ", value.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .Select(property => $"{property.Name}={Words(property.GetValue(value))}"))})",
        _ => $"{value}",
    };
}
