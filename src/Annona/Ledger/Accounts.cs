using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annona.Access;

namespace Annona.Ledger;

/// <summary>What an account stands for. <see cref="AccountRules"/> says how each behaves.</summary>
public enum AccountKind
{
    /// <summary>Not an account.</summary>
    None,

    /// <summary>Where money and goods come from: <c>Donor:Aster Foundation</c>.</summary>
    Donor,

    /// <summary>What a donor has pledged (memo book).</summary>
    Pledges,

    /// <summary>What a donor has committed in writing (memo book).</summary>
    Committed,

    /// <summary>Our money.</summary>
    Bank,

    /// <summary>Our money in a partner's hands.</summary>
    Advance,

    /// <summary>Where money turns into goods: money goes in, goods come out.</summary>
    Exchange,

    /// <summary>Where one currency turns into another.</summary>
    Conversion,

    /// <summary>Goods in a warehouse.</summary>
    Stock,

    /// <summary>Goods on the road.</summary>
    Transit,

    /// <summary>Goods, or a cash box, at a distribution point.</summary>
    Site,

    /// <summary>Handed over to people, by programme.</summary>
    Given,

    /// <summary>Cash sent to a provider with a list.</summary>
    CashSent,

    /// <summary>Cash the provider has credited to people.</summary>
    Credited,

    /// <summary>Cash people have collected.</summary>
    Collected,

    /// <summary>Support costs: rent, staff, freight.</summary>
    Support,

    /// <summary>Fees of banks and providers.</summary>
    Fees,

    /// <summary>Services paid for: medical care, transport of people.</summary>
    Services,

    /// <summary>Works paid for: repair, construction.</summary>
    Works,

    /// <summary>Lost, stolen, spoiled or expired.</summary>
    Loss,

    /// <summary>Given back to a donor or supplier.</summary>
    Returned,

    /// <summary>What a count found to be more or less than the books said.</summary>
    Variance,
}

/// <summary>
/// An account: its kind and whose or where it is, written <c>Stock:Warehouse North</c>. Names are places,
/// organisations and programmes, never people. <c>default</c> is no account.
/// </summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">Whose or where it is; empty when there is only one of its kind.</param>
[JsonConverter(typeof(AccountNameJsonConverter))]
public readonly record struct AccountName(AccountKind Kind, string Name)
{
    /// <summary>Longest name: one line of a stock card.</summary>
    public const int NameMax = 100;

    /// <summary>Reads <c>Kind:Name</c> or <c>Kind</c>; the kind in any case, the name as it is written.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountName account)
    {
        account = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var kindText = (colon < 0 ? text : text![..colon])?.Trim();
        var name = colon < 0 ? "" : text![(colon + 1)..].Trim();
        if (string.IsNullOrEmpty(kindText) || !char.IsAsciiLetter(kindText[0]) || name.Length > NameMax
            || !Enum.TryParse<AccountKind>(kindText, ignoreCase: true, out var kind) || kind == AccountKind.None)
            return false;
        account = new(kind, name);
        return true;
    }

    /// <summary>What <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Kind}" : $"{Kind}:{Name}";
}

/// <summary>Writes accounts as text.</summary>
sealed class AccountNameJsonConverter : JsonConverter<AccountName>
{
    public override AccountName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AccountName.TryParse(reader.GetString(), out var account)
            ? account
            : throw new JsonException("Not an account.");

    public override void Write(Utf8JsonWriter writer, AccountName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>
/// An account is open. A transfer opens its accounts by itself; this is for those with a note or without movement.
/// </summary>
public sealed record AccountOpened(AccountName Account, string? Note) : Event;

/// <summary>Asks to open an account before anything moves there. Opening it again changes nothing.</summary>
/// <param name="Account">Kind and name.</param>
/// <param name="Note">Such as an account number at a bank; never a person. May be null.</param>
public sealed record OpenAccount(AccountName Account, string? Note = null) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (AccountRules.Refuses(Account, now.Ledger) is { } no)
            return no;
        if (now.Ledger.FindAccount(Account.ToString()) is { Note: var note } && (Note is null || Note == note))
            return new Decision.Accepted();
        return new AccountOpened(Account, Note);
    }
}

/// <summary>An account as the register has it.</summary>
/// <param name="Account">Kind and name.</param>
/// <param name="Note">What was said at opening; may be null.</param>
/// <param name="Synthetic">Its transfers are made up; real and made-up ones never mix.</param>
public sealed record AccountRow(AccountName Account, string? Note, bool Synthetic);
