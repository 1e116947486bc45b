using Annona.Linkage.Names;
using CsCheck;

namespace Annona.Tests.Linkage;

public sealed class NameNormalizerTests
{
    [Theory]
    [InlineData("Ouiliam", "Uilyam")]
    [InlineData("Atyan", "Atian")]
    [InlineData("Petrosjan", "Petrosyan")]
    [InlineData("Xachatryan", "Khachatryan")]
    [InlineData("Dzhivan", "Jivan")]
    [InlineData("Djivan", "Jivan")]
    [InlineData("Yelena", "Elena")]
    [InlineData("Hovhannissian", "Hovhannisyan")]
    [InlineData("Tzaghik", "Tsaghik")]
    [InlineData("Sokratt", "Sokrat")]
    [InlineData("Գևորգ", "Gevorg")]
    [InlineData("Գեւորգ", "Gevorg")]
    [InlineData("Եղիազար", "Yeghiazar")]
    [InlineData("Ոսկան", "Voskan")]
    [InlineData("Գուրգեն", "Gurgen")]
    [InlineData("Карапетян", "Karapetyan")]
    [InlineData("Шушаник", "Shushanik")]
    [InlineData("Щербак", "Shcherbak")]
    [InlineData("Məhərrəmov", "Maharramov")]
    [InlineData("Qurbanoğlu", "Gurbanoghlu")]
    [InlineData("შოთა", "Shota")]
    [InlineData("ქეთევან", "Ketevan")]
    [InlineData("Κ", "")]
    public void Spellings_that_sound_the_same_get_the_same_sound(string one, string other) =>
        Assert.Equal(NameNormalizer.Normalize(other).Sound, NameNormalizer.Normalize(one).Sound);

    [Theory]
    [InlineData("Bernar", "Pernar")]
    [InlineData("Hakobyan", "Акопян")]
    [InlineData("Հակոբյան", "Hagopian")]
    [InlineData("Մկրտչյան", "Mgrdichian")]
    [InlineData("Harutyunyan", "Арутюнян")]
    [InlineData("Հովհաննիսյան", "Ованнисян")]
    [InlineData("Համբարձումյան", "Амбарцумян")]
    [InlineData("Ջիվան", "Dzhivan")]
    [InlineData("Qaramanyan", "Gharamanian")]
    [InlineData("Khudaverdi", "Xudaverdi")]
    [InlineData("محمود", "Mahmoud")]
    [InlineData("الخليل", "al-Khalil")]
    [InlineData("عبد اللطيف", "Abdellatif")]
    [InlineData("Գայանե", "კაიანე")]
    public void Eastern_and_Western_and_Russian_habits_share_a_skeleton(string one, string other) =>
        Assert.Equal(NameNormalizer.Normalize(other).Skeleton, NameNormalizer.Normalize(one).Skeleton);

    [Fact]
    public void A_Western_reading_of_an_Armenian_name_is_as_good_as_the_Eastern_one()
    {
        var written = NameNormalizer.Normalize("Կարապետ");

        Assert.Equal(1, written.LikenessTo(NameNormalizer.Normalize("Karapet")));
        Assert.Equal(1, written.LikenessTo(NameNormalizer.Normalize("Garabed")));
    }

    [Theory]
    [InlineData("Armen", "Aram", 0.8)]
    [InlineData("Petrosyan", "Grigoryan", 0.7)]
    [InlineData("Anna", "Elena", 0.8)]
    [InlineData("Lusine", "Hasmik", 0.6)]
    public void Different_names_are_not_alike(string one, string other, double most) =>
        Assert.InRange(NameNormalizer.Normalize(one).LikenessTo(NameNormalizer.Normalize(other)), 0, most);

    [Theory]
    [InlineData("Арзуманян, Александр Робертович", "Александр", "Арзуманян", "robert")]
    [InlineData("Хосров Меликович Арутюнян", "Хосров", "Арутюнян", "melik")]
    [InlineData("ABDYLDAEV Myktybek", "Myktybek", "ABDYLDAEV", "")]
    [InlineData("Գագիկ Ծառուկյան", "Գագիկ", "Ծառուկյան", "")]
    [InlineData("Anna", "Anna", "", "")]
    [InlineData("", "", "", "")]
    public void A_whole_name_falls_into_its_parts(string whole, string given, string family, string father) =>
        Assert.Equal((given, family, father), NameNormalizer.Split(whole));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("123 --")]
    public void A_name_without_letters_is_missing(string? name) =>
        Assert.True(NameNormalizer.Normalize(name).IsMissing);

    [Fact]
    public void Any_text_can_be_normalised_and_likeness_is_the_same_both_ways() =>
        Gen.String.Select(Gen.String).Sample((one, other) =>
        {
            var (left, right) = (NameNormalizer.Normalize(one), NameNormalizer.Normalize(other));
            Assert.Equal(left.LikenessTo(right), right.LikenessTo(left));
            Assert.All(left.Latin, letter => Assert.True(letter is ' ' or (>= 'a' and <= 'z')));
        });
}
