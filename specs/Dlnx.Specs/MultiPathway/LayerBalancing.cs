using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.2",
    "Layer-wise balancing contrast",
    Kind = ClaimKind.Remark,
    Source = "Section 5.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Gradient flow conserves $W_{l+1}^\top W_{l+1} - W_lW_l^\top$ within each pathway. A step of gradient descent changes the
        gap of two layers $a, b$ of one pathway in one mode, with $c = \prod_{j\ne a,b}\varsigma_j$, to exactly
        $$\varsigma_a'^2 - \varsigma_b'^2 = (\varsigma_a^2 - \varsigma_b^2)(1 - \eta^2e^2c^2),$$
        so it shrinks whenever $0 < |\eta ec| < \sqrt2$. Balanced layers stay balanced in both; the imbalance of pathways, in
        contrast, is amplified by gradient flow from every asymmetric start.
        """
)]
public sealed class LayerBalancing : ClaimSpec
{
    [Parameter("c", Description = "product of the other layers")]
    public double Others { get; set; } = 0.8;

    [Parameter("eta", Description = "learning rate η")]
    public double Rate { get; set; } = 0.9;

    [Parameter("e", Description = "residual e")]
    public double Residual { get; set; } = -0.7;

    [Parameter("a", Description = "value of the one layer")]
    public double First { get; set; } = 1.2;

    [Parameter("b", Description = "value of the other layer")]
    public double Second { get; set; } = 0.5;

    [Check]
    public void A_step_changes_the_gap_of_two_layers_by_a_known_factor()
    {
        var cases =
            from a in Draw.Between(0.1, 2)
            from b in Draw.Between(0.1, 2)
            from c in Draw.Between(0.1, 2)
            from product in Draw.Between(-2, 2)
            select new LayerPair(a, b, c, 0.5, product / (0.5 * c));
        var sound = cases.Where(pair => Math.Abs(pair.Gap) > 1e-3).ToArbitrary();
        Evidence
            .ForAll(
                "gap after a step − gap·(1 − η²e²c²), layers in (.1, 2), ηec in (−2, 2)",
                sound,
                pair => Math.Abs(pair.NextGap() - (pair.Gap * pair.Factor)),
                Absolute(1e-13)
            )
            .Rejects("(1 − ηec)²", pair => Math.Abs(pair.NextGap() - (pair.Gap * Math.Pow(1 - pair.Product, 2))))
            .Rejects("conserved, as by gradient flow", pair => Math.Abs(pair.NextGap() - pair.Gap));
        Evidence
            .ForAll(
                "cases in which the gap does not shrink exactly when |ηec| < √2",
                cases
                    .Where(pair =>
                        Math.Abs(pair.Gap) > 1e-3
                        && Math.Abs(pair.Product) > 1e-3
                        && Math.Abs(Math.Abs(pair.Product) - Math.Sqrt(2)) > 1e-6
                    )
                    .ToArbitrary(),
                pair => Math.Abs(pair.NextGap()) < Math.Abs(pair.Gap) == Math.Abs(pair.Product) < Math.Sqrt(2) ? 0 : 1,
                Absolute(0)
            )
            .Rejects(
                "|ηec| < 1",
                pair => Math.Abs(pair.NextGap()) < Math.Abs(pair.Gap) == Math.Abs(pair.Product) < 1 ? 0 : 1
            );
    }

    [Check]
    public void At_the_given_setting_too()
    {
        var pair = new LayerPair(First, Second, Others, Rate, Residual);
        var next = pair.Next();
        var scale = Math.Max(1, next.Max(x => x * x));
        if (!double.IsFinite(scale))
            Skip("The step leaves the range of double precision.");
        var agreement = Evidence.Agrees(
            "ς_a′² − ς_b′²",
            pair.NextGap(),
            pair.Gap * pair.Factor,
            Absolute(1e-13 * scale)
        );
        if (Math.Abs(pair.Gap * pair.Product * pair.Product) > 1e-9 * scale)
            agreement.Rejects("conserved, as by gradient flow", pair.Gap);
    }

    [Check]
    public void Gradient_flow_conserves_the_layer_differences_of_each_pathway()
    {
        var stream = new RandomStream(StreamSeed());
        var network = MultiPathwayNetworks.Gaussian([3, 3], 3, 0.5, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var before = LayerDifferences(network);
        var descended = network.Copy();
        var flow = new GradientFlow(network, target);
        var start = network.Loss(target);
        for (var t = 0; t < 5000; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            flow.Advance(1e-3);
        }
        for (var t = 0; t < 500; t++)
            descended.Step(target, 0.01);
        Evidence
            .Agrees(
                "drift of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ, d = 3, L = 3, P = 2, T = 5, all entries",
                LayerDifferences(network),
                before,
                Absolute(1e-9)
            )
            .Rejects("gradient descent with η = 0.01 over the same time", LayerDifferences(descended));
        Evidence.Below("loss at T = 5 over that at the start: the flow did move", network.Loss(target) / start, 0.9);
    }

    [Check]
    public void The_imbalance_of_pathways_is_amplified_instead()
    {
        foreach (var L in new[] { 3, 4, 6 })
        {
            // A small step stands for the flow; the ratio of the scales only grows while the mode is being learnt.
            var mode = PathwayMode.Homogeneous(L, 1, [0.31, 0.30]);
            var ratio = 0.31 / 0.30;
            var smallest = double.PositiveInfinity;
            for (var t = 0; t < 2000 && mode.Residual < -1e-6; t++)
            {
                mode.Step(0.01);
                smallest = Math.Min(smallest, (mode.Scales[0] / mode.Scales[1]) - ratio);
                ratio = mode.Scales[0] / mode.Scales[1];
            }
            Evidence.Above($"L = {L}: least change of r₁/r₂ in a step", smallest, 0);
            Evidence.Above($"L = {L}: r₁/r₂ in the end, from 1.033", ratio, 1.04);
        }
        var two = PathwayMode.Homogeneous(2, 1, [0.31, 0.30]);
        for (var t = 0; t < 2000; t++)
            two.Step(0.01);
        Evidence.Agrees("L = 2: r₁/r₂ in the end", two.Scales[0] / two.Scales[1], 0.31 / 0.30, Relative(1e-12));
    }

    private static double[] LayerDifferences(MultiPathwayNetwork network)
    {
        List<double> entries = [];
        for (var p = 0; p < network.Pathways; p++)
        {
            for (var l = 0; l + 1 < network.Depths[p]; l++)
            {
                var (lower, upper) = (network.LayerMatrix(p, l), network.LayerMatrix(p, l + 1));
                entries.AddRange(((upper.Transpose() * upper) - (lower * lower.Transpose())).Span);
            }
        }
        return [.. entries];
    }

    private sealed record LayerPair(double A, double B, double C, double Eta, double E)
    {
        public double Gap => (A - B) * (A + B);

        public double Product => Eta * E * C;

        public double Factor => 1 - (Product * Product);

        public double NextGap() => Next() is var next ? (next[0] - next[1]) * (next[0] + next[1]) : 0;

        // A pathway with the layers a, b and c, and the target that leaves the residual e.
        public double[] Next()
        {
            var mode = new LayeredMode([3], (A * B * C) - E);
            double[] layers = [A, B, C];
            layers.CopyTo(mode.Values);
            mode.Step(Eta);
            return mode.Values.ToArray();
        }
    }
}
