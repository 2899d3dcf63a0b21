using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/thm-6",
    "Critical-depth law (12)",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 6, App. C.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-5", "C/lem-19"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $r$ layers start at $\varepsilon$ (up to constants) and the other $L - r$ at fixed scales of order 1, all
        $a_k > 0$, and let the leading block of order 1, of output $H$, have $\mathbb E[\varphi(s)H(s)] > 0$. Then
        $$\tau_\star = \Theta(1)\ (r = 1), \qquad \Theta(\log\tfrac1\varepsilon)\ (r = 2), \qquad
          \Theta(\varepsilon^{-(r-2)})\ (r \ge 3),$$
        whatever $L$ is. With layer 1 in the bottleneck and $r \ge 3$,
        $\tau_\star \approx \varepsilon^{-(r-2)}/(\kappa\,Q\,(r-2))$, $Q$ the product of the other scales.
        """,
    Readings = [
        "The other layers are of order 1, as the proof and the authors' summary say: holds.",
        "Only ε/a → 0 for the other layers: false; a layer at √ε adds ½ to the exponent, since τ is divided by Q.",
    ],
    Explanation = """
        The sign hypothesis is automatic when layer 1 is in the bottleneck or φ is odd and increasing. It fails for the sine with
        $a_1 = 1$, $a_2 = 4.3$, where $\mathbb E[\varphi(s)H(s)] = -0.09$.
        """
)]
public sealed partial class CriticalDepth : EscapeSpec
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 5;

    [Parameter("r", Min = 1, Max = 12, Description = "layers in the bottleneck, at most L")]
    public int BottleneckSize { get; set; } = 3;

    [Parameter(Description = "where they are: first, last, or a list of r layers from 1")]
    public string Position { get; set; } = "first";

    [Parameter(Min = 0.1, Max = 10, Description = "scale of the other layers")]
    public double Other { get; set; } = 1;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆ of the bottleneck, above epsMax")]
    public double Threshold { get; set; } = 0.5;

    [Parameter("epsMin", Min = 1e-6, Max = 0.3, Description = "smallest ε")]
    public double SmallestEps { get; set; } = EscapeSetting.SmallestEps;

    [Parameter("epsMax", Min = 1e-6, Max = 0.3, Description = "largest ε")]
    public double LargestEps { get; set; } = EscapeSetting.LargestEps;

    [Parameter(Min = 4, Max = 100, Description = "values of ε")]
    public int Points { get; set; } = 7;

    private static double[] ReferenceScales =>
        EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, EscapeSetting.LargestEps, 7);

    public override void Validate()
    {
        _ = Setting();
        EscapeSetting.RequireWindow(SmallestEps, LargestEps);
        EscapeSetting.RequireThreshold(Threshold, LargestEps);
    }

    [Check(Tier.Standard)]
    public void The_exponent_is_r_minus_2_with_the_first_layers_small() =>
        Exponents("first", [1, 2, 3, 4, 5], r => BottleneckStart.First(5, r));

    [Check(Tier.Standard)]
    public void So_it_is_with_the_last_layers_small() =>
        Exponents("last", [1, 2, 3, 4], r => BottleneckStart.Last(5, r));

    [Check(Tier.Standard)]
    public void So_it_is_at_random_positions()
    {
        var stream = new RandomStream(StreamSeed());
        foreach (var r in new[] { 3, 4 })
        {
            var layers = Enumerable.Range(0, 5).ToArray();
            Shuffle(layers, stream);
            var start = new BottleneckStart(Activations.Tanh, 5, [.. layers[..r].Order()]);
            var fit = Fit(start, ReferenceScales);
            var where = string.Join(", ", start.Layers.Select(layer => layer + 1));
            Evidence.Agrees($"r = {r}, layers {where}: slope", fit.Slope, r - 2, Absolute(0.03)).Rejects("L − 2", 3);
        }
    }

    [Check(Tier.Standard)]
    public void The_exponent_does_not_depend_on_the_depth()
    {
        foreach (var depth in new[] { 3, 4, 7 })
        {
            var fit = Fit(BottleneckStart.First(depth, 3), ReferenceScales);
            var agreement = Evidence.Agrees($"L = {depth}, r = 3: slope", fit.Slope, 1, Absolute(0.03));
            if (depth > 3)
                agreement.Rejects("L − 2", depth - 2);
        }
    }

    [Check(Tier.Standard)]
    public void The_prefactor_counts_the_other_layers()
    {
        // At ε = 1e-3 the correction to the ratio is of order ε^(r−2) log(1/ε).
        const double eps = 1e-3;
        foreach (var (r, other) in new[] { (3, 0.7), (3, 1.5), (4, 1.5) })
        {
            var start = BottleneckStart.First(5, r) with { Other = other };
            var product = Math.Pow(other, 5 - r);
            var drive = EscapeSetting.Drive(Activations.Tanh, 5);
            Evidence
                .Agrees(
                    $"r = {r}, others at {other}: τε^(r−2)κ(r−2)",
                    Times(start.At(eps))[0] * Math.Pow(eps, r - 2) * drive * (r - 2),
                    1 / product,
                    Relative(0.01)
                )
                .Rejects("without 1/Q", 1)
                .Rejects("Q for 1/Q", product);
        }

        foreach (var r in new[] { 1, 2, 3, 4, 5 })
        {
            var start = BottleneckStart.Last(5, r);
            var plain = EscapeSetting.LeadingTime(Activations.Tanh, start.Scales(eps), 0.5);
            Evidence.Golden($"last, r = {r}: τ/τ_lead at ε = 1e-3", Times(start.At(eps))[0] / plain, Absolute(1e-3));
        }
    }

    [Check(Tier.Standard)]
    public void The_start_of_the_parameters_follows_the_law()
    {
        var start = Setting();
        var r = start.Count;
        if (start.Drive <= 0)
            Skip("The overlap 𝔼[φ(s)H(s)] of the leading block is not positive: the law does not apply.");
        if (r < Depth && 3 * LargestEps > Other)
            Skip($"The other layers, at {Other}, must be well above epsMax.");
        var scales = EscapeSetting.LogSpaced(SmallestEps, LargestEps, Points);
        var times = Times([.. scales.Select(start.At)]);
        // With one small layer the time tends to a constant, at the rate of ε: its increments vanish.
        double[] increments = [.. times.Zip(times.Skip(1), (small, large) => small - large).Reverse()];
        if (r == 1)
            Approaches("increments of τ", increments, 0);
        else
            Approaches(
                "τ over the quadrature, increments of both for r = 2",
                Quotients([.. times.Reverse()], [.. scales.Select(start.LeadingTime).Reverse()], r),
                1
            );
    }

    private BottleneckStart Setting()
    {
        var layers = EscapeSetting.Bottleneck(Position, Depth, BottleneckSize);
        return new(EscapeSetting.Resolve(Phi), Depth, layers, Other) { Threshold = Threshold };
    }

    private LineFit Fit(BottleneckStart start, double[] scales) =>
        LineFit.PowerLaw(EscapeSetting.Inverse(scales), Times([.. scales.Select(start.At)]));

    private static void Shuffle(int[] items, RandomStream stream)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = stream.NextInt32(0, i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
