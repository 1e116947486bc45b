using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>
/// Words of a source's text were destroyed in the archive: the text is kept again with blocks in their place, so that
/// every offset stays, and what had them is gone. The hash of what was archived stands on in its own entry.
/// </summary>
/// <param name="Source">Where.</param>
/// <param name="Text">SHA-256 of the text as it is kept from now on.</param>
/// <param name="Where">Which stretches of the text; the words stand in no entry of this kind.</param>
/// <param name="Gone">Documents that are gone: the text as it was, and the document it was taken from.</param>
/// <param name="Reason">Why, without the name.</param>
public sealed record PassagesErased(
    Id<Source> Source, Hash Text, IReadOnlyList<Stretch> Where, IReadOnlyList<Hash> Gone, string Reason) : Event;

/// <summary>A stretch of a source whose words were destroyed, or hidden where they stand in an entry.</summary>
/// <param name="Source">Where.</param>
/// <param name="Where">Which words.</param>
public sealed record ErasedPassage(Id<Source> Source, Stretch Where);

/// <summary>
/// Asks, when an older copy of the journal is put back, to destroy again words that were destroyed after the copy was
/// made.
/// </summary>
/// <param name="Passages">Words of one source; its text as the copy keeps it.</param>
public sealed record ErasePassagesAgain(PassagesOf Passages) : Request
{
    /// <summary>The reason that stands in the entries.</summary>
    public const string Reason = "erased-after-this-copy";

    /// <summary>Only the host that puts a copy back may, with the root key: no officer by any role.</summary>
    public override Roles MayAsk => Roles.None;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        Passages.Decide(now, Reason);
}

/// <summary>
/// Asks to destroy words of sources that name a private person. What stands in a title or an address is hidden, as
/// <see cref="MaskPassages"/> does. A source with the same text loses the same words.
/// </summary>
/// <param name="Source">Which.</param>
/// <param name="Text">Its text as it is kept now: a decision does not read the archive.</param>
/// <param name="Where">Which words.</param>
/// <param name="Reason">Why, without the name.</param>
public sealed record ErasePassages(Id<Source> Source, string Text, IReadOnlyList<Stretch> Where, string Reason)
    : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        string.IsNullOrWhiteSpace(Reason) ? RecordRefusals.NoReason()
        : new PassagesOf(Source, Text, Where).Decide(now, Reason.Trim());
}

/// <summary>Words of one source that are to be destroyed.</summary>
/// <param name="Source">Which.</param>
/// <param name="Text">Its text as it is kept now.</param>
/// <param name="Where">Which words; also in its title and its addresses, where they are only hidden.</param>
public sealed record PassagesOf(Id<Source> Source, string Text, IReadOnlyList<Stretch> Where)
{
    const char Block = '█';

    internal Decision Decide(Registers now, string reason)
    {
        var sources = now.PublicRecord.Sources;
        if (sources.Find(Source) is not { } row)
            return RecordRefusals.UnknownSource(Source.ToString());
        if (Where.Count == 0 || Where.Any(stretch => !row.Has(stretch)))
            return RecordRefusals.PassageOutside(row);
        if (PlainTextDocument.HashOf(Text) != row.Text)
            return RecordRefusals.OtherText(row);
        List<Stretch> words = [.. Where.Where(stretch => stretch.Part == MaskedPart.Text).Distinct()];
        List<Event> facts =
        [
            .. Where.Except(words).Where(stretch => !row.HidesAllOf(stretch))
                .Select(stretch => new PassageMasked(Source, stretch, reason) { Synthetic = row.Synthetic }),
        ];
        var text = Encoding.UTF8.GetBytes(WithBlocks(words));
        var hash = Hash.Of(text);
        if (hash == row.Text)
            return new Decision.Accepted(facts);
        // The same text may have come with other bytes: each of them has the words.
        var gone = new HashSet<Hash>();
        foreach (var same in sources.All.Where(other => other.Text == row.Text))
        {
            Hash[] its = [.. new[] { same.Archived.Bytes, row.Text }.Distinct()];
            gone.UnionWith(its);
            facts.Add(new PassagesErased(same.Id, hash, words, its, reason) { Synthetic = same.Synthetic });
        }
        return new Decision.Accepted(facts) { Documents = [text], Destroyed = [.. gone] };
    }

    /// <summary>One block for each UTF-16 code unit, so that no offset behind it moves; line breaks stay.</summary>
    string WithBlocks(List<Stretch> words)
    {
        var text = Text.ToCharArray();
        foreach (var word in words)
        {
            // A half of a pair would not be text any more.
            var (start, end) = (word.Start, word.End);
            if (start > 0 && char.IsLowSurrogate(text[start]))
                start--;
            if (end < text.Length && char.IsLowSurrogate(text[end]))
                end++;
            for (var at = start; at < end; at++)
                if (text[at] != '\n')
                    text[at] = Block;
        }
        return new(text);
    }
}
