using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>A statement counted over repetitions.</summary>
internal sealed record Trend(string Name, IReadOnlyList<double> Margins, int Required) : IRecord
{
    public Evidence ToEvidence()
    {
        var holding = Margins.Count(margin => margin > 0);
        return new TrendEvidence(Name, holding, Margins.Count, Required, Margins, holding >= Required);
    }
}
