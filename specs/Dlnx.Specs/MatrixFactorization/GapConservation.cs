using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-6",
    "Gradient flow conserves differences of squares",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 6",
    Verdict = Verdict.Confirmed,
    Statement = """
        Under gradient flow of $\tfrac12\big(\prod_\ell s_\ell - \sigma\big)^2$ every difference $s_\ell^2 - s_m^2$ is constant.
        """,
    Explanation = """
        The displayed time derivative of $s_\ell^2$ lacks a factor 2, which is harmless: it is the same for every layer. Gradient
        descent changes a difference $b$ by exactly $-q\,b$ in a step, $q = \eta^2(\pi-\sigma)^2\pi^2/(s_\ell^2 s_m^2)$.
        """
)]
public sealed class GapConservation : ClaimSpec
{
    [Parameter("s", Above = 0, Max = 1e3, Description = "layers of one direction, at least two")]
    public double[] Layers { get; set; } = [0.2, 0.5, 0.9];

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 2;

    [Parameter(Above = 0, Max = 0.1, Description = "time step of the integrator")]
    public double Step { get; set; } = 1e-3;

    [Parameter(Min = 1, Max = 1_000_000, Description = "time steps")]
    public int Steps { get; set; } = 20_000;

    public override void Validate()
    {
        if (Layers.Length < 2)
            throw new ParameterException("s", "has one layer; give at least two.");
    }

    [Check]
    public void The_flow_conserves_every_difference()
    {
        var (end, drift) = Drift(Step, Steps);
        // An error of the integrator falls sixteenfold when its step is halved; a drift of the flow would stay.
        if (!(drift <= 1e-12) && !(Drift(Step / 2, 2 * Steps).Largest > drift / 8))
            Skip($"The drift {drift:G3} is the integrator's at a time step of {Step:R}; make the step smaller.");
        var descended = Layers.ToArray();
        new ScalarChain(Sigma, DescentRate).Step(descended);
        var agreement = Evidence.Agrees("largest drift of s_ℓ² − s₁² along the flow", drift, 0, Absolute(1e-12));
        var change = Distance(Gaps(descended), Gaps(Layers));
        if (change > 1e-10)
            agreement.Rejects("that of one step of gradient descent", change);
        if (Step * Steps >= 20 && Layers.Min() >= 0.2)
            Evidence.Agrees("product of the layers at the end", ScalarChain.Product(end), Sigma, Relative(1e-9));
    }

    [Check]
    public void The_squares_grow_at_twice_the_displayed_rate()
    {
        const double h = 1e-5;
        var s = Layers.ToArray();
        new ScalarChainFlow(Sigma).Integrate(s, h, 1);
        var product = ScalarChain.Product(Layers);
        var rate = -(product - Sigma) * product;
        if (Math.Abs(rate) < 1e-3)
            Skip("The start is too close to a minimum or a saddle to measure a rate there.");
        // The mean rate over a short time equals that at the start up to O(h).
        var measured = ((s[0] * s[0]) - (Layers[0] * Layers[0])) / h;
        Evidence.Agrees("d(s₁²)/dt", measured, 2 * rate, Relative(1e-3)).Rejects("the displayed −(π − σ)π", rate);
    }

    [Check]
    public void Gradient_descent_changes_a_difference_by_q_b()
    {
        var next = Layers.ToArray();
        new ScalarChain(Sigma, DescentRate).Step(next);
        var product = ScalarChain.Product(Layers);
        var (before, after) = (Gaps(Layers), Gaps(next));
        double[] predicted =
        [
            .. before.Select(
                (b, i) => -b * Squared(DescentRate * (product - Sigma) * product / (Layers[0] * Layers[i + 1]))
            ),
        ];
        var scale = Math.Max(1, next.Max(x => x * x));
        var agreement = Evidence.Agrees(
            "change of s_ℓ² − s₁² in a step of gradient descent, ℓ = 2…L",
            [.. after.Zip(before, (a, b) => a - b)],
            predicted,
            Absolute(1e-13 * scale)
        );
        if (predicted.Any(change => Math.Abs(change) > 1e-10 * scale))
            agreement.Rejects("0, conservation", new double[predicted.Length]);
    }

    private FlowDrift Drift(double step, int steps)
    {
        var s = Layers.ToArray();
        var flow = new ScalarChainFlow(Sigma);
        var largest = 0.0;
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            flow.Integrate(s, step, 1);
            largest = Math.Max(largest, Distance(Gaps(s), Gaps(Layers)));
        }
        return new(s, largest);
    }

    private double DescentRate => 1 / FlowMinimum.From(Layers, Sigma).Sharpness;

    private static double Squared(double x) => x * x;

    private static double[] Gaps(double[] s) => [.. s.Skip(1).Select(x => (x - s[0]) * (x + s[0]))];

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private sealed record FlowDrift(double[] End, double Largest);
}
