using Dlnx.Escape;
using Dlnx.Numerics;
using MathNet.Numerics.Integration;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/appF-misc",
    "Stated numerical procedure",
    Kind = ClaimKind.Remark,
    Source = "App. F",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/lem-14"],
    Verdict = Verdict.Corrected,
    Statement = """
        Networks on the ansatz are trained with two learning rates, one for layer 1 and one, $m$ times smaller, for all deeper
        layers; there are three schemes of initialisation; Gauss–Hermite nodes integrate the reduced ODE; thresholds are
        conventions.
        """,
    Corrected = """
        The read-out needs a rate of its own: $c_1 = 1$, $c_l = 1/m$ for the hidden layers and $c_L = 1/m^2$. A trapezoid rule
        integrates the reduced ODE to rounding where Gauss–Hermite nodes of the same number do not.
        """,
    Readings = [
        "A: \"deeper layers\" means the hidden ones, and the read-out has 1/m²: consistent with eq. (4).",
        "B: the read-out has 1/m too: its scale then moves m times faster than eq. (5).",
    ],
    Explanation = """
        With entries $a_L/m$ and $c_L = 1/m$ the read-out's scale moves $m$ times too fast, exactly. The numbers of the
        initialisation schemes and thresholds are lost; what follows from them is checked with the escape laws.
        """
)]
public sealed class NumericalProcedure : ClaimSpec
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter("a", Min = -3, Max = 3, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.7, -0.4, 0.9];

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1.3;

    [Parameter(Min = 1, Max = 16, Description = "m, width of the hidden layers")]
    public int Width { get; set; } = 3;

    private AnsatzPoint Point => new(ActivationChoice.Resolve(Phi), Scales, Width, Alpha);

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi);
        ChainSetting.RequireChain("a", Scales);
    }

    [Check(Role = Role.Counterexample)]
    public void With_two_rates_the_read_out_moves_m_times_too_fast()
    {
        var (reduced, two) = (ReadOut(), Point.Velocity([.. Point.NormalisedRates[..^1], 1.0 / Width])[^1]);
        Evidence
            .Agrees("da_L/dτ under c_L = 1/m over that of eq. (5)", two / reduced, Width, Relative(1e-10))
            .Rejects("1: two rates suffice", 1);
        Evidence.Agrees(
            "the same over that of the network under c_L = 1/m²",
            two / Point.Velocity(Point.NormalisedRates)[^1],
            Width,
            Relative(1e-12)
        );
    }

    [Check]
    public void With_three_rates_it_moves_as_the_reduced_flow()
    {
        var reduced = ReadOut();
        Evidence
            .Agrees("da_L/dτ under c_L = 1/m²", Point.Velocity(Point.NormalisedRates)[^1], reduced, Relative(1e-10))
            .Rejects("c_L = 1/m", Width * reduced);
    }

    [Check]
    public void The_trapezoid_rule_is_exact_where_hermite_nodes_are_not()
    {
        static double Integrand(double s) => s * Math.Tanh(s);
        var trapezoid = GaussianRule.Line.Expectation(Integrand);
        var exact = LegendrePanels(Integrand);
        var agreement = Evidence.Agrees("𝔼[s·tanh s] by the trapezoid rule", trapezoid, exact, Absolute(1e-14));
        Evidence.Golden("𝔼[s·tanh s]", trapezoid, Absolute(1e-12));
        foreach (var nodes in new[] { 20, 40, 64, 100 })
        {
            var hermite = Hermite(nodes, Integrand);
            agreement.Rejects($"{nodes} Hermite nodes", hermite);
            Evidence.Golden($"error of {nodes} Hermite nodes", Math.Abs(hermite - exact), Relative(0.15));
        }
    }

    // Composite Gauss–Legendre on [−12, 12], as an independent reference.
    private static double LegendrePanels(Func<double, double> f)
    {
        double Density(double s) => f(s) * Math.Exp(-0.5 * s * s) / Math.Sqrt(2 * Math.PI);
        return Enumerable.Range(-24, 48).Sum(n => GaussLegendreRule.Integrate(Density, n / 2.0, (n + 1) / 2.0, 20));
    }

    private double ReadOut()
    {
        if (Width == 1)
            Skip("At width 1 all rates are equal and nothing distinguishes the readings.");
        var velocity = ChainSetting.Velocity(Point.Activation, Scales, Alpha);
        if (!(Math.Abs(velocity[^1]) > 1e-3 * velocity.Max(Math.Abs)))
            Skip("The read-out hardly moves at these scales; choose others.");
        return velocity[^1];
    }

    // Golub and Welsch: nodes are eigenvalues of the recurrence matrix of the Hermite polynomials for the normal density.
    private static double Hermite(int count, Func<double, double> f)
    {
        var recurrence = new Matrix(count, count);
        for (var n = 1; n < count; n++)
            recurrence[n - 1, n] = recurrence[n, n - 1] = Math.Sqrt(n);
        var eigen = Factorizations.SymmetricEigen(recurrence);
        return eigen.Values.Select((node, n) => eigen.Vectors[0, n] * eigen.Vectors[0, n] * f(node)).Sum();
    }
}
