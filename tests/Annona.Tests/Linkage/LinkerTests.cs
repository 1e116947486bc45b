using System.Globalization;
using Annona.Linkage;
using Annona.Linkage.Generate;
using CsCheck;

namespace Annona.Tests.Linkage;

public sealed class LinkerTests
{
    static readonly LinkageRecord Aram = new(1)
    {
        Given = "Արամ",
        Family = "Հովհաննիսյան",
        Father = "Կարեն",
        Birth = new(1984, 5, 17),
        Sex = Sex.Male,
        Form = 10,
    };

    static readonly LinkageRecord AramInRussian = new(2)
    {
        Given = "Арам",
        Family = "Ованнисян",
        Father = "Каренович",
        Birth = new(1984, 5, 17),
        Sex = Sex.Male,
        Form = 20,
    };

    [Fact]
    public void One_person_registered_in_two_scripts_is_likely_and_the_reasons_say_why()
    {
        var pair = Assert.Single(Linker.Candidates([Aram, AramInRussian, .. Others()]));

        Assert.Equal((1, 2, Zone.Likely), (pair.LeftKey, pair.RightKey, pair.Zone));
        Assert.Equal(Agreement.AcrossScripts, AgreementOn(pair, LinkageField.Family));
        Assert.Equal(Agreement.AcrossScripts, AgreementOn(pair, LinkageField.Father));
        Assert.Equal(Agreement.Exact, AgreementOn(pair, LinkageField.Birth));
        Assert.Equal(Agreement.Missing, AgreementOn(pair, LinkageField.Phone));
        Assert.All(pair.Reasons, reason => Assert.EndsWith(".", reason.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_members_of_one_form_are_never_proposed()
    {
        var twin = AramInRussian with { Form = Aram.Form };

        Assert.Empty(Linker.Candidates([Aram, twin, .. Others()]));
    }

    [Fact]
    public void Brothers_of_two_registrations_of_one_family_are_kept_apart()
    {
        var davit = new LinkageRecord(3)
        {
            Given = "Դավիթ",
            Family = "Հովհաննիսյան",
            Father = "Կարեն",
            Birth = new(1986, 11, 2),
            Sex = Sex.Male,
            Form = 10,
        };
        var davitAgain = davit with { Key = 4, Given = "Давид", Family = "Ованнисян", Father = "Карен", Form = 20 };

        var pairs = Linker.Candidates([Aram, AramInRussian, davit, davitAgain, .. Others()]);

        Assert.Equal([(1, 2), (3, 4)], pairs.Select(pair => (pair.LeftKey, pair.RightKey)));
        Assert.All(pairs, pair => Assert.NotEqual(Agreement.Missing, AgreementOn(pair, LinkageField.Household)));
    }

    [Fact]
    public void Swapped_given_and_family_name_are_found()
    {
        var swapped = Aram with { Key = 2, Given = Aram.Family, Family = Aram.Given, Form = 20 };

        var pair = Assert.Single(Linker.Candidates([Aram, swapped, .. Others()]));

        Assert.Contains(pair.Reasons, reason => reason.Text.Contains("swapped", StringComparison.Ordinal));
    }

    [Fact]
    public void Swapped_day_and_month_are_found()
    {
        var first = Aram with { Birth = new(1984, 5, 7) };
        var second = AramInRussian with { Birth = new(1984, 7, 5) };

        var pair = Assert.Single(Linker.Candidates([first, second, .. Others()]));

        Assert.Equal(Agreement.Near, AgreementOn(pair, LinkageField.Birth));
    }

    [Fact]
    public void The_first_of_January_is_a_year_and_not_a_day()
    {
        var first = new Birth(1984, 1, 1);

        Assert.False(first.IsDay);
        Assert.True(first.IsKnown);
        Assert.False(default(Birth).IsKnown);
    }

    [Fact]
    public void A_key_that_occurs_twice_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Linker.Candidates([Aram, Aram with { Form = 30 }]));

        Assert.Contains("key 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_has_no_pairs() => Assert.Empty(Linker.Candidates([]));

    [Fact]
    public void A_block_too_large_to_compare_in_full_still_lets_true_pairs_meet()
    {
        // A thousand people of one name and no day of birth: the worst case that real lists hold.
        var many = Enumerable.Range(0, 1000).Select(at => new LinkageRecord(at)
        {
            Given = "Armen",
            Family = "Petrosyan",
            Birth = new(1930 + (at % 90)),
            Phone = string.Create(CultureInfo.InvariantCulture, $"000{at / 2:00000}"),
            Form = at,
        });

        var found = Linker.Candidates([.. many], new() { AskFrom = 0.05 });

        var phones = found.Count(pair => pair.LeftKey / 2 == pair.RightKey / 2);
        Assert.Equal(500, phones);
    }

    [Fact]
    public void The_order_of_the_list_does_not_matter() =>
        Gen.UInt.SelectMany(seed =>
                Gen.Shuffle(
                    SyntheticLists.Records(SyntheticRegister.Make(new(seed, 60) { TwiceShare = 0.5 })).ToArray()))
            .Sample(
                shuffled =>
                {
                    var sorted = shuffled.OrderBy(record => record.Key).ToArray();
                    Assert.Equal(Described(Linker.Candidates(sorted)), Described(Linker.Candidates(shuffled)));
                },
                iter: 20);

    static IEnumerable<string> Described(IReadOnlyList<CandidatePair> pairs) =>
        pairs.Select(
            pair => $"{pair.LeftKey} {pair.RightKey} {pair.Score} {pair.Zone} {string.Join(' ', pair.Reasons)}");

    static Agreement AgreementOn(CandidatePair pair, LinkageField field) =>
        pair.Reasons.Single(reason => reason.Field == field).Agreement;

    /// <summary>People who have nothing to do with the story, so that names have frequencies.</summary>
    static IEnumerable<LinkageRecord> Others() =>
        SyntheticLists.Records(SyntheticRegister.Make(new(5, 300) { TwiceShare = 0 }))
            .Select(record => record with { Key = record.Key + 1000, Form = record.Form + 1000 });
}
