using Annona.PublicRecord;

namespace Annona.Tests.PublicRecord;

/// <summary>The reader is a library of its own; what it proposes is taken over name by name.</summary>
public sealed class ReaderWordsTests
{
    [Theory]
    [InlineData(typeof(Annona.Reading.Attribution.StatementKind), typeof(StatementKind))]
    [InlineData(typeof(Annona.Reading.Attribution.StatementMode), typeof(StatementMode))]
    [InlineData(typeof(Annona.Reading.Attribution.LinkKind), typeof(ChainRank))]
    [InlineData(typeof(Annona.Reading.Promises.Force), typeof(Force))]
    [InlineData(typeof(Annona.Reading.Promises.PromiseKind), typeof(PromiseKind))]
    [InlineData(typeof(Annona.Reading.Figures.FigureClass), typeof(FigureSubject))]
    public void The_record_has_every_word_of_the_reader(Type reader, Type record) =>
        Assert.Empty(Enum.GetNames(reader).Except(Enum.GetNames(record)));
}
