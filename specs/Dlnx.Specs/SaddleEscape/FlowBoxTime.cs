using System.Numerics.Tensors;
using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-scalarization",
    "Generic flow-box scalarization",
    Kind = ClaimKind.Remark,
    Source = "App. C.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Where the field does not vanish, the flight time along an orbit is $\int du/\dot u$ for any scalar $u$ that grows along
        it, with $\dot u$ taken on the orbit.
        """
)]
public sealed class FlowBoxTime : ClaimSpec
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a0", Min = 1e-6, Max = 1, Description = "a(0), 2 to 12 scales")]
    public double[] Start { get; set; } = [0.05, 0.075, 0.1];

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, which the smallest bottleneck scale is to reach")]
    public double Threshold { get; set; } = 0.5;

    [Parameter(Description = "layers that must reach a⋆: all, or a list from 1")]
    public string Bottleneck { get; set; } = "all";

    private int[] Layers => EscapeSetting.Layers("bottleneck", Bottleneck, Start.Length);

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta);

    public override void Validate()
    {
        _ = Activation;
        ChainSetting.RequireChain("a0", Start);
        EscapeSetting.RequireThreshold(Threshold, Layers.Min(layer => Start[layer]));
    }

    [Check]
    public void The_flight_time_is_the_integral_over_any_growing_scalar()
    {
        var chain = new ReducedChain(Activation, Start.Length, Alpha);
        var run = new EscapeRun
        {
            Threshold = Threshold,
            Bottleneck = Layers,
            Cancellation = Cancellation,
        };
        var end = run.Solve(chain, Start);
        if (end.Outcome != OdeOutcome.StoppedAtEvent)
            Skip("The chosen start does not reach the threshold, so there is no flight to time.");
        var slowest = Layers.MinBy(layer => end.State[layer]);
        var bySlowest = Compare(
            "u = a_k² of the last bottleneck layer",
            end,
            (a, v) => 2 * a[slowest] * v[slowest],
            a => Square(a, slowest)
        );
        var byNorm = Compare("u = Σa_k²", end, (a, v) => 2 * TensorPrimitives.Dot(a, v), TensorPrimitives.SumOfSquares);
        if (!bySlowest && !byNorm)
            Skip("Neither a_k² of the last bottleneck layer nor Σa_k² grows all the way: none is a coordinate.");
    }

    private static double Square(ReadOnlySpan<double> a, int k) => a[k] * a[k];

    private bool Compare(string coordinate, OdeSolution end, Rate rate, Scalar scalar)
    {
        var flight = new Flight(new ReducedChain(Activation, Start.Length, Alpha), rate);
        if (flight.Time(Start, scalar(Start), scalar(end.State)) is not { } time)
            return false;
        var agreement = Evidence.Agrees($"∫du/u̇ with {coordinate}", time, end.Time, Relative(1e-7));
        if (LeadingTime() is { } leading && Math.Abs((leading / end.Time) - 1) > 1e-5)
            agreement.Rejects("the leading field in place of the exact one", leading);
        return true;
    }

    private double? LeadingTime() =>
        LeadingOrder.Exists(Activation) && Layers.Length == Start.Length
            ? EscapeQuadrature.LeadingTime(Start, new LeadingOrder(Activation, Start.Length, Alpha).Drive, Threshold)
            : null;

    private delegate double Rate(ReadOnlySpan<double> scales, ReadOnlySpan<double> velocity);

    private delegate double Scalar(ReadOnlySpan<double> scales);

    /// <summary>The orbit as a function of u, with ∫du/u̇ accumulated along it.</summary>
    private sealed class Flight(ReducedChain chain, Rate rate)
    {
        private bool grows = true;

        public double? Time(double[] start, double from, double to)
        {
            var options = new OdeOptions
            {
                RelativeTolerance = 1e-11,
                AbsoluteTolerance = 1e-13 * start.Min(),
                MaximumSteps = 20_000,
            };
            var end = OdeSolver.Solve(Slopes, from, [.. start, 0], to, options);
            return grows && end.Outcome == OdeOutcome.ReachedEnd ? end.State[^1] : null;
        }

        private void Slopes(double u, ReadOnlySpan<double> y, Span<double> slopes)
        {
            var a = y[..^1];
            var v = slopes[..^1];
            chain.Velocity(a, v);
            var growth = rate(a, v);
            grows &= growth > 0;
            TensorPrimitives.Divide(v, growth, v);
            slopes[^1] = 1 / growth;
        }
    }
}
