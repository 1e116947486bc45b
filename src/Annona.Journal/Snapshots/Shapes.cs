using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Annona.Journal;

/// <summary>
/// Finds the shape of a type from its fields, so that no field of a register can be forgotten in a snapshot. What
/// cannot be written (a delegate, a stream, a mutable dictionary) is found when the layout is described, not when the
/// disk is needed.
/// </summary>
static class Shapes
{
    static readonly ConcurrentDictionary<Type, Shape> Known = new();

    static readonly Dictionary<Type, Type> Generic = new()
    {
        [typeof(Rows<>)] = typeof(RowsShape<>),
        [typeof(Table<>)] = typeof(TableShape<>),
        [typeof(KeyMap<>)] = typeof(KeyMapShape<>),
        [typeof(Nullable<>)] = typeof(OptionalShape<>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayShape<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListShape<>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableSetShape<>),
        [typeof(ImmutableSortedSet<>)] = typeof(SortedSetShape<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryShape<,>),
        [typeof(ReadOnlyMemory<>)] = typeof(MemoryShape<>),
        [typeof(IReadOnlyList<>)] = typeof(ListShape<>),
    };

    public static Shape<T> Of<T>() => (Shape<T>)Of(typeof(T));

    public static Shape Of(Type type) => Known.GetOrAdd(type, Make);

    static Shape Make(Type type)
    {
        if (type == typeof(string))
            return new TextShape();
        if (type == typeof(TextMap))
            return new TextMapShape();
        if (type.IsArray)
            return Made(typeof(ArrayShape<>), type.GetElementType()!);
        if (type.IsGenericType && Generic.TryGetValue(type.GetGenericTypeDefinition(), out var shape))
            return Made(shape, type.GetGenericArguments());
        if (type.IsValueType && IsFixed(type))
            return Made(typeof(FixedShape<>), type);
        if (typeof(Delegate).IsAssignableFrom(type) || type.Namespace?.StartsWith("System", StringComparison.Ordinal)
            == true && !type.IsValueType)
            throw new NotSupportedException($"A state cannot hold a {type}: say in Shapes how it is written.");
        if (type.IsAbstract || type.IsInterface || type is { IsClass: true, IsSealed: false })
            return Made(typeof(VariantShape<>), type);
        return Made(type.IsValueType ? typeof(StructShape<>) : typeof(RecordShape<>), type);
    }

    static Shape Made(Type shape, params Type[] arguments) =>
        (Shape)Activator.CreateInstance(shape.MakeGenericType(arguments))!;

    /// <summary>Whether the values of a type are bytes of one length, with no reference in them.</summary>
    static bool IsFixed(Type type) => type.IsValueType && !(bool)typeof(RuntimeHelpers)
        .GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
}
