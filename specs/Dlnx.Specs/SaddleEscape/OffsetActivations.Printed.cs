using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

// The starts without biases, for which the printed exponent fails.
public sealed partial class OffsetActivations
{
    private static readonly double[] OriginScales = [0.1, 0.03, 0.01, 0.003, 0.001];

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Near_the_relocated_saddle_the_exponent_is_one_lower()
    {
        double[] scales = [.. ReferenceScales, 0.00625];
        var softplus = OffsetActivation.Softplus;
        Logarithmic("softplus, L = 3", Recorded(softplus, 3, OffsetStart.Relocated, scales), 2);
        Logarithmic("sigmoid, L = 3", Recorded(OffsetActivation.Sigmoid, 3, OffsetStart.Relocated, scales), 2);
        RelocatedExponent(4, scales);
    }

    [Check(Tier.Full, Role = Role.Counterexample)]
    public void So_it_is_at_depth_five() => RelocatedExponent(5, [.. ReferenceScales, 0.00625]);

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void From_uniform_small_scales_the_time_is_of_order_one()
    {
        var figure = Figure("Class D without biases from uniform ε", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        foreach (var depth in new[] { 3, 4 })
        {
            var drive = OffsetActivation.Softplus.Escape(depth).CentredDrive;
            double[] law = [.. OriginScales.Select(eps => EscapeQuadrature.BalancedTime(depth, eps, drive, 0.5))];
            figure.Line($"law of the centred softplus, L = {depth}", EscapeSetting.Inverse(OriginScales), law);
        }

        foreach (var (phi, depth) in new[] { ("softplus", 3), ("sigmoid", 2), ("sigmoid", 3) })
        {
            var times = FromOrigin(phi, depth, figure);
            var slope = Slopes(OriginScales, times)[^1];
            var agreement = Evidence.Agrees($"{phi}, L = {depth}: last local slope", slope, 0, Absolute(0.05));
            if (depth > 2)
                agreement.Rejects("L − 2", depth - 2);
            else
                agreement.Rejects("L − 3", depth - 3);
        }

        DecreasingSlopes("softplus", 4, figure);
    }

    [Check(Tier.Full, Role = Role.Counterexample)]
    public void So_it_is_for_softplus_at_depth_five() =>
        DecreasingSlopes(
            "softplus",
            5,
            Figure("Softplus of depth 5 without biases from uniform ε", Axis.Log("1/ε"), Axis.Log("τ⋆"))
        );

    private void RelocatedExponent(int depth, double[] scales)
    {
        var times = Recorded(OffsetActivation.Softplus, depth, OffsetStart.Relocated, scales);
        Evidence
            .Agrees($"softplus, L = {depth}: last slope", Slopes(scales, times)[^1], depth - 3, Absolute(0.03))
            .Rejects("L − 2", depth - 2);
    }

    private void DecreasingSlopes(string phi, int depth, Figure figure)
    {
        var slopes = Slopes(OriginScales, FromOrigin(phi, depth, figure));
        Evidence.Trend(
            $"{phi}, L = {depth}: local slopes fall",
            [.. slopes.Zip(slopes.Skip(1), (before, after) => before - after)],
            slopes.Length - 1
        );
        Evidence.Below(
            $"{phi}, L = {depth}: last local slope, where L − 2 is {depth - 2}",
            slopes[^1],
            0.5 * (depth - 2)
        );
    }

    private double[] FromOrigin(string phi, int depth, Figure figure)
    {
        var activation = Enum.Parse<OffsetActivation>(phi, ignoreCase: true);
        var times = Recorded(activation, depth, OffsetStart.Origin, OriginScales);
        figure.Points($"{phi}, L = {depth}", EscapeSetting.Inverse(OriginScales), times);
        return times;
    }
}
