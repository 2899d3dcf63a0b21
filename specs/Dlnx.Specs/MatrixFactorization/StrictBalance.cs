using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/def-2",
    "Strict balanced state",
    Kind = ClaimKind.Definition,
    Source = "Definition 2 and following paragraph",
    DependsOn = ["B/prop-3", "B/lem-2"],
    Verdict = Verdict.Corrected,
    Statement = """
        The parameters are strictly balanced when $\sigma_i(W_\ell) = \sigma_i(W_k)$ for all $i \le r$ and all layers. Gradient
        descent preserves this state if it holds at $t = 0$; the results are stated for networks in it.
        """,
    Corrected = """
        From the balanced start and a symmetric positive semi-definite target gradient descent preserves the state. The unbalanced
        start is not in it at $t = 0$ and, in the directions that do not oscillate, never reaches it: the gap
        $\sigma_i(W_\ell)^2 - \sigma_i(W_L)^2$ tends to a positive constant times $\alpha^2$.
        """,
    Explanation = """
        The paper assumes strict balance throughout but starts from $W_L = 0$, where the squared singular values of the layers
        differ by $\alpha^2$. Each step multiplies the gap of a direction by $1 - q$, and $q$ tends to 0 when the direction
        settles, so a positive gap remains: of the initial gap 0.09 for three layers, $\sigma = (3, 2, 1)$ and $\eta = 0.05$ most
        of it is left in every direction.
        """
)]
public sealed class StrictBalance : ClaimSpec
{
    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 20, Description = "width of the layers")]
    public int Width { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [3, 2, 1];

    [Parameter(Above = 0, Description = "scale of the start, below σ_r^(1/L)")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.05;

    [Parameter("T", Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 500;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    [Check]
    public void The_balanced_start_stays_in_it()
    {
        RequireSettling();
        foreach (var depth in new[] { 2, 3, 4, Depth }.Distinct())
        {
            if (LearningRate * StepChoice.Sharpness(depth, Sigma[0]) >= 2)
                continue;
            var target = TargetMatrix.SymmetricPositive(Width, new RandomStream(StreamSeed(depth)), Sigma);
            var start = DeepLinearNetworks.Balanced(depth, Width, Alpha);
            var unbalanced = DeepLinearNetworks.Unbalanced(depth, Width, Alpha);
            Evidence
                .Agrees(
                    $"L = {depth}: largest difference between layers, {Steps} steps",
                    Spread(start, target),
                    0,
                    Unit
                )
                .Rejects("the same from the unbalanced start", Spread(unbalanced, target));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_unbalanced_start_is_not_in_it()
    {
        var target = TargetMatrix.Rotated(Width, new RandomStream(StreamSeed()), Sigma);
        var gaps = LayerAlignment.Gaps(DeepLinearNetworks.Unbalanced(Depth, Width, Alpha), target.Right);
        Evidence
            .Agrees(
                "gaps at t = 0",
                gaps.AsSpan(0, Sigma.Length),
                [.. Sigma.Select(_ => Alpha * Alpha)],
                Relative(1e-12)
            )
            .Rejects("strict balance", new double[Sigma.Length]);
    }

    [Check(Role = Role.Counterexample)]
    public void Directions_that_settle_never_reach_it()
    {
        RequireSettling();
        var target = TargetMatrix.Rotated(Width, new RandomStream(StreamSeed()), Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, Alpha);
        Descend(network, target, Steps);
        var gaps = LayerAlignment.Gaps(network, target.Right)[..Sigma.Length];
        Evidence
            .Agrees("gaps after T steps", gaps, [.. Sigma.Select(sigma => ScalarGap(sigma, Steps))], Absolute(1e-10))
            .Rejects("strict balance", new double[Sigma.Length])
            .Rejects("gradient flow, which keeps α²", [.. Sigma.Select(_ => Alpha * Alpha)]);
        var late = Steps * 40;
        for (var i = 0; i < Sigma.Length; i++)
        {
            var limit = ScalarGap(Sigma[i], late);
            Evidence.Above(
                $"gap of direction {i + 1} after {late} steps, relative to α²",
                limit / (Alpha * Alpha),
                0.1
            );
            var change = Math.Abs(ScalarGap(Sigma[i], 2 * late) - limit) / limit;
            Evidence.AtMost($"relative change of gap {i + 1} in as many steps more", change, 1e-9);
        }
    }

    private Verify.Results.Tolerance Unit => Absolute(1e-12 * Math.Max(1, Sigma[0]));

    private void RequireSettling()
    {
        var k = LearningRate * StepChoice.Sharpness(Depth, Sigma[0]);
        if (k >= 2)
            Skip($"k = ηS₁ = {k:G6} is not below 2: direction 1 oscillates, and oscillation closes its gap.");
    }

    private double ScalarGap(double sigma, int steps)
    {
        Cancellation.ThrowIfCancellationRequested();
        var mode = new SingularMode(Depth, sigma, LearningRate);
        return mode.Iterate(SingularMode.Unbalanced(Alpha), steps).Gap;
    }

    // max |σᵢ(W_ℓ) − σᵢ(W₁)| over layers, i ≤ r and the steps 0, 10, 20, …
    private double Spread(DeepLinearNetwork network, TargetMatrix target)
    {
        const int every = 10;
        var largest = LargestDifference(network);
        for (var t = 0; t < Steps; t += every)
        {
            Cancellation.ThrowIfCancellationRequested();
            Descend(network, target, Math.Min(every, Steps - t));
            largest = Math.Max(largest, LargestDifference(network));
        }
        return largest;
    }

    private void Descend(DeepLinearNetwork network, TargetMatrix target, int steps)
    {
        for (var t = 0; t < steps; t++)
            network.Step(target.Matrix, LearningRate);
    }

    private double LargestDifference(DeepLinearNetwork network)
    {
        var first = Leading(network, 0);
        return Enumerable
            .Range(1, network.Depth - 1)
            .Max(layer => Leading(network, layer).Zip(first, (a, b) => Math.Abs(a - b)).Max());
    }

    private double[] Leading(DeepLinearNetwork network, int layer) =>
        Factorizations.SingularValues(network.LayerMatrix(layer))[..Sigma.Length];
}
