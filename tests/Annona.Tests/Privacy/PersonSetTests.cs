namespace Annona.Tests.Privacy;

public sealed class PersonSetTests
{
    [Fact]
    public void Everybody_of_a_large_register_takes_a_few_bytes_and_each_is_found()
    {
        var everybody = PersonSet.Of(Enumerable.Range(0, 1_000_000));

        Assert.Equal((1_000_000, 4), (everybody.Count, everybody.ToBytes().Length));
        Assert.True(everybody.Has(0) && everybody.Has(999_999) && !everybody.Has(1_000_000) && !everybody.Has(-1));
    }

    [Fact]
    public void A_set_reads_back_as_it_was_written_and_has_exactly_its_persons()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            var persons = Enumerable.Range(0, chance.Next(60))
                .Select(_ => chance.Next(90) * chance.Next(1, 400)).ToList();

            var set = PersonSet.Read(PersonSet.Of(persons).ToBytes());

            Assert.Equal(persons.Distinct().Order(), set.Persons);
            Assert.Equal(persons.Distinct().Count(), set.Count);
            Assert.All(Enumerable.Range(0, 200), person => Assert.Equal(persons.Contains(person), set.Has(person)));
        }
    }

    [Theory]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { 3, 0x80 })]
    [InlineData(new byte[] { 3, 0 })]
    [InlineData(new byte[] { 3, 0xff, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 3, 0xff, 0xff, 0xff, 0xff, 0x7f })]
    public void Bytes_that_are_no_set_are_refused(byte[] bytes) =>
        Assert.Throws<FormatException>(() => PersonSet.Read(bytes));
}
