using Annona.Reading.Lexicons;
using Annona.Reading.Names;
using Annona.Reading.Text;

namespace Annona.Reading.Attribution;

/// <summary>Who the words for a source mean, and through which site or document they came.</summary>
sealed record Resolved(PartyRegister.Entry? Party, string Name, TextSpan? Span, string? How)
{
    /// <summary>Links between the wire and the speaker, outermost first.</summary>
    public IReadOnlyList<Via> Through { get; init; } = [];

    /// <summary>Whether "he" or "she" stands for something that is no person, as translations do.</summary>
    public bool PronounMisfits { get; init; }

    /// <summary>Whether a document speaks and nobody is named behind it.</summary>
    public bool IsDocument { get; init; }
}

readonly record struct Via(LinkKind Kind, string Name, TextSpan Span, bool Inferred);

/// <summary>
/// Resolves names, descriptions and pronouns in the order of the text. A pronoun means the last fitting speaker; "he
/// added" after a document goes on with the document, whatever the pronoun says, since translations guess it.
/// </summary>
sealed class SpeakerResolver(PlainText text, Lexicon lexicon, PartyRegister register)
{
    // "the official note" belongs to a website named within so many paragraphs.
    const int SiteReachParagraphs = 6;

    // A pronoun does not reach further back than so many attributions.
    const int RecentMax = 64;

    readonly SubjectFinder subjects = new(text, lexicon);
    readonly List<(Finding Finding, Resolved Speaker)> history = [];
    (Via Link, int Paragraph)? lastSite;

    public Resolved Resolve(Finding finding)
    {
        var site = SiteIn(finding);
        if (site is { } here)
            lastSite = (here, finding.Sentence.Paragraph);
        var resolved = Source(finding, site);
        history.Add((finding, resolved));
        return resolved;
    }

    /// <summary>
    /// Puts the person whom a document retells in the document's place, for the pronouns that follow.
    /// </summary>
    public void Relay(Resolved person) => history[^1] = (history[^1].Finding, person);

    /// <summary>The person or body that was spoken to.</summary>
    public Resolved Addressee(TextSpan span)
    {
        var person = register.AllNamedIn(span).Where(entry => entry.Kind == PartyKind.Person)
            .MinBy(entry => entry.Number);
        return person is null ? Phrase(span) : new(person, person.Name, span, null);
    }

    /// <summary>Who a phrase means, outside any attribution.</summary>
    public Resolved Phrase(TextSpan span) => Named(span) ?? new(null, span.In(text.Source), span, null);

    Resolved Source(Finding finding, Via? site)
    {
        if (finding.Source is not { } source)
            return new(null, "", null, "The text names no source.");
        var span = text.SpanOf(source.First, source.Last);
        if (source.Count == 1 && subjects.IsPronoun(source.First) || text.Tokens[source.First].Lower is "his"
            or "her" or "their")
            return Pronoun(finding, span, site);
        if (Document(source, finding, site) is { } document)
            return document;
        var named = Phrase(span) is { Party: not null } known ? known : Newcomer(source, span);
        return site is { } here ? named with { Through = [Owned(here, named)] } : named;
    }

    static Via Owned(Via site, Resolved owner) =>
        site.Name.StartsWith("its ", StringComparison.OrdinalIgnoreCase)
            || site.Name.StartsWith("his ", StringComparison.OrdinalIgnoreCase)
            || site.Name.StartsWith("her ", StringComparison.OrdinalIgnoreCase)
            ? site with { Name = $"{owner.Name}: {site.Name[4..]}" } : site;

    Resolved? Named(TextSpan span)
    {
        if (Description(span) is { } described)
        {
            described.Mention(span);
            return new(described, described.Name, span, "the description fits this office");
        }
        if (register.NamedIn(span) is not { } entry)
            return null;
        // "EU foreign policy chief NAME": the name at the end speaks.
        if (entry.Kind != PartyKind.Person && register.EndingIn(span, span.End) is { Kind: PartyKind.Person } person)
            entry = person;
        return new(entry, entry.Name, span, span.In(text.Source).Contains(entry.Name, StringComparison.Ordinal)
            ? null : "short name");
    }

    // "The head of AGENCY" is the person whose office says so, not the agency.
    PartyRegister.Entry? Description(TextSpan span)
    {
        var first = text.TokenFrom(span.Start);
        if (first >= text.Tokens.Count || text.Tokens[first].Lower is not ("the" or "its" or "his" or "her"))
            return null;
        var titles = Enumerable.Range(first + 1, 3).Where(i => i < text.Tokens.Count && text.Tokens[i].End <= span.End
            && lexicon.Roles.ContainsKey(text.Tokens[i].Lower)).Select(i => text.Tokens[i].Lower).ToList();
        if (titles.Count == 0)
            return null;
        var organisation = register.AllNamedIn(span).Where(entry => entry.Kind is PartyKind.Organisation)
            .MinBy(entry => entry.Number);
        if (register.NamedIn(span) is { Kind: PartyKind.Person })
            return null;
        return register.Entries.LastOrDefault(entry => entry.Kind == PartyKind.Person && entry.Role is { } role
            && entry.Mentions.Min.Start < span.Start
            && titles.Exists(title => role.Contains(title, StringComparison.OrdinalIgnoreCase))
            && (organisation is null || organisation.Aliases.Append(organisation.Name)
                .Any(name => role.Contains(name, StringComparison.Ordinal))));
    }

    Resolved Newcomer(TokenRange source, TextSpan span)
    {
        var isName = Enumerable.Range(source.First, source.Count).Any(i => text.Tokens[i].IsCapital
            && lexicon.ClassOf(text.Tokens[i].Lower) == WordClass.None);
        if (!isName || text.Tokens[source.First].Lower is "a" or "an" or "some" or "one")
            return new(null, span.In(text.Source), span, null);
        var country = lexicon.Countries.FirstOrDefault(one =>
            one.Name == span.In(text.Source) || one.Capital == span.In(text.Source));
        var kind = country.Name is not null ? PartyKind.State
            : source.Count is 2 or 3
                && Enumerable.Range(source.First, source.Count).All(i => text.Tokens[i].IsCapital)
                ? PartyKind.Person : PartyKind.Unknown;
        var entry = register.Add(kind, span.In(text.Source), span);
        return new(entry, entry.Name, span, null);
    }

    Resolved Pronoun(Finding finding, TextSpan span, Via? site)
    {
        var word = span.In(text.Source).ToLowerInvariant();
        if (word is "i" or "we" or "you")
            return new(null, span.In(text.Source), span, "The pronoun means somebody outside the text.");
        IReadOnlyList<Via> through = site is { } here ? [here] : [];
        var inSentence = Recent().FirstOrDefault(past =>
            past.Finding.Sentence == finding.Sentence && past.Speaker.Party is not null);
        if (word != "it" && inSentence.Speaker is { } sameSentence)
            return Meant(sameSentence, span, "the pronoun goes on with the subject of its sentence", through);
        if (finding.Class == CueClass.Add && history.Count > 0 && IsNear(finding))
        {
            var previous = history[^1].Speaker;
            return Meant(previous, span, "the statement before goes on",
                [.. previous.Through.Select(via => via with { Inferred = true })]) with
            {
                PronounMisfits = word is "he" or "she" && (previous.IsDocument
                    || previous.Party is { Kind: PartyKind.Organisation or PartyKind.NewsAgency or PartyKind.State }),
            };
        }
        var last = Recent().FirstOrDefault(past => Fits(past.Speaker, word));
        if (last.Speaker is not { } fitting)
            return new(null, span.In(text.Source), span, "Nobody before it fits the pronoun.");
        var isNext = history[^1].Speaker == fitting
            && finding.Sentence.Paragraph - history[^1].Finding.Sentence.Paragraph <= 1;
        if (through.Count == 0 && isNext)
            through = [.. fitting.Through.Select(via => via with { Inferred = true })];
        return Meant(fitting, span, "the last speaker whom the pronoun fits", through);
    }

    // The latest first.
    IEnumerable<(Finding Finding, Resolved Speaker)> Recent()
    {
        for (var i = history.Count - 1; i >= 0 && history.Count - i <= RecentMax; i--)
            yield return history[i];
    }

    bool IsNear(Finding finding) => finding.Sentence.Paragraph - history[^1].Finding.Sentence.Paragraph <= 3;

    static Resolved Meant(Resolved speaker, TextSpan span, string how, IReadOnlyList<Via> through)
    {
        speaker.Party?.Mention(span);
        return speaker with { Span = span, How = how, Through = through };
    }

    bool Fits(Resolved speaker, string pronoun)
    {
        if (speaker.Party is not { } party)
            return pronoun is "he" or "she" or "his" or "her" && IsSomebody(speaker, pronoun);
        return pronoun switch
        {
            "he" or "his" => party.Kind is PartyKind.Person or PartyKind.Unknown && party.Gender != "f",
            "she" or "her" => party.Kind is PartyKind.Person or PartyKind.Unknown && party.Gender != "m",
            "it" => party.Kind is not PartyKind.Person,
            "who" => false,
            _ => true,
        };
    }

    // "a spokesperson for the agency" has no name and is all the same whom the next "she" means.
    bool IsSomebody(Resolved speaker, string pronoun)
    {
        if (speaker.Span is not { } span || speaker.IsDocument)
            return false;
        for (var i = text.TokenFrom(span.Start); i < text.Tokens.Count && text.Tokens[i].End <= span.End; i++)
        {
            var word = text.Tokens[i].Lower;
            if (word is "of" or "for" or "from" or "in")
                return false;
            if (lexicon.Roles.TryGetValue(word, out var gender))
                return gender == "-" || (gender == "f") == (pronoun is "she" or "her");
            if (word is "woman" or "mother" or "girl" or "man" or "father" or "boy")
                return (word is "woman" or "mother" or "girl") == (pronoun is "she" or "her");
            if (word is "official" or "resident" or "witness" or "refugee" or "villager" or "teacher" or "doctor")
                return true;
        }
        return false;
    }

    // "the statement", "the official note", "USAID's report"
    Resolved? Document(TokenRange source, Finding finding, Via? site)
    {
        var head = source.Last - 1;
        for (var i = source.First; i < source.Last; i++)
            if (text.Tokens[i].Lower is "of" or "by" or "from" or "," or "on")
            {
                head = i - 1;
                break;
            }
        if (head < source.First || !lexicon.Documents.TryGetValue(text.Tokens[head].Lower, out var rank))
            return null;
        var span = text.SpanOf(source.First, source.Last);
        var name = text.SpanOf(source.First, head + 1);
        var named = name.In(text.Source);
        var link = new Via(rank == "site" ? LinkKind.Site : LinkKind.Document, named, name, Inferred: false);
        var owner = register.NamedIn(span);
        var outer = rank == "site" ? null : site ?? RecentSite(finding);
        return new(owner, owner?.Name ?? link.Name, span, owner is null ? null : "whose document it is")
        {
            Through = outer is { } found ? [found, link] : [link],
            IsDocument = owner is null,
        };
    }

    Via? RecentSite(Finding finding) =>
        lastSite is { } site && finding.Sentence.Paragraph - site.Paragraph <= SiteReachParagraphs
            ? site.Link with { Inferred = true } : null;

    // "posted on the presidential website" counts even where the sentence is broken before it.
    Via? SiteIn(Finding finding)
    {
        var sentence = finding.Sentence;
        for (var i = sentence.First; i < sentence.Last; i++)
        {
            if (text.IsQuoted(i) || !lexicon.Documents.TryGetValue(text.Tokens[i].Lower, out var rank)
                || rank != "site"
                || finding.Content.Any(part => part.Contains(text.Tokens[i].Span)))
                continue;
            var first = i;
            while (first > sentence.First && i - first < 4 && text.Tokens[first - 1].IsWord
                && (text.Tokens[first - 1].Is("'s") || !lexicon.Is(text.Tokens[first - 1].Lower,
                    WordClass.Preposition | WordClass.Auxiliary | WordClass.Subordinator)))
                first--;
            var span = text.SpanOf(first, i + 1);
            return new(LinkKind.Site, span.In(text.Source), span, Inferred: false);
        }
        return null;
    }
}
