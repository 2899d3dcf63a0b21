using Dlnx.Escape;
using Dlnx.Numerics.Ode;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-52-53",
    "Modewise profiles and ranking",
    Kind = ClaimKind.Proposition,
    Source = "Section 5, eqs. (52), (53)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/block-ansatz", "C/thm-6", "C/thm-11"],
    Verdict = Verdict.Refuted,
    Statement = """
        Each mode $n$ escapes by itself: $\dot x_n = \Gamma_n(1 + x_n^{L-1})$ from $x_n = 0$, $\tau_n = T_L(\theta)/\Gamma_n$ with
        $T_L(\theta) = \int_0^\theta\frac{dx}{1 + x^{L-1}}$ and $\Gamma_n \asymp \alpha_n\varepsilon^{r_n-2}$. The modes are ranked by
        $\Gamma$; a weaker mode whose critical depth is smaller by one can win.
        """,
    Readings = [
        "A: inside the scalar model the ranking is an identity: holds.",
        "B: one read-out per mode, odd φ: the modes are exactly the single-mode flows, and the trade-off holds asymptotically; "
            + "across different r the rate must be Γ̂ = (r − 2)αε^(r−2), since the profile has its pole part 1/(r − 2).",
        "C: scalar output, as the source sets it up: false.",
    ],
    Explanation = """
        With a scalar output the drive at small scale is $\mathbb E[yx] = \mu_1\sum_k\alpha_ku_k$: one direction, not one for
        each mode. At $\alpha = (1, 0.5)$, $\varepsilon = 0.05$, $L = 3$ both modes escape at 24.8; alone they would take 31.9 and
        61.7.
        """
)]
public sealed partial class ModewiseEscape : ClaimSpec
{
    private const double Horizon = 1e9;

    private static readonly double[] Strong = [1, 0.5];

    [Parameter("phi", Description = "φ, odd")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 10, Description = "α₁, α₂")]
    public double[] Alpha { get; set; } = Strong;

    [Parameter("eps", Min = 0.005, Max = 0.3, Description = "ε, all scales of both blocks")]
    public double Scale { get; set; } = 0.05;

    [Parameter("block", Min = 1, Max = 8, Description = "m, hidden units of a mode")]
    public int BlockSize { get; set; } = 2;

    [Parameter(Min = 3, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Description = "read-out of the modes")]
    public ModeOutput Output { get; set; } = ModeOutput.Scalar;

    [Parameter(Above = 0, Max = 5, Description = "θ of the scalar model")]
    public double Theta { get; set; } = 0.5;

    public override void Validate()
    {
        _ = BlockChoice.Odd(Phi);
        BlockChoice.RequirePair(Alpha);
    }

    [Check]
    public void In_the_scalar_model_the_ranking_is_an_identity()
    {
        foreach (var depth in new[] { 3, 4, 5 })
        {
            Evidence.Golden($"T at L={depth}, θ=0.5", ModewiseProfile.Time(depth, 0.5), Absolute(1e-12));
            Evidence.Golden($"T at L={depth}, θ=1", ModewiseProfile.Time(depth, 1), Absolute(1e-12));
        }
        Evidence
            .Agrees("T_3(θ) and arctan θ", ModewiseProfile.Time(3, Theta), Math.Atan(Theta), Absolute(1e-13))
            .Rejects("linear growth: θ", Theta);
        var cases =
            from depth in Draw.Integer(3, 6)
            from theta in Draw.Between(0.2, 2)
            from rate in Draw.LogBetween(1e-3, 10)
            select new Profile(depth, theta, rate);
        Evidence
            .ForAll(
                "τΓ of the integrated profile, and T_L(θ)",
                cases.ToArbitrary(),
                c => Math.Abs((Integrated(c) * c.Rate) - ModewiseProfile.Time(c.Depth, c.Theta)),
                Absolute(1e-9)
            )
            .Rejects(
                "τ ∝ 1/Γ²",
                c => Math.Abs((Integrated(c) * c.Rate * c.Rate) - ModewiseProfile.Time(c.Depth, c.Theta))
            );
    }

    [Check]
    public void Across_critical_depths_the_rate_needs_the_factor_r_less_two()
    {
        // L = 5, tanh, other layers at 1, threshold 0.3 on the bottleneck layers.
        foreach (var scale in new[] { 0.1, 0.03, 0.01 })
        {
            Evidence.Golden($"α=1, r=4, ε={scale}", BottleneckTime(1, 4, scale), Relative(1e-6));
            Evidence.Golden($"α=0.5, r=3, ε={scale}", BottleneckTime(0.5, 3, scale), Relative(1e-6));
        }
        const double small = 0.03;
        var (deep, shallow) = (BottleneckTime(1, 4, small), BottleneckTime(0.05, 3, small));
        Evidence.Golden("α=0.05, r=3, ε=0.03", shallow, Relative(1e-5));
        Evidence
            .Matches(
                "first of (α, r) = (1, 4) and (0.05, 3) at ε = 0.03",
                First(1 / deep, 1 / shallow),
                First(2 * Gamma(1, 4, small), Gamma(0.05, 3, small))
            )
            .Rejects("Γ without the factor r − 2", First(Gamma(1, 4, small), Gamma(0.05, 3, small)));

        const double tiny = 0.01;
        (deep, shallow) = (BottleneckTime(1, 4, tiny), BottleneckTime(0.5, 3, tiny));
        Evidence
            .Matches("first of (1, 4) and (0.5, 3) at ε = 0.01", First(1 / deep, 1 / shallow), "r = 3")
            .Rejects("order of escape by α", First(1, 0.5));
        Evidence
            .Agrees(
                "τΓ̂ of (1, 4) over that of (0.5, 3) at ε = 0.01",
                deep * 2 * Gamma(1, 4, tiny) / (shallow * Gamma(0.5, 3, tiny)),
                1,
                Relative(0.05)
            )
            .Rejects("one universal T_L with Γ = αε^(r−2)", 2);
    }

    [Check(Tier.Standard)]
    public void With_one_output_per_mode_the_modes_escape_alone()
    {
        foreach (var scale in new[] { 0.2, 0.1, 0.05 })
        {
            var network = Network(Activations.Tanh, Strong, scale, ModeOutput.Vector);
            double[] times = [network.Time1 ?? double.NaN, network.Time2 ?? double.NaN];
            Evidence
                .Agrees(
                    $"ε = {scale}: escape of both modes, network and single-mode flow",
                    times,
                    Decoupled(Activations.Tanh, Strong, scale),
                    Relative(1e-5)
                )
                .Rejects("together, at the time of mode 1", times[0], times[0]);
            Evidence.Golden($"vector, ε={scale}: mode 1", times[0], Relative(1e-4));
            Evidence.Golden($"vector, ε={scale}: mode 2", times[1], Relative(1e-4));
        }
    }

    private TwoModeEscape Network(Activation phi, double[] alpha, double scale, ModeOutput output) =>
        new TwoModeFlow(phi, alpha, 3, 2, scale, output).Escape(
            Horizon,
            TwoModeFlow.Accuracy with
            {
                Cancellation = Cancellation,
            }
        );

    private static double[] Decoupled(Activation phi, double[] alpha, double scale, int depth = 3) =>
        [.. alpha.Select(a => DecoupledMode.EscapeTime(phi, a, depth, scale, Horizon) ?? double.NaN)];

    private static double BottleneckTime(double alpha, int r, double scale)
    {
        const int depth = 5;
        double[] start = [.. Enumerable.Range(0, depth).Select(l => l < r ? scale : 1)];
        var run = new EscapeRun { Threshold = 0.3, Bottleneck = [.. Enumerable.Range(0, r)] };
        return run.Time(new ReducedChain(Activations.Tanh, depth, alpha), start) ?? double.NaN;
    }

    private static double Gamma(double alpha, int r, double scale) => alpha * Math.Pow(scale, r - 2);

    private static string First(double deepRate, double shallowRate) => deepRate > shallowRate ? "r = 4" : "r = 3";

    private static double Integrated(Profile c)
    {
        void Grow(double t, ReadOnlySpan<double> x, Span<double> rate) =>
            rate[0] = c.Rate * (1 + Math.Pow(x[0], c.Depth - 1));
        var options = new OdeOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-13 };
        var escape = new OdeEvent((_, x) => x[0] - c.Theta, EventDirection.Rising, EventAction.Stop);
        return OdeSolver.Solve(Grow, 0, [0.0], 1e6, options, escape).Time;
    }

    private sealed record Profile(int Depth, double Theta, double Rate);
}
