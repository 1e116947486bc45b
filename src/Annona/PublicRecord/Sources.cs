using System.Text;
using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.Values;

namespace Annona.PublicRecord;

/// <summary>Who published something.</summary>
/// <param name="Name">As it is published.</param>
/// <param name="Party">The party on record, if there is one.</param>
public sealed record Publisher(string Name, Id<Party>? Party);

/// <summary>The original that a text of our own words is about.</summary>
/// <param name="Publisher">Who published the original.</param>
/// <param name="PublishedOn">When; null when not known.</param>
/// <param name="Address">Where it is found; null when not known.</param>
public sealed record Original(string Publisher, DateOnly? PublishedOn, string? Address);

/// <summary>What is known about a document beside its bytes.</summary>
/// <param name="Publisher">Who published it.</param>
public sealed record SourceDescription(Publisher Publisher)
{
    /// <summary>Its headline or name; null when it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The news agency whose copy it is, or null.</summary>
    public string? Wire { get; init; }

    /// <summary>The day it was published; null when not known.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>When it was fetched or handed over; null when not known.</summary>
    public DateTimeOffset? RetrievedAt { get; init; }

    /// <summary>BCP 47 tag such as <c>en</c>; null when not known.</summary>
    public string? Language { get; init; }

    /// <summary>Where it was found.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Licence, or what may be done with it; null when not known.</summary>
    public string? Rights { get; init; }

    /// <summary>The source that this one translates.</summary>
    public Id<Source>? TranslationOf { get; init; }

    /// <summary>Set when the text is in our own words: nothing in it is a quotation of the original.</summary>
    public Original? SummaryOf { get; init; }
}

/// <summary>A document is archived: its bytes and its text, each under its hash.</summary>
/// <param name="Source">Derived from the hash of the bytes, so the same document is the same source everywhere.</param>
/// <param name="Bytes">SHA-256 of the document.</param>
/// <param name="Text">SHA-256 of the text's UTF-8 bytes.</param>
/// <param name="TextLength">In UTF-16 code units.</param>
/// <param name="MediaType">Such as <c>text/plain</c>.</param>
/// <param name="Normaliser">How the text was taken from the bytes.</param>
/// <param name="About">What else is known.</param>
public sealed record SourceArchived(
    Id<Source> Source, Hash Bytes, Hash Text, int TextLength, string MediaType, Normaliser Normaliser,
    SourceDescription About) : Event;

/// <summary>A source no longer counts. It stays archived, and the reason is shown in its place.</summary>
public sealed record SourceWithdrawn(Id<Source> Source, string Reason) : Event;

/// <summary>What of a source a mask lies on.</summary>
public enum MaskedPart
{
    /// <summary>Its text.</summary>
    Text,

    /// <summary>Its title.</summary>
    Title,

    /// <summary>One of its addresses.</summary>
    Address,

    /// <summary>The address of the original that it is about.</summary>
    OriginalAddress,
}

/// <summary>A stretch of a source.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">After the last.</param>
/// <param name="Part">Of what.</param>
/// <param name="Index">Which of the addresses, from 0; 0 for everything else.</param>
public sealed record Stretch(int Start, int End, MaskedPart Part = MaskedPart.Text, int Index = 0);

/// <summary>A stretch is shown as blocks everywhere from now on: it names a private person.</summary>
/// <param name="Source">Where.</param>
/// <param name="Where">Which words; they stand in no entry.</param>
/// <param name="Reason">Why, without the name.</param>
public sealed record PassageMasked(Id<Source> Source, Stretch Where, string Reason) : Event;

/// <summary>Asks to archive a document.</summary>
/// <param name="Bytes">The document as it was found.</param>
/// <param name="Text">Its text, made by the normaliser.</param>
/// <param name="MediaType">Such as <c>text/plain</c>.</param>
/// <param name="Normaliser">How the text was made.</param>
/// <param name="About">What is known about it.</param>
public sealed record ArchiveSource(
    byte[] Bytes, string Text, string MediaType, Normaliser Normaliser, SourceDescription About) : Request
{
    /// <summary>A report of a thousand pages is about 3 MB of text; larger is a mistake.</summary>
    const int TextMax = 16 * 1024 * 1024;

    static readonly Guid Space = new("6f0b7c1e-8a35-5f0e-9d0c-2f1f5b0a7a11");

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <summary>The id of the source with these bytes.</summary>
    public static Id<Source> IdOf(Hash bytes) => new(Ids.From(Space, bytes.ToString()));

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        var bytes = Hash.Of(Bytes);
        if (now.PublicRecord.Sources.Find(IdOf(bytes)) is { } known)
            return RecordRefusals.SourceAlreadyThere(known);
        if (Bytes.Length == 0 || string.IsNullOrWhiteSpace(Text))
            return RecordRefusals.SourceEmpty();
        if (Text.Length > TextMax)
            return RecordRefusals.SourceTooLong(Text.Length, TextMax);
        if (string.IsNullOrWhiteSpace(About.Publisher.Name))
            return RecordRefusals.NoPublisher();
        if (About.Publisher.Party is { } party && now.Parties.Find(party) is null)
            return PartyRefusals.Unknown(party.ToString());
        if (About.TranslationOf is { } original && now.PublicRecord.Sources.Find(original) is null)
            return RecordRefusals.UnknownSource(original.ToString());
        // One day of grace: it may be tomorrow already where the paper is printed.
        if (About.PublishedOn > moment.Today.AddDays(1))
            return RecordRefusals.PublishedInFuture(About.PublishedOn.Value);
        return Archived(bytes);
    }

    Decision.Accepted Archived(Hash bytes)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var textHash = Hash.Of(text);
        var fact = new SourceArchived(IdOf(bytes), bytes, textHash, Text.Length, MediaType, Normaliser, About);
        return new(fact) { Documents = textHash == bytes ? [Bytes] : [Bytes, text] };
    }
}

/// <summary>Asks to withdraw a source.</summary>
public sealed record WithdrawSource(Id<Source> Source, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.PublicRecord.Sources.Find(Source) is not { } row ? RecordRefusals.UnknownSource(Source.ToString())
        : row.Withdrawn is not null ? RecordRefusals.SourceWithdrawn(row)
        : string.IsNullOrWhiteSpace(Reason) ? RecordRefusals.NoReason()
        : new SourceWithdrawn(Source, Reason);
}

/// <summary>Asks to show stretches of a source as blocks. What is hidden already is left as it is.</summary>
public sealed record MaskPassages(Id<Source> Source, IReadOnlyList<Stretch> Where, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.RecordKeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.PublicRecord.Sources.Find(Source) is not { } row)
            return RecordRefusals.UnknownSource(Source.ToString());
        if (Where.Count == 0 || Where.Any(stretch => !row.Has(stretch)))
            return RecordRefusals.PassageOutside(row);
        return string.IsNullOrWhiteSpace(Reason)
            ? RecordRefusals.NoReason()
            : new Decision.Accepted(
            [
                .. Where.Distinct().Where(stretch => !row.HidesAllOf(stretch))
                    .Select(stretch => new PassageMasked(Source, stretch, Reason)),
            ]);
    }
}
