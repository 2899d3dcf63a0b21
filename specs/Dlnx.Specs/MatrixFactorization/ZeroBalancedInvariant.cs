using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-zero-balanced",
    "Zero-balanced invariant and the zero-layer limit",
    Kind = ClaimKind.Remark,
    Source = "Section 2, paragraph after eq. (3)",
    DependsOn = ["B/prop-3", "B/lem-6"],
    Verdict = Verdict.Corrected,
    Statement = """
        A zero-balanced initialisation, $W_{\ell+1}^\top W_{\ell+1} = W_\ell W_\ell^\top$ at $t = 0$, stays so for all $t > 0$,
        which aligns the singular vectors of the layers and makes their singular values equal. The unbalanced initialisation is
        the limit $\epsilon \to 0$ of $W_L(0) = \epsilon I$.
        """,
    Corrected = """
        Zero balance is an invariant of gradient flow. Gradient descent keeps it exactly from $W_\ell(0) = \alpha I$ when the target
        is symmetric and positive semi-definite; otherwise the defect at a fixed time $\eta t$ is of first order in $\eta$. The
        limit holds as stated, with a distance of first order in $\epsilon$.
        """,
    Explanation = """
        The conservation law belongs to gradient flow. One step of gradient descent from $\alpha I$ on
        $M = R(0.6)\,\mathrm{diag}(2, 1)$ already leaves the defect $\eta^2\alpha^{2L-2}(M^\top M - MM^\top)$; for two layers,
        $\alpha = 0.3$ and $\eta = 0.05$ its Frobenius norm at $\eta t = 10$ is $5.56\cdot10^{-3}$, and half of that for half the
        learning rate.
        """
)]
public sealed class ZeroBalancedInvariant : ClaimSpec
{
    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 2;

    [Parameter(Min = 0, Max = Math.PI, Description = "angle between the left and the right singular vectors")]
    public double Angle { get; set; } = 0.6;

    [Parameter(Above = 0, Max = 1e6, Description = "two singular values of the target, descending")]
    public double[] Sigma { get; set; } = [2, 1];

    [Parameter(Above = 0, Max = 1, Description = "scale of the start αI")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("eta", Above = 0, Max = 0.2, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.05;

    public override void Validate() => SpectrumRules.RequirePair(Sigma);

    [Check]
    public void Gradient_flow_keeps_it()
    {
        const int width = 3;
        for (var draw = 0; draw < 3; draw++)
        {
            var stream = new RandomStream(StreamSeed(draw));
            var target = RandomMatrices.Gaussian(width, width, stream);
            var start = ZeroBalance.Start(depth: 3, width, 0.5, stream);
            var network = start.Copy();
            var defect = FlowDefect(network, target);
            Evidence
                .Agrees($"draw {draw + 1}: largest defect of 3000 steps of RK4", defect, 0, Absolute(1e-7))
                .Rejects("the same under gradient descent with the same step", DescentDefect(start.Copy(), target));
            var first = Factorizations.SingularValues(network.LayerMatrix(0));
            var last = Factorizations.SingularValues(network.LayerMatrix(2));
            Evidence
                .Agrees(
                    $"draw {draw + 1}: singular values squared of W₃ and W₁",
                    Squares(last),
                    Squares(first),
                    Absolute(1e-7)
                )
                .Rejects("those at the start", Squares(Factorizations.SingularValues(start.LayerMatrix(0))));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void One_step_of_gradient_descent_breaks_it()
    {
        RequireTurned();
        var matrix = Target.Matrix;
        var commutator = (matrix.Transpose() * matrix) - (matrix * matrix.Transpose());
        var predicted = LearningRate * LearningRate * Math.Pow(Alpha, (2 * Depth) - 2) * commutator.MaximumMagnitude();
        Evidence
            .Agrees("largest entry of the defect after one step", After(1).MaximumEntry, predicted, Relative(1e-9))
            .Rejects("exact invariance", 0)
            .Rejects("η instead of η²", predicted / LearningRate);
        foreach (var steps in new[] { 1, 2, 10, 50 })
        {
            var entry = After(steps).MaximumEntry;
            Evidence.Golden($"largest entry after t={steps}", entry, Absolute(steps <= 2 ? 1e-10 : 1e-9));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void At_a_fixed_time_the_defect_is_of_first_order_in_the_learning_rate()
    {
        RequireTurned();
        RequireStable();
        double[] rates = [LearningRate, LearningRate / 2, LearningRate / 4];
        double[] defects = [.. rates.Select(rate => After((int)Math.Round(10 / rate), rate).Frobenius)];
        Evidence
            .Agrees("defect at ηt = 10: η against η/2", defects[0] / defects[1], 2, Absolute(0.1))
            .Rejects("second order in η", 4);
        Evidence
            .Agrees("defect at ηt = 10: η/2 against η/4", defects[1] / defects[2], 2, Absolute(0.05))
            .Rejects("second order in η", 4);
        Evidence.Above("defect at ηt = 10, where exact invariance has 0", defects[0], 1e-6);
        for (var i = 0; i < rates.Length; i++)
            Evidence.Golden($"defect at ηt=10 for η={0.05 / (1 << i)}", defects[i], Absolute(1e-7));
    }

    [Check]
    public void Symmetric_targets_keep_it_under_gradient_descent()
    {
        RequireStable();
        var turned = After(400).Frobenius;
        var aligned = DefectAfter(DeepLinearNetworks.Balanced(Depth, 2, Alpha), TargetMatrix.Diagonal(2, Sigma), 400);
        var equality = Evidence.Agrees("defect after 400 steps, M = diag(σ)", aligned, 0, Absolute(0));
        var stream = new RandomStream(StreamSeed());
        var symmetric = TargetMatrix.SymmetricPositive(2, stream, Sigma);
        var rotated = DefectAfter(DeepLinearNetworks.Balanced(Depth, 2, Alpha), symmetric, 400);
        var closeness = Evidence.Agrees(
            "the same, M = V diag(σ) Vᵀ",
            rotated,
            0,
            Absolute(1e-10 * Math.Max(1, Sigma[0]))
        );
        if (IsTurned)
        {
            equality.Rejects("the defect of M = R diag(σ)", turned);
            closeness.Rejects("the defect of M = R diag(σ)", turned);
        }
    }

    [Check]
    public void The_unbalanced_start_is_the_limit_of_a_small_last_layer()
    {
        RequireStable();
        double[] sizes = [1e-2, 1e-3, 1e-4, 1e-6, 1e-7];
        double[] distances = [.. sizes.Select(DistanceFromLimit)];
        Evidence
            .Agrees("distance for ε = 1e-6 against 1e-7", distances[3] / distances[4], 10, Absolute(0.1))
            .Rejects("of order √ε", Math.Sqrt(10))
            .Rejects("of order ε²", 100);
        for (var i = 0; i < 3; i++)
            Evidence.Golden($"distance for ε=1e-{i + 2}", distances[i], Absolute(Math.Pow(10, -5 - i)));
    }

    private TargetMatrix Target => TargetMatrix.Turned(Angle, Sigma);

    // M commutes with its transpose at multiples of π, and then the layers, polynomials of M, do too.
    private bool IsTurned => Math.Sin(Angle) > 1e-3;

    private void RequireTurned()
    {
        if (!IsTurned)
            Skip($"At the angle {Angle:G6} the target is symmetric, and gradient descent keeps zero balance.");
    }

    private void RequireStable()
    {
        var sharpness = StepChoice.Sharpness(Math.Max(Depth, 3), Sigma[0]);
        if (LearningRate * Math.Max(sharpness, StepChoice.Sharpness(Depth, Sigma[0])) >= 1.5)
            Skip($"η = {LearningRate:G6} is not well below 2/S: the run would oscillate or diverge.");
    }

    private BalanceDefect After(int steps) => After(steps, LearningRate);

    private BalanceDefect After(int steps, double rate)
    {
        var network = DeepLinearNetworks.Balanced(Depth, 2, Alpha);
        Descend(network, Target.Matrix, rate, steps);
        return ZeroBalance.Defect(network);
    }

    private double DefectAfter(DeepLinearNetwork network, TargetMatrix target, int steps)
    {
        Descend(network, target.Matrix, LearningRate, steps);
        return ZeroBalance.Defect(network).Frobenius;
    }

    // Three layers, 300 steps, all layers as one vector.
    private double DistanceFromLimit(double size)
    {
        var limit = DeepLinearNetworks.Unbalanced(3, 2, Alpha);
        var near = limit.Copy();
        Matrix.ScaledIdentity(2, size).Span.CopyTo(near.Layer(2));
        Descend(limit, Target.Matrix, LearningRate, 300);
        Descend(near, Target.Matrix, LearningRate, 300);
        var difference = near.Parameters.ToArray().Zip(limit.Parameters.ToArray(), (a, b) => a - b).ToArray();
        return new Matrix(1, difference.Length, difference).FrobeniusNorm();
    }

    private double FlowDefect(DeepLinearNetwork network, Matrix target)
    {
        var flow = new GradientFlow(network, target);
        var largest = 0.0;
        for (var t = 1; t <= FlowSteps; t++)
        {
            flow.Advance(FlowStep);
            if (t % 10 == 0)
                largest = Math.Max(largest, ZeroBalance.Defect(network).Frobenius);
        }
        Cancellation.ThrowIfCancellationRequested();
        return largest;
    }

    private static double DescentDefect(DeepLinearNetwork network, Matrix target)
    {
        Descend(network, target, FlowStep, FlowSteps);
        return ZeroBalance.Defect(network).Frobenius;
    }

    private const double FlowStep = 1e-3;
    private const int FlowSteps = 3000;

    private static void Descend(DeepLinearNetwork network, Matrix target, double rate, int steps)
    {
        for (var t = 0; t < steps; t++)
            network.Step(target, rate);
    }

    private static double[] Squares(double[] values) => [.. values.Select(value => value * value)];
}
