using Dlnx.Verify.Golden;
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
        var sameTolerance = Session.AcceptsOtherTolerances || accepted.Tolerance == Tolerance;
        var agrees = accepted.Tolerance.Allows(deviation);
        return Evidence(accepted.Value, deviation, GoldenState.Compared, holds: sameTolerance && agrees) with
        {
            Notices = agrees ? Notices(accepted) : null,
        };
    }

    private Sensitivity? Notices(GoldenNumber accepted)
    {
        return accepted.Value == 0
            ? WrongPredictions.Shifted(Excludes)
            : WrongPredictions.Scaled(factor => Excludes(accepted.Value * factor));

        bool Excludes(double wrong) => !accepted.Tolerance.Allows(accepted.Tolerance.Deviation(Value, wrong));
    }

    private GoldenEvidence Evidence(double? accepted, double? deviation, GoldenState state, bool holds) =>
        new(Name, Value, accepted, Tolerance, deviation, state, holds);
}
