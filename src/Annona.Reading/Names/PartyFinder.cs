using Annona.Reading.Lexicons;
using Annona.Reading.Text;

namespace Annona.Reading.Names;

/// <summary>
/// Finds persons by their office or by the shape of their name, organisations by their words and acronyms. A capital
/// letter alone makes nobody: a single unknown word becomes a party only when it speaks.
/// </summary>
sealed class PartyFinder(PlainText text, Lexicon lexicon, PartyRegister register)
{
    // "acting assistant secretary of state of the United States for Europe and Eurasian Affairs"
    const int RoleTokensMax = 18;

    // "foreign policy chief"
    const int DescriptionTokensMax = 3;

    // "First Deputy Prime Minister"
    const int TitleTokensMax = 6;

    readonly HashSet<string> stateWords = [.. lexicon.Countries.SelectMany(country =>
        country.Demonyms.Append(country.Name)).SelectMany(name => name.Split(' '))];

    public void Scan()
    {
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last;)
                i = At(i, sentence);
        // Surnames and acronyms may stand before the full name, so short mentions are collected last.
        foreach (var sentence in text.Sentences)
            for (var i = sentence.First; i < sentence.Last; i++)
                ShortMention(i);
    }

    /// <summary>A run of capitalised words from the token on; [i, end).</summary>
    public int NameEnd(int i, int last)
    {
        var end = i;
        while (end < last)
        {
            var token = text.Tokens[end];
            var isName = token.IsWord && token.IsCapital
                && (lexicon.ClassOf(token.Lower) == WordClass.None
                || (token.IsAcronym(text.Source) && token.Lower != "i"))
                && !lexicon.Weekdays.ContainsKey(token.Lower) && !lexicon.Months.ContainsKey(token.Lower);
            var isDot = end > i && token.Is(".") && text.Tokens[end - 1].End == token.Start && end + 1 < last
                && (lexicon.Abbreviations.Contains(text.Tokens[end - 1].Lower)
                || text.Tokens[end - 1].Span.Length == 1);
            if (!isName && !isDot)
                break;
            end++;
        }
        return end;
    }

    int At(int i, Sentence sentence)
    {
        if (RoleAt(i, sentence) is { } role)
            return role;
        var end = NameEnd(i, sentence.Last);
        if (end == i)
            return i + 1;
        // "Armenian Health Minister NAME": the office begins inside the run of capitals.
        for (var k = i + 1; k < end; k++)
            if (RoleAt(k, sentence, i) is { } inside)
                return inside;
        if (Organisation(i, end, sentence) is { } after)
            return after;
        if (end - i >= 2 && RoleAfter(end, sentence) is { } held)
        {
            Person(i, end, held);
            return end;
        }
        return end;
    }

    // "President NAME", "head of the NAME agency (ACRONYM), NAME", "the local ombudsman, NAME,"
    int? RoleAt(int i, Sentence sentence, int? run = null)
    {
        if (TitleEnd(i, sentence) is not { } titleEnd)
            return null;
        var first = OfficeStart(i, run ?? i, sentence);
        var at = titleEnd;
        if (text.IsWordAt(at, ".") && at < sentence.Last)
            at++;
        var end = NameEnd(at, sentence.Last);
        if (end > at && !lexicon.OrganisationWords.Contains(text.Tokens[end - 1].Lower))
        {
            Person(at, end, text.SpanOf(first == i ? WithDescription(first, sentence) : first, titleEnd));
            return end;
        }
        if (NamedBehindComma(at, sentence) is { } named)
        {
            Person(at + 1, named, text.SpanOf(WithDescription(first, sentence), titleEnd));
            return named;
        }
        if (!text.IsWordAt(at, "of") && !text.IsWordAt(at, "for"))
            return null;
        var roleEnd = RoleEnd(at, sentence);
        ScanInside(at, roleEnd, sentence);
        if (text.IsWordAt(roleEnd, ",") && roleEnd + 1 < sentence.Last)
        {
            var nameEnd = NameEnd(roleEnd + 1, sentence.Last);
            if (nameEnd - roleEnd - 1 >= 2)
            {
                Person(roleEnd + 1, nameEnd, text.SpanOf(first, roleEnd));
                return nameEnd;
            }
        }
        return roleEnd;
    }

    // "the minister, ADA ORVEL, told": a name of two words or more that a mark closes.
    int? NamedBehindComma(int at, Sentence sentence)
    {
        if (!text.IsWordAt(at, ",") || at + 2 >= sentence.Last || TitleEnd(at + 1, sentence) is not null)
            return null;
        var end = NameEnd(at + 1, sentence.Last);
        var isName = end - at > 2 && !lexicon.OrganisationWords.Contains(text.Tokens[end - 1].Lower);
        return isName && (end >= sentence.Last || text.Tokens[end].Lower is "," or "." or ";" or ")") ? end : null;
    }

    // "Armenian", "UN" and "Health" before the title belong to the office, and so does "former".
    int OfficeStart(int i, int run, Sentence sentence)
    {
        var first = i;
        while (first > sentence.First && IsOfOffice(first - 1, run, sentence))
            first--;
        while (first > sentence.First && text.Tokens[first - 1].Lower is "acting" or "former" or "interim" or "senior"
            or "outgoing")
            first--;
        // "France's foreign minister", "UNICEF's Regional Director"
        return first - 1 > sentence.First && text.Tokens[first - 1].Is("'s") && text.Tokens[first - 2].IsCapital
            ? first - 2 : first;
    }

    bool IsOfOffice(int token, int run, Sentence sentence) => text.Tokens[token].IsCapital
        && (IsNationality(token) || (token >= run
            && (token > sentence.First || text.Tokens[token].IsAcronym(text.Source))));

    // "the local ombudsman": what describes an office in small letters.
    int WithDescription(int first, Sentence sentence)
    {
        var start = first;
        while (start > sentence.First && first - start < DescriptionTokensMax && text.Tokens[start - 1].IsWord
            && lexicon.ClassOf(text.Tokens[start - 1].Lower) == WordClass.None && !text.Tokens[start - 1].IsCapital
            && !lexicon.Cues.Contains(text.Tokens[start - 1].Lower) && !lexicon.IsPast(text.Tokens[start - 1].Lower))
            start--;
        if (start == sentence.First || !text.Tokens[start - 1].IsWord)
            return first;
        if (text.Tokens[start - 1].IsAcronym(text.Source) || text.Tokens[start - 1].Lower is "u.n." or "u.s." or "e.u."
            || (text.Tokens[start - 1].IsCapital && IsNationality(start - 1)))
            return start - 1;
        return lexicon.Is(text.Tokens[start - 1].Lower, WordClass.Determiner) ? start : first;
    }

    // "Velmoran President": states that no list holds have adjectives all the same.
    bool IsNationality(int token)
    {
        var word = text.Tokens[token].Span.In(text.Source);
        return stateWords.Contains(word)
            || (word.Length > 4 && lexicon.ClassOf(text.Tokens[token].Lower) == WordClass.None
            && (word.EndsWith("an", StringComparison.Ordinal) || word.EndsWith("ish", StringComparison.Ordinal)
                || word.EndsWith("ese", StringComparison.Ordinal) || word.EndsWith('i')));
    }

    void ScanInside(int first, int last, Sentence sentence)
    {
        for (var i = first; i < last;)
        {
            var end = NameEnd(i, last);
            i = end > i ? Organisation(i, end, sentence) ?? end : i + 1;
        }
    }

    // "Deputy Prime Minister" is one title made of two.
    int? TitleEnd(int i, Sentence sentence)
    {
        int? end = null;
        for (var at = i; SingleTitleEnd(at, sentence) is { } next; at = next)
        {
            end = next;
            if (next - i >= TitleTokensMax)
                break;
        }
        return end;
    }

    int? SingleTitleEnd(int i, Sentence sentence)
    {
        if (i >= sentence.Last || !lexicon.RoleStarts.Contains(text.Tokens[i].Lower))
            return null;
        for (var words = Math.Min(3, sentence.Last - i); words >= 1; words--)
            if (lexicon.Roles.ContainsKey(text.Phrase(i, words)))
                return i + words;
        return null;
    }

    // The words of an office run to a comma, a quotation or a verb.
    int RoleEnd(int at, Sentence sentence)
    {
        var i = at;
        while (i < sentence.Last && i - at < RoleTokensMax && !text.IsQuoted(i))
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Mark && token.Lower is not ("(" or ")"))
                break;
            if (lexicon.Is(token.Lower, WordClass.Auxiliary) || token.Lower is "who" or "that" or "which" or "but"
                or "while"
                || (!token.IsCapital
                && lexicon.Cues[token.Lower].Any(cue => !cue.MayBeNoun && cue.Form != VerbForm.Plain)))
                break;
            i++;
        }
        return i;
    }

    // "NAME, acting assistant secretary of …," and "NAME is the head of …"
    TextSpan? RoleAfter(int at, Sentence sentence)
    {
        var i = at;
        if (text.IsWordAt(i, ",") || text.IsWordAt(i, "is") || text.IsWordAt(i, "was"))
            i++;
        else
            return null;
        if (text.IsWordAt(i, "the") || text.IsWordAt(i, "a") || text.IsWordAt(i, "an"))
            i++;
        for (var skipped = 0; skipped < 4 && i < sentence.Last; skipped++, i++)
        {
            // In "from the valley, President NAME" the title is the next one's.
            if (TitleEnd(i, sentence) is { } title)
                return NameEnd(title, sentence.Last) > title ? null
                    : text.SpanOf(i - skipped, RoleEnd(title, sentence));
            if (!text.Tokens[i].IsWord || lexicon.ClassOf(text.Tokens[i].Lower) != WordClass.None
                || lexicon.Cues.Contains(text.Tokens[i].Lower))
                return null;
        }
        return null;
    }

    void Person(int first, int end, TextSpan role)
    {
        var span = text.SpanOf(first, end);
        var name = span.In(text.Source);
        var known = register.Find(name);
        var entry = known is { Kind: PartyKind.Person or PartyKind.Unknown } ? known : null;
        entry ??= register.Add(PartyKind.Person, name, span);
        entry.Kind = PartyKind.Person;
        entry.Mention(span);
        register.Call(entry, name);
        var words = role.In(text.Source);
        if (entry.Role is null || words.Length > entry.Role.Length)
            entry.Role = words;
        var gender = lexicon.Roles.GetValueOrDefault(words.ToLowerInvariant());
        entry.Gender ??= gender is "m" or "f" ? gender : null;
    }

    int? Organisation(int first, int end, Sentence sentence)
    {
        // "Agency for International Development" goes on after a small word; "Ministry of Health" too.
        var last = WithPossessed(end, sentence);
        var hasWord = HasOrganisationWord(first, last);
        while (hasWord && last + 1 < sentence.Last && text.Tokens[last].Lower is "of" or "for" or "on" or "and")
        {
            var next = text.Tokens[last + 1].Is("the") ? last + 2 : last + 1;
            var more = next < sentence.Last ? BeforeTitle(next, NameEnd(next, sentence.Last), sentence) : next;
            if (text.Tokens[last].Is("and") && text.Tokens[next].IsAcronym(text.Source))
                break;
            if (more == next || text.Tokens[last].Is("and") && !HasOrganisationWord(next, more) is false)
                break;
            last = more;
        }
        var acronym = Acronym(first, last, sentence);
        if (!hasWord && acronym is null)
            return null;
        var span = text.SpanOf(first, last);
        var isAgency = lexicon.Acronyms.TryGetValue(span.In(text.Source), out var known) && known.Kind == "agency";
        var entry = register.Add(isAgency ? PartyKind.NewsAgency : PartyKind.Organisation, span.In(text.Source),
            span);
        if (acronym is { } letters)
        {
            register.Call(entry, letters.In(text.Source));
            entry.Mention(letters);
        }
        return acronym is null ? last : last + 3;
    }

    // "Department of State Acting Assistant Secretary": the name ends where an office begins.
    int BeforeTitle(int first, int end, Sentence sentence)
    {
        for (var i = first; i < end; i++)
            if (TitleEnd(i, sentence) is not null || text.Tokens[i].Is("acting"))
                return i;
        return end;
    }

    // "Russia's Defense Ministry", "United Nations Children's Fund": the name goes on behind the possessive.
    int WithPossessed(int end, Sentence sentence)
    {
        while (end + 1 < sentence.Last && text.Tokens[end].Is("'s"))
        {
            var more = NameEnd(end + 1, sentence.Last);
            if (more == end + 1 || TitleEnd(end + 1, sentence) is not null
                || !Enumerable.Range(end + 1, more - end - 1)
                    .Any(i => lexicon.OrganisationWords.Contains(text.Tokens[i].Lower)))
                break;
            end = more;
        }
        return end;
    }

    // "Agency for Development (USAID)": letters of the name. In the dateline "GORIS, Armenia (AP)" they are an
    // agency's.
    TextSpan? Acronym(int first, int last, Sentence sentence)
    {
        if (last + 2 >= sentence.Last || !text.Tokens[last].Is("(") || !text.Tokens[last + 2].Is(")")
            || !text.Tokens[last + 1].IsAcronym(text.Source))
            return null;
        var letters = text.SpanOf(last + 1, last + 2);
        var written = letters.In(text.Source);
        if (lexicon.Acronyms.TryGetValue(written, out var known) && known.Kind == "agency"
            && known.Name != text.SpanOf(first, last).In(text.Source))
            return null;
        var fits = Enumerable.Range(first, last - first).Any(i =>
            char.ToUpperInvariant(text.Source[text.Tokens[i].Start]) == written[0]);
        return fits && last - first > 1 ? letters : null;
    }

    bool HasOrganisationWord(int first, int end) =>
        Enumerable.Range(first, Math.Max(0, end - first))
            .Any(i => lexicon.OrganisationWords.Contains(text.Tokens[i].Lower))
            && end - first >= (text.IsWordAt(end, "of") || text.IsWordAt(end, "for") ? 1 : 2);

    void ShortMention(int i)
    {
        var token = text.Tokens[i];
        if (!token.IsWord || !token.IsCapital)
            return;
        var name = token.Span.In(text.Source);
        if (register.Find(name) is { } entry)
        {
            if (!entry.Covers(token.Span))
                entry.Mention(token.Span);
        }
        else if (lexicon.Acronyms.TryGetValue(name, out var known))
        {
            var added = register.Add(known.Kind == "agency" ? PartyKind.NewsAgency : PartyKind.Organisation, name,
                token.Span);
            if (known.Name != name)
                register.Call(added, known.Name);
        }
    }
}
