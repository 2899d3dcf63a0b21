using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/thm-25",
    "Strict no-closure (61)",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 25, eq. (61)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/prop-24"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let the loop gain $K$ on the full space be compact, non-negative and irreducible, with $\rho(K) > 1$ simple, and let its
        truncations to $n$ components converge in norm. Then no truncation reproduces the growth rate: $\lambda_n < \lambda_{n+1}$
        and $\lambda_n < \lambda_\infty$ for every $n$, and $\lambda_n \uparrow \lambda_\infty$.
        """,
    Corrected = """
        $\lambda_n \le \lambda_{n+1}$, $\lambda_n < \lambda_\infty$ for every $n$ and $\lambda_n \uparrow \lambda_\infty$, with
        $\lambda_n$ the largest real part of the eigenvalues of the truncated Jacobian $J_n$. The truncated loop gain is
        $\Lambda_a^{-1}B_n\Lambda_b^{-1}C_n$, not the leading block of $K$.
        """,
    Readings = [
        "A: (61) says λ_n < λ_∞ for every n: holds.",
        "B: as the proof argues, also λ_n < λ_{n+1} for every n, since “irreducibility lifts to each K_n”: false.",
    ],
    Explanation = """
        Leading blocks of an irreducible matrix need not be irreducible. With $\Lambda = 1$, $B = I$, $C = K$, $K_{00} = 4$,
        $K_{10} = K_{21} = K_{02} = \tfrac12$ and $K_{i,i-1} = K_{i-1,i} = 2^{-i}$ for $i \ge 3$ the growth rate stalls:
        $\lambda_1 = \lambda_2 = 1$ exactly. $\rho(K_n)$ may even vanish (a 3-cycle: 0, 0, 2), so that $\lambda_n$ does not exist
        as a Perron root of $K_n(\lambda)$. The limit is approached geometrically: strictness is no obstacle in practice.
        """
)]
public sealed class TruncatedGrowthRates : ClaimSpec
{
    private const int Full = 80;

    private static readonly GeometricCouplings ReferenceFamily = new(1, 2.2, 0.5, 1, 0.4);

    private static StageJacobian Whole => ReferenceFamily.Truncation(Full);

    [Parameter(Above = 0, Max = 100, Description = "growth of the decay rates from one component to the next")]
    public double AStep { get; set; } = 1;

    [Parameter(Above = 0, Max = 100, Description = "diagonal of B")]
    public double BScale { get; set; } = 2.2;

    [Parameter(Above = 0, Max = 0.9, Description = "ratio of neighbouring entries of B")]
    public double BDecay { get; set; } = 0.5;

    [Parameter(Above = 0, Max = 100, Description = "diagonal of C")]
    public double CScale { get; set; } = 1;

    [Parameter(Above = 0, Max = 0.9, Description = "ratio of neighbouring entries of C")]
    public double CDecay { get; set; } = 0.4;

    [Parameter("n", Min = 1, Max = 200, Description = "largest truncation")]
    public int Size { get; set; } = 12;

    private GeometricCouplings Family => new(AStep, BScale, BDecay, CScale, CDecay);

    [Check]
    public void Every_truncation_grows_more_slowly_than_the_limit()
    {
        var limit = ReferenceFamily.Truncation(Full).Abscissa;
        double[] rates = [.. Enumerable.Range(1, 12).Select(n => ReferenceFamily.Truncation(n).Abscissa)];
        Evidence.Trend("λ_∞ − λ_n, n = 1…12", [.. rates.Select(rate => limit - rate)], 12);
        Evidence.Trend("λ_{n+1} − λ_n of this family", [.. rates.Skip(1).Zip(rates, (next, rate) => next - rate)], 11);
        Evidence
            .Agrees("λ_12", rates[^1], limit, Relative(1e-6))
            .Rejects("closed at n = 4: λ_4", rates[3])
            .Rejects("closed at n = 8: λ_8", rates[7]);
        // To second order in the coupling to component n the gap is proportional to (B_0n)².
        Evidence
            .Agrees("(λ_∞ − λ_12)/(λ_∞ − λ_11)", (limit - rates[11]) / (limit - rates[10]), 0.25, Absolute(0.005))
            .Rejects("λ_n = λ_∞ at a finite n", 0)
            .Rejects("of first order in B_0n", 0.5);
        for (var n = 1; n <= rates.Length; n++)
            Evidence.Golden($"λ at n={n}", rates[n - 1], Absolute(1e-12));
        Evidence.Golden($"λ at n={Full}", limit, Absolute(1e-12));
    }

    [Check]
    public void Both_routes_to_the_growth_rate_agree()
    {
        foreach (var n in new[] { 1, 3, 6, 12 })
        {
            var stage = ReferenceFamily.Truncation(n);
            var lambda = stage.Abscissa;
            var largest = Factorizations.Eigenvalues(stage.Matrix).Max(value => value.Real);
            Evidence.Agrees($"n = {n}: λ by Noda's iteration and by QR", lambda, largest, Absolute(1e-11));
            Evidence
                .Agrees($"n = {n}: ρ(K_n(λ_n))", stage.LoopGainRadius(lambda), 1, Absolute(1e-12))
                .Rejects("the leading block of the full K(λ_n)", PerronRoot.Of(Leading(Whole.LoopGain(lambda), n)));
        }
    }

    [Check]
    public void Truncations_never_lower_the_growth_rate()
    {
        var cases = from seed in Draw.Seed() from size in Draw.Integer(2, 6) select new Sized(seed, size);
        Evidence
            .ForAll(
                "λ_n − λ_{n+1} > 0, random non-negative couplings",
                cases.ToArbitrary(),
                c => LargestStep(c, -1),
                Absolute(1e-12)
            )
            .Rejects("λ_n falls with n", c => LargestStep(c, +1));
    }

    [Check]
    public void The_given_family_rises_to_its_limit()
    {
        int[] sizes = [.. Enumerable.Range(1, Math.Min(Size, 40)), .. new[] { Size }.Where(n => n > 40)];
        double[] rates = [.. sizes.Select(n => Family.Truncation(n).Abscissa)];
        var limit = Family.Truncation(Math.Max(Full, Math.Min(2 * Size, 240))).Abscissa;
        var rounding = 1e-13 * Math.Max(1, BScale + CScale) * Math.Max(1, AStep * Full);
        double[] rises = [.. rates.Zip(rates.Skip(1), (rate, next) => next - rate).DefaultIfEmpty(0)];
        Evidence.Agrees("largest λ_n − λ_∞ > 0", rates.Max(rate => Math.Max(0, rate - limit)), 0, Absolute(rounding));
        var agreement = Evidence.Agrees(
            "largest λ_n − λ_{n+1} > 0",
            rises.Max(rise => Math.Max(0, -rise)),
            0,
            Absolute(rounding)
        );
        if (rises.Max() > rounding)
            agreement.Rejects("λ_n falls with n", rises.Max());
        double[] xs = [.. sizes.Select(n => (double)n)];
        Figure("Growth rate of the truncations", Axis.Linear("n"), Axis.Linear("λ_n"))
            .Points("λ_n", xs, rates)
            .Level($"λ_∞ = {limit:G6}", limit);
        double[] gaps = [.. rates.Select(rate => limit - rate)];
        int[] shown = [.. Enumerable.Range(0, gaps.Length).Where(i => gaps[i] > 1e-13 * Math.Max(1, limit))];
        if (shown.Length == 0)
            return;
        var decay = Math.Max(BDecay, CDecay);
        Figure("What a truncation misses", Axis.Linear("n"), Axis.Log("λ_∞ − λ_n"))
            .Points("λ_∞ − λ_n", [.. shown.Select(i => xs[i])], [.. shown.Select(i => gaps[i])])
            .Line(
                "∝ max(bDecay, cDecay)^(2n)",
                [.. shown.Select(i => xs[i])],
                [.. shown.Select(i => gaps[shown[^1]] * Math.Pow(decay, 2 * (xs[i] - xs[shown[^1]])))]
            );
    }

    [Check(Role = Role.Counterexample)]
    public void The_growth_rate_can_stall()
    {
        Evidence.Matches(
            "K on 40 components is irreducible",
            MatrixClasses.IsIrreducible(Stalling(40)),
            expected: true
        );
        double[] rates = [.. Enumerable.Range(1, 5).Select(n => Identity(n, Stalling(n)).Abscissa)];
        Evidence
            .Agrees("λ_1 and λ_2", rates.AsSpan(0, 2), [1, 1], Absolute(0))
            .Rejects("λ_1 < λ_2, as reading B has it: λ_2 = λ_3", 1, rates[2]);
        Evidence.Trend("λ_{n+1} − λ_n from n = 2 on", [.. rates.Skip(2).Zip(rates.Skip(1), (b, a) => b - a)], 3);
        for (var n = 3; n <= 5; n++)
            Evidence.Golden($"stall: λ at n={n}", rates[n - 1], Absolute(1e-13));
    }

    [Check(Role = Role.Counterexample)]
    public void A_truncated_loop_gain_can_vanish()
    {
        var cycle = Matrix.FromRows([0, 0, 2], [2, 0, 0], [0, 2, 0]);
        double[] gains = [.. Enumerable.Range(1, 3).Select(n => Identity(3, cycle).Truncate(n).LoopGainRadius())];
        Evidence
            .Agrees("ρ(K_n) of a 3-cycle", gains, [0, 0, 2], Absolute(1e-14))
            .Rejects("positive for every n", 2, 2, 2);
        var swap = Matrix.FromRows([0, 1], [1, 0]);
        var swapping = new StageJacobian([1, 1], [1, 1], swap, swap);
        Evidence
            .Agrees("B = C = swap: ρ of the truncated loop gain", swapping.Truncate(1).LoopGainRadius(), 0, Absolute(0))
            .Rejects("the leading block of K = I", swapping.LoopGain()[0, 0]);
    }

    private static double LargestStep(Sized c, int sign)
    {
        var full = RandomStages.DrawSquare(c.Size, new RandomStream(c.Seed));
        double[] lambdas = [.. Enumerable.Range(1, c.Size).Select(n => full.Truncate(n).Abscissa)];
        return lambdas.Zip(lambdas.Skip(1), (now, next) => Math.Max(0, sign * (next - now))).Max();
    }

    // K at 0-based positions; the first three form a cycle that needs all of them.
    private static Matrix Stalling(int size)
    {
        var k = new Matrix(Math.Max(size, 3), Math.Max(size, 3));
        (k[0, 0], k[1, 0], k[2, 1], k[0, 2]) = (4, 0.5, 0.5, 0.5);
        for (var i = 3; i < k.Rows; i++)
            k[i, i - 1] = k[i - 1, i] = Math.ScaleB(1, -i);
        return k;
    }

    private static StageJacobian Identity(int size, Matrix k)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, k.Rows)];
        return new StageJacobian(ones, ones, Matrix.Identity(k.Rows), k).Truncate(size);
    }

    private static Matrix Leading(Matrix matrix, int n)
    {
        var block = new Matrix(n, n);
        for (var i = 0; i < n; i++)
            matrix.Row(i)[..n].CopyTo(block.Row(i));
        return block;
    }

    private sealed record Sized(ulong Seed, int Size);
}
