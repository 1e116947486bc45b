using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Annona.Journal;

/// <summary>The fields of a type in an order of their own: by name, base first.</summary>
static class Fields
{
    const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<FieldInfo> Of(Type type) =>
    [
        .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? Of(parent) : [],
        .. type.GetFields(Declared).OrderBy(field => field.Name, StringComparer.Ordinal),
    ];
}

/// <summary>
/// A struct without references: its bytes as they lie in memory, those between its fields set to zero. A million rows
/// are a million times nothing but a copy.
/// </summary>
sealed class FixedShape<T> : Shape<T>
    where T : struct
{
    /// <summary>0xFF where a field lies, 0 in the gaps; null when there is no gap.</summary>
    readonly byte[]? mask = Mask();

    public override void Write(T value, StateWriter to) => Write(new ReadOnlySpan<T>(in value), to);

    public void Write(ReadOnlySpan<T> values, StateWriter to)
    {
        if (mask is null)
        {
            to.Block(values);
            return;
        }
        foreach (ref readonly var value in values)
        {
            var copy = value;
            var bytes = MemoryMarshal.AsBytes(new Span<T>(ref copy));
            for (var at = 0; at < bytes.Length; at++)
                bytes[at] &= mask[at];
            to.Bytes(bytes);
        }
    }

    public override T Read(StateReader from)
    {
        T value = default;
        from.Block(new Span<T>(ref value));
        return value;
    }

    public override void Describe(LayoutText layout)
    {
        if (layout.IsNew(typeof(T)))
            layout.Add($"{Unsafe.SizeOf<T>()}:{FieldsText(typeof(T))}");
    }

    static string FieldsText(Type type) => type.IsPrimitive || type.IsEnum
        ? ""
        : string.Join(',', type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => $"{field.Name}:{field.FieldType}({FieldsText(field.FieldType)})"));

    static byte[]? Mask()
    {
        var filled = (T)Filled(typeof(T));
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref filled)).ToArray();
        for (var at = 0; at < bytes.Length; at++)
            bytes[at] = bytes[at] == 0 ? (byte)0 : (byte)0xFF;
        return bytes.Contains((byte)0) ? bytes : null;
    }

    /// <summary>A value with no zero byte in any of its fields; gaps stay zero in new memory.</summary>
    static object Filled(Type type)
    {
        if (type.IsEnum)
            return Enum.ToObject(type, Filled(Enum.GetUnderlyingType(type)));
        if (type.IsPrimitive)
            return FilledPrimitive(type);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Filled(inner);
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in Fields.Of(type))
            field.SetValue(value, Filled(field.FieldType));
        return value;
    }

    static object FilledPrimitive(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => true,
        TypeCode.Byte => byte.MaxValue,
        TypeCode.SByte => (sbyte)-1,
        TypeCode.Char => char.MaxValue,
        TypeCode.Int16 => (short)-1,
        TypeCode.UInt16 => ushort.MaxValue,
        TypeCode.Int32 => -1,
        TypeCode.UInt32 => uint.MaxValue,
        TypeCode.Int64 => -1L,
        TypeCode.UInt64 => ulong.MaxValue,
        TypeCode.Single => BitConverter.UInt32BitsToSingle(uint.MaxValue),
        TypeCode.Double => BitConverter.UInt64BitsToDouble(ulong.MaxValue),
        _ => throw new NotSupportedException($"A state cannot hold a {type}."),
    };
}

sealed class TextShape : ReferenceShape<string>
{
    public override void Describe(LayoutText layout) => layout.Add("text");

    protected override void WriteWhole(string value, StateWriter to) => to.Text(value);

    protected override string ReadWhole(StateReader from) => from.Text();
}

/// <summary>A value that may be missing, where it is not of a fixed length.</summary>
sealed class OptionalShape<T> : Shape<T?>
    where T : struct
{
    readonly Shape<T> inner = Shapes.Of<T>();

    public override void Write(T? value, StateWriter to)
    {
        to.Bool(value is not null);
        if (value is { } known)
            inner.Write(known, to);
    }

    public override T? Read(StateReader from) => from.Bool() ? inner.Read(from) : null;

    public override void Describe(LayoutText layout)
    {
        layout.Add("optional");
        inner.Describe(layout);
    }
}

/// <summary>
/// The fields of a type, one behind the other. They are looked up when first needed: a type may hold itself.
/// </summary>
sealed class FieldList(Type type)
{
    static readonly Lock Asking = new();
    static readonly HashSet<FieldList> Asked = [];

    readonly Lazy<(FieldInfo Field, Shape Shape)[]> fields = new(() =>
        [.. Fields.Of(type).Select(field => (field, ShapeOf(field)))]);
    volatile Known hasMaps;

    /// <summary>
    /// Whether a map lies somewhere in it. A type that holds itself asks again while it is being asked: what it holds
    /// beside itself decides. A no that was given meanwhile holds for that question only, and other threads wait.
    /// </summary>
    public bool HasMaps
    {
        get
        {
            if (hasMaps != Known.NotYet)
                return hasMaps == Known.Yes;
            lock (Asking)
            {
                if (!Asked.Add(this))
                    return false;
                try
                {
                    var has = fields.Value.Any(one => one.Shape.HasMaps);
                    if (has || Asked.Count == 1)
                        hasMaps = has ? Known.Yes : Known.No;
                    return has;
                }
                finally
                {
                    Asked.Remove(this);
                }
            }
        }
    }

    public void Write(object value, StateWriter to)
    {
        foreach (var (field, shape) in fields.Value)
            shape.WriteAny(field.GetValue(value), to);
    }

    public object Read(StateReader from)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var (field, shape) in fields.Value)
            field.SetValue(value, shape.ReadAny(from));
        return value;
    }

    public void NoteMaps(object value, MapCounts counts)
    {
        foreach (var (field, shape) in fields.Value)
            if (shape.HasMaps)
                shape.NoteMaps(field.GetValue(value), counts);
    }

    public void Describe(LayoutText layout)
    {
        if (!layout.IsNew(type))
            return;
        layout.Add("{");
        foreach (var (field, shape) in fields.Value)
        {
            layout.Add(field.Name);
            shape.Describe(layout);
        }
        layout.Add("}");
    }

    static Shape ShapeOf(FieldInfo field)
    {
        try
        {
            return Shapes.Of(field.FieldType);
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException($"{field.DeclaringType}.{field.Name}: {e.Message}", e);
        }
    }

    enum Known
    {
        NotYet,
        No,
        Yes,
    }
}

/// <summary>A struct with references in it.</summary>
sealed class StructShape<T> : Shape<T>
    where T : struct
{
    readonly FieldList fields = new(typeof(T));

    public override bool HasMaps => fields.HasMaps;

    public override void Write(T value, StateWriter to) => fields.Write(value, to);

    public override T Read(StateReader from) => (T)fields.Read(from);

    public override void NoteMaps(object? value, MapCounts counts) => fields.NoteMaps(value!, counts);

    public override void Describe(LayoutText layout) => fields.Describe(layout);
}

/// <summary>A sealed class.</summary>
sealed class RecordShape<T> : ReferenceShape<T>
    where T : class
{
    readonly FieldList fields = new(typeof(T));

    public override bool HasMaps => fields.HasMaps;

    public override void NoteMaps(object? value, MapCounts counts)
    {
        if (value is not null)
            fields.NoteMaps(value, counts);
    }

    public override void Describe(LayoutText layout) => fields.Describe(layout);

    protected override void WriteWhole(T value, StateWriter to) => fields.Write(value, to);

    protected override T ReadWhole(StateReader from) => (T)fields.Read(from);
}

/// <summary>A class that others inherit: the name of the one it is, then its fields.</summary>
sealed class VariantShape<T> : ReferenceShape<T>
    where T : class
{
    readonly Dictionary<string, FieldList> kinds = typeof(T).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(T).IsAssignableFrom(type))
        .ToDictionary(type => type.FullName!, type => new FieldList(type), StringComparer.Ordinal);

    public override void Describe(LayoutText layout)
    {
        if (!layout.IsNew(typeof(T)))
            return;
        layout.Add("one-of");
        foreach (var kind in kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal))
            kind.Value.Describe(layout);
    }

    protected override void WriteWhole(T value, StateWriter to)
    {
        var name = value.GetType().FullName!;
        to.Text(name);
        kinds[name].Write(value, to);
    }

    protected override T ReadWhole(StateReader from) => kinds.TryGetValue(from.Text(), out var kind)
        ? (T)kind.Read(from)
        : throw new DamagedSnapshotException($"it holds a kind of {typeof(T).Name} that is not known");
}
