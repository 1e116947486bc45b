using System.Text;

namespace Annona.Journal;

/// <summary>How the values of a type are written into a state and read back.</summary>
abstract class Shape
{
    /// <summary>Whether a value may hold a <see cref="KeyMap{TKey}"/>: only those are walked to count keys.</summary>
    public virtual bool HasMaps => false;

    public abstract void WriteAny(object? value, StateWriter to);

    public abstract object? ReadAny(StateReader from);

    /// <summary>Notes how many keys the maps in a value have now.</summary>
    public virtual void NoteMaps(object? value, MapCounts counts)
    {
    }

    /// <summary>
    /// Says everything that decides about the bytes: a snapshot of another layout is not read. A type that was
    /// described already is named only.
    /// </summary>
    public abstract void Describe(LayoutText layout);
}

/// <inheritdoc/>
abstract class Shape<T> : Shape
{
    public abstract void Write(T value, StateWriter to);

    public abstract T Read(StateReader from);

    public sealed override void WriteAny(object? value, StateWriter to) => Write((T)value!, to);

    public sealed override object? ReadAny(StateReader from) => Read(from);
}

/// <summary>A reference: a mark whether there is one, then what it refers to.</summary>
abstract class ReferenceShape<T> : Shape<T>
{
    public sealed override void Write(T value, StateWriter to)
    {
        to.Bool(value is not null);
        if (value is not null)
            WriteWhole(value, to);
    }

    public sealed override T Read(StateReader from) => from.Bool() ? ReadWhole(from) : default!;

    protected abstract void WriteWhole(T value, StateWriter to);

    protected abstract T ReadWhole(StateReader from);
}

/// <summary>The layout of a state as text.</summary>
sealed class LayoutText
{
    readonly StringBuilder text = new();
    readonly HashSet<Type> known = [];

    /// <summary>Adds a type's name; true when what it is made of has still to be said.</summary>
    public bool IsNew(Type type)
    {
        text.Append(type).Append(' ');
        return known.Add(type);
    }

    public void Add(string word) => text.Append(word).Append(' ');

    public override string ToString() => text.ToString();
}
