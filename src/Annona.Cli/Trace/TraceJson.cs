using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Trace;

/// <summary>Amounts and evidence as JSON: numbers are exact decimals in whole units of the commodity.</summary>
static class TraceJson
{
    public static decimal? Number(Amount? amount) =>
        amount is { } known ? known.Units / (decimal)known.Commodity.UnitsPerWhole : null;

    public static object? Stated(StatedAmount? said) => said is null ? null : new
    {
        amount = Whole(said.Low ?? said.High, said),
        low = Whole(said.Low, said),
        high = Whole(said.High, said),
        commodity = said.Commodity?.Code,
        qualifier = said.Qualifier,
    };

    public static object Piece(Evidence piece) => new
    {
        code = piece.Code,
        kind = piece.Kind,
        date = piece.Date,
        text = piece.Text,
        bearing = piece.Bearing,
        basis = piece.Basis,
    };

    public static decimal? Whole(long? units, StatedAmount said) =>
        units is { } known ? known / (decimal)(said.Commodity?.UnitsPerWhole ?? 1) : null;
}
