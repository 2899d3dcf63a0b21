using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/eq-4",
    "Loss in singular values",
    Kind = ClaimKind.Equation,
    Source = "Eqs. (4) and (28)",
    DependsOn = ["B/prop-2", "B/prop-3"],
    Verdict = Verdict.Corrected,
    Statement = """
        In the singular-vector-stationary set
        $$\tfrac12\|W_{L:1} - M_*\|_F^2 = \tfrac12\sum_{i\le r}\big(\sigma_i(\Sigma_{L:1}) - \sigma_{*,i}\big)^2.$$
        """,
    Corrected = """
        With $\pi_i = u_{*,i}^\top W_{L:1}v_{*,i}$, paired by direction, the loss is $\tfrac12\sum_{i\le r}(\pi_i - \sigma_{*,i})^2$ for
        the unbalanced start; for the balanced start $\tfrac12(d-r)a^{2L}$ is added, $a$ being the layers' value in the null
        directions.
        """,
    Explanation = """
        The balanced start puts $\alpha$ into the null directions too. There the layers follow $a \leftarrow a - \eta a^{2L-1}$, and
        their products $a^L$ are part of the loss: $\tfrac12(d-r)\alpha^{2L}$ at the start, vanishing only slowly. The pairing is
        by direction: when the first product swings below $\sigma_{*,2}$, sorted values pair wrongly.
        """
)]
public sealed class LossInSingularValues : TargetedSpec
{
    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 20, Description = "width of the layers")]
    public int Width { get; set; } = 5;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Above = 0, Max = 100, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("k", Above = 0, Below = 2, Description = "ηS₁")]
    public double Step { get; set; } = 1;

    [Parameter("init", Description = "the start: W_L = 0 (unbalanced) or all layers αI (balanced)")]
    public MinimumForm Start { get; set; } = MinimumForm.Unbalanced;

    public override void Validate()
    {
        base.Validate();
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    protected override void Adopt(double[] sigma, int width) => (Sigma, Width) = (sigma, width);

    [Check]
    public void The_loss_is_the_sum_over_the_directions()
    {
        if (HasOwnTarget && Start == MinimumForm.Balanced)
            Skip(
                "The balanced start needs a symmetric positive target; a target of your own takes the unbalanced one."
            );
        var given = new LossCase(Depth, Width, Sigma, Alpha, Step, StreamSeed());
        var course = Run(
            given,
            Start,
            steps: 300,
            HasOwnTarget ? Target(new RandomStream(StreamSeed()), Width, Sigma) : null
        );
        var agreement = Evidence.Agrees(
            $"loss at every one of 300 steps, {Start.ToString().ToLowerInvariant()} start",
            course.Losses,
            course.Complete,
            Mixed(1e-12)
        );
        agreement.Rejects("without the ½", [.. course.Complete.Select(loss => 2 * loss)]);
        if (Start == MinimumForm.Balanced && Width > Sigma.Length)
            agreement.Rejects("without the null term", course.Directions);
    }

    [Check]
    public void The_unbalanced_start_has_no_null_term()
    {
        var target = TargetMatrix.Diagonal(Width, Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, Alpha);
        var largest = 0.0;
        for (var t = 0; t < 300; t++)
        {
            network.Step(target.Matrix, LearningRate);
            largest = Math.Max(largest, NullMagnitude(network.Product()));
        }
        if (Width > Sigma.Length)
        {
            Evidence
                .Agrees("largest null entry of the product, M = diag(σ)", largest, 0, Absolute(0))
                .Rejects("α^L, that of the balanced start", Math.Pow(Alpha, Depth));
        }
        Evidence
            .ForAll(
                "random targets, 30 steps: loss against the sum over directions",
                Cases().ToArbitrary(),
                c => Deviation(Run(c, MinimumForm.Unbalanced, 30), course => course.Directions),
                Mixed(1e-12)
            )
            .Rejects(
                "with the null term of the balanced start",
                c => Deviation(Run(c, MinimumForm.Unbalanced, 30), course => Shifted(course, StartNullTerm(c)))
            );
    }

    [Check(Role = Role.Counterexample)]
    public void The_balanced_start_adds_the_null_directions()
    {
        if (Width == Sigma.Length)
            Skip("d = r: there are no null directions.");
        var course = Run(
            new LossCase(Depth, Width, Sigma, Alpha, Step, StreamSeed()),
            MinimumForm.Balanced,
            steps: 300
        );
        double[] missing = [.. course.Losses.Zip(course.Directions, (loss, sum) => loss - sum)];
        double[] predicted = [.. course.Complete.Zip(course.Directions, (whole, sum) => whole - sum)];
        Evidence
            .Agrees("loss beyond the sum over directions, every step", missing, predicted, Absolute(1e-12 * Unit))
            .Rejects("nothing, as printed", new double[missing.Length])
            .Rejects("½da^(2L), all directions", [.. predicted.Select(term => term * Width / (Width - Sigma.Length))])
            .Rejects("½(d−r)α^(2L), the start's value for ever", [.. predicted.Select(_ => predicted[0])]);
        Evidence
            .ForAll(
                "random symmetric targets, 30 steps: loss with the null term",
                Cases().ToArbitrary(),
                c => Deviation(Run(c, MinimumForm.Balanced, 30), trace => trace.Complete),
                Mixed(1e-12)
            )
            .Rejects(
                "without the null term",
                c => Deviation(Run(c, MinimumForm.Balanced, 30), trace => trace.Directions)
            );
    }

    [Check(Role = Role.Counterexample)]
    public void Sorted_values_pair_wrongly_once_they_cross()
    {
        // k = 2.25: the first product swings down to 0.7·10, below 9.
        double[] sigma = [10, 9, 6];
        var target = TargetMatrix.Diagonal(3, sigma);
        var eta = 2.25 / StepChoice.Sharpness(3, sigma[0]);
        var network = DeepLinearNetworks.Unbalanced(3, 3, 0.3);
        for (var t = 0; t < 3000; t++)
            network.Step(target.Matrix, eta);
        if (network.Product()[0, 0] > sigma[0])
            network.Step(target.Matrix, eta);
        var projected = network.ProjectedSingularValues(target.Left, target.Right);
        Evidence.Below("first product at the low point, against σ₂ = 9", projected[0], sigma[1]);
        Evidence
            .Agrees("loss there", network.Loss(target.Matrix), HalfSquares(projected, sigma), Relative(1e-12))
            .Rejects("paired by sorted order", HalfSquares(network.EndToEndSingularValues(), sigma));
    }

    private double LearningRate => Step / StepChoice.Sharpness(Depth, Sigma[0]);

    private double Unit => Math.Max(1, HalfSquares(new double[Sigma.Length], Sigma));

    private double NullMagnitude(Matrix product) =>
        product.DiagonalEntries().Skip(Sigma.Length).Select(Math.Abs).DefaultIfEmpty().Max();

    private static FsCheck.Gen<LossCase> Cases() =>
        from L in Draw.Integer(2, 5)
        from r in Draw.Integer(1, 3)
        from extra in Draw.Integer(1, 3)
        from sigma in Draw.Spectrum(r, 0.5, 10)
        from share in Draw.Between(0.1, 0.9)
        from seed in Draw.Seed()
        select new LossCase(L, r + extra, sigma, share * Math.Pow(sigma[^1], 1.0 / L), 1, seed);

    private Course Run(LossCase c, MinimumForm start, int steps, TargetMatrix? own = null)
    {
        var stream = new RandomStream(c.Seed);
        var balanced = start == MinimumForm.Balanced;
        var target =
            own
            ?? (
                balanced
                    ? TargetMatrix.SymmetricPositive(c.Width, stream, c.Sigma)
                    : TargetMatrix.Rotated(c.Width, stream, c.Sigma)
            );
        var network = balanced
            ? DeepLinearNetworks.Balanced(c.Depth, c.Width, c.Alpha)
            : DeepLinearNetworks.Unbalanced(c.Depth, c.Width, c.Alpha);
        var eta = c.K / StepChoice.Sharpness(c.Depth, c.Sigma[0]);
        // A null direction is a chain with target 0; the unbalanced start has a zero layer in it.
        var chain = new ScalarChain(0, eta);
        var nullLayers = new double[c.Depth];
        Array.Fill(nullLayers, balanced ? c.Alpha : 0);
        var course = new Course(new double[steps], new double[steps], new double[steps]);
        for (var t = 0; t < steps; t++)
        {
            Cancellation.ThrowIfCancellationRequested();
            course.Losses[t] = network.Loss(target.Matrix);
            course.Directions[t] = HalfSquares(network.ProjectedSingularValues(target.Left, target.Right), c.Sigma);
            course.Complete[t] = course.Directions[t] + ((c.Width - c.Sigma.Length) * chain.Loss(nullLayers));
            network.Step(target.Matrix, eta);
            chain.Step(nullLayers);
        }
        return course;
    }

    private static double HalfSquares(double[] values, double[] sigma) =>
        0.5 * sigma.Select((goal, i) => (values[i] - goal) * (values[i] - goal)).Sum();

    private static double Deviation(Course course, Func<Course, double[]> prediction) =>
        course.Losses.Zip(prediction(course), (loss, sum) => Math.Abs(loss - sum) / Math.Max(1, loss)).Max();

    private static double[] Shifted(Course course, double term) => [.. course.Directions.Select(sum => sum + term)];

    private static double StartNullTerm(LossCase c) =>
        0.5 * (c.Width - c.Sigma.Length) * Math.Pow(c.Alpha, 2 * c.Depth);

    private sealed record Course(double[] Losses, double[] Directions, double[] Complete);

    private sealed record LossCase(int Depth, int Width, double[] Sigma, double Alpha, double K, ulong Seed)
    {
        public override string ToString() =>
            $"L = {Depth}, d = {Width}, σ = ({string.Join(", ", Sigma)}), α = {Alpha:R}, k = {K}, seed {Seed}";
    }
}
