namespace Annona;

/// <summary>
/// What somebody meant by a code, a name or an id: the answer to every question that only looks something up. It
/// carries no more than is needed to ask on, so that any role may have it.
/// </summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Code">What officers type, such as <c>P3</c>.</param>
/// <param name="Name">A name or a few words; empty for what has none, and always for persons and households.</param>
public sealed record Known<T>(Values.Id<T> Id, string Code, string Name);
