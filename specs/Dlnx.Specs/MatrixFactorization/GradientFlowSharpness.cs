using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/def-3",
    "GFS sharpness",
    Kind = ClaimKind.Definition,
    Source = "Definition 3",
    DependsOn = ["B/lem-6", "B/lem-7"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The GFS (gradient-flow-solution) sharpness $\psi(x)$ is the sharpness of the global minimum on the gradient-flow
        trajectory of $x$. For the scalar chain the flow from $s$ ends at $z_i = \sqrt{s_i^2+\tau}$ with $\tau$ solving
        $\prod_i z_i = \sigma$, and $\psi(s) = \sigma^2\sum_i z_i^{-2}$.
        """
)]
public sealed class GradientFlowSharpness : ClaimSpec
{
    private const double FlowStep = 1e-3;
    private const int FlowSteps = 20_000;

    [Parameter("s", Above = 0, Max = 1e3, Description = "layers of one direction")]
    public double[] Layers { get; set; } = [0.2, 0.5, 0.9];

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 2;

    [Check]
    public void Gradient_flow_ends_at_the_formula()
    {
        var formula = FlowMinimum.From(Layers, Sigma);
        if (formula.Sharpness * FlowStep > 1 || new ScalarChain(Sigma, 1).Loss(Layers) > 1e6)
            Skip($"ψ = {formula.Sharpness:G4} is too stiff for the integrator's time step of {FlowStep}.");
        var end = Layers.ToArray();
        new ScalarChainFlow(Sigma).Integrate(end, FlowStep, FlowSteps);
        if (Math.Abs(ScalarChain.Product(end) - Sigma) > 1e-9 * Sigma)
            Skip($"The flow has not arrived by time {FlowStep * FlowSteps}; take larger layers or a larger σ.");
        var descended = Descend(Layers, Sigma, 1.5 / formula.Sharpness);
        Evidence
            .Agrees("end point of the flow, by Runge–Kutta", end, formula.Layers, Absolute(1e-8))
            .Rejects("the end point of gradient descent", descended);
        Evidence
            .Agrees("its sharpness ψ", ScalarChain.SharpnessAtMinimum(end), formula.Sharpness, Relative(1e-8))
            .Rejects("sharpness at the end point of gradient descent", ScalarChain.SharpnessAtMinimum(descended))
            .Rejects("σ²Σ1/z_i", Sigma * Sigma * formula.Layers.Sum(z => 1 / z));
    }

    [Check]
    public void It_does_so_for_random_layers() =>
        Evidence
            .ForAll(
                "largest |z − s(end)| over the layers (L = 2…4)",
                Cases().ToArbitrary(),
                c =>
                {
                    var end = c.Layers.ToArray();
                    new ScalarChainFlow(c.Sigma).Integrate(end, 4 * FlowStep, FlowSteps / 4);
                    return Distance(end, FlowMinimum.From(c.Layers, c.Sigma).Layers);
                },
                Absolute(1e-8)
            )
            .Rejects(
                "the end point of gradient descent",
                c =>
                    Distance(
                        Descend(c.Layers, c.Sigma, 1 / FlowMinimum.From(c.Layers, c.Sigma).Sharpness),
                        FlowMinimum.From(c.Layers, c.Sigma).Layers
                    )
            );

    [Check]
    public void It_is_constant_along_the_flow() =>
        Evidence
            .ForAll(
                "relative change of ψ over ten stretches of the flow",
                Cases().ToArbitrary(),
                c => ChangeAlongFlow(c, s => FlowMinimum.From(s, c.Sigma).Sharpness),
                Absolute(1e-8)
            )
            .Rejects(
                "σ²Σ1/s_i² at the present point",
                c => ChangeAlongFlow(c, s => c.Sigma * c.Sigma * InverseSquares(s))
            );

    [Check]
    public void It_never_grows_along_gradient_descent() =>
        Evidence
            .ForAll(
                "largest relative growth of ψ in a step, ψ(0) ≤ 2√2/η, positive iterates",
                BalancingCase.Draws(100, 400).ToArbitrary(),
                LargestGrowth,
                Absolute(1e-12)
            )
            .Rejects("the same without the bound on ψ(0): k up to 4√2", c => LargestGrowth(c with { K = 2 * c.K }));

    private static FsCheck.Gen<FlowCase> Cases() =>
        from L in Draw.Integer(2, 4)
        from layers in Draw.Between(0.5, 1.5).ArrayOf(L)
        from sigma in Draw.Between(1, 3)
        select new FlowCase(layers, sigma);

    private static double LargestGrowth(BalancingCase c)
    {
        var state = SingularMode.Unbalanced(c.Alpha);
        var (mode, worst, before) = (c.Mode, 0.0, double.PositiveInfinity);
        for (var t = 0; t < c.Steps && state is { X: >= 0, Y: > 0 } && double.IsFinite(state.X * state.Y); t++)
        {
            double[] layers = [.. Enumerable.Repeat(state.Y, c.Depth - 1), state.X];
            var psi = FlowMinimum.From(layers, c.Sigma).Sharpness;
            worst = Math.Max(worst, (psi / before) - 1);
            (before, state) = (psi, mode.Step(state));
        }
        return worst;
    }

    private static double ChangeAlongFlow(FlowCase c, Func<double[], double> sharpness)
    {
        var (s, start, worst) = (c.Layers.ToArray(), sharpness(c.Layers), 0.0);
        var flow = new ScalarChainFlow(c.Sigma);
        for (var i = 0; i < 10; i++)
        {
            flow.Integrate(s, 2 * FlowStep, 100);
            worst = Math.Max(worst, Math.Abs((sharpness(s) / start) - 1));
        }
        return worst;
    }

    private static double[] Descend(double[] layers, double sigma, double eta)
    {
        var s = layers.ToArray();
        var chain = new ScalarChain(sigma, eta);
        for (var t = 0; t < 2000; t++)
            chain.Step(s);
        return s;
    }

    private static double InverseSquares(double[] s) => s.Sum(x => 1 / (x * x));

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private sealed record FlowCase(double[] Layers, double Sigma)
    {
        public override string ToString() => $"s = ({string.Join(", ", Layers)}), σ = {Sigma:R}";
    }
}
