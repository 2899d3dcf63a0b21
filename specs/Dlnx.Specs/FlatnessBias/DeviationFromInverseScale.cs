using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E4-deviation",
    "Deviation bounds",
    Kind = ClaimKind.Proposition,
    Source = "App. E.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian", "D/eq-15"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $v = \tilde v + \epsilon$ be the leading eigenvector of a product with $\beta > 0$, its sign such that
        $v\cdot\tilde v \ge 0$, $\tilde v_i = c/\theta_i$, and $\delta = \sum_j\epsilon_j/\theta_j$. Then
        $2c\delta + \|\epsilon\|^2 = 0$, $-2/c \le \delta \le 0$, $\sum_jv_j/\theta_j = 1/c + \delta$ and, for the sharpest
        parameter $s$ and any $l$,
        $$\epsilon_l\Big(\lambda\theta_l + \frac\alpha{\theta_l}\Big) = c\alpha(\theta_s^{-2} - \theta_l^{-2})
          + \epsilon_s\Big(\lambda\theta_s + \frac\alpha{\theta_s}\Big).$$
        (a) The eigenvalue $\beta/c^2$ built from $\tilde v$ overestimates $\lambda$ slightly. (b) $\epsilon_s < 0$, and
        $\epsilon_l > 0$ for the flattest $l$, in the direction of $\tilde v$.
        """,
    Corrected = """
        The identities hold, with $\delta = (v\cdot\tilde v - 1)/c \ge -1/c$. (a) and (b) hold when $\alpha = \ell'z > 0$: for
        $z > 0$ the side $z > z^*$. For $\alpha < 0$ all three signs are reversed. In both cases
        $\tilde v^\top H\tilde v \le \lambda$.
        """,
    Readings = [
        "Signs of ε are meant in the direction of ṽ, that is of ε_iθ_i, so that they do not depend on the signs of the "
            + "parameters.",
    ],
    Explanation = """
        $\tilde v$ carries $\beta/c^2$ less $c^2\alpha\sum_i\theta_i^{-4}$, and $v_i\theta_i \propto \theta_i^2/(\lambda\theta_i^2 +
        \alpha)$ grows with $|\theta_i|$ for $\alpha > 0$ and falls for $\alpha < 0$. That $\epsilon_s$ vanishes is an
        approximation only: at $\theta = (0.3, 0.8, 1.5)$, $z^* = 0$ it is of the size of the other entries.
        """
)]
public sealed class DeviationFromInverseScale : ProductSpec
{
    private const int FastDraws = 4000;
    private const int Draws = 20_000;

    [Check]
    public void Identities_of_the_deviation()
    {
        Evidence
            .ForAll(
                "worst of the four identities",
                ProductCase.WithPositiveBeta().ToArbitrary(),
                drawn => drawn.HasGap ? Worst(drawn.Point, drawn.Point.Alpha) : 0,
                Absolute(1e-9)
            )
            .Rejects("the relation of two entries without α", drawn => Worst(drawn.Point, 0));
        var chosen = RequireGap();
        Evidence.AtMost("worst of the four identities at the point set", Worst(chosen, chosen.Alpha), 1e-9);
        RequireDelta(chosen);
    }

    [Check]
    public void Signs_follow_alpha() => RequireSigns(FastDraws);

    [Check(Tier.Standard)]
    public void Signs_follow_alpha_in_20000_draws() => RequireSigns(Draws);

    [Check(Role = Role.Counterexample)]
    public void On_the_other_side_of_the_target_the_signs_are_reversed()
    {
        // z = 0.36, so β = 0.36·(0.72 − 0.5) > 0.
        var below = Toy(0.5);
        var signs = Signs(below);
        Evidence.Below("α at z* = 0.5", below.Alpha, 0);
        Evidence.Below("(β/c² − λ)/λ, stated positive", signs.Overestimate / below.Leading.Value, -0.01);
        Evidence.Above("ε_s, stated negative", signs.Sharpest, 0.01);
        Evidence.Below("ε_l, stated positive", signs.Flattest, -0.01);
    }

    [Check]
    public void Reference_deviation()
    {
        var point = Toy();
        var inverse = new InverseScales(point.Theta);
        var deviation = inverse.Deviation(point.Leading.Vector);
        for (var i = 0; i < 3; i++)
            Evidence.Golden($"z* = 0: epsilon_{i + 1}", deviation[i], Absolute(1e-7));
        // ε_l from ε_s by the relation of two entries.
        double Flattest(double sharpest)
        {
            var between = inverse.Scale * point.Alpha * (Math.Pow(0.3, -2) - Math.Pow(1.5, -2));
            return (between + (sharpest * point.Weight(point.Leading.Value, 0.3)))
                / point.Weight(point.Leading.Value, 1.5);
        }
        Evidence
            .Agrees("ε_l from ε_s", deviation[2], Flattest(deviation[0]), Absolute(1e-12))
            .Rejects("with ε_s = 0", Flattest(0));
    }

    [Check]
    public void The_point_set_has_the_signs_of_its_alpha()
    {
        var point = RequireGap();
        if (!(point.Beta > 0))
            Skip($"β = {point.Beta:G3} is not positive at the point set; the claim is about β > 0.");
        var signs = Signs(point);
        if (!(Math.Min(Math.Abs(signs.Sharpest), Math.Abs(signs.Flattest)) > 1e-12))
            Skip("The scales are equal or α is 0 to rounding, so v = ṽ and there is no sign to compare.");
        double[] found = [Math.Sign(signs.Overestimate), -Math.Sign(signs.Sharpest), Math.Sign(signs.Flattest)];
        double expected = Math.Sign(point.Alpha);
        Evidence
            .Agrees("signs of β/c² − λ, −ε_s and ε_l", found, [expected, expected, expected], Absolute(0))
            .Rejects("those of −α", -expected, -expected, -expected);
    }

    private void RequireSigns(int draws)
    {
        var stream = new RandomStream(StreamSeed());
        var points = ProductCase.Samples(stream, draws).Select(drawn => drawn.Point).Where(point => point.Beta > 0);
        var (over, under, positive, negative, kept, above) = (0, 0, 0, 0, 0, 0.0);
        foreach (var point in points)
        {
            var signs = Signs(point);
            positive += point.Alpha > 0 ? 1 : 0;
            negative += point.Alpha < 0 ? 1 : 0;
            over += point.Alpha > 0 && signs.AllAsStated ? 1 : 0;
            under += point.Alpha < 0 && signs.AllReversed ? 1 : 0;
            kept += point.Alpha < 0 && signs.AllAsStated ? 1 : 0;
            above = Math.Max(above, signs.Rayleigh - point.Leading.Value);
        }
        Evidence.Matches($"draws with (a) and (b), of {positive} with α > 0", over, positive);
        Evidence
            .Matches($"draws with (a) and (b) reversed, of {negative} with α < 0", under, negative)
            .Rejects("signs independent of α", kept);
        Evidence.AtMost("largest excess of ṽᵀHṽ over λ", above, 1e-12);
    }

    private void RequireDelta(ProductPoint point)
    {
        var inverse = new InverseScales(point.Theta);
        var cosine = inverse.Cosine(point.Leading.Vector);
        var delta = inverse.Sum(inverse.Deviation(point.Leading.Vector));
        Evidence
            .Agrees("δc", delta * inverse.Scale, cosine - 1, Absolute(1e-12))
            .Rejects("(v·ṽ − 1)/2", (cosine / 2) - 1);
        Evidence.AtMost("δc", delta * inverse.Scale, 1e-12);
        Evidence.AtLeast("δc", delta * inverse.Scale, -1);
    }

    // In units in which every identity has terms of order 1.
    private static double Worst(ProductPoint point, double alpha)
    {
        var inverse = new InverseScales(point.Theta);
        var epsilon = inverse.Deviation(point.Leading.Vector);
        var delta = inverse.Sum(epsilon) * inverse.Scale;
        var square = Math.Abs((2 * delta) + epsilon.Sum(x => x * x));
        var outside = Math.Max(0, Math.Max(delta, -1 - delta));
        var sum = Math.Abs((Math.Abs(inverse.Sum(point.Leading.Vector)) * inverse.Scale) - (1 + delta));
        return Math.Max(Math.Max(square, outside), Math.Max(sum, TwoEntries(point, epsilon, inverse.Scale, alpha)));
    }

    private static double TwoEntries(ProductPoint point, double[] epsilon, double c, double alpha)
    {
        double G(double x) => (point.Leading.Value * x) + (alpha / x);
        var (s, theta) = (point.Sharpest, point.Theta.ToArray());
        double Off(double x, double e) =>
            (e * G(x)) - (c * alpha * ((1 / (theta[s] * theta[s])) - (1 / (x * x)))) - (epsilon[s] * G(theta[s]));
        return theta.Zip(epsilon, (x, e) => Math.Abs(Off(x, e))).Max() / point.LargestWeight;
    }

    private static DeviationSigns Signs(ProductPoint point)
    {
        var inverse = new InverseScales(point.Theta);
        var epsilon = inverse.Deviation(point.Leading.Vector);
        var quartic = point.Theta.ToArray().Sum(x => Math.Pow(x, -4));
        var estimate = point.Beta / (inverse.Scale * inverse.Scale);
        return new(
            estimate - point.Leading.Value,
            epsilon[point.Sharpest] * Math.Sign(inverse.Direction[point.Sharpest]),
            epsilon[point.Flattest] * Math.Sign(inverse.Direction[point.Flattest]),
            estimate - (point.Alpha * inverse.Scale * inverse.Scale * quartic)
        );
    }

    private sealed record DeviationSigns(double Overestimate, double Sharpest, double Flattest, double Rayleigh)
    {
        public bool AllAsStated => Overestimate > 0 && Sharpest < 0 && Flattest > 0;

        public bool AllReversed => Overestimate < 0 && Sharpest > 0 && Flattest < 0;
    }
}
