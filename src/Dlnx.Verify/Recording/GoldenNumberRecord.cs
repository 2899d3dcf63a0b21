using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>A number held against the accepted one.</summary>
internal sealed record GoldenNumberRecord(string Name, double Value, Tolerance Tolerance, CheckSession Session)
    : IRecord
{
    public Evidence ToEvidence()
    {
        if (!Session.HasDefaultParameters)
            return Evidence(accepted: null, deviation: null, GoldenState.NotApplicable, holds: true);
        if (Session.AcceptedNumber(Name) is not { } accepted)
            return Evidence(accepted: null, deviation: null, GoldenState.Missing, holds: false);
        var deviation = accepted.Tolerance.Deviation(Value, accepted.Value);
        var sameTolerance = accepted.Tolerance == Tolerance;
        return Evidence(
            accepted.Value,
            deviation,
            GoldenState.Compared,
            holds: sameTolerance && accepted.Tolerance.Allows(deviation)
        );
    }

    private GoldenEvidence Evidence(double? accepted, double? deviation, GoldenState state, bool holds) =>
        new(Name, Value, accepted, Tolerance, deviation, state, holds);
}
