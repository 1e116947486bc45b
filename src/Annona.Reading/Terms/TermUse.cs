using Annona.Reading.Attribution;
using Annona.Reading.Text;

namespace Annona.Reading.Terms;

/// <summary>What somebody does with a contested term.</summary>
public enum Stance
{
    /// <summary>Uses it as their own.</summary>
    Uses,

    /// <summary>Gives it as the words of somebody else: quotation marks, "what they called".</summary>
    Quotes,

    /// <summary>Is said to have kept from using it.</summary>
    Avoids,
}

/// <summary>One use of a term that the sides of a conflict would not all use.</summary>
/// <param name="Id">"t1", "t2" … in the order of the text.</param>
/// <param name="Start">First UTF-16 code unit of the term.</param>
/// <param name="End">After the last code unit.</param>
/// <param name="Exact">The text's slice.</param>
/// <param name="Term">The lexicon's form.</param>
/// <param name="Group">The thing that the terms of one group name: "use-of-force".</param>
/// <param name="Colour">What the choice of this word says, from the lexicon.</param>
/// <param name="Stance">What is done with it here.</param>
/// <param name="By">Whose use it is: the speaker, or the publisher for narration.</param>
/// <param name="WordsOf">Whose words they are when quoted or when others are named as users; null otherwise.</param>
/// <param name="InQuotationMarks">Whether it stands between quotation marks.</param>
public sealed record TermUse(
    string Id, int Start, int End, string Exact, string Term, string Group, string Colour, Stance Stance, Mention By,
    Mention? WordsOf, bool InQuotationMarks)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);
}
