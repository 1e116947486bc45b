using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>
/// What persons' own keys open, in memory: each text once, and a chain of them for each person. 12 bytes a text
/// beside the text itself. A chain that replaces another one leads on to it, so that readers of older versions still
/// find the other, and an erasure finds both. <c>default</c> is not usable; begin with <see cref="New"/>.
/// </summary>
readonly record struct PersonTexts
{
    const int NoToken = -1;

    readonly TextMap tokens;
    readonly Rows<TextRow> rows;

    PersonTexts(TextMap tokens, Rows<TextRow> rows)
    {
        this.tokens = tokens;
        this.rows = rows;
    }

    public static PersonTexts New() => new(new(), default);

    /// <summary>Every text that somebody uses, once each.</summary>
    public IEnumerable<string> All
    {
        get
        {
            var known = tokens;
            return Enumerable.Range(0, known.Count).Select(at => known[at]).OfType<string>();
        }
    }

    /// <summary>Adds the chain of a person's details.</summary>
    /// <param name="details">What to keep; the birth is not a text and stands in the person's row.</param>
    /// <param name="earlier">The chain that it replaces, or -1.</param>
    /// <param name="edit">The draft.</param>
    /// <param name="first">The chain's first text, or -1 when there is none.</param>
    public PersonTexts Add(PersonalDetails details, int earlier, Edit edit, out int first)
    {
        var kept = rows;
        var next = -1;
        if (earlier >= 0)
        {
            kept = kept.Add(new(NoToken, earlier, new(TextKind.Earlier)), edit);
            next = kept.Count - 1;
        }
        if (details.Note is { } note)
            next = Prepend(ref kept, new(TextKind.Note), note, next, edit);
        if (details.Payee is { } payee)
            next = Prepend(ref kept, new(TextKind.Payee), payee, next, edit);
        if (details.Address is { } address)
            next = Prepend(ref kept, new(TextKind.Address), address, next, edit);
        for (var i = details.Documents.Count - 1; i >= 0; i--)
        {
            next = Prepend(ref kept, new(TextKind.DocumentNumber), details.Documents[i].Number, next, edit);
            next = Prepend(ref kept, new(TextKind.DocumentKind), details.Documents[i].Kind, next, edit);
        }
        for (var i = details.Phones.Count - 1; i >= 0; i--)
            next = Prepend(ref kept, new(TextKind.Phone), details.Phones[i], next, edit);
        for (var i = details.Name.Count - 1; i >= 0; i--)
            next = Prepend(ref kept, Tag.Of(details.Name[i]), details.Name[i].Text, next, edit);
        first = next;
        return new(tokens, kept);
    }

    /// <summary>Releases the texts of a chain and of those that it replaced.</summary>
    public void Release(int first, Edit edit)
    {
        for (var at = first; at >= 0; at = rows[at].Next)
            if (rows[at].Token != NoToken)
                tokens.Release(rows[at].Token, edit);
    }

    /// <summary>The details of the chain that begins at <paramref name="first"/>, without what is gone.</summary>
    public PersonalDetails Read(int first, PartialDate born)
    {
        if (first < 0)
            return new() { Born = born };
        var (names, phones, documents) = (new List<NamePart>(4), new List<string>(1), new List<Document>(0));
        string? address = null, payee = null, note = null, kind = null;
        for (var at = first; at >= 0 && rows[at].Tag.Kind != TextKind.Earlier; at = rows[at].Next)
        {
            // A reader of an older version meets texts that are gone by now.
            if (tokens[rows[at].Token] is not { } text)
                continue;
            switch (rows[at].Tag.Kind)
            {
                case TextKind.Phone:
                    phones.Add(text);
                    break;
                case TextKind.DocumentKind:
                    kind = text;
                    break;
                case TextKind.DocumentNumber:
                    documents.Add(new(kind ?? "", text));
                    break;
                case TextKind.Address:
                    address = text;
                    break;
                case TextKind.Payee:
                    payee = text;
                    break;
                case TextKind.Note:
                    note = text;
                    break;
                default:
                    names.Add(new(rows[at].Tag.Role, text) { Script = rows[at].Tag.Script });
                    break;
            }
        }
        return new()
        {
            Name = names,
            Born = born,
            Phones = phones,
            Documents = documents,
            Address = address,
            Payee = payee,
            Note = note,
        };
    }

    int Prepend(ref Rows<TextRow> kept, Tag tag, string text, int next, Edit edit)
    {
        kept = kept.Add(new(tokens.Use(text, edit), next, tag), edit);
        return kept.Count - 1;
    }

    /// <summary>The first five are the roles of a name.</summary>
    enum TextKind : byte
    {
        Whole = NameRole.Whole,
        Given = NameRole.Given,
        Family = NameRole.Family,
        Father = NameRole.Father,
        Mother = NameRole.Mother,
        Phone,
        DocumentKind,
        DocumentNumber,
        Address,
        Payee,
        Note,

        /// <summary>No text: the chain that this one replaced follows.</summary>
        Earlier,
    }

    /// <summary>What a text is, in two bytes.</summary>
    readonly record struct Tag
    {
        readonly byte kind;
        readonly byte script;

        public Tag(TextKind kind, NameScript script = NameScript.Unknown) =>
            (this.kind, this.script) = ((byte)kind, (byte)script);

        public TextKind Kind => (TextKind)kind;

        public NameRole Role => (NameRole)kind;

        public NameScript Script => (NameScript)script;

        public static Tag Of(NamePart part) => new((TextKind)part.Role, part.Script);
    }

    readonly record struct TextRow(int Token, int Next, Tag Tag);
}
