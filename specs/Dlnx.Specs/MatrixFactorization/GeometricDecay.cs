using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-10",
    "Geometric decay",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 10",
    Verdict = Verdict.Confirmed,
    Statement = """
        If $a(t) \ge 0$ and $a(t+1) < c\,a(t)$ with a fixed $c \in (0, 1)$, then $a(t) \to 0$.
        """,
    Explanation = """
        The constant must be fixed: $c_t = 1 - 1/(t+2)^2 < 1$ leaves $\tfrac12 a(0)$. Lemma 2 provides only factors $c_t$ that tend
        to 1, so this lemma does not apply there.
        """
)]
public sealed class GeometricDecay : ClaimSpec
{
    [Parameter("c", Above = 0, Below = 1, Description = "c, the fixed factor")]
    public double Factor { get; set; } = 0.9;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps")]
    public int Steps { get; set; } = 200;

    [Check]
    public void Sequences_stay_below_the_geometric_one()
    {
        var stream = new RandomStream(StreamSeed());
        var worst = 0.0;
        for (var i = 0; i < 100; i++)
        {
            var a = 1.0;
            for (var t = 1; t <= Steps; t++)
            {
                a *= Factor * stream.NextUniform(0.9, 1);
                // Below the smallest normal number rounding is no longer relative.
                var bound = Math.Pow(Factor, t);
                worst = Math.Max(worst, bound > 1e-290 ? a / bound : 0);
            }
        }
        Evidence.AtMost("largest a(t)/(c^t a(0)) over 100 sequences with a(t + 1) < c a(t)", worst, 1);
    }

    [Check]
    public void Factors_that_tend_to_one_leave_a_remainder()
    {
        const int steps = 1_000_000;
        var a = 1.0;
        for (var t = 0; t < steps; t++)
            a *= 1 - (1 / ((t + 2.0) * (t + 2.0)));
        // The product telescopes: ∏_{m=2}^{n+1} (1 − 1/m²) = (n + 2)/(2(n + 1)).
        Evidence
            .Agrees("a(10⁶)/a(0) for c_t = 1 − 1/(t + 2)²", a, (steps + 2.0) / (2 * (steps + 1.0)), Relative(1e-10))
            .Rejects("0, as for a fixed c", 0);
        Evidence.Agrees("its limit", a, 0.5, Absolute(1e-6)).Rejects("0, as for a fixed c", 0);
    }
}
