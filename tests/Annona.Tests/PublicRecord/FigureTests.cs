using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;
using CsCheck;

namespace Annona.Tests.PublicRecord;

/// <summary>
/// The seven ways in which stated numbers differ, each met in one real case; places and wording are made up.
/// </summary>
public sealed class FigureTests
{
    static readonly Commodity Usd = new("USD", 2);
    static readonly Commodity Amd = new("AMD", 0);

    readonly RecordDesk desk = new();
    readonly Id<Source> source;
    readonly Id<Place> region;
    readonly Id<Place> city;
    readonly Id<Place> villages;

    public FigureTests()
    {
        source = desk.Archive();
        region = Place("Region");
        city = Place("City", region);
        villages = Place("Villages", region);
    }

    [Fact]
    public void Zero_against_some_is_a_candidate_with_what_to_rule_out()
    {
        var none = Figure("civilian deaths", Count(0), By("presidency")) with { Place = region, To = new(2026, 3, 9) };
        var ten = Figure("civilian deaths", Count(10), By("ombudsman")) with { Place = region, To = new(2026, 3, 2) };

        var compared = Compared(none, ten);

        Assert.Equal(FigureOutcome.ContradictionCandidate, compared.Outcome);
        Assert.Equal(ComparisonReason.ZeroAgainstSome, compared.Reason);
        Assert.Contains(InnocentExplanation.Definition, compared.Explanations);
        Assert.Contains(InnocentExplanation.Observer, compared.Explanations);
        Assert.StartsWith("Rule out first: another definition;", compared.RuleOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_speakers_who_are_not_known_may_be_two_observers()
    {
        var none = Figure("civilian deaths", Count(0), By("x")) with { Speaker = null, To = new(2026, 3, 9) };

        var compared = Compared(none, none with { Value = Count(10) });

        Assert.Contains(InnocentExplanation.Observer, compared.Explanations);
        var one = none with { Speaker = By("x") };
        Assert.DoesNotContain(
            InnocentExplanation.Observer, Compared(one, one with { Value = Count(10) }).Explanations);
    }

    [Fact]
    public void What_was_seen_in_the_city_says_nothing_of_the_villages()
    {
        var day = new DateOnly(2026, 3, 9);
        var inCity = Figure("damaged houses", Count(0), By("mission")) with { Place = city, To = day };
        var inVillages = Figure("damaged houses", Count(40), By("envoy")) with { Place = villages, To = day };

        Assert.Equal(
            (FigureOutcome.NotComparable, ComparisonReason.OtherPlace), Both(Compared(inCity, inVillages)));
    }

    [Fact]
    public void One_post_with_two_numbers_is_one_utterance_told_twice()
    {
        var hundreds = Figure("injured", new(Qualifier.MoreThan, 400, null, null), By("ombudsman"), "post of 2 March");
        var tens = Figure("injured", new(Qualifier.MoreThan, 40, null, null), By("ombudsman"), "post of 2 March");

        // Over 400 is over 40 as well, and yet nobody said both.
        Assert.Equal((FigureOutcome.Variant, ComparisonReason.NumberChanged), Both(Compared(hundreds, tens)));
        Assert.Equal(
            (FigureOutcome.Variant, ComparisonReason.QualifierChanged),
            Both(Compared(hundreds, hundreds with { Value = Count(400) })));
        Assert.Equal(FigureOutcome.Agrees, Compared(hundreds, hundreds).Outcome);
    }

    [Fact]
    public void A_sum_converted_inside_quotation_marks_is_an_altered_quotation()
    {
        var dram = Money("monthly aid", new(Qualifier.Exact, 40_000, 40_000, Amd), By("minister"), "session");
        var dollars = Money("monthly aid", new(Qualifier.Exact, 100_00, 100_00, Usd), By("minister"), "session");

        Assert.Equal((FigureOutcome.Variant, ComparisonReason.UnitChanged), Both(Compared(dram, dollars)));
    }

    [Fact]
    public void A_series_that_grows_is_no_contradiction()
    {
        var early = Figure("rounds handed in", new(Qualifier.About, 5_000, 5_000, null), By("peacekeepers")) with
        {
            Subject = FigureSubject.Arms,
            To = new(2026, 3, 2),
        };
        var late = early with { Value = Count(251_308), Speaker = By("ministry"), To = new(2026, 3, 6) };

        Assert.Equal((FigureOutcome.NotComparable, ComparisonReason.OtherTime), Both(Compared(early, late)));
    }

    [Fact]
    public void Totals_with_two_definitions_are_not_compared()
    {
        var both = Money("aid since 2020", new(Qualifier.AtLeast, 24_000_000_00, null, Usd), By("donor")) with
        {
            Definition = "humanitarian and development",
            To = new(2026, 3, 2),
        };
        var one = both with
        {
            Value = new(Qualifier.Nearly, 28_000_000_00, 28_000_000_00, Usd),
            Definition = "humanitarian",
        };

        Assert.Equal((FigureOutcome.NotComparable, ComparisonReason.OtherDefinition), Both(Compared(both, one)));
    }

    [Fact]
    public void A_retelling_for_one_group_is_narrower_than_the_release_for_the_region()
    {
        var release = Money("new aid", new(Qualifier.MoreThan, 11_500_000_00, null, Usd), By("donor"), "visit") with
        {
            Place = region,
        };
        var article = release with
        {
            Value = new(Qualifier.Exact, 11_500_000_00, 11_500_000_00, Usd),
            Group = desk.Crossed,
            Place = null,
        };

        Assert.Equal((FigureOutcome.Variant, ComparisonReason.ScopeNarrowed), Both(Compared(release, article)));
    }

    [Fact]
    public void A_region_cannot_have_fewer_than_its_city()
    {
        var whole = Figure("arrivals", Count(900), By("a")) with { Place = region, To = new(2026, 3, 9) };
        var part = whole with { Value = Count(1_000), Place = city };

        Assert.Equal(
            (FigureOutcome.ContradictionCandidate, ComparisonReason.WholeBelowPart), Both(Compared(whole, part)));
        Assert.Equal(
            (FigureOutcome.NotComparable, ComparisonReason.OtherPlace),
            Both(Compared(whole with { Value = Count(2_000) }, part)));
    }

    /// <summary>Outcome and reason do not depend on which figure came first, and what agrees shares a number.</summary>
    [Fact]
    public void Comparing_is_the_same_both_ways_and_agreement_shares_a_number()
    {
        var place = Gen.Int[0, 3].Select(at => new Id<Place>?[] { null, region, city, villages }[at]);
        var figure = Gen.Select(AnyCount, place, Gen.Int[1, 3], Gen.Enum<CountedOver>(), (value, at, day, over) =>
            Figure("arrivals", value, By("a")) with
            {
                Over = over,
                Place = at,
                From = new(2026, 3, 1),
                To = new(2026, 3, day),
            });

        Gen.Select(figure, figure).Sample((one, other) =>
        {
            var (there, back) = (Compared(one, other), Compared(other, one));

            var shared = Enumerable.Range(0, 100).Any(n => Fits(one.Value, n) && Fits(other.Value, n));
            return Both(there) == Both(back)
                && (there.Outcome != FigureOutcome.Agrees || shared)
                && (there.Outcome != FigureOutcome.ContradictionCandidate || !shared);
        });
    }

    [Fact]
    public void Money_needs_a_currency_and_a_figure_says_what_it_counts()
    {
        Assert.Equal("record.no-currency", Refused(Money("aid", Count(5), By("donor"))));
        Assert.Equal("record.unknown-currency", Refused(
            Money("aid", StatedAmount.Exactly(new Amount(new("XYZ", 2), 500)), By("donor"))));
        Assert.Equal("record.nothing-counted", Refused(Figure(" ", Count(5), By("donor"))));
        Assert.Equal("record.unsound-amount", Refused(Figure("x", new(Qualifier.Between, 5, 5, null), By("donor"))));

        desk.World.Record(new RecordFigure(Figure("arrivals", Count(5), By("city")))
        {
            Intent = desk.World.NextIntent(),
        });

        Assert.Equal("arrivals", desk.Record.Figures.Find("F1")!.Terms.Counted);
    }

    static Gen<StatedAmount> AnyCount { get; } = Gen.Select(
        Gen.Enum<Qualifier>(), Gen.Long[1, 40], Gen.Long[1, 20], (qualifier, low, more) => qualifier switch
        {
            Qualifier.Exact or Qualifier.About or Qualifier.Nearly => new StatedAmount(qualifier, low, low, null),
            Qualifier.MoreThan or Qualifier.AtLeast => new StatedAmount(qualifier, low, null, null),
            Qualifier.Between => new StatedAmount(qualifier, low, low + more, null),
            _ => new StatedAmount(qualifier, null, low, null),
        });

    static StatedAmount Count(long number) => StatedAmount.Exactly(number);

    static Speaker By(string name) => new(name, null, null);

    static (FigureOutcome, ComparisonReason) Both(FigureComparison compared) => (compared.Outcome, compared.Reason);

    /// <summary>Whether a number fits the words, read off the words and not off the interval.</summary>
    static bool Fits(StatedAmount said, long number) => said.Qualifier switch
    {
        Qualifier.Exact => number == said.Low,
        Qualifier.Nearly => number <= said.Low && (said.Low!.Value - number) * 10 <= said.Low,
        Qualifier.About => Math.Abs(number - said.Low!.Value) * 10 <= said.Low,
        Qualifier.MoreThan => number > said.Low,
        Qualifier.AtLeast => number >= said.Low,
        Qualifier.UpTo => number <= said.High,
        Qualifier.LessThan => number < said.High,
        _ => number >= said.Low && number <= said.High,
    };

    FigureTerms Figure(string counted, StatedAmount value, Speaker by, string? occasion = null) =>
        new(FigureSubject.People, counted, value, CountedIn.Persons, CountedOver.Cumulative, source)
        {
            Speaker = by,
            Occasion = occasion,
        };

    FigureTerms Money(string counted, StatedAmount value, Speaker by, string? occasion = null) =>
        Figure(counted, value, by, occasion) with { Subject = FigureSubject.Money, Unit = CountedIn.Items };

    FigureComparison Compared(FigureTerms one, FigureTerms other) => FigureComparison.Of(one, other, desk.Now.Places);

    string Refused(FigureTerms terms) =>
        desk.World.Refused(new RecordFigure(terms) { Intent = desk.World.NextIntent() }).Code;

    Id<Place> Place(string name, Id<Place>? parent = null)
    {
        desk.World.Record(new AddPlace(PlaceLevel.Unknown, name) { Parent = parent, Intent = desk.World.NextIntent() });
        return desk.Now.Places.Find(name)!.Id;
    }
}
