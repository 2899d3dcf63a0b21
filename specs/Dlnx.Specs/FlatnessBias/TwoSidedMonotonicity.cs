using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-5.9",
    "Two-sided monotonicity",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 5.9, proof in App. F.7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.12", "D/lem-F.13", "D/cond-5.7", "D/cond-5.8"],
    Verdict = Verdict.Corrected,
    Statement = """
        Under Conditions 5.7 and 5.8 the window mass $p_t^w(y) = P(x_t \in [y, y + w])$ does not increase on
        $[T_+^t(c), \infty)$ and does not decrease on $(-\infty, T_-^t(c) - w]$, where
        $T_+^t(c) - T_-^t(c) \le 2t\sup\Delta$.
        """,
    Corrected = """
        It holds if $f_0/T_\sigma'$ does not increase right of $c$ and does not decrease left of $c$ for all strings
        $\sigma$ of length $t$; in particular for affine $\Delta$, where $T_\sigma'$ is constant. The bound on the width
        is true as stated.
        """,
    Readings = [
        "Window mass or density, and any t: all fail.",
        "A plateau of f₀ or a constant L near 1 are not needed.",
    ],
    Explanation = """
        Preimages of equal windows need not be equally long: where $\Delta$ is convex they grow to the right, and then a flat
        $f_0$ gives more mass farther right. With $f_0 = U[0, 1]$, $c = 0$ and $\Delta = \delta + cx^2$ the density of $x_1$ rises
        on all of $[\delta, 1 - \delta - c]$, right of $T_+(0) = \delta$. The proof compares intervals of unequal length, which
        Lemma F.13 does not cover.
        """
)]
public sealed partial class TwoSidedMonotonicity : ClaimSpec
{
    [Parameter("dl", Above = 0, Max = 0.1, Description = "δ of Δ = δ + cx² on [0, 1]")]
    public double Floor { get; set; } = 0.01;

    [Parameter("c", Above = 0, Below = 0.5, Description = "c of Δ = δ + cx²; L = 2c")]
    public double Curvature { get; set; } = 0.4;

    [Parameter("y", Description = "places, in [δ, 1 − δ − c]")]
    public double[] Places { get; set; } = [0.02, 0.3, 0.59];

    [Parameter("w", Above = 0, Max = 1, Description = "width of the window")]
    public double Width { get; set; } = 0.05;

    public override void Validate()
    {
        var end = 1 - Floor - Curvature;
        foreach (var y in Places.Where(y => !(y >= Floor && y <= end + 1e-12)))
            throw new ParameterException("y", $"is {y:R}; it must lie in [dl, 1 − dl − c] = [{Floor:R}, {end:R}].");
    }

    [Check(Role = Role.Counterexample)]
    public void The_density_rises_right_of_the_mode()
    {
        double[] ys = [.. Places.Distinct().Order()];
        if (ys.Length < 2)
            Skip("One place shows no rise; give two or more.");
        var step = new ConvexStep(Floor, Curvature);
        var numeric = new CurvatureLaw(step, new UniformLaw(0, 1), 1);
        double[] closed = [.. ys.Select(step.UniformDensity)];
        const double error = 1e-10;
        if (Rises(closed).Min() <= error)
            Skip($"f₁ rises by {Rises(closed).Min():G3} between two of the places, within the error bound {error}.");
        Evidence
            .Agrees("f₁ by inversion and in closed form", [.. ys.Select(numeric.Density)], closed, Absolute(error))
            .Rejects("f₁ does not increase: as at the first place", [.. ys.Select(_ => closed[0])]);
        Evidence.Agrees(
            "p₁ʷ by inversion and in closed form",
            [.. ys.Select(y => numeric.Window(y, Width))],
            [.. ys.Select(y => step.UniformCumulative(y + Width) - step.UniformCumulative(y))],
            Absolute(error)
        );
        Evidence.Above("smallest rise of f₁ between places, above the error bound", Rises(closed).Min(), error);
    }

    [Check(Role = Role.Counterexample)]
    public void It_rises_by_more_than_ten_percent()
    {
        double[] ys = [0.02, 0.3, 0.59];
        double[] windows = [0.02, 0.3, 0.54];
        var step = new ConvexStep(0.01, 0.4);
        for (var i = 0; i < 3; i++)
        {
            Evidence.Golden($"f₁({ys[i]})", step.UniformDensity(ys[i]), Absolute(1e-10));
            Evidence.Golden($"p₁ of width 0.05 at {windows[i]}", Window(step, windows[i]), Absolute(1e-10));
        }
        Evidence.Above("f₁(0.3)/f₁(0.02)", step.UniformDensity(0.3) / step.UniformDensity(0.02), 1.1);
        Evidence.Above("f₁(0.59)/f₁(0.3)", step.UniformDensity(0.59) / step.UniformDensity(0.3), 1.1);
        DrawDensity(step);
    }

    [Check(Role = Role.Counterexample)]
    public void No_plateau_and_no_large_slope_is_needed()
    {
        var step = new ConvexStep(0.01, 0.4);
        double[] windows = [0.02, 0.3, 0.54];
        RisingWindow("f₀ = N(0, 2²), t = 1", new CurvatureLaw(step, StandardLaw.Normal(0, 2), 1), windows);
        RisingWindow("f₀ = Laplace(0; 5), t = 1", new CurvatureLaw(step, LocationScaleLaw.Laplace(0, 5), 1), windows);
        var gentle = new CurvatureLaw(new ConvexStep(0.01, 0.05), new UniformLaw(0, 1), 1);
        Rising("L = 0.1: f₁ at ", gentle.Density, [0.02, 0.3, 0.59]);
        foreach (var t in new[] { 2, 4 })
        {
            var law = new CurvatureLaw(new ConvexStep(0.001, 0.4), new UniformLaw(0, 1), t);
            RisingWindow($"Δ = 0.001 + 0.4x², t = {t}", law, [0.02, 0.2, 0.35]);
        }
    }

    private void RisingWindow(string name, CurvatureLaw law, double[] ys) =>
        Rising($"{name}: p of width 0.05 at ", y => law.Window(y, 0.05), ys);

    private void Rising(string name, Func<double, double> value, double[] ys)
    {
        double[] values = [.. ys.Select(value)];
        for (var i = 0; i < ys.Length; i++)
            Evidence.Golden($"{name}{ys[i]}", values[i], Absolute(1e-7));
        Evidence.Above($"{name}all places: smallest rise, above the error bound 10⁻¹⁰", Rises(values).Min(), 1e-10);
    }

    private void DrawDensity(ConvexStep step)
    {
        double[] xs = [.. Enumerable.Range(0, 200).Select(i => 0.01 + (0.58 * i / 199))];
        var pushed = new CurvatureTransferOperator(step, new TransferGrid(-1, 2, 3000)).Evolve(new UniformLaw(0, 1), 1);
        var shown = Enumerable.Range(1010, 580).Where(i => i % 20 == 0).ToArray();
        Figure("Density after one step from U[0, 1], Δ = 0.01 + 0.4x²", Axis.Linear("y"), Axis.Linear("f₁(y)"))
            .Line("closed form", xs, [.. xs.Select(step.UniformDensity)])
            .Points(
                "transfer operator",
                [.. shown.Select(i => pushed.Grid.Edge(i) + (0.5 * pushed.Grid.Spacing))],
                [.. shown.Select(i => pushed.Densities[i])]
            )
            .Level("claimed: no higher than f₁(T₊(c))", step.UniformDensity(0.01));
    }

    private static IEnumerable<double> Rises(double[] values) => values.Zip(values.Skip(1), (a, b) => b - a);

    private static double Window(ConvexStep step, double y) =>
        step.UniformCumulative(y + 0.05) - step.UniformCumulative(y);
}
