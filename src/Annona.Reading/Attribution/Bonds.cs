using Annona.Reading.Lexicons;
using Annona.Reading.Names;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>How the subject of "will" stands to whoever speaks.</summary>
enum Bond
{
    /// <summary>The speaker's own side: the words bind.</summary>
    Own,

    /// <summary>
    /// A body that will act, told by somebody who is not known to speak for it: a plan as reported, no more.
    /// </summary>
    Reported,

    /// <summary>Somebody else: a prediction.</summary>
    Foreign,
}

/// <summary>Says whether "will" binds the one who speaks. Where it cannot be told, it does not.</summary>
sealed class Bonds(Background background)
{
    // "PM" and "TV" are no bodies.
    const int AcronymMin = 3;

    readonly PlainText text = background.Text;

    /// <summary>The bond of a subject in what somebody said.</summary>
    public Bond Of(TextSpan subject, Resolved speaker) =>
        IsOwn(subject, speaker) ? Bond.Own
        : (speaker.Party is null && IsBody(subject)) || IsLikelySpeaker(subject, speaker) ? Bond.Reported
        : Bond.Foreign;

    // "NAME said she would send": she is NAME, or somebody mentioned before.
    bool IsLikelySpeaker(TextSpan subject, Resolved speaker)
    {
        if (speaker.Party?.Kind is not (PartyKind.Person or PartyKind.Unknown))
            return false;
        var word = subject.In(text.Source).Trim().ToLowerInvariant();
        return (word == "he" && speaker.Party.Gender != "f") || (word == "she" && speaker.Party.Gender != "m");
    }

    /// <summary>The bond of a subject in the publisher's own words.</summary>
    public Bond OfNarrated(TextSpan subject)
    {
        // A release that says "the agency will send" binds the agency when it is the agency's release.
        if (background.Publisher is { } publisher
            && (background.Parties.NamedIn(subject) is { } named && named == background.Parties.Find(publisher)
                || text.IsWordAt(text.TokenFrom(subject.Start), "we")))
            return Bond.Own;
        return IsBody(subject) ? Bond.Reported : Bond.Foreign;
    }

    /// <summary>The organisation or state that the subject ends with, or null where it has no name.</summary>
    public PartyRegister.Entry? Body(TextSpan subject)
    {
        // "The society and UNHCR" are two, and neither speaks for both.
        for (var i = text.TokenFrom(subject.Start); i < text.Tokens.Count && text.Tokens[i].End < Last(subject); i++)
            if (text.Tokens[i].Is("and") && text.Tokens[i + 1].IsCapital)
                return null;
        var entry = background.Parties.EndingIn(subject, Last(subject));
        return entry?.Kind is PartyKind.Organisation or PartyKind.State or PartyKind.Unknown ? entry : null;
    }

    /// <summary>The words for a body without a name.</summary>
    public string Words(TextSpan subject)
    {
        var first = text.TokenFrom(subject.Start);
        var last = text.TokenFrom(Last(subject));
        for (var i = last - 1; i > first; i--)
            if (text.Tokens[i].Kind == TokenKind.Mark
                || background.Lexicon.Is(text.Tokens[i].Lower, WordClass.Determiner))
                return text.SpanOf(text.Tokens[i].Kind == TokenKind.Mark ? i + 1 : i, last).In(text.Source);
        return text.SpanOf(first, Math.Max(last, first + 1)).In(text.Source);
    }

    bool IsBody(TextSpan subject)
    {
        if (Body(subject) is not null)
            return true;
        var head = text.TokenFrom(Last(subject)) - 1;
        if (head < 0 || text.Tokens[head].Start < subject.Start)
            return false;
        var word = text.Tokens[head].Lower;
        if (word is "government" or "ministry" or "state" or "authorities" or "municipality" or "agency" or "council"
            or "parliament" or "cabinet" or "organisation" or "organization" or "administration" or "commission")
            return true;
        var name = text.Tokens[head].Span.In(text.Source);
        if (name.Length >= AcronymMin && text.Tokens[head].IsAcronym(text.Source))
            return true;
        return background.Lexicon.Countries.Any(country => country.Name == name
            || (country.Name.EndsWith(name, StringComparison.Ordinal)
                && subject.In(text.Source).Contains(country.Name, StringComparison.Ordinal)));
    }

    // "WFP and its partners will", "the agency currently": the body stands before these words.
    int Last(TextSpan subject)
    {
        var end = text.TokenFrom(subject.End);
        var first = text.TokenFrom(subject.Start);
        while (end > first + 1 && (text.Tokens[end - 1].Lower is "," or ")" or "partners" or "its" or "and" or "their"
            || background.Lexicon.Is(text.Tokens[end - 1].Lower, WordClass.Adverb)))
            end--;
        return text.Tokens[Math.Max(end - 1, first)].End;
    }

    // "will" binds the speaker only where the subject can be the speaker's own side.
    bool IsOwn(TextSpan subject, Resolved speaker)
    {
        var words = subject.In(text.Source).TrimEnd(' ', ',');
        var first = text.TokenFrom(subject.Start);
        if (text.Tokens[first].Lower is "you" or "he" or "she" or "they")
            return false;
        var named = background.Parties.NamedIn(subject);
        if (named is { Kind: PartyKind.Person })
            return named == speaker.Party;
        var through = string.Join(' ', speaker.Through.Select(via => via.Name));
        var affiliation = $"{speaker.Party?.Role} {speaker.Party?.Name} {through}";
        foreach (var country in background.Lexicon.Countries)
            if (words.EndsWith(country.Name, StringComparison.Ordinal)
                || words.EndsWith(country.Capital, StringComparison.Ordinal))
                return country.Demonyms.Append(country.Name)
                    .Any(name => affiliation.Contains(name, StringComparison.Ordinal));
        return named is null || named == speaker.Party
            || named.Aliases.Append(named.Name).Any(name => affiliation.Contains(name, StringComparison.Ordinal));
    }
}
