using Annona.Linkage.Names;

namespace Annona.Linkage.Compare;

/// <summary>
/// Weighs a pair. Two explanations compete with "one person": two strangers, and two members of one family, who share
/// family name, father, phone and place. Each field adds bits against each of them, and score = 1 / (1 + 2^-stranger
/// + 2^-family). Without the second explanation brothers and sisters would drown the list. Fields count as
/// independent within an explanation, which is not quite true: read the score as an order.
/// </summary>
sealed class PairScorer(Roll roll)
{
    /// <summary>Among pairs of two related registrations this share, as bits, is one person.</summary>
    const double FamilyPrior = -1;

    readonly Finding[] findings = new Finding[9];

    /// <summary>The chance of one person, 0..1, not rounded.</summary>
    /// <param name="left">One record.</param>
    /// <param name="right">The other; the order does not matter.</param>
    /// <param name="others">How many other members of the two registrations were found to be the same people.</param>
    public double Score(in Row left, in Row right, int others)
    {
        Weigh(left, right, others);
        // In a list of N records about one pair in N is a true one: each record has some N possible partners.
        var stranger = -Math.Log2(roll.Count + 2.0);
        var family = FamilyPrior;
        foreach (var finding in findings)
        {
            stranger += finding.Stranger;
            family += finding.Family;
        }
        return 1 / (1 + Math.Pow(2, -stranger) + Math.Pow(2, -family));
    }

    /// <summary>The reasons, one for each field.</summary>
    public IReadOnlyList<Reason> Explain(in Row left, in Row right, int others)
    {
        Weigh(left, right, others);
        return [.. findings.Select((each, at) => new Reason((LinkageField)at, each.Agreement, each.Text))];
    }

    void Weigh(in Row left, in Row right, int others)
    {
        var given = NameComparison.Compare(roll.Givens, left.Given, right.Given, NameTexts.Given);
        var family = NameComparison.Compare(roll.Families, left.Family, right.Family, NameTexts.Family);
        if (given.Stranger <= 0 && family.Stranger <= 0)
        {
            (given, family) = SwappedIfBetter(left, right, given, family);
        }
        var father = NameComparison.Compare(roll.Fathers, left.Father, right.Father, NameTexts.Father);
        findings[(int)LinkageField.Given] = given;
        findings[(int)LinkageField.Family] = family with { Family = FamilyBits(family, 0.3, -2) };
        findings[(int)LinkageField.Father] = Softened(father) with { Family = FamilyBits(father, 0.8, -3) };
        findings[(int)LinkageField.Birth] = BirthComparison.Compare(left.Birth, right.Birth);
        findings[(int)LinkageField.Sex] = CompareSex(left.Sex, right.Sex);
        findings[(int)LinkageField.Phone] = Best(
            left.Phone, left.MorePhones, right.Phone, right.MorePhones, ComparePhone);
        findings[(int)LinkageField.Document] = Best(
            left.Document, left.MoreDocuments, right.Document, right.MoreDocuments, CompareDocument);
        findings[(int)LinkageField.Place] = ComparePlace(left.Place, right.Place);
        findings[(int)LinkageField.Household] = CompareHousehold(left.Form, right.Form, others);
    }

    /// <summary>Given name and family name change places in some 2 % of rows; both orders are tried.</summary>
    (Finding Given, Finding Family) SwappedIfBetter(in Row left, in Row right, Finding given, Finding family)
    {
        const double SwapCost = 3;
        var first = NameComparison.Compare(
            new PooledName(roll.Givens, left.Given), new PooledName(roll.Families, right.Family), NameTexts.Given);
        var second = NameComparison.Compare(
            new PooledName(roll.Families, left.Family), new PooledName(roll.Givens, right.Given), NameTexts.Family);
        if (first.Stranger + second.Stranger - (2 * SwapCost) <= given.Stranger + family.Stranger)
        {
            return (given, family);
        }
        return (Swapped(first, SwapCost, NameTexts.Given), Swapped(second, SwapCost, NameTexts.Family));
    }

    static Finding Swapped(Finding found, double cost, NameTexts texts)
    {
        var agreement = found.Stranger > 0 ? Agreement.Near : found.Agreement;
        var text = found.Stranger > 0 ? texts.Swapped : found.Text;
        return new(agreement, found.Stranger - cost, found.Family - cost, text);
    }

    /// <summary>
    /// A family shares its names, so agreement hardly tells its members apart; difference does.
    /// </summary>
    static double FamilyBits(Finding finding, double same, double different) => finding.Agreement switch
    {
        Agreement.Exact or Agreement.AcrossScripts or Agreement.SameSound => same,
        Agreement.Near => 0,
        Agreement.Different => different,
        _ => 0,
    };

    /// <summary>
    /// Father and family name come together in families, so the father's name adds less than its rarity.
    /// </summary>
    static Finding Softened(Finding father) => father with { Stranger = Math.Clamp(father.Stranger, -3, 6) };

    static Finding CompareSex(Sex left, Sex right) => (left, right) switch
    {
        (Sex.Unknown, _) or (_, Sex.Unknown) => Finding.Missing("Sex is missing on one side."),
        _ when left == right => new(Agreement.Exact, 1, 1, "Sex is the same."),
        _ => new(Agreement.Different, -5, -5, "Sex is different."),
    };

    /// <summary>One number in common is enough: the best of all pairs of numbers counts.</summary>
    static Finding Best(int left, int[]? moreLeft, int right, int[]? moreRight, Func<int, int, Finding> compare)
    {
        var best = compare(left, right);
        if (moreLeft is null && moreRight is null)
        {
            return best;
        }
        foreach (var one in (ReadOnlySpan<int>)[left, .. moreLeft ?? []])
        {
            foreach (var other in (ReadOnlySpan<int>)[right, .. moreRight ?? []])
            {
                var found = compare(one, other);
                best = best.Agreement == Agreement.Missing || found.Stranger > best.Stranger ? found : best;
            }
        }
        return best;
    }

    Finding ComparePhone(int left, int right)
    {
        if (left == 0 || right == 0)
        {
            return Finding.Missing("The phone number is missing on one side.");
        }
        if (roll.Number(left).Contains('@', StringComparison.Ordinal))
        {
            return CompareMail(left, right);
        }
        if (left == right)
        {
            var bits = Math.Min(9, Math.Log2(0.5 / roll.PhoneShare(left)));
            return new(Agreement.Exact, bits, 0.5, "The phone number is the same.");
        }
        return OneSlip(roll.Number(left), roll.Number(right))
            ? new(Agreement.Near, 6, 0.5, "The phone numbers differ in one place.")
            : new(Agreement.Different, -0.7, 0, "The phone numbers are different.");
    }

    /// <summary>An e-mail address belongs to one person more often than a phone does.</summary>
    Finding CompareMail(int left, int right)
    {
        if (left == right)
        {
            return new(Agreement.Exact, 12, 6, "The e-mail address is the same.");
        }
        var (one, other) = (roll.Number(left), roll.Number(right));
        var longest = Math.Max(one.Length, other.Length);
        return SoundDistance.Count(one, other, longest) <= longest / 2
            ? new(Agreement.Near, 9, 4, "The e-mail addresses are close.")
            : new(Agreement.Different, -2, -1, "The e-mail addresses are different.");
    }

    Finding CompareDocument(int left, int right)
    {
        if (left == 0 || right == 0)
        {
            return Finding.Missing("The document number is missing on one side.");
        }
        if (left == right)
        {
            return new(Agreement.Exact, 16, 10, "The document number is the same.");
        }
        return OneSlip(roll.Number(left), roll.Number(right))
            ? new(Agreement.Near, 9, 6, "The document numbers differ in one place.")
            : new(Agreement.Different, -4, -3, "The document numbers are different.");
    }

    Finding ComparePlace(int? left, int? right)
    {
        if (left is not { } place || right is null)
        {
            return Finding.Missing("The place is missing on one side.");
        }
        if (left != right)
        {
            return new(Agreement.Different, -1, 0, "The place is different.");
        }
        var bits = Math.Clamp(Math.Log2(0.8 / roll.PlaceShare(place)), 0, 5);
        return new(Agreement.Exact, bits, 0, "The place is the same.");
    }

    static Finding CompareHousehold(int? left, int? right, int others)
    {
        if (left is null || right is null)
        {
            return Finding.Missing("The household is not known on one side.");
        }
        return others switch
        {
            0 => new(Agreement.Missing, 0, 0, "No other member of the two registrations was found again."),
            1 => new(Agreement.Near, 8, 0.5, "Another member of the two registrations was found again."),
            _ => new(Agreement.Exact, 11, 0.5, "Several other members of the two registrations were found again."),
        };
    }

    /// <summary>One letter or digit changed, added, left out, or two neighbours exchanged.</summary>
    static bool OneSlip(string left, string right)
    {
        if (left.Length < 5 || Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }
        var shorter = Math.Min(left.Length, right.Length);
        var front = 0;
        while (front < shorter && left[front] == right[front])
        {
            front++;
        }
        var back = 0;
        while (back < shorter - front && left[^(back + 1)] == right[^(back + 1)])
        {
            back++;
        }
        var (leftRest, rightRest) = (left[front..^back], right[front..^back]);
        return (leftRest.Length <= 1 && rightRest.Length <= 1)
            || (leftRest.Length == 2 && rightRest.Length == 2
                && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0]);
    }
}
