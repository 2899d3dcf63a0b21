using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-E.5",
    "One-dimensional map",
    Kind = ClaimKind.Lemma,
    Source = "Lemma E.5, eq. (61)",
    DependsOn = ["A/eq-54", "A/prop-E.3"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        With $\tau = \eta e$, one step of gradient descent moves every leaf coordinate $y_p = r_p^{2-L}$ by the same map,
        $$y_p^+ = \Phi_\tau(y_p), \qquad \Phi_\tau(y) = y\,(1-\tau/y)^{-(L-2)} = \frac{y^{L-1}}{(y-\tau)^{L-2}},$$
        as long as $\tau < \min_p y_p$, that is $\eta e \max_p r_p^{L-2} < 1$: no scale changes sign.
        """
)]
public sealed class OneStepMap : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 3;

    [Parameter("y", Above = 0, Below = 1e3, Description = "y = r^(2−L)")]
    public double Coordinate { get; set; } = 1;

    [Parameter("tau", Min = -1e4, Description = "τ = ηe, below y")]
    public double Tau { get; set; } = 0.1;

    public override void Validate()
    {
        if (Tau >= Coordinate)
            throw new ParameterException("tau", $"is {Tau:R}; it must be below y = {Coordinate:R}.");
    }

    [Check]
    public void It_is_the_step_of_the_scale()
    {
        var cases =
            from depth in Draw.Integer(3, 11)
            from y in Draw.Between(0.05, 5)
            from x in Draw.Between(-6, 0.9)
            select new StepCase(depth, y, x);
        Evidence
            .ForAll(
                "(r − τr^(L−1))^(2−L) against Φ, relative",
                cases.ToArbitrary(),
                c => Math.Abs((LeafMap.Apply(c.Depth, c.Y, c.X * c.Y) / c.Stepped()) - 1),
                Absolute(1e-11)
            )
            .Rejects("exponent −(L−1)", c => Math.Abs((c.Y * Math.Pow(1 - c.X, 1 - c.Depth) / c.Stepped()) - 1))
            .Rejects("first order, y + (L−2)τ", c => Math.Abs((c.Y * (1 + ((c.Depth - 2) * c.X)) / c.Stepped()) - 1));

        var yours = new StepCase(Depth, Coordinate, Tau / Coordinate);
        // 1 − τ/y keeps fewer digits the nearer τ comes to y.
        var tolerance = Relative(1e-11 / Math.Min(1, 1 - yours.X));
        Evidence.Agrees("your y⁺", yours.Stepped(), LeafMap.Apply(Depth, Coordinate, Tau), tolerance);
    }

    [Check]
    public void No_scale_changes_sign_exactly_below_the_bound()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from reach in Draw.Between(0.2, 2)
            from seed in Draw.Seed()
            select new FlipCase(depth, reach, seed);
        Evidence
            .ForAll(
                "sign change of some scale differs from ηe·max r^(L−2) ≥ 1",
                cases.ToArbitrary(),
                c => c.Flips() == c.Ratio() >= 1 ? 0 : 1,
                Absolute(0)
            )
            .Rejects(
                "the bound of strong safety, 1/(L−1)",
                c => c.Flips() == c.Ratio() >= LeafMap.SafeRatio(c.Depth) ? 0 : 1
            );
    }

    [Check]
    public void The_matrices_move_by_it()
    {
        var mode = PathwayMode.Homogeneous(Depth, 0.7, [0.95, 0.8]);
        var matrices = new MatrixPathways(
            mode.Depths[0],
            mode.Target,
            mode.Scales.ToArray(),
            new RandomStream(StreamSeed())
        );
        const double eta = 0.15;
        var tau = eta * mode.Residual;
        double[] before = [.. mode.Scales.ToArray().Select(r => LeafCoordinates.Coordinate(Depth, r))];
        matrices.Step(eta);
        double[] after = [.. matrices.Mode.Scales.ToArray().Select(r => LeafCoordinates.Coordinate(Depth, r))];
        Evidence
            .Agrees(
                "y⁺ of both pathways, one step of 3 × 3 matrices in random bases",
                after,
                [.. before.Select(y => LeafMap.Apply(Depth, y, tau))],
                Relative(1e-11)
            )
            .Rejects("first order, y + (L−2)τ", [.. before.Select(y => y + ((Depth - 2) * tau))]);
    }

    private sealed record StepCase(int Depth, double Y, double X)
    {
        public double Stepped()
        {
            var r = LeafCoordinates.Scale(Depth, Y);
            return Math.Pow(r - (X * Y * Math.Pow(r, Depth - 1)), 2 - Depth);
        }
    }

    // The learning rate is such that ηe·max r^(L−2) is the given reach.
    private sealed record FlipCase(int Depth, double Reach, ulong Seed)
    {
        public double Ratio() => LeafCoordinates.LargestRatio(Mode(), Rate());

        public bool Flips()
        {
            var mode = Mode();
            mode.Step(Rate());
            return mode.Scales.ContainsAnyInRange(double.NegativeInfinity, 0);
        }

        private double Rate() => Reach / LeafCoordinates.LargestRatio(Mode(), 1);

        private PathwayMode Mode()
        {
            var stream = new RandomStream(Seed);
            double[] scales =
            [
                stream.NextUniform(0.7, 1.2),
                stream.NextUniform(0.7, 1.2),
                stream.NextUniform(0.7, 1.2),
            ];
            return PathwayMode.Homogeneous(Depth, 0.01, scales);
        }
    }
}
