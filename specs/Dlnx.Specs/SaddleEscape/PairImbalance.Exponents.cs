using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

public sealed partial class PairImbalance
{
    private const double ReferenceScale = 0.02;

    [Check]
    public void Every_pair_drifts_at_its_own_exponent()
    {
        foreach (var phi in ChainSetting.Expandable)
        {
            for (var depth = 2; depth <= 5; depth++)
            {
                var pairs = PairDrifts.Pairs(depth).ToArray();
                var leading = new LeadingOrder(Activations.Find(phi), depth);
                var (whole, half) = (Drifts(phi, depth, ReferenceScale), Drifts(phi, depth, ReferenceScale / 2));
                double[] exponents = [.. whole.Zip(half, ChainSetting.Exponent)];
                double[] degrees = [.. pairs.Select(pair => (double)leading.PairDriftDegree(pair.I)!)];
                var agreement = Evidence
                    .Agrees($"{phi}, L = {depth}: exponents of all pairs i < j", exponents, degrees, Absolute(0.07))
                    .Rejects("L + q for every pair", [.. degrees.Select(_ => degrees[0] + 1)]);
                if (depth > 2)
                    agreement.Rejects("L + q − 1 for every pair", [.. degrees.Select(_ => degrees[0])]);
                if (depth > 2 && leading.Order == 3)
                    agreement.Rejects("L + 2 for min = 2", [.. pairs.Zip(degrees, (p, d) => p.I == 2 ? depth + 2 : d)]);
            }
        }
    }

    [Check]
    public void Its_coefficient_is_the_predicted_one()
    {
        foreach (var phi in ChainSetting.Expandable)
        {
            var activation = Activations.Find(phi);
            var q = OrderOf(activation);
            for (var depth = 2; depth <= 5; depth++)
            {
                var leading = new LeadingOrder(activation, depth);
                var scales = ChainSetting.Unequal(depth, ReferenceScale / 2);
                double[] predicted = [.. PairDrifts.Pairs(depth).Select(pair => leading.PairDrift(scales, pair.I))];
                double[] ratios = [.. Drifts(phi, depth, ReferenceScale / 2).Zip(predicted, (d, p) => d / p)];
                double[] All(double value) => [.. ratios.Select(_ => value)];
                Evidence
                    .Agrees(
                        $"{phi}, L = {depth}: drift over its leading term",
                        ratios,
                        All(1),
                        Absolute(Accuracy(activation))
                    )
                    .Rejects("q in place of q − 1", All(q / (q - 1.0)));
            }
        }
    }

    [Check]
    public void So_it_is_along_the_ray_of_the_chosen_scales()
    {
        if (Scales.Any(a => a == 0))
            Skip("A scale is 0: the product and with it every leading term vanishes.");
        var leading = new LeadingOrder(Activation, Scales.Length, Alpha);
        // The ray is followed until its largest scale is small against the non-linearity.
        var shrink = ReferenceScale / 2 / Scales.Max(Math.Abs);
        double[] small = [.. Scales.Select(a => shrink * a)];
        var predicted = leading.PairDrift(small, First);
        var self = leading.SelfInteraction(small)[0] / leading.Field(small)[0];
        if (predicted == 0 || Math.Abs(predicted) < 1e-290 || Math.Abs(self) > 1e-3)
            Skip("The leading term vanishes, underflows, or is not large against the self-interaction.");
        var (whole, half) = (Drift(small), Drift([.. small.Select(a => a / 2)]));
        var exponent = ChainSetting.Exponent(whole, half);
        var degree = leading.PairDriftDegree(First)!.Value;
        var agreement = Evidence.Agrees($"exponent of the pair ({First}, {Second})", exponent, degree, Absolute(0.1));
        agreement.Rejects("one less", degree - 1).Rejects("one more", degree + 1);
        Evidence
            .Agrees("drift over its leading term", whole / predicted, 1, Absolute(Accuracy(Activation)))
            .Rejects("q in place of q − 1", Order / (Order - 1.0));
    }

    [Check]
    public void Drift_of_every_pair_on_the_way_to_the_saddle()
    {
        const int depth = 4;
        double[] scales = [.. Enumerable.Range(0, 13).Select(n => 0.64 * Math.Pow(2, -n / 2.0))];
        var leading = new LeadingOrder(Activation, depth);
        var chain = new ReducedChain(Activation, depth);
        var figure = Figure("Drift of a_j² − a_i², L = 4", Axis.Log("λ"), Axis.Log("|rate|"));
        foreach (var pair in PairDrifts.Pairs(depth).Where(pair => pair.J == pair.I + 1))
        {
            double Predicted(double scale) => Math.Abs(leading.PairDrift(ChainSetting.Unequal(depth, scale), pair.I));
            double Exact(double scale) =>
                Math.Abs(PairDrifts.Of(chain, ChainSetting.Unequal(depth, scale), pair.I, pair.J));
            var degree = leading.PairDriftDegree(pair.I)!.Value;
            figure
                .Line($"leading term of ({pair.I}, {pair.J}), λ^{degree}", scales, [.. scales.Select(Predicted)])
                .Points($"exact flow, pair ({pair.I}, {pair.J})", scales, [.. scales.Select(Exact)]);
            var (whole, half) = (Exact(scales[^3]), Exact(scales[^1]));
            Evidence
                .Agrees(
                    $"({pair.I}, {pair.J}): exponent at the left",
                    ChainSetting.Exponent(whole, half),
                    degree,
                    Absolute(0.1)
                )
                .Rejects("one more", degree + 1);
        }
    }

    private double Drift(double[] scales) =>
        PairDrifts.Of(new ReducedChain(Activation, scales.Length, Alpha), scales, First, Second);

    // The next order is λ² away for odd activations and λ for the others.
    private static double Accuracy(Activation activation) => activation.Class == ActivationClass.B ? 1e-3 : 0.05;

    private static double[] Drifts(string phi, int depth, double scale)
    {
        var chain = new ReducedChain(Activations.Find(phi), depth);
        var scales = ChainSetting.Unequal(depth, scale);
        return [.. PairDrifts.Pairs(depth).Select(pair => PairDrifts.Of(chain, scales, pair.I, pair.J))];
    }
}
