using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/prop-23",
    "Escape-time homotopy identity (55)",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 23, eq. (55); Appendix E.7, eqs. (69)-(71)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        Let the flows $\dot z = F_s(z)$ depend smoothly on $s \in [0, 1]$ and cross $\Theta = 0$ transversally at a unique time
        $\tau_s$. With the adjoint $\dot p = -(DF_s)^\top p$, $p(\tau_s) = \nabla\Theta/\langle\nabla\Theta, F_s\rangle$, one has
        $\langle p, F_s\rangle \equiv 1$ and
        $$\frac{d\tau_s}{ds} = -\int_0^{\tau_s}\langle p(t), \partial_sF_s(z(t))\rangle\,dt, \qquad
          \tau_1 - \tau_0 = \int_0^1\frac{d\tau_s}{ds}\,ds.$$
        """
)]
public sealed class EscapeTimeHomotopy : ClaimSpec
{
    private const double Step = 1e-4;

    private static readonly HomotopyFamily[] Families = Enum.GetValues<HomotopyFamily>();

    [Parameter(Description = "the family of flows")]
    public HomotopyFamily Family { get; set; } = HomotopyFamily.Linear;

    [Parameter("z0", Description = "start; unset for the family's own")]
    public double[]? Start { get; set; }

    [Parameter(Above = 0, Description = "θ; unset for the family's own, 1 or (product) 0.5")]
    public double? Threshold { get; set; }

    [Parameter("s", Min = 0, Max = 1, Description = "where the derivative is taken")]
    public double Place { get; set; } = 0.4;

    [Parameter(Min = 1, Max = 32, Description = "nodes of the Gauss–Legendre rule in s")]
    public int Nodes { get; set; } = 5;

    public override void Validate() => _ = Family.Homotopy(Start, Threshold);

    [Check]
    public void The_adjoint_gives_the_derivative()
    {
        foreach (var family in Families)
        {
            var homotopy = family.Homotopy();
            var sensitivity = homotopy.Sensitivity(0.4);
            Derivative($"{family}, s = 0.4", homotopy, 0.4, sensitivity);
            Evidence.Agrees($"{family}: ⟨p, F⟩ at t = 0", sensitivity.AdjointSpeed, 1, Absolute(1e-9));
            if (family != HomotopyFamily.Product)
                Evidence.Golden($"{family}: derivative at s=0.4", sensitivity.Derivative, Relative(1e-6));
        }
        var linear = HomotopyFamily.Linear.Homotopy().Sensitivity(0.4);
        Evidence
            .Agrees(
                "Linear: derivative against −log(100)/(1 + s)²",
                linear.Derivative,
                -Math.Log(100) / 1.96,
                Relative(1e-9)
            )
            .Rejects("terminal value without normalisation: times ⟨∇Θ, F⟩ = 1.4", 1.4 * linear.Derivative);
    }

    [Check]
    public void The_adjoint_needs_the_transpose()
    {
        var homotopy = HomotopyFamily.Planar.Homotopy();
        var untransposed = new EscapeHomotopy(new UntransposedPlanar(), HomotopyFamily.Planar.Start());
        Evidence
            .Agrees(
                "Planar: dτ/ds at 0.4",
                homotopy.Sensitivity(0.4).Derivative,
                Difference(homotopy, 0.4),
                Relative(1e-6)
            )
            .Rejects("adjoint with DF instead of its transpose", untransposed.Sensitivity(0.4).Derivative);
        Evidence.Above(
            "with DF instead of its transpose: |⟨p, F⟩ − 1| at t = 0",
            Math.Abs(untransposed.Sensitivity(0.4).AdjointSpeed - 1),
            1e-3
        );
    }

    [Check]
    public void Its_integral_is_the_difference_of_the_times()
    {
        foreach (var family in Families)
        {
            var homotopy = family.Homotopy();
            var (before, after) = (homotopy.Crossing(0).Time, homotopy.Crossing(1).Time);
            Evidence.Golden($"{family}: τ at s=0", before, Absolute(1e-9));
            Evidence.Golden($"{family}: τ at s=1", after, Absolute(1e-9));
            // The cubic family is steep near s = 0, where the saddle has no linear growth, so it needs finer panels there.
            double[] panels = family == HomotopyFamily.Cubic ? [0, 0.02, 0.1, 0.3, 1] : [0, 1];
            var sum = panels.Zip(panels.Skip(1)).Sum(panel => homotopy.Difference(8, panel.First, panel.Second));
            Evidence
                .Agrees($"{family}: ∫ dτ/ds ds and τ₁ − τ₀", sum, after - before, Absolute(1e-7))
                .Rejects("sign + in (55)", before - after);
        }
    }

    [Check]
    public void The_order_of_the_rule_in_s_matters()
    {
        var linear = HomotopyFamily.Linear.Homotopy();
        foreach (var nodes in new[] { 2, 3, 5 })
        {
            var error = Math.Abs(linear.Difference(nodes) + (0.5 * Math.Log(100)));
            Evidence.Golden($"Linear: error of {nodes} nodes", error, Relative(0.04));
        }
        Evidence.AtMost("Linear: error of 8 nodes", Math.Abs(linear.Difference(8) + (0.5 * Math.Log(100))), 1e-10);
        var cubic = HomotopyFamily.Cubic.Homotopy();
        var change = cubic.Crossing(1).Time - cubic.Crossing(0).Time;
        Evidence.Golden("Cubic: error of 8 nodes", Math.Abs(cubic.Difference(8) - change), Relative(0.02));
        var product = HomotopyFamily.Product.Homotopy();
        var growth = product.Crossing(1).Time - product.Crossing(0).Time;
        Evidence.AtMost("Product: error of 3 nodes", Math.Abs(product.Difference(3) - growth), 1e-10);
    }

    [Check]
    public void A_grazing_threshold_is_refused()
    {
        var grazing = new EscapeHomotopy(new GrazingFamily(), [0, 0]);
        Evidence
            .Matches("y = sx − x²/2 against y = s²/2, s = 0.4", grazing.Crossing(0.4).Outcome, CrossingOutcome.Grazing)
            .Rejects("a number: a crossing", CrossingOutcome.Transversal);
        var refused = false;
        try
        {
            grazing.Sensitivity(0.4);
        }
        catch (ArithmeticException)
        {
            refused = true;
        }
        Evidence.Matches("the derivative is refused", refused, expected: true);
    }

    [Check]
    public void It_holds_for_the_given_family()
    {
        var homotopy = Family.Homotopy(Start, Threshold);
        RequireCrossings(homotopy, 0, Place, 1);
        Derivative($"{Family}, s = {Place}", homotopy, Place, homotopy.Sensitivity(Place));
        var (before, after) = (homotopy.Crossing(0).Time, homotopy.Crossing(1).Time);
        var tangent = homotopy.Sensitivity(0).Derivative;
        double[] places = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        RequireCrossings(homotopy, places);
        double[] corrected = [before, .. places.Skip(1).Select(s => before + homotopy.Difference(Nodes, 0, s))];
        Figure("Escape time along the homotopy", Axis.Linear("s"), Axis.Linear("τ_s"))
            .Line($"τ₀ + ∫ dτ/ds ds, {Nodes} nodes", places, corrected)
            .Line("τ₀ + s dτ/ds(0)", [0, 0.25], [before, before + (0.25 * tangent)])
            .Points("solved at s", places, [.. places.Select(s => homotopy.Crossing(s).Time)])
            .Level("τ₁", after);
    }

    // At the ends of [0, 1] the families are smooth beyond it, so a central difference may step out.
    private void Derivative(string name, EscapeHomotopy homotopy, double s, EscapeSensitivity sensitivity) =>
        Evidence
            .Agrees($"{name}: dτ/ds by the adjoint", sensitivity.Derivative, Difference(homotopy, s), Relative(1e-6))
            .Rejects("sign + in (55)", -sensitivity.Derivative);

    // Fourth order: the second-order error of the steep cubic family would be visible.
    private static double Difference(EscapeHomotopy homotopy, double s)
    {
        double Slope(double h) => (homotopy.Crossing(s + h).Time - homotopy.Crossing(s - h).Time) / (2 * h);
        return ((4 * Slope(Step)) - Slope(2 * Step)) / 3;
    }

    private void RequireCrossings(EscapeHomotopy homotopy, params ReadOnlySpan<double> places)
    {
        foreach (var s in places)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (homotopy.Crossing(s).Outcome != CrossingOutcome.Transversal)
                Skip($"At s = {s:G6} the flow does not cross the threshold, so the identity says nothing.");
        }
    }

    // Planar, with DF p where the adjoint needs (DF)ᵀp.
    private sealed class UntransposedPlanar : IEscapeFamily
    {
        private readonly PlanarFamily planar = new(1);

        public int Dimension => 2;

        public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity) =>
            planar.Velocity(s, z, velocity);

        public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity) =>
            planar.Sensitivity(s, z, sensitivity);

        public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product)
        {
            Span<double> columns = stackalloc double[4];
            planar.TransposedDerivative(s, z, [1, 0], columns[..2]);
            planar.TransposedDerivative(s, z, [0, 1], columns[2..]);
            product[0] = (columns[0] * p[0]) + (columns[1] * p[1]);
            product[1] = (columns[2] * p[0]) + (columns[3] * p[1]);
        }

        public double Threshold(double s, ReadOnlySpan<double> z) => planar.Threshold(s, z);

        public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient) =>
            planar.ThresholdGradient(s, z, gradient);
    }
}
