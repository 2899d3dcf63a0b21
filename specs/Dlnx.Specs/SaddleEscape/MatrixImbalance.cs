using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/cor-12",
    "Matrix-valued refinement",
    Kind = ClaimKind.Corollary,
    Source = "App. A.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $D_l=W_{l+1}^\top W_{l+1}-W_lW_l^\top$ and $\mathrm{Sym}\,A=\tfrac12(A+A^\top)$. Under gradient flow
        $$\dot D_l=-2\,\mathrm{Sym}\,\mathbb E\big[b_l\,\varphi(z_l)^\top-(b_l\odot\varphi'(z_l))\,z_l^\top\big].$$
        Its trace is Theorem 1, its diagonal the identity of each neuron, and it vanishes for linear $\varphi$.
        """,
    Readings = [
        "Exact form: the derivative in entry (i, j) is taken at z_i. Holds.",
        "Deficit form −2 Sym 𝔼[b_l deficit(z_l)ᵀ]: right on the diagonal, false off it unless φ′ is constant.",
    ],
    Explanation = """
        Entry $(i,j)$ of the bracket is $b_i\varphi(z_j)-b_i\varphi'(z_i)z_j$, not $b_i\mathcal E_\varphi(z_j)$. Which of the two forms
        the source prints is not legible. For ReLU only the diagonal of $D_l$ is conserved.
        """
)]
public sealed class MatrixImbalance : PortableNetworkSpec
{
    [Parameter("layer", Min = 1, Description = "l, below the number of layers")]
    public int LayerNumber { get; set; } = 1;

    public override void Validate()
    {
        base.Validate();
        PortableNetwork.RequirePair(LayerNumber, Depth);
    }

    [Check]
    public void The_exact_form_holds_on_random_networks() =>
        Evidence
            .ForAll(
                "largest entry of |rate − exact form|/(1 + Σ‖W‖‖∇‖), worst layer",
                RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked]).ToArbitrary(),
                network => network.Worst((at, l) => Distance(at.MatrixRate(l), at.MatrixIdentity(l))),
                Absolute(1e-12)
            )
            .Rejects(
                "the deficit form",
                network => network.Worst((at, l) => Distance(at.MatrixRate(l), at.NaiveMatrixIdentity(l)))
            )
            .Rejects(
                "without Sym",
                network => network.Worst((at, l) => Distance(at.MatrixRate(l), at.UnsymmetricIdentity(l)))
            );

    [Check]
    public void Its_trace_is_theorem_1() =>
        Evidence
            .ForAll(
                "|trace − drift|/(1 + Σ‖W‖‖∇‖), worst layer",
                RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked]).ToArbitrary(),
                network => network.Worst((at, l) => TraceGap(at, l, at.Drift(l))),
                Absolute(1e-12)
            )
            .Rejects("half the drift", network => network.Worst((at, l) => TraceGap(at, l, at.Drift(l) / 2)));

    [Check]
    public void The_chosen_layer_obeys_it()
    {
        var at = Chosen.Imbalance();
        var rate = at.MatrixRate(LayerNumber);
        var scale = RandomNetwork.RoundingScale(at, LayerNumber);
        var agreement = Evidence.Agrees(
            $"entries of dD/dt, layer {LayerNumber}, {Phi}, {Loss}",
            rate.Span,
            at.MatrixIdentity(LayerNumber).Span,
            Absolute(1e-12 * scale)
        );
        var naive = at.NaiveMatrixIdentity(LayerNumber);
        if ((naive - rate).MaximumMagnitude() > 1e-9 * scale)
            agreement.Rejects("the deficit form", naive.Span);
    }

    [Check]
    public void Linear_networks_conserve_the_matrix_and_ReLU_its_diagonal()
    {
        var linear = PortableNetwork.Reference("linear").Imbalance();
        var relu = PortableNetwork.Reference("relu").Imbalance();
        for (var l = 1; l <= 3; l++)
        {
            var zero = new Matrix(linear.Network.Widths[l], linear.Network.Widths[l]);
            Evidence
                .Agrees($"linear: dD/dt, l = {l}", linear.MatrixRate(l).Span, zero.Span, Absolute(1e-14))
                .Rejects("the rate of ReLU", relu.MatrixRate(l).Span);
            var diagonal = relu.MatrixRate(l).DiagonalEntries();
            Evidence
                .Agrees($"ReLU: diagonal of dD/dt, l = {l}", diagonal, zero.DiagonalEntries(), Absolute(1e-14))
                .Rejects(
                    "the diagonal of tanh",
                    PortableNetwork.Reference("tanh").Imbalance().MatrixRate(l).DiagonalEntries()
                );
            Evidence.Above(
                $"ReLU: largest entry off the diagonal, l = {l}",
                relu.MatrixRate(l).OffDiagonalMagnitude(),
                0.01
            );
        }
    }

    [Check]
    public void Two_neurons_and_one_example_separate_the_forms()
    {
        var network = new DenseNetwork([1, 2, 1], Activations.Tanh);
        double[] weights = [1, 2, 1, 1];
        weights.CopyTo(network.Parameters);
        var examples = new ExampleSet(1, 1, 1);
        examples.Inputs[0] = 1;
        var at = new Imbalance(new NetworkPass(network, examples), LossKind.Mse);
        var rate = at.MatrixRate(1);
        Evidence
            .Agrees("dD/dt, W₁ = (1, 2)ᵀ, W₂ = (1, 1)", rate.Span, ByHand().Span, Absolute(1e-13))
            .Rejects("the deficit form", at.NaiveMatrixIdentity(1).Span);
        Evidence.Golden("two neurons: entry (1,1)", rate[0, 0], Absolute(1e-11));
        Evidence.Golden("two neurons: entry (1,2)", rate[0, 1], Absolute(1e-11));
        Evidence.Golden("two neurons: entry (2,2)", rate[1, 1], Absolute(1e-11));
        Evidence.Golden(
            "two neurons: entry (1,2) of the deficit form",
            at.NaiveMatrixIdentity(1)[0, 1],
            Absolute(1e-11)
        );
    }

    [Check]
    public void Reference_rates()
    {
        var at = PortableNetwork.Reference("tanh").Imbalance();
        var (rate, naive) = (at.MatrixRate(1), at.NaiveMatrixIdentity(1));
        for (var i = 0; i < 3; i++)
        {
            for (var j = i; j < 3; j++)
            {
                Evidence.Golden($"tanh: entry ({i + 1},{j + 1})", rate[i, j], Absolute(1e-11));
                if (i == j)
                    continue;
                Evidence.Golden($"tanh: entry ({i + 1},{j + 1}) of the deficit form", naive[i, j], Absolute(1e-11));
                Evidence.Above(
                    $"tanh: distance of the forms in entry ({i + 1},{j + 1})",
                    Math.Abs(rate[i, j] - naive[i, j]),
                    0.01
                );
            }
        }
    }

    /// <summary>dD/dt with f = tanh 1 + tanh 2 at x = 1, y = 0: dW₁ᵢ/dt = −fφ′(i), dW₂ᵢ/dt = −fφ(i).</summary>
    private static Matrix ByHand()
    {
        double[] value = [Math.Tanh(1), Math.Tanh(2)];
        double[] slope = [.. value.Select(t => 1 - (t * t))];
        var f = value.Sum();
        var rate = new Matrix(2, 2);
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
                rate[i, j] = -f * (value[i] + value[j] - (slope[i] * (j + 1)) - (slope[j] * (i + 1)));
        }
        return rate;
    }

    private static double TraceGap(Imbalance at, int l, double drift) =>
        at.MatrixIdentity(l).DiagonalEntries().Sum() - drift;

    private static double Distance(Matrix rate, Matrix predicted) => (rate - predicted).MaximumMagnitude();
}
