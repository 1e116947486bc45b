namespace Annona.Tests.Tidy;

/// <summary>What is read out of sources and documents, on small ones.</summary>
public sealed class DocumentRulesTests
{
    [Fact]
    public void Refusals_are_read_from_the_source_with_what_is_filled_in()
    {
        var source = new Source("src/Annona/Aid/A.cs", """"
            class Refusals
            {
                static Refusal OverEntitlement(Amount asked, Amount left) => new(
                    "aid.over-entitlement",
                    $"{asked} was asked for, " + $"but {left.Units:N0} is left of {Names[3 + 4]}.",
                    left.Units > 0 ? $"Give {left} or less." : """
                        Grant
                        more first.
                        """);

                static Exception Empty(string file) =>
                    new InputException("exchange.empty-file", Say(file), "Export the file again.");

                static Refusal ByCall() => Refuse("aid.no-card", "There is no card.", "Make one.");

                static Thing Other() => new("journal.db", 3, 4);
            }
            """");

        var sayings = Refusals.In(source).ToDictionary(saying => saying.Code);

        Assert.Equal(["aid.over-entitlement", "exchange.empty-file", "aid.no-card"], sayings.Keys);
        Assert.Equal(
            ["{asked} was asked for, but {left.Units} is left of {...}."], sayings["aid.over-entitlement"].Messages);
        Assert.Equal(["Give {left} or less.", "Grant more first."], sayings["aid.over-entitlement"].Remedies);
        Assert.Equal(["{Say(file)}"], sayings["exchange.empty-file"].Messages);
        Assert.Equal(["Make one."], sayings["aid.no-card"].Remedies);
        Assert.Empty(sayings.Values.SelectMany(Refusals.Unended));
    }

    [Fact]
    public void A_code_made_twice_and_a_sentence_without_an_end_are_found()
    {
        var source = new Source("src/Annona/Aid/A.cs", """
            class Refusals
            {
                static Refusal One() => new("aid.no-card", "There is no card", "Make one.");
                static Refusal Two() => new("aid.no-card", "There is no card.", "");
                static Refusal Three() => new("aid.other", "There is no card.", "Find cards with: annona aid list");
            }
            """);
        var sayings = Refusals.In(source).ToList();

        Assert.Equal([3, 4], Refusals.Twins(sayings).Select(found => found.Line));
        Assert.Equal([3, 4], sayings.SelectMany(Refusals.Unended).Select(found => found.Line));
    }

    [Fact]
    public void The_page_of_errors_is_sorted_by_room_and_code()
    {
        var source = new Source("src/Annona/Aid/A.cs", """
            class Refusals
            {
                static Refusal One() => new("people.b-word", "A | B.", "Use <b>.");
                static Refusal Two() => new("people.a-word", "A.", yes ? "B." : "C.");
                static Refusal Three() => new("aid.no-card", "A.", "B.");
            }
            """);

        var page = ErrorsPage.Write(Refusals.In(source));

        Assert.EndsWith("""

            ## aid

            | code | what it says | what to do | where |
            |---|---|---|---|
            | `aid.no-card` | A. | B. | `src/Annona/Aid/A.cs` |

            ## people

            | code | what it says | what to do | where |
            |---|---|---|---|
            | `people.a-word` | A. | B. / C. | `src/Annona/Aid/A.cs` |
            | `people.b-word` | A \| B. | Use \<b>. | `src/Annona/Aid/A.cs` |

            """, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](errors.md)", 0)]
    [InlineData("[a](errors.md#the-first-part)", 0)]
    [InlineData("[a](../README.md) and [b](#here-its-fine)", 0)]
    [InlineData("[a](https://example.org/x)", 0)]
    [InlineData("`[a](nowhere.md)`", 0)]
    [InlineData("[a](nowhere.md)", 1)]
    [InlineData("[a](errors.md#another-part)", 1)]
    [InlineData("[a](#there)", 1)]
    public void A_link_that_leads_nowhere_is_found(string line, int found)
    {
        var files = new Dictionary<string, string>
        {
            ["docs/errors.md"] = "# The first part\n",
            ["README.md"] = "",
        };

        var links = DocumentRules.Links("docs/a.md", $"## Here: it's fine\n{line}\n", files.GetValueOrDefault);

        Assert.Equal(found, links.Count());
    }

    [Theory]
    [InlineData("`src/Annona/Aid`", 0)]
    [InlineData("`./annona demo`", 0)]
    [InlineData("`src/Annona/Gone.cs`", 1)]
    [InlineData("`./tset`", 1)]
    [InlineData("`Table<Row>` and `Table.Edit()`", 0)]
    [InlineData("`Tabel`", 1)]
    [InlineData("`docs/decisions/NNNN-title.md`, `aid.given.1`, `true`, `FILE`, `annona read FILE`", 0)]
    public void A_tour_that_names_what_is_not_there_is_found(string line, int found)
    {
        HashSet<string> paths = ["src/Annona/Aid", "annona"];
        HashSet<string> types = ["Table"];

        Assert.Equal(found, DocumentRules.Tour("CONTRIBUTING.md", line, paths.Contains, types).Count());
    }
}
