using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/A.2",
    "Preconditioned identity",
    Kind = ClaimKind.Proposition,
    Source = "App. A.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let the layers move at rates of their own, $\dot W_l=-c_l\nabla_{W_l}\mathcal L$ with $c_l>0$, and
        $Q_l=\|W_{l+1}\|^2/c_{l+1}-\|W_l\|^2/c_l$. Then
        $$\dot Q_l=-2\,\mathbb E\langle b_l,\mathcal E_\varphi(z_l)\rangle ,$$
        with no $c$ on the right: the value of Theorem 1 at the same weights. On the symmetric balanced ansatz of width $m$ with
        $c_1=1$, $c_l=1/m$, $c_L=1/m^2$ it reads $Q_l=m\,(a_{l+1}^2-a_l^2)$.
        """
)]
public sealed class PreconditionedImbalance : PortableNetworkSpec
{
    [Parameter("c", Min = 0.01, Max = 100, Description = "rates c₁, …, c_L of the layers; one value for all")]
    public double[] Rates { get; set; } = [1];

    private double[] AllRates => Rates.Length == 1 ? [.. Enumerable.Repeat(Rates[0], Depth)] : Rates;

    public override void Validate()
    {
        base.Validate();
        if (Rates.Length != 1 && Rates.Length != Depth)
            throw new ParameterException(
                "c",
                $"has {Rates.Length} rates; give one, or one for each of {Depth} layers."
            );
    }

    [Check]
    public void The_rate_of_Q_does_not_depend_on_c() =>
        Evidence
            .ForAll(
                "|dQ/dt + 2𝔼⟨b, deficit⟩|/(1 + Σ‖W‖‖∇‖), worst layer, random c",
                RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked]).ToArbitrary(),
                network => network.Worst((at, l) => Rate(at, l, Drawn(network)) - at.Identity(l)),
                Absolute(1e-12)
            )
            .Rejects(
                "the right side times c_l",
                network =>
                    network.Worst((at, l) => Rate(at, l, Drawn(network)) - (Drawn(network)[l - 1] * at.Identity(l)))
            )
            .Rejects(
                "Q with c in the numerator",
                network =>
                {
                    var c = Drawn(network);
                    return network.Worst((at, l) => RateTimesC(at, l, c) - at.Identity(l));
                }
            );

    [Check]
    public void With_the_chosen_rates_it_is_the_value_of_theorem_1()
    {
        var at = Chosen.Imbalance();
        var rates = AllRates;
        var predicted = PerLayer(Depth, at.Drift);
        var scale = PerLayer(Depth, l => RandomNetwork.RoundingScale(at, l)).Max();
        var agreement = Evidence.Agrees(
            $"dQ/dt, {Phi}, {Loss}, c = {string.Join(", ", rates)}",
            PerLayer(Depth, l => Rate(at, l, rates)),
            predicted,
            Absolute(1e-12 * scale)
        );
        if (predicted.Select((x, i) => Math.Abs((rates[i] - 1) * x)).Max() > 1e-9 * scale)
            agreement.Rejects("c_l times it", [.. predicted.Select((x, i) => rates[i] * x)]);
    }

    [Check]
    public void On_the_ansatz_Q_is_m_times_the_scalar_gap()
    {
        double[] scales = [0.7, -0.4, 0.9, 1.2];
        foreach (var width in new[] { 2, 3, 5 })
        {
            var manifold = SymmetricManifold.OfWidth(4, width, [Math.Cos(0.6), Math.Sin(0.6)]);
            var network = manifold.Network(Activations.Tanh, scales);
            double[] rates = [1, 1.0 / width, 1.0 / width, 1.0 / (width * width)];
            Evidence
                .Agrees(
                    $"Q_l at width {width}",
                    PerLayer(4, l => (network.SquaredNorm(l + 1) / rates[l]) - (network.SquaredNorm(l) / rates[l - 1])),
                    PerLayer(4, l => width * ScalarGap(scales, l)),
                    Absolute(1e-13)
                )
                .Rejects("without the factor m", PerLayer(4, l => ScalarGap(scales, l)));
        }
    }

    private static double ScalarGap(double[] a, int l) => (a[l] - a[l - 1]) * (a[l] + a[l - 1]);

    private static double[] Drawn(RandomNetwork network)
    {
        var stream = new RandomStream(network.Seed).Substream("rates");
        return [.. network.Widths.Skip(1).Select(_ => stream.NextUniform(0.1, 3))];
    }

    private static double Rate(Imbalance at, int l, double[] c) =>
        (NormRate(at, l + 1, c[l]) / c[l]) - (NormRate(at, l, c[l - 1]) / c[l - 1]);

    private static double RateTimesC(Imbalance at, int l, double[] c) =>
        (NormRate(at, l + 1, c[l]) * c[l]) - (NormRate(at, l, c[l - 1]) * c[l - 1]);

    /// <summary>
    /// d‖W_l‖²/dt from weights moved by ±hc∇: the norm is quadratic in the move, so the central difference is exact for every
    /// h, and least rounded when the move is as long as the weights.
    /// </summary>
    private static double NormRate(Imbalance at, int l, double rate)
    {
        var length = at.GradientNorm(l);
        if (length == 0)
            return 0;
        var h = Math.Sqrt(at.Network.SquaredNorm(l)) / (rate * length);
        var (ahead, behind) = (0.0, 0.0);
        for (var i = 0; i < at.Gradient(l).Length; i++)
        {
            var (weight, move) = (at.Network.Layer(l)[i], h * rate * at.Gradient(l)[i]);
            ahead += (weight - move) * (weight - move);
            behind += (weight + move) * (weight + move);
        }
        return (ahead - behind) / (2 * h);
    }
}
