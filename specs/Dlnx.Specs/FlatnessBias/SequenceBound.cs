using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.14",
    "Discrete Grönwall (eqs. (29), (30))",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.14, eqs. (29), (30)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        If $0 \le u_k \le b_k + L\sum_{j<k}u_j$ with non-decreasing $b$, then $u_k \le b_k(1 + L)^k \le b_ke^{Lk}$; when
        $u_0 = 0$, $u_k \le b_k(1 + L)^{k-1}$ for $k \ge 1$.
        """
)]
public sealed class SequenceBound : ClaimSpec
{
    private const int Longest = 50;

    [Parameter("L", Min = 0, Max = 2, Description = "constant of the inequality")]
    public double Lipschitz { get; set; } = 0.5;

    [Parameter("k", Min = 1, Max = Longest, Description = "index")]
    public int Index { get; set; } = 20;

    [Check]
    public void Admissible_sequences_obey_both_bounds()
    {
        Evidence
            .ForAll(
                "u_k/(b_k(1 + L)^k), above 1 by",
                Admissible.Any(startsAtZero: 0),
                c => c.Excess(DiscreteGronwall.Bound),
                Absolute(1e-12)
            )
            .Rejects("b_k(1 + Lk)", c => c.Excess((b, L, k) => b * (1 + (L * k))));
        Evidence
            .ForAll(
                "u₀ = 0: u_k/(b_k(1 + L)^(k−1)), above 1 by",
                Admissible.Any(startsAtZero: 1),
                c => c.Excess(DiscreteGronwall.BoundFromZero),
                Absolute(1e-12)
            )
            .Rejects("b_k(1 + L(k − 1))", c => c.Excess((b, L, k) => b * (1 + (L * (k - 1)))))
            .Rejects("b_k(1 + L)^(k−2)", c => c.Excess((b, L, k) => DiscreteGronwall.Bound(b, L, k - 2)));
    }

    [Check]
    public void Equality_is_attained_by_constant_b()
    {
        var u = DiscreteGronwall.Extremal([.. Enumerable.Repeat(1.0, Index + 1)], Lipschitz);
        var bound = DiscreteGronwall.Bound(1, Lipschitz, Index);
        var agreement = Evidence.Agrees("u_k of the extremal sequence, b = 1", u[Index], bound, Relative(1e-12));
        if (Index > 1 && Lipschitz > 1e-3)
            agreement.Rejects("1 + Lk", 1 + (Lipschitz * Index));
        Evidence.AtMost("(1 + L)^k over e^{Lk}", bound / Math.Exp(Lipschitz * Index), 1 + 1e-12);
    }

    /// <summary>L, increments of b, and the share of its upper limit that each u_k takes.</summary>
    private sealed record Admissible(double Lipschitz, double[] Rises, double[] Shares)
    {
        public static Arbitrary<Admissible> Any(int startsAtZero) =>
            Arb.From(
                from lipschitz in Draw.Between(0, 2)
                from count in Draw.Integer(2, Longest + 1)
                from rises in Draw.Between(0.01, 1).ArrayOf(count)
                from shares in Draw.Between(0, 1).ArrayOf(count)
                from greedy in Draw.Integer(0, 2)
                select new Admissible(
                    lipschitz,
                    greedy == 0 ? [rises[0], .. new double[count - 1]] : rises,
                    [
                        .. shares.Select(
                            (share, k) =>
                                k < startsAtZero ? 0
                                : greedy < 2 ? 1
                                : share
                        ),
                    ]
                ),
                c => c.Rises.Length > 2 ? [c with { Rises = c.Rises[..^1], Shares = c.Shares[..^1] }] : []
            );

        /// <summary>The largest u_k over a bound, minus 1, at least 0; k from 1.</summary>
        public double Excess(Func<double, double, int, double> bound)
        {
            var (b, sum, worst) = (0.0, 0.0, 0.0);
            for (var k = 0; k < Rises.Length; k++)
            {
                b += Rises[k];
                var u = Shares[k] * (b + (Lipschitz * sum));
                sum += u;
                if (k > 0)
                    worst = Math.Max(worst, (u / bound(b, Lipschitz, k)) - 1);
            }
            return worst;
        }
    }
}
