using Dlnx.Escape;
using Dlnx.Verify.Figures;
using MathNet.Numerics.Integration;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/prop-2",
    "Classification of activations",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 2, A.6, eq. (20)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $\varphi$ be smooth and odd, or $\varphi(0)\ne0$, or $\varphi(0)=0$ with $\varphi''(0)\ne0$, and
        $\mathcal E_\varphi=\varphi-x\varphi'$. Exactly one holds: (A) $\varphi$ is linear and $\mathcal E_\varphi\equiv0$;
        (B$_q$) $\varphi$ is odd with first non-linear order $q\ge3$ and $\mathcal E_\varphi=-(q-1)c_qx^q+O(x^{q+2})$;
        (C) $\varphi(0)=0$, $\varphi''(0)\ne0$ and $\mathcal E_\varphi=-c_2x^2+O(x^3)$, $c_2=\varphi''(0)/2$;
        (D) $\varphi(0)\ne0$ and $\mathcal E_\varphi=\varphi(0)+O(x^2)$. The backpropagated factor stays bounded for small weights.
        """,
    Corrected = """
        For $\varphi$ analytic at 0, $\mathcal E_\varphi=\sum_k(1-k)c_kx^k$ and the four classes are exclusive and exhaustive under
        that hypothesis. For a smooth $\varphi$ some $c_k\ne0$, $k\ge2$, must be assumed too; ReLU is in A almost everywhere. With
        all layers of order $\varepsilon$ the backpropagated factor is of order $\varepsilon^{L-l}$, so that a generic network has
        $$\frac{d}{dt}\big(\|W_{l+1}\|^2-\|W_l\|^2\big)=O\big(\varepsilon^{L+(q-1)l}\big),\qquad O(\varepsilon^{L-l})\text{ in class D}.$$
        """,
    Readings = [
        "A: φ is analytic at 0; the proof works with the full Taylor series. Exhaustive: confirmed.",
        "B: φ is only infinitely often differentiable. x + sign(x)e^(−1/x²) is in no class: refuted.",
    ],
    Explanation = """
        $x+\mathrm{sign}(x)e^{-1/x^2}$ is odd, $C^\infty$ and not linear, and its deficit vanishes faster than every power: "smooth"
        does not suffice. The hypothesis leaves out functions such as $x+x^4$, for which $\mathcal E\approx-(q-1)c_qx^q$ holds
        nevertheless.
        """
)]
public sealed partial class ActivationClassification : ClaimSpec
{
    [Parameter(Description = ActivationChoice.Meaning)]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, an inner gain")]
    public double Beta { get; set; } = 1;

    [Parameter("x", Above = 0, Max = 0.1, Description = "where the order of the deficit is measured, against 2x")]
    public double Point { get; set; } = 1e-3;

    private static readonly string[] BuiltIn = ["tanh", "erf", "sin", "gelu", "swish", "softplus", "sigmoid"];

    private static readonly string[] PiecewiseLinear = ["linear", "relu", "leaky"];

    private Activation Chosen => ActivationChoice.Resolve(Phi, Beta);

    private static Activation[] Table =>
        [
            .. BuiltIn.Select(Activations.Find),
            ExampleActivations.Arctan,
            ExampleActivations.Asinh,
            ExampleActivations.Mish,
            ExampleActivations.Polynomial("x + x⁵", 0, 1, 0, 0, 0, 1),
        ];

    public override void Validate() => ActivationChoice.Resolve(Phi, Beta);

    [Check]
    public void The_deficit_starts_with_its_leading_term()
    {
        foreach (var activation in Table)
            LeadingTerm(activation, 1e-3);
        foreach (var name in new[] { "erf", "gelu" })
        {
            var coefficient = ActivationConstants.Of(Activations.Find(name)).DeficitCoefficient!.Value;
            Evidence.Golden($"{name}: coefficient of the deficit", coefficient, Absolute(1e-9));
        }
    }

    [Check]
    public void So_does_that_of_the_chosen_activation()
    {
        var constants = ActivationConstants.Of(Chosen);
        if (Chosen.Class == ActivationClass.A)
        {
            Evidence
                .Agrees($"deficit of {Phi} at ±x", [Chosen.Deficit(Point), Chosen.Deficit(-Point)], [0, 0], Absolute(0))
                .Rejects("−x", [-Point, Point]);
            return;
        }
        if (constants.DeficitOrder is not { } order)
        {
            Skip($"The deficit of {Phi} has no leading term among the known Taylor coefficients.");
            return;
        }
        if (Math.Abs(Chosen.Deficit(Point)) < 1e-290)
            Skip($"The deficit at x = {Point:R} is too small for a double; choose a larger x.");
        // (1 − k)c_k x^k over the leading term, for all later k.
        var rest = Enumerable
            .Range(order + 1, Math.Max(0, Chosen.KnownCoefficients - order - 1))
            .Sum(k => Math.Abs((1 - k) * Chosen.TaylorCoefficient(k) * Math.Pow(2 * Point, k - order)));
        if (rest > 1e-3 * Math.Abs(constants.DeficitCoefficient!.Value))
            Skip($"At x = {Point:R} higher orders of {Phi} are not negligible; choose a smaller x.");
        LeadingTerm(Chosen, Point);
    }

    [Check]
    public void Every_activation_is_in_exactly_one_class()
    {
        foreach (var activation in Table.Concat(PiecewiseLinear.Select(Activations.Find)))
        {
            ActivationClass[] classes = [.. Enum.GetValues<ActivationClass>().Where(c => Belongs(activation, c))];
            Evidence.Matches($"classes of {activation}", classes, [activation.Class]).Rejects("none", []);
        }
    }

    [Check]
    public void Even_the_functions_that_are_left_out_have_the_leading_term()
    {
        Activation[] leftOut =
        [
            ExampleActivations.Polynomial("x + x⁴", 0, 1, 0, 0, 1),
            ExampleActivations.Polynomial("x + x³ + x⁴", 0, 1, 0, 1, 1),
        ];
        foreach (var activation in leftOut)
        {
            Evidence
                .Matches($"class of {activation}", activation.Class, ActivationClass.Unclassified)
                .Rejects("B", ActivationClass.B);
            LeadingTerm(activation, 1e-4);
        }
    }

    [Check(Role = Role.Counterexample)]
    public void A_smooth_flat_function_is_in_no_class()
    {
        var flat = new FlatActivation();
        ActivationClass[] classes = [.. Enum.GetValues<ActivationClass>().Where(c => Belongs(flat, c))];
        Evidence.Matches("class by definition of x + sign(x)exp(−1/x²)", flat.Class, ActivationClass.Unclassified);
        Evidence.Matches("classes whose definition it meets", classes.Length, 0).Rejects("exactly one", 1);
        foreach (var n in new[] { 3, 5, 9, 15 })
        {
            var (wide, close) = (flat.Deficit(0.1) / Math.Pow(0.1, n), flat.Deficit(0.05) / Math.Pow(0.05, n));
            // A leading term c·xⁿ would keep the quotient.
            Evidence
                .Agrees($"deficit/x^{n} at 0.05 over that at 0.1", close / wide, 0, Absolute(1e-100))
                .Rejects($"leading order {n}", 1);
        }
    }

    [Check]
    public void Deficits_in_a_picture()
    {
        var figure = Figure("Deficits and their leading terms", Axis.Log("x"), Axis.Log("|φ − xφ′|"));
        double[] xs = [.. Enumerable.Range(0, 19).Select(i => Math.Pow(10, -3 + (i / 6.0)))];
        foreach (var name in new[] { "tanh", "gelu", "softplus" })
        {
            var activation = Activations.Find(name);
            var constants = ActivationConstants.Of(activation);
            double[] leading = [.. xs.Select(x => Leading(constants, x))];
            double[] measured = [.. xs.Select(x => Math.Abs(activation.Deficit(x)))];
            figure.Line($"{name}: leading term", xs, leading).Points($"{name}", xs, measured);
            Evidence
                .Agrees($"{name}: |deficit| over its leading term at 10⁻³", measured[0] / leading[0], 1, Absolute(2e-3))
                .Rejects("one order higher", 1e-3);
        }
    }

    private static double Leading(ActivationConstants constants, double x) =>
        Math.Abs(constants.DeficitCoefficient!.Value) * Math.Pow(x, constants.DeficitOrder!.Value);

    private void LeadingTerm(Activation activation, double x)
    {
        var constants = ActivationConstants.Of(activation);
        var (order, coefficient) = (constants.DeficitOrder!.Value, constants.DeficitCoefficient!.Value);
        var (near, far) = (DeficitByCurvature(activation, x), DeficitByCurvature(activation, 2 * x));
        Evidence
            .Agrees(
                $"{activation}: order of the deficit between {2 * x:R} and {x:R}",
                Math.Log2(Math.Abs(far / near)),
                order,
                Absolute(0.01)
            )
            .Rejects("one order lower", order - 1)
            .Rejects("one order higher", order + 1);
        Evidence
            .Agrees($"{activation}: deficit/x^{order}", near / Math.Pow(x, order), coefficient, Relative(1e-3))
            .Rejects("the other sign", -coefficient);
        // A user's activation takes the difference itself, whose digits are lost below.
        if (Math.Abs(near) < 1e-12 * Math.Abs(x * activation.Derivative(x)))
            return;
        Evidence
            .Agrees($"{activation}: φ − xφ′ over φ(0) − ∫tφ″dt", activation.Deficit(x) / near, 1, Absolute(1e-3))
            .Rejects("x²φ″(x)", x * x * activation.SecondDerivative(x) / near);
    }

    /// <summary>
    /// φ(0) − ∫₀ˣ tφ″(t)dt, which is φ − xφ′ without cancellation and without the Taylor coefficients.
    /// </summary>
    private static double DeficitByCurvature(Activation activation, double x) =>
        activation.Value(0) - GaussLegendreRule.Integrate(t => t * activation.SecondDerivative(t), 0, x, 16);

    /// <summary>
    /// The printed definitions, by values and derivatives; only the order q of class B needs the Taylor coefficients.
    /// </summary>
    private static bool Belongs(Activation activation, ActivationClass candidate)
    {
        double[] probes = [0.1, 0.4, 1, 2];
        var linear = Array.TrueForAll(
            probes,
            z => Math.Abs(activation.Deficit(z)) + Math.Abs(activation.Deficit(-z)) == 0
        );
        var odd = Array.TrueForAll(probes, z => Math.Abs(activation.Value(z) + activation.Value(-z)) <= 1e-15);
        return candidate switch
        {
            ActivationClass.A => linear,
            ActivationClass.B => odd && !linear && activation.Order is not null,
            ActivationClass.C => activation.Value(0) == 0 && activation.SecondDerivative(0) != 0,
            ActivationClass.D => activation.Value(0) != 0,
            _ => false,
        };
    }
}
