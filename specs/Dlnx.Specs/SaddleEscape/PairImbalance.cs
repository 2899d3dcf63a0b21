using Dlnx.Escape;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/prop-13",
    "Approximate imbalance invariant",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 13, App. A.4, eqs. (19), (25)–(28)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["C/eq-25..28"],
    DependsOn = ["C/thm-4", "C/lem-15", "C/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the ansatz, exactly, with $D_l = \partial f/\partial h_l$,
        $$\frac{d}{d\tau}(a_{l+1}^2 - a_l^2) = 2\,\mathbb E_s\big[(\alpha\varphi(s) - f)\,D_l\,\mathcal E_\varphi(\zeta_l)\big].$$
        A single insertion at activation $p$ contributes to $a_k\dot a_k$ in proportion to $w_k^{(p)} = q$ for $k \le p$ and $1$
        for $k > p$. For $i < j$ therefore, to leading order,
        $$\frac{d}{d\tau}(a_j^2 - a_i^2) = -2(q-1)\,\alpha\,c_1^{(i-1)q+L-1-i}c_q\mu_q\,(a_1\cdots a_i)^{q-1}P
          = O\big(\varepsilon^{L+(q-1)\min(i,j)}\big).$$
        """
)]
public sealed partial class PairImbalance : ExpandableSpec
{
    [Parameter("a", Min = -3, Max = 3, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.3, 0.5, 0.4, 0.6];

    [Parameter("i", Min = 1, Max = 11, Description = "the first layer of the pair")]
    public int First { get; set; } = 1;

    [Parameter("j", Min = 2, Max = 12, Description = "the second layer of the pair, above i")]
    public int Second { get; set; } = 2;

    [Parameter(Min = -10, Max = 10, Description = "α, scale of the teacher, not 0")]
    public double Alpha { get; set; } = 1;

    public override void Validate()
    {
        base.Validate();
        ChainSetting.RequireChain("a", Scales);
        PairDrifts.RequirePair(First, Second, Scales.Length);
        if (Alpha == 0)
            throw new ParameterException("alpha", "is 0; without a teacher there is no drive.");
    }

    [Check]
    public void The_drift_is_the_exact_identity()
    {
        var chain = new ReducedChain(Activation, Scales.Length, Alpha);
        var drift = PairDrifts.Of(chain, Scales, First, Second);
        var velocity = ChainSetting.Velocity(Activation, Scales, Alpha);
        var (ri, rj) = (Scales[First - 1] * velocity[First - 1], Scales[Second - 1] * velocity[Second - 1]);
        var size = Math.Max(1, Math.Max(Math.Abs(ri), Math.Abs(rj)));
        Evidence.Agrees("2(a_jȧ_j − a_iȧ_i)", 2 * (rj - ri), drift, Absolute(1e-12 * size));

        var full = FullNetworkDrift(Scales, Alpha);
        var agreement = Evidence.Agrees("−2𝔼⟨b_l, 𝓔(z_l)⟩ of the full network", full, drift, Absolute(1e-11 * size));
        if (Math.Abs(drift) > 1e-6 * size)
            agreement.Rejects("half of it", drift / 2).Rejects("the opposite sign", -drift);
    }

    [Check]
    public void So_it_is_for_random_chains()
    {
        var cases =
            from phi in Gen.Elements([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked])
            from depth in Draw.Integer(2, 6)
            from scales in Draw.Between(-1.3, 1.3).ArrayOf(depth)
            from alpha in Draw.Between(-2, 2)
            select new Chain(phi, scales, alpha);
        Evidence
            .ForAll("drifts of neighbours − differences", cases.ToArbitrary(), c => c.Defect(1), Absolute(1e-12))
            .Rejects("half of the right side", c => c.Defect(0.5));
    }

    [Check]
    public void An_insertion_counts_q_times_below_it()
    {
        var cases =
            from phi in Gen.Elements(ChainSetting.Expandable.ToArray())
            from depth in Draw.Integer(2, 6)
            from p in Draw.Integer(1, depth - 1)
            from scales in Draw.Between(0.5, 1.5).ArrayOf(depth)
            select new BentChain(Activations.Find(phi), p, scales, 1.3);
        Evidence
            .ForAll("a_k∂_kf^(p)/f^(p) − w_k^(p)", cases.ToArbitrary(), c => WeightDefect(c, c.Layer), Absolute(1e-8))
            .Rejects("w_k = q in the first layer only", c => WeightDefect(c, 1))
            .Rejects("w_k = 1 everywhere", c => WeightDefect(c, 0));
    }

    [Check]
    public void Reference_values()
    {
        foreach (var (phi, scales, i, j) in References)
        {
            var chain = new ReducedChain(Activations.Find(phi), scales.Length);
            var name = $"{phi} ({string.Join(", ", scales)}): d(a_{j}² − a_{i}²)/dτ";
            Evidence.Golden(name, PairDrifts.Of(chain, scales, i, j), Relative(1e-10));
        }
    }

    private static IEnumerable<(string Phi, double[] Scales, int I, int J)> References =>
        [
            ("tanh", [0.3, 0.5, 0.4, 0.6], 1, 2),
            ("tanh", [0.3, 0.5, 0.4, 0.6], 2, 3),
            ("gelu", [0.3, 0.5, 0.4, 0.6], 1, 4),
            ("sin", [0.2, 0.4, 0.3], 2, 3),
        ];

    private double FullNetworkDrift(double[] scales, double alpha)
    {
        var point = new AnsatzPoint(Activation, scales, 3, alpha);
        var network = point.Manifold.Network(Activation, scales);
        var population = ChainSetting.Population(Activation, alpha, point.Manifold.Direction.ToArray());
        // Under flow N the scaled imbalances are m(a_{l+1}² − a_l²), so their rate in t is that of the squares in τ.
        var imbalance = new Imbalance(new NetworkPass(network, population), LossKind.Mse);
        return Enumerable.Range(First, Second - First).Sum(imbalance.Identity);
    }

    private static double WeightDefect(BentChain chain, int upTo)
    {
        var q = OrderOf(chain.Activation);
        return Enumerable
            .Range(1, chain.Scales.Length)
            .Max(k => Math.Abs(chain.LogDerivative(k) - (k <= upTo ? q : 1)));
    }

    private sealed record Chain(string Phi, double[] Scales, double Alpha)
    {
        public double Defect(double factor)
        {
            var activation = Activations.Find(Phi);
            var velocity = ChainSetting.Velocity(activation, Scales, Alpha);
            var drifts = new double[Scales.Length - 1];
            new ReducedChain(activation, Scales.Length, Alpha).ImbalanceDrifts(Scales, drifts);
            double[] squares = [.. Scales.Zip(velocity, (a, v) => 2 * a * v)];
            return drifts.Select((drift, l) => Math.Abs(squares[l + 1] - squares[l] - (factor * drift))).Max();
        }

        public override string ToString() =>
            $"{Phi}, a = ({string.Join(", ", Scales.Select(a => a.ToString("G4")))}), α = {Alpha:G4}";
    }
}
