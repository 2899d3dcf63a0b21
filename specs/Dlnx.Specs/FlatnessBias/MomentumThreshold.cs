using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/I-momentum",
    "Stability threshold with EMA momentum",
    Kind = ClaimKind.Proposition,
    Source = "App. I",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/I-precond"],
    Verdict = Verdict.Corrected,
    Statement = """
        Adam on a quadratic with a frozen preconditioner $D$ is unstable if and only if
        $\eta\,\lambda_{\max}(D^{-1/2}HD^{-1/2}) > 2$.
        """,
    Corrected = """
        With $m \leftarrow \beta_1m + (1-\beta_1)g$ the threshold is
        $\eta\,\lambda_{\max}(D^{-1/2}HD^{-1/2}) = \dfrac{2(1+\beta_1)}{1-\beta_1}$: for each eigenvalue $\mu$ the pair of iterate and
        mean is multiplied by a $2\times2$ matrix of determinant $\beta_1$ and trace $1 + \beta_1 - (1-\beta_1)\eta\mu$. One
        coordinate with curvature $\lambda$ and $D = d$ is stable for $\eta < \frac{2(1+\beta_1)}{1-\beta_1}\frac d\lambda$.
        """,
    Readings = ["β₁ = 0 (RMSprop): the statement holds; with Adam's usual β₁ = 0.9 the threshold is 38, not 2."],
    Explanation = """
        The mean of past gradients damps the oscillation. The threshold 2 is that of $\beta_1 = 0$; it grows without bound as
        $\beta_1 \to 1$ (6 at .5, 38 at .9, 398 at .99).
        """
)]
public sealed class MomentumThreshold : ClaimSpec
{
    private static readonly double[] Decays = [0, 0.5, 0.9, 0.99];

    [Parameter("beta1", Min = 0, Below = 1, Description = "β₁, decay of the mean of gradients")]
    public double Beta1 { get; set; } = 0.9;

    [Parameter(Above = 0, Max = 1e6, Description = "λ, curvature of the coordinate")]
    public double Lambda { get; set; } = 1;

    [Parameter("d", Above = 0, Max = 1e6, Description = "entry of the frozen preconditioner")]
    public double Divisor { get; set; } = 1;

    [Check]
    public void The_spectral_radius_is_one_at_the_threshold()
    {
        var stream = new RandomStream(StreamSeed());
        double[] betas =
        [
            .. Decays,
            .. Enumerable.Range(0, 50).Select(_ => stream.NextUniform(0, 0.99)),
            Math.Min(Beta1, 0.9999),
        ];
        double[] roots = [.. betas.Select(Bisected)];
        Evidence
            .Agrees(
                $"ημ where the 2 × 2 matrix has the spectral radius 1, {betas.Length} values of β₁",
                roots,
                [.. betas.Select(MomentumStability.Threshold)],
                Relative(1e-9)
            )
            .Rejects("2 for every β₁", [.. betas.Select(_ => 2.0)])
            .Rejects("2(1 + β₁), heavy ball", [.. betas.Select(beta => 2 * (1 + beta))]);
        foreach (var beta in Decays)
        {
            var threshold = MomentumStability.Threshold(beta);
            Evidence.Golden($"threshold at β₁ = {beta}", threshold, Relative(1e-12));
            Evidence.Below($"β₁ = {beta}: spectral radius at 0.999 of it", Radius(beta, 0.999 * threshold), 1);
            Evidence.Above($"β₁ = {beta}: spectral radius at 1.001 of it", Radius(beta, 1.001 * threshold), 1);
        }
        foreach (var beta in new[] { 0, 0.9 })
        {
            foreach (var share in new[] { 0.999, 1.001 })
            {
                var radius = MomentumStability.SpectralRadius(beta, share * MomentumStability.Threshold(beta));
                Evidence.Golden($"β₁ = {beta}: spectral radius at {share} of the threshold", radius, Absolute(5e-6));
            }
        }
    }

    [Check]
    public void Many_dimensions_reduce_to_the_preconditioned_spectrum()
    {
        var cases =
            from beta in Draw.Between(0, 0.99)
            from share in Draw.LogBetween(1e-2, 10)
            from seed in Draw.Seed()
            select new FrozenCase(beta, share, seed);
        Evidence
            .ForAll(
                "spectral radius of the step in (θ, m), against the largest over the eigenvalues of D^(−½)HD^(−½)",
                cases.ToArbitrary(),
                c => c.Deviation(c.Preconditioned),
                Absolute(1e-7)
            )
            .Rejects("over the eigenvalues of H", c => c.Deviation(c.Quadratic.Hessian));
    }

    [Check]
    public void Runs_grow_and_shrink_as_the_spectral_radius_says()
    {
        var threshold = MomentumStability.Threshold(Beta1);
        foreach (var share in new[] { 0.7, 0.9, 1.1, 1.5 })
        {
            var radius = MomentumStability.SpectralRadius(Beta1, share * threshold);
            var measured = MeasuredRadius(share * threshold * Divisor / Lambda);
            Evidence
                .Agrees($"growth per step at {share} of the threshold", measured, radius, Relative(2e-3))
                .Rejects(
                    "|1 − ημ|, the step without a mean",
                    Beta1 > 0.01 ? Math.Abs(1 - (share * threshold)) : double.NaN
                );
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Above_two_descent_with_a_mean_is_still_stable()
    {
        // η·λ/d = 10 is five times the stated threshold and a quarter of the true one.
        var rule = Mean(0.9, 10);
        var end = QuadraticDescent.Run([1], [1], rule, 2000).Points[2000, 0];
        Evidence
            .Agrees("β₁ = 0.9, ημ = 10: |x| after 2000 steps", Math.Abs(end), 0, Absolute(1e-12))
            .Rejects("growth, as for every ημ > 2", double.PositiveInfinity);
        var beyond = QuadraticDescent.Run([1], [1], Mean(0.9, 38.4), 2000).FirstBeyond(1e6);
        Evidence.Matches("β₁ = 0.9, ημ = 38.4 diverges", beyond is not null, true);
    }

    [Check]
    public void The_spectral_radius_against_the_step()
    {
        double[] mus = [.. Enumerable.Range(1, 150).Select(i => i * 0.35)];
        var figure = Figure("Spectral radius of one coordinate", Axis.Linear("ημ"), Axis.Linear("spectral radius"));
        foreach (var beta in new[] { 0, 0.5, 0.8, 0.9 })
        {
            double[] shown = [.. mus.Where(mu => MomentumStability.SpectralRadius(beta, mu) < 1.4)];
            figure
                .Line($"β₁ = {beta}", shown, [.. shown.Select(mu => MomentumStability.SpectralRadius(beta, mu))])
                .Rule($"β₁ = {beta}: {MomentumStability.Threshold(beta):G3}", MomentumStability.Threshold(beta));
        }
        figure.Level("1", 1);
        Evidence
            .Agrees(
                "spectral radius, closed form against a dense solver, β₁ = 0.8",
                [.. mus.Select(mu => MomentumStability.SpectralRadius(0.8, mu))],
                [.. mus.Select(mu => Radius(0.8, mu))],
                Absolute(1e-12)
            )
            .Rejects("|1 − ημ|", [.. mus.Select(mu => Math.Abs(1 - mu))]);
    }

    private static double Bisected(double beta) =>
        Brent.FindRoot(mu => Radius(beta, mu) - 1, 0.5, 8 / (1 - beta), accuracy: 1e-12, maxIterations: 500);

    // (x, m) with D = 1: m ← β₁m + (1 − β₁)μx, then x ← x − m.
    private static double Radius(double beta, double mu) =>
        Factorizations
            .Eigenvalues(Matrix.FromRows([1 - ((1 - beta) * mu), -beta], [(1 - beta) * mu, beta]))[0]
            .Magnitude;

    private static PreconditionedRule Mean(double beta, double learningRate) =>
        PreconditionedRule.GradientDescent(learningRate) with
        {
            FirstDecay = beta,
            BiasCorrection = BiasCorrection.Off,
        };

    /// <summary>Growth per step of a run between two windows that are long enough for an oscillation.</summary>
    private double MeasuredRadius(double learningRate)
    {
        const int window = 60;
        const int apart = 300;
        var points = QuadraticDescent
            .Run([Lambda / Divisor], [1], Mean(Beta1, learningRate), apart + (2 * window))
            .Points;
        return Math.Pow(Largest(apart + window) / Largest(window), 1.0 / apart);

        double Largest(int from) => Enumerable.Range(from, window).Max(t => Math.Abs(points[t, 0]));
    }

    private sealed record FrozenCase(double Beta, double Share, ulong Seed)
    {
        public QuadraticCase Quadratic => QuadraticCase.Draw(Definiteness.Semidefinite, 3, new RandomStream(Seed));

        public Matrix Preconditioned => EffectiveCurvature.Preconditioned(Quadratic.Hessian, Quadratic.Diagonal);

        private double LearningRate =>
            Share * MomentumStability.Threshold(Beta) / Quadratic.Curvature.PreconditionedSharpness;

        /// <summary>Of the step in (θ, m) as one 6 × 6 matrix.</summary>
        public double Explicit
        {
            get
            {
                var (hessian, d) = Quadratic;
                var n = d.Length;
                var step = Matrix.Identity(2 * n);
                for (var i = 0; i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        step[n + i, j] = (1 - Beta) * hessian[i, j];
                        step[i, j] -= LearningRate / d[i] * step[n + i, j];
                    }
                    step[n + i, n + i] = Beta;
                    step[i, n + i] = -LearningRate / d[i] * Beta;
                }
                return Factorizations.Eigenvalues(step)[0].Magnitude;
            }
        }

        public double Reduced(Matrix symmetric) =>
            Factorizations
                .SymmetricEigenvalues(symmetric)
                .Max(mu => MomentumStability.SpectralRadius(Beta, LearningRate * mu));

        public double Deviation(Matrix symmetric)
        {
            var found = Explicit;
            return Math.Abs(found - Reduced(symmetric)) / Math.Max(1, found);
        }
    }
}
