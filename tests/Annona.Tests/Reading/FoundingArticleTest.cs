using Annona.Reading;

namespace Annona.Tests.Reading;

/// <summary>
/// The news report that the project began with, held against a table of what each sentence does. The report itself is not
/// ours to keep: the table names paragraphs, cues and the ends of passages only.
/// </summary>
public sealed class FoundingArticleTest
{
    const string Table = """
        ## Statements

        | ¶ | cue | speaker | audience | kind or force | what | mode | through | words |
        |---|---|---|---|---|---|---|---|---|
        | 1 | promised | Ilham Aliev | Samantha Power | promise | rights | indirect | EFE | that Baku … region |
        | 1 | - | EFE | - | assertion | - | narrated | EFE | which Azerbaijan … 19 |
        | 2 | said | Ilham Aliev | - | promise | rights | mixed | EFE > the presidential website > the statement | that the … obligations |
        | 3 | stressed | Ilham Aliev | - | under way | goods | indirect | EFE > ~the presidential website > ~the statement | are sending … Armenians |
        | 3 | stressed | Ilham Aliev | - | under way | service | indirect | EFE > ~the presidential website > ~the statement | cooperating with … Cross |
        | 3 | stressed | Ilham Aliev | - | under way | reconstruction | indirect | EFE > ~the presidential website > ~the statement | rebuilding regional infrastructure |
        | 4 | expressed his willingness | Ilham Aliev | - | offer | accessorvisit, soon (no date) | indirect | EFE | to soon … region |
        | 4 | - | EFE | - | assertion | - | narrated | EFE | where the … Armenia |
        | 5 | updated | Ilham Aliev | Samantha Power | figure | - | indirect | EFE | the progress … requisitioned |
        | 5 | updated | Ilham Aliev | Samantha Power | permission | safepassage | indirect | EFE | Armenian soldiers … territory |
        | 6 | highlighted | Ilham Aliev | - | assertion (denied) | - | mixed | EFE | that in … installations.” |
        | 7 | states | the official note | - | position | - | direct | EFE > ~the presidential website > the official note | “During the … stressed,” |
        | 8 | reported | US Agency for Development | - | assertion | - | mixed | EFE > US Agency for Development: website | Power arrived … Karabakh.” |
        | 10 | added | US Agency for Development | - | position | - | direct | EFE > ~US Agency for Development: website | “During his … integrity,” |
        | 11 | - | EFE | - | assertion | - | narrated | EFE | Power is … Affairs |
        | 11 | criticized | Yuri Kim | - | position | - | indirect | EFE | the military … Karabakh |
        | 12 | denounced | Samantha Power | - | position | - | indirect | EFE | the violence … Karabakh |
        | 12 | stopped short of | Samantha Power | - | position (not said) | - | mixed | EFE | using the … Pashinián |
        | 13 | announced | Samantha Power | - | promise | money | indirect | EFE | $11.5 million … Sunday |
        | 13 | - | EFE | - | assertion | - | narrated | EFE | an exodus … UN |

        ## Figures

        | words | class | qualifier | low | high | currency |
        |---|---|---|---|---|---|
        | hundreds of pieces of heavy weapons | arms | many | 200 | 999 | - |
        | $11.5 million | money | exact | 11500000 | 11500000 | USD |
        | more than 53,000 refugees | people | morethan | 53000 | open | - |

        ## Dates

        | words | from | to | other days the words allow |
        |---|---|---|---|
        | this Wednesday, September 27 | 2023-09-27 | 2023-09-27 | - |
        | September 19 | 2023-09-19 | 2023-09-19 | - |
        | soon | - | - | - |
        | last Tuesday | 2023-09-19 | 2023-09-19 | 2023-09-26 |
        | September 19 | 2023-09-19 | 2023-09-19 | - |
        | Tuesday | 2023-09-26 | 2023-09-26 | - |
        | since Sunday | 2023-09-24 | 2023-09-27 | - |

        ## Terms

        | term | stance | by | whose words |
        |---|---|---|---|
        | Nagorno-Karabakh | uses | EFE | - |
        | recovered | uses | EFE | - |
        | military offensive | uses | EFE | - |
        | Karabakh | uses | Ilham Aliev | - |
        | Karabakh | uses | EFE | - |
        | Capitulation | uses | EFE | - |
        | self-proclaimed | uses | EFE | - |
        | Nagorno-Karabakh | uses | EFE | - |
        | exodus | uses | EFE | - |
        | Karabakh | uses | EFE | - |
        | anti-terrorist operation | quotes | Ilham Aliev | the authorities |
        | illegal Armenian armed formations | uses | Ilham Aliev | - |
        | Nagorno Karabakh | uses | US Agency for Development | - |
        | military operation | uses | EFE | - |
        | capitulation | uses | EFE | - |
        | self-proclaimed | uses | EFE | - |
        | Nagorno Karabakh | uses | EFE | - |
        | Karabakh | uses | EFE | - |
        | ethnic cleansing | avoids | Samantha Power | Nikol Pashinián |
        | refugees | uses | EFE | - |
        | Karabakh | uses | EFE | - |
        | exodus | uses | EFE | - |
        """;

    static Annona.Reading.Reading Article() =>
        Reader.Read(File.ReadAllText(Repository.Data("text/founding-article.txt")), new());

    [Fact]
    public void Every_sentence_is_told_as_the_table_says() =>
        Assert.Equal(TableOfReading.Rows(Table, "Statements"), TableOfReading.Statements(Article()));

    [Fact]
    public void Every_figure_keeps_its_qualifier() =>
        Assert.Equal(TableOfReading.Rows(Table, "Figures"), TableOfReading.Figures(Article()));

    [Fact]
    public void Last_Tuesday_is_the_day_of_the_offensive_and_plain_Tuesday_the_day_before() =>
        Assert.Equal(TableOfReading.Rows(Table, "Dates"), TableOfReading.Dates(Article()));

    [Fact]
    public void Each_contested_term_has_an_owner() =>
        Assert.Equal(TableOfReading.Rows(Table, "Terms"), TableOfReading.Terms(Article()));

    [Fact]
    public void The_agency_signs_at_the_end_and_the_publisher_stands_before_it()
    {
        var text = File.ReadAllText(Repository.Data("text/founding-article.txt"));

        var reading = Reader.Read(text, new() { Publisher = "A website" });

        Assert.All(reading.Statements, statement => Assert.Equal(
            ["A website", "EFE"], statement.Chain.Take(2).Select(link => link.Name)));
    }
}
