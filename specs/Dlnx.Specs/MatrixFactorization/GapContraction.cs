using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-4",
    "From the sum bound to contraction",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 4, eqs. (33)-(35)",
    Verdict = Verdict.Corrected,
    Statement = """
        Let $s > 0$ be sorted in descending order, $b_{ij} = s_i^2 - s_j^2$. If
        $$\Sigma = \sum_{i=1}^{\min\{2,L-1\}} \frac{\eta^2(\pi-\sigma)^2\pi^2}{s_{L-i}^2 s_L^2} \le 1 + c, \qquad 0 < c \le 1,$$
        then one step of gradient descent gives $|b_{ij}^+| < c\,|b_{ij}|$.
        """,
    Corrected = """
        $b_{ij}^+ = (1 - q_{ij})\,b_{ij}$ with $q_{ij} = \eta^2(\pi-\sigma)^2\pi^2/(s_i^2 s_j^2)$, so $|b_{ij}^+| < c\,|b_{ij}|$
        iff $1 - c < q_{ij} < 1 + c$. For $0 < q$ and $\Sigma < 2$, $|b_{ij}^+| < |b_{ij}|$: the lemma with $c = 1$ and a
        strict bound. Pairs other than the two smallest layers have $q \le (1+c)/2 \le 1$ and keep the sign of $b$.
        """,
    Explanation = """
        An upper bound of $q$ bounds the factor $1 - q$ only from below. $L = 2$, $s = (1.2, 1)$, $\sigma = 1$, $\eta = 0.5$ has
        $q = 0.01 \le 1 + c$ for $c = \tfrac12$, but the gap shrinks by the factor $0.99 > c$ only. At $\Sigma = 2$ the gap of two layers
        changes sign and keeps its size, so the bound must be strict.
        """
)]
public sealed class GapContraction : ClaimSpec
{
    [Parameter("s", Above = 0, Max = 1e3, Description = "two layers, unequal")]
    public double[] Layers { get; set; } = [1.2, 1];

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 1;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 0.5;

    [Parameter("c", Above = 0, Max = 1, Description = "c")]
    public double Contraction { get; set; } = 0.5;

    public override void Validate()
    {
        if (Layers.Length != 2 || Layers[0].Equals(Layers[1]))
            throw new ParameterException("s", $"is ({string.Join(", ", Layers)}); give two different layers.");
    }

    [Check(Role = Role.Counterexample)]
    public void A_small_q_leaves_the_gap_almost_unchanged()
    {
        var q = Loss(Layers, Sigma, LearningRate, 0, 1);
        if (q > 1 + Contraction || Math.Abs(1 - q) <= Contraction)
            Skip($"q = {q:R} does not show it; choose s, sigma, eta and c with q ≤ 1 + c and |1 − q| > c.");
        Evidence.AtMost("q, the whole sum Σ for two layers", q, 1 + Contraction);
        Evidence
            .Agrees(
                "factor |b⁺/b|",
                Math.Abs(Factor(Layers, Sigma, LearningRate, 0, 1)),
                Math.Abs(1 - q),
                Absolute(1e-12)
            )
            .Rejects("at most c, as the upper bound of q is said to imply", Contraction);
        Evidence.Golden("q", q, Absolute(1e-12));
        Evidence.Golden("factor", Factor(Layers, Sigma, LearningRate, 0, 1), Absolute(1e-12));
    }

    [Check]
    public void The_factor_is_below_c_exactly_in_a_two_sided_window() =>
        Evidence
            .ForAll(
                "1: |b⁺| < c|b| differs from 1 − c < q < 1 + c (the two smallest layers, L = 2…6)",
                Cases(2).ToArbitrary(),
                c => Mismatch(c, q => q > 1 - c.Contraction && q < 1 + c.Contraction),
                Absolute(0)
            )
            .Rejects("q ≤ 1 + c alone", c => Mismatch(c, q => q <= 1 + c.Contraction));

    [Check]
    public void With_c_1_and_a_strict_bound_every_gap_shrinks() =>
        Evidence
            .ForAll(
                "largest |b⁺/b| over all pairs, less 1, for Σ < 2",
                Cases(2).ToArbitrary(),
                c => Math.Max(0, Pairs(c).Max(p => Math.Abs(Factor(c, p.I, p.J))) - 1),
                Absolute(0)
            )
            .Rejects(
                "the same for Σ < 4",
                c => Math.Max(0, Math.Abs(Factor(c with { Share = 2 }, c.Last - 1, c.Last)) - 1)
            );

    [Check(Role = Role.Counterexample)]
    public void At_the_boundary_the_gap_keeps_its_size()
    {
        double[] layers = [1.2, 1];
        // √q = η|π − σ|π/(s₁s₂) = √2.
        var eta = Math.Sqrt(2) / 0.2;
        Evidence.Agrees("q = Σ = 1 + c with c = 1", Loss(layers, 1, eta, 0, 1), 2, Absolute(1e-12));
        Evidence
            .Agrees("b⁺/b", Factor(layers, 1, eta, 0, 1), -1, Absolute(1e-12))
            .Rejects("|b⁺| < |b|, at η smaller by a thousandth", Factor(layers, 1, 0.999 * eta, 0, 1));
    }

    [Check]
    public void Only_the_two_smallest_layers_may_swap_order() =>
        Evidence
            .ForAll(
                "excess of q over (1 + c)/2 for all other pairs (L = 3…6), Σ ≤ 1 + c",
                Cases(3).ToArbitrary(),
                c => Math.Max(0, Pairs(c).Where(p => p.J < c.Last - 1 || p.I < c.Last - 1).Max(Excess(c))),
                Absolute(1e-12)
            )
            .Rejects("the same for the two smallest", c => Math.Max(0, Excess(c)(new(c.Last - 1, c.Last))));

    private static FsCheck.Gen<ContractionCase> Cases(int shallowest) =>
        from L in Draw.Integer(shallowest, 6)
        from layers in Draw.Between(0.3, 1.6).ArrayOf(L).Where(s => s.Distinct().Count() == s.Length)
        from contraction in Draw.Between(0.05, 1)
        from share in Draw.Between(0.001, 0.999)
        select new ContractionCase([.. layers.OrderDescending()], contraction, share);

    private static double Mismatch(ContractionCase c, Func<double, bool> window)
    {
        var (i, j) = (c.Last - 1, c.Last);
        // Both sides must be decided beyond rounding, and b itself must be.
        var q = Loss(c.Layers, 1, c.Eta(2), i, j);
        var undecided = Math.Abs(Math.Abs(1 - q) - c.Contraction) < 1e-6 || c.Layers[i] - c.Layers[j] < 1e-6;
        return !undecided && Math.Abs(Factor(c, i, j)) < c.Contraction != window(q) ? 1 : 0;
    }

    private static Func<Pair, double> Excess(ContractionCase c) =>
        pair => Loss(c.Layers, 1, c.Eta(1 + c.Contraction), pair.I, pair.J) - ((1 + c.Contraction) / 2);

    private static IEnumerable<Pair> Pairs(ContractionCase c) =>
        from i in Enumerable.Range(0, c.Layers.Length)
        from j in Enumerable.Range(i + 1, c.Last - i)
        select new Pair(i, j);

    private static double Factor(ContractionCase c, int i, int j) => Factor(c.Layers, 1, c.Eta(2), i, j);

    private static double Factor(double[] layers, double sigma, double eta, int i, int j)
    {
        var next = layers.ToArray();
        new ScalarChain(sigma, eta).Step(next);
        return (next[i] - next[j]) * (next[i] + next[j]) / ((layers[i] - layers[j]) * (layers[i] + layers[j]));
    }

    private static double Loss(double[] layers, double sigma, double eta, int i, int j)
    {
        var product = ScalarChain.Product(layers);
        var root = eta * (product - sigma) * product / (layers[i] * layers[j]);
        return root * root;
    }

    private sealed record Pair(int I, int J);

    private sealed record ContractionCase(double[] Layers, double Contraction, double Share)
    {
        public int Last => Layers.Length - 1;

        // The learning rate at which Σ is the share of a bound; σ = 1.
        public double Eta(double bound)
        {
            var sum = Loss(Layers, 1, 1, Last - 1, Last) + (Last > 1 ? Loss(Layers, 1, 1, Last - 2, Last) : 0);
            return Math.Sqrt(Share * bound / sum);
        }

        public override string ToString() =>
            $"s = ({string.Join(", ", Layers)}), σ = 1, c = {Contraction:R}, Σ = {Share:R} of the bound";
    }
}
