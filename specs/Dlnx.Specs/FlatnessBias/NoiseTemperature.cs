using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-2-3",
    "SGD noise, SDE and temperature",
    Kind = ClaimKind.Equation,
    Source = "eqs. (2), (3), (7)-(9)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/eq-7", "D/eq-8", "D/eq-9"],
    DependsOn = ["D/eq-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        A minibatch gradient is $g_B = \nabla L + \epsilon$ with $E\epsilon = 0$ and $\mathrm{Cov}\,\epsilon = C/B$, times
        $(N-B)/(N-1)$ without replacement. Gradient descent with it is the diffusion
        $d\theta = -\nabla L\,dt + \sqrt{\eta C/B}\,dW$, whose stationary law near a minimum is $\propto e^{-L/T}$ with
        $T = \eta s^2/(2B)$ for $C = s^2 I$, or $\tfrac{\eta s^2}2\big(\tfrac1B - \tfrac1N\big)$ without replacement. With
        $\theta_{t+1} = \theta_t - \eta(\nabla L + \rho\,\epsilon_t)$ the temperature is $\propto \eta\rho^2$; keeping
        $\eta\rho$ keeps the size of the kicks.
        """,
    Corrected = """
        On $\tfrac\lambda2x^2$ with noise variance $s^2$ per step the stationary variance is exactly
        $$\frac{\eta\rho^2s^2}{\lambda(2-\eta\lambda)} = \frac2{2-\eta\lambda}\cdot\frac T\lambda, \qquad
          T = \tfrac12\eta\rho^2s^2:$$
        the temperature is the limit $\eta\lambda \to 0$, and the factor it misses diverges at the edge of stability. The
        stationary covariance of the diffusion solves $H\Sigma + \Sigma H = \eta C$; it has the Gibbs form
        $\Sigma \propto H^{-1}$ iff $C \propto I$. Without replacement $\tfrac1B - \tfrac1N$ is right up to a factor
        $1 + O(1/N)$.
        """,
    Explanation = """
        The diffusion is the limit of small steps. At $\eta\lambda = 1.9$ the true variance is twenty times its value, and
        networks train at the edge. Anisotropic noise has no Gibbs law: $H = (2, .5; .5, 1)$, $\eta C = \mathrm{diag}(.1, .4)$
        give $H\Sigma = (.05, .025; -.025, .2)$, not a multiple of the identity.
        """
)]
public sealed class NoiseTemperature : ClaimSpec
{
    private static readonly Matrix Hessian = new(2, 2, [2, 0.5, 0.5, 1]);
    private static readonly Matrix ScaledNoise = new(2, 2, [0.1, 0, 0, 0.4]);

    [Parameter("eta", Above = 0, Description = "η, below 2/λ")]
    public double LearningRate { get; set; } = 0.1;

    [Parameter("lambda", Above = 0, Max = 1e3, Description = "λ, curvature at the minimum")]
    public double Curvature { get; set; } = 1;

    [Parameter("rho", Min = 0, Max = 10, Description = "ρ, scale of the noise: 0 is full batch, 1 is SGD")]
    public double NoiseScale { get; set; } = 1;

    [Parameter("s2", Above = 0, Max = 1e6, Description = "s², noise variance of one example at ρ = 1")]
    public double Variance { get; set; } = 0.49;

    [Parameter("B", Min = 1, Max = 1e9, Description = "B, batch size, at most N")]
    public double BatchSize { get; set; } = 1;

    [Parameter("N", Description = "N, number of examples, or inf")]
    public string Population { get; set; } = "inf";

    private double Examples => PopulationSize.Parse("N", Population);

    // s²/B·(N − B)/(N − 1)
    private double StepVariance =>
        Variance
        / BatchSize
        * (double.IsPositiveInfinity(Examples) ? 1 : (Examples - BatchSize) / Math.Max(1, Examples - 1));

    public override void Validate()
    {
        if (!(LearningRate * Curvature < 2))
            throw new ParameterException("eta", $"is {LearningRate:R}; it must be below 2/lambda = {2 / Curvature:R}.");
        if (!(BatchSize <= Examples))
            throw new ParameterException("B", $"is {BatchSize:R}; a batch has at most N = {Examples:R} examples.");
    }

    [Check]
    public void The_stationary_variance_has_the_factor_two_over_two_minus_eta_lambda()
    {
        var cases =
            from step in Draw.Between(0.02, 1.98)
            from lambda in Draw.LogBetween(1e-2, 1e2)
            from rho in Draw.Between(0.1, 2)
            from variance in Draw.LogBetween(1e-2, 1e2)
            select new StationaryNoise(step / lambda, lambda, rho, variance);
        Evidence
            .ForAll(
                "the recursion V ← (1 − ηλ)²V + η²ρ²s² settles on it (0.02 ≤ ηλ ≤ 1.98)",
                cases.ToArbitrary(),
                law => Deviation(Settled(law), law.ExactVariance),
                Absolute(1e-9)
            )
            .Rejects("T/λ, the variance of the diffusion", law => Deviation(Settled(law), law.DiffusionVariance))
            .Rejects("T = ηρ²s², without the ½", law => Deviation(Settled(law), 2 * law.ExactVariance))
            .Rejects("T ∝ ηρ", law => Deviation(Settled(law), law.ExactVariance / law.NoiseScale));

        var own = new StationaryNoise(LearningRate, Curvature, NoiseScale, StepVariance);
        if (LearningRate * Curvature is >= 1e-3 and <= 1.999)
            Evidence.Agrees("variance at the parameters set", Settled(own), own.ExactVariance, Relative(1e-9));
        var reference = new StationaryNoise(0.1, 1, 1, 0.49);
        Evidence.Golden("exact variance, λ = 1, s = 0.7, η = 0.1", reference.ExactVariance, Absolute(1e-7));
        Evidence.Golden("variance of the diffusion there", reference.DiffusionVariance, Absolute(1e-12));
    }

    [Check(Role = Role.Counterexample)]
    public void Near_the_edge_the_diffusion_is_wrong_by_a_factor_of_twenty()
    {
        var law = new StationaryNoise(1.9, 1, 1, 0.49);
        var ratio = Settled(law) / law.DiffusionVariance;
        Evidence
            .Agrees("variance over that of the diffusion at ηλ = 1.9", ratio, 20, Relative(1e-9))
            .Rejects("1: the diffusion is right", 1)
            .Rejects("2/(2 + ηλ)", 2 / 3.9);
        Evidence.Golden("ratio at η = 1.9", law.Ratio, Relative(1e-12));
    }

    [Check]
    public void Isotropic_noise_has_the_Gibbs_covariance()
    {
        var cases = from seed in Draw.Seed() from n in Draw.Integer(1, 5) select new NoiseCase(seed, n);
        Evidence
            .ForAll(
                "HΣ + ΣH = ηC for random H, C",
                cases.ToArbitrary(),
                c => Residual(c.Hessian(), c.Covariance(), c.Noise()),
                Absolute(1e-11)
            )
            .Rejects("Σ = ½ηC", c => Residual(c.Hessian(), 0.5 * c.Noise(), c.Noise()));
        Evidence
            .ForAll(
                "Σ = ½ηs²H⁻¹ for C = s²I",
                cases.ToArbitrary(),
                c => Distance(c.Hessian() * c.IsotropicCovariance(), 0.5 * Matrix.Identity(c.Size)),
                Absolute(1e-11)
            )
            .Rejects(
                "Σ = ηs²H⁻¹, without the ½",
                c => Distance(c.Hessian() * c.IsotropicCovariance(), Matrix.Identity(c.Size))
            );
    }

    [Check(Role = Role.Counterexample)]
    public void Anisotropic_noise_has_no_Gibbs_law()
    {
        var covariance = StationaryNoise.DiffusionCovariance(Hessian, ScaledNoise);
        Evidence.Agrees("HΣ + ΣH − ηC", Residual(Hessian, covariance, ScaledNoise), 0, Absolute(1e-14));
        Evidence.Golden("Σ₁₁", covariance[0, 0], Absolute(1e-10));
        Evidence.Golden("Σ₁₂", covariance[0, 1], Absolute(1e-10));
        Evidence.Golden("Σ₂₂", covariance[1, 1], Absolute(1e-10));
        var product = Hessian * covariance;
        var mean = (product[0, 0] + product[1, 1]) / 2;
        Evidence
            .Agrees("HΣ", product.Span, [0.05, 0.025, -0.025, 0.2], Absolute(1e-12))
            .Rejects("the nearest multiple of I, Gibbs", [mean, 0, 0, mean]);
    }

    [Check]
    public void Batches_without_replacement_have_the_finite_population_variance()
    {
        const int n = 9;
        var values = new double[n];
        new RandomStream(StreamSeed()).FillNormal(values);
        int[] sizes = [1, 2, 4, 7, 8];
        var variance = SubsetVariance(values, 1);
        Evidence
            .Agrees(
                "variance of the mean over all batches of B = 1, 2, 4, 7, 8 out of 9",
                [.. sizes.Select(size => SubsetVariance(values, size))],
                [.. sizes.Select(b => variance / b * (n - b) / (n - 1))],
                Relative(1e-12)
            )
            .Rejects("s²/B", [.. sizes.Select(b => variance / b)])
            .Rejects("s²(1/B − 1/N), its leading order", [.. sizes.Select(b => variance * ((1.0 / b) - (1.0 / n)))]);
        // (N − B)/(B(N − 1)) = (1/B − 1/N)·N/(N − 1)
        Evidence.Agrees(
            "1/B − 1/N over the exact factor, N = 10⁶, B = 100",
            ((1.0 / 100) - 1e-6) / ((1e6 - 100) / (100 * (1e6 - 1))),
            1,
            Absolute(2e-6)
        );
    }

    [Check]
    public void The_temperature_goes_as_eta_rho_squared()
    {
        var law = new StationaryNoise(0.1, 1, 1, Variance);
        var halved = new StationaryNoise(0.05, 1, Math.Sqrt(2), Variance);
        Evidence
            .Agrees("T at half η and √2 ρ over T", halved.Temperature / law.Temperature, 1, Absolute(1e-14))
            .Rejects("T ∝ ηρ", Math.Sqrt(0.5))
            .Rejects("T ∝ η²ρ²", 0.5);
        var proxy = new StationaryNoise(0.05, 1, 2, Variance);
        Evidence
            .Agrees(
                "T at half η and twice ρ, the same ηρ, over T",
                proxy.Temperature / law.Temperature,
                2,
                Absolute(1e-14)
            )
            .Rejects("1: the proxy conserves T", 1);
    }

    [Check]
    public void Variance_over_temperature_against_the_rate()
    {
        double[] steps = [.. Enumerable.Range(1, 60).Select(i => 1.95 * i / 60)];
        var laws = steps.Select(k => new StationaryNoise(k / Curvature, Curvature, 1, Variance)).ToArray();
        double[] measured = [.. laws.Select(law => Settled(law) * Curvature / law.Temperature)];
        Figure("What the temperature misses", Axis.Linear("ηλ"), Axis.Log("λ Var x/T"))
            .Line("2/(2 − ηλ)", steps, [.. laws.Select(law => law.Ratio)])
            .Points("recursion", steps, measured)
            .Rule("edge of stability", 2)
            .Level("diffusion", 1);
        Evidence
            .Agrees("λ Var x/T, all rates of the figure", measured, [.. steps.Select(k => 2 / (2 - k))], Relative(1e-9))
            .Rejects("1", [.. steps.Select(_ => 1.0)]);
    }

    private static double Settled(StationaryNoise law)
    {
        var contraction = 1 - (law.LearningRate * law.Curvature);
        var kick = law.LearningRate * law.NoiseScale;
        var injected = kick * kick * law.Variance;
        var (variance, last) = (injected, 0.0);
        while (variance != last)
            (variance, last) = ((contraction * contraction * variance) + injected, variance);
        return variance;
    }

    private static double SubsetVariance(double[] values, int size)
    {
        var mean = values.Average();
        var squares = Enumerable
            .Range(0, 1 << values.Length)
            .Where(subset => int.PopCount(subset) == size)
            .Select(subset => values.Where((_, i) => (subset >> i & 1) == 1).Average() - mean);
        return squares.Average(error => error * error);
    }

    private static double Deviation(double measured, double predicted) => Math.Abs((measured / predicted) - 1);

    private static double Residual(Matrix hessian, Matrix covariance, Matrix noise) =>
        Distance((hessian * covariance) + (covariance * hessian), noise);

    private static double Distance(Matrix a, Matrix b) => (a - b).MaximumMagnitude();

    private sealed record NoiseCase(ulong Seed, int Size)
    {
        public Matrix Hessian() => Definite(0);

        public Matrix Noise() => Definite(1);

        public Matrix Covariance() => StationaryNoise.DiffusionCovariance(Hessian(), Noise());

        public Matrix IsotropicCovariance() => StationaryNoise.DiffusionCovariance(Hessian(), Matrix.Identity(Size));

        private Matrix Definite(ulong index)
        {
            var factor = RandomMatrices.Gaussian(Size, Size, new RandomStream(Seed).Substream(index));
            return (factor * factor.Transpose()) + (0.1 * Matrix.Identity(Size));
        }
    }
}
