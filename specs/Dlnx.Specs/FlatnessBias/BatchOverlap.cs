using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-32",
    "Eigenvector overlap of a minibatch Hessian",
    Kind = ClaimKind.Equation,
    Source = "App. G, eqs. (32), (33)",
    Aliases = ["D/eq-33"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/C-edge"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $H_B = \lambda vv^\top + E$ be the Hessian of a batch of $B$ examples, $E$ a random symmetric $P\times P$ matrix with entries
        of variance $\sigma^2/B$. Its leading eigenvector $v_B$ has $|v\cdot v_B|^2 \to 1 - P\sigma^2/(B\lambda^2)$ if
        $\lambda > \sigma\sqrt{P/B}$ and $0$ otherwise, and the curvature of the full loss along it is
        $v_B^\top Hv_B = \lambda\cos^2\varphi$, $\cos^2\varphi = |v\cdot v_B|^2$.
        """,
    Corrected = """
        For a batch drawn without replacement from $N$ examples the variance is $\frac{\sigma^2}{B}\frac{N-B}{N-1}$, so with
        $c = P\sigma^2\frac{N-B}{B(N-1)}$: $|v\cdot v_B|^2 \to 1 - c/\lambda^2$ and $\lambda_B \to \lambda + c/\lambda$ if
        $\lambda^2 > c$, else $0$ and $2\sqrt c$. These are limits for $P \to \infty$ and a signal of low rank;
        $v_B^\top Hv_B = \lambda\cos^2\varphi$ is exact for rank one.
        """,
    Readings = [
        "Batches drawn with replacement, or from an infinite population: the statement holds as it stands (N = inf).",
        "Batches of a finite training set without replacement: only the corrected form holds.",
    ],
    Explanation = """
        The paper's batches are drawn without replacement from a finite set. The factor $\frac{N-B}{N-1}$ is then missing: at
        $B = N/4$ the stated overlap is .531, the measured one .64. Near the threshold the overlap of a finite matrix is not 0.
        """
)]
public sealed partial class BatchOverlap : ClaimSpec
{
    [Parameter("P", Min = 2, Max = 10_000_000, Description = "number of parameters")]
    public int Dimension { get; set; } = 120;

    [Parameter("B", Min = 1, Max = 1e9, Description = "batch size, at most N")]
    public int BatchSize { get; set; } = 64;

    [Parameter("N", Description = "number of examples, or inf")]
    public string Population { get; set; } = "256";

    [Parameter(Above = 0, Max = 1e6, Description = "σ, standard deviation of an entry of one example's Hessian")]
    public double Sigma { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "λ, eigenvalue of the signal")]
    public double Lambda { get; set; } = 4;

    public override void Validate() => BatchRules.RequireWithin(BatchSize, PopulationSize.Parse("N", Population));

    [Check]
    public void The_formulas_at_the_reference()
    {
        foreach (var size in new[] { 64, 128, 192 })
        {
            Evidence.Golden($"overlap at B = {size} of 256", Reference(size).Overlap, Absolute(5e-5));
            var naive = (Reference(size) with { Population = double.PositiveInfinity }).Overlap;
            Evidence.Golden($"overlap at B = {size}, infinite population", naive, Absolute(5e-4));
        }
    }

    [Check]
    public void The_curvature_along_a_direction_is_that_of_the_signal()
    {
        var cases =
            from size in Draw.Integer(2, 60)
            from signal in Draw.LogBetween(1e-2, 1e2)
            from seed in Draw.Seed()
            select new RankOneCase(size, signal * Lambda, seed);
        Evidence
            .ForAll(
                "v_BᵀHv_B/λ against cos²φ, H = λvvᵀ",
                cases.ToArbitrary(),
                c => Math.Abs(c.Curvature - (c.Cosine * c.Cosine)),
                Absolute(1e-13)
            )
            .Rejects("cos φ", c => Math.Abs(c.Curvature - Math.Abs(c.Cosine)))
            .Rejects("1 − sin φ", c => Math.Abs(c.Curvature - (1 - Math.Sqrt(1 - (c.Cosine * c.Cosine)))));
    }

    [Check]
    public void Overlap_and_eigenvalue_are_continuous_at_the_threshold()
    {
        var batch = Chosen;
        if (batch.NoisePower == 0)
            Skip("A batch of the whole population has no noise, so there is no threshold.");
        var edge = batch with { Signal = Math.Sqrt(batch.NoisePower) };
        var above = edge with { Signal = edge.Signal * (1 + 1e-9) };
        Evidence
            .Agrees("overlap just above the threshold", above.Overlap, 0, Absolute(1e-8))
            .Rejects("1 − c/(λ² + c), no transition", 0.5);
        Evidence
            .Agrees("λ_B just above the threshold", above.TopEigenvalue, edge.TopEigenvalue, Relative(1e-8))
            .Rejects("λ on top of the edge", 1.5 * edge.TopEigenvalue);
    }

    private static SpikedBatch Reference(int batchSize) => new(4, 120, 2, batchSize) { Population = 256 };

    private SpikedBatch Chosen =>
        new(Lambda, Dimension, Sigma, BatchSize) { Population = PopulationSize.Parse("N", Population) };

    private sealed record RankOneCase(int Size, double Signal, ulong Seed)
    {
        private Matrix Signalled => RandomMatrices.Frame(1, Size, new RandomStream(Seed).Substream("signal"));

        private Matrix Found => RandomMatrices.Frame(1, Size, new RandomStream(Seed).Substream("found"));

        public double Cosine => (Signalled * Found.Transpose())[0, 0];

        /// <summary>wᵀHw/λ by the explicit matrix.</summary>
        public double Curvature
        {
            get
            {
                var w = Found;
                var hessian = SpikedMatrix.Add(new Matrix(Size, Size), [Signal], Signalled).Matrix;
                return (w * hessian * w.Transpose())[0, 0] / Signal;
            }
        }
    }
}
