using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E5-masks",
    "Fixed ReLU masks",
    Kind = ClaimKind.Proposition,
    Source = "App. E.5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/sop-def"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With the 0/1 masks $D_l$ of its ReLU units at an input, a network is
        $f(x) = W_LD_{L-1}W_{L-1}\cdots D_1W_1x$ plus terms of the biases, the sum over the paths whose units are all on. While no
        pre-activation changes its sign, gradient and Hessian in the parameters are those of this masked linear network.
        """
)]
public sealed class FixedMasks : ClaimSpec
{
    private const double Step = 1e-4;

    [Parameter(Min = 1, Max = 4, Description = "n₀, …, n_L = 1; two to five")]
    public int[] Widths { get; set; } = [2, 3, 2, 1];

    [Parameter(Min = 0, Max = 1_000_000, Description = "seed of the parameters and the input")]
    public int Seed { get; set; }

    private RandomAffineNetwork Chosen => new(Widths, (ulong)Seed);

    public override void Validate() => RandomAffineNetwork.Require(Widths);

    [Check]
    public void Open_paths_sum_to_the_forward_pass()
    {
        Evidence
            .ForAll(
                "|Σ open paths − f|/max(1, |f|)",
                RandomAffineNetwork.Any().ToArbitrary(),
                drawn => PathDeviation(drawn, drawn.OpenPaths),
                Absolute(1e-12)
            )
            .Rejects("all paths", drawn => PathDeviation(drawn, drawn.AllPaths));
        Evidence.AtMost("relative deviation of the network set", PathDeviation(Chosen, Chosen.OpenPaths), 1e-12);
    }

    [Check]
    public void The_hessian_is_that_of_the_open_paths()
    {
        Evidence
            .ForAll(
                "|∇²½f² by differences − of the open paths|/scale",
                RandomAffineNetwork.Any(widest: 3).Where(IsFarFromKinks).ToArbitrary(),
                drawn => HessianDeviation(drawn, drawn.OpenPaths),
                Absolute(1e-6)
            )
            .Rejects("all paths", drawn => HessianDeviation(drawn, drawn.AllPaths));
        if (!IsFarFromKinks(Chosen))
            Skip($"A pre-activation of {Chosen} is within 0.01 of 0, or a difference crosses it; choose another seed.");
        Evidence.AtMost("scaled deviation of the network set", HessianDeviation(Chosen, Chosen.OpenPaths), 1e-6);
    }

    [Check]
    public void A_step_that_changes_a_mask_leaves_them()
    {
        // Half the steps are so large that a sign changes; the comparison of masks must tell them apart.
        var stream = new RandomStream(StreamSeed());
        var drawn = Enumerable
            .Range(0, 200)
            .Select(k => new MaskedStep(new([3, 4, 3, 1], stream.NextUInt64()), k % 2 == 0 ? 0.02 : 0.5))
            .ToArray();
        var kept = drawn.Where(step => step.Keeps && step.After.SmallestMagnitude() > 0.01).ToArray();
        var changed = drawn.Where(step => !step.Keeps && step.After.SmallestMagnitude() > 0.01).ToArray();
        Evidence.AtLeast("steps that keep the masks", kept.Length, 20);
        Evidence.AtLeast("steps that change one", changed.Length, 20);
        Evidence
            .Agrees(
                "largest deviation of the old paths, masks kept",
                kept.Max(step => step.Deviation),
                0,
                Absolute(1e-12)
            )
            .Rejects("masks changed", changed.Max(step => step.Deviation));
        Evidence
            .Agrees(
                "largest deviation of their gradient, masks kept",
                kept.Max(step => step.GradientDeviation),
                0,
                Absolute(1e-8)
            )
            .Rejects("masks changed", changed.Max(step => step.GradientDeviation));
    }

    private static double PathDeviation(RandomAffineNetwork drawn, SumOfProducts paths) =>
        RandomAffineNetwork.RelativeError(paths.Value(drawn.Theta), drawn.Relu.Output);

    private static double HessianDeviation(RandomAffineNetwork drawn, SumOfProducts paths)
    {
        double HalfSquare(ReadOnlySpan<double> theta)
        {
            var output = drawn.Network.Relu(theta, drawn.Input).Output;
            return 0.5 * output * output;
        }
        var exact = paths.Hessian(drawn.Theta, new LossSlopes(paths.Value(drawn.Theta), 1));
        var numerical = CentralDifferences.Hessian(HalfSquare, drawn.Theta, Step);
        // Rounding is ε·½f² over the squared step.
        var scale = 1 + exact.MaximumMagnitude() + (drawn.Relu.Output * drawn.Relu.Output);
        return (exact - numerical).MaximumMagnitude() / scale;
    }

    private static bool IsFarFromKinks(RandomAffineNetwork drawn)
    {
        var relu = drawn.Relu;
        if (!(relu.SmallestMagnitude() > 0.01))
            return false;
        // Four steps of one parameter without a flip: to first order a step takes a quarter of any pre-activation at most,
        // so the two steps of a second difference cannot flip one either.
        for (var i = 0; i < drawn.Theta.Length; i++)
        {
            foreach (var shift in new[] { -4 * Step, 4 * Step })
            {
                var moved = drawn.Theta.ToArray();
                moved[i] += shift;
                if (!relu.HasMasksOf(drawn.Network.Relu(moved, drawn.Input)))
                    return false;
            }
        }
        return true;
    }

    private sealed record MaskedStep(RandomAffineNetwork Start, double Size)
    {
        private readonly double[] moved = Start.Moved(Size);

        public bool Keeps => Start.Relu.HasMasksOf(After);

        public double Deviation => RandomAffineNetwork.RelativeError(Start.OpenPaths.Value(moved), After.Output);

        public ReluPass After => Start.Network.Relu(moved, Start.Input);

        // f is linear in every single parameter, so a central difference has no error but rounding.
        public double GradientDeviation =>
            Start.OpenPaths.Gradient(moved).Select((slope, i) => Math.Abs(slope - Slope(i))).Max();

        private double Slope(int i)
        {
            const double h = 1e-5;
            double At(double shift)
            {
                var there = moved.ToArray();
                there[i] += shift;
                return Start.Network.Relu(there, Start.Input).Output;
            }
            return (At(h) - At(-h)) / (2 * h);
        }
    }
}
