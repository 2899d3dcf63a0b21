using Dlnx.Data;
using Dlnx.Linear;
using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-negcurv",
    "Negative curvature at the end of training (contrast with linear networks)",
    Kind = ClaimKind.Remark,
    Source = "Section 4.2",
    DependsOn = ["B/rem-landscape", "D/fig-6"],
    Verdict = Verdict.Surrogate,
    Statement = """
        At a minimum of a deep linear network the Hessian is positive semi-definite. At the end of training a nonlinear network
        it has negative eigenvalues: an escape direction, which turns sustained oscillation into catapults.
        """,
    Explanation = """
        Run here is the ReLU network 196-32-32-32-10 on 300 generated glyphs with cross-entropy, stopped at a loss of 0.02: the
        smallest eigenvalue is −0.02 to −0.04 for every seed, both below and above the stability limit, some percent of the
        largest one. That confirms the sign. An exact minimum is not reached, and with cross-entropy there is none. That negative
        curvature prevents sustained oscillation is an interpretation: the network of B/fig-17 oscillates with period 2 for a
        thousand steps.
        """
)]
public sealed class NegativeCurvature : TrainedNetworkSpec
{
    [Parameter(Min = 0, Description = "seeds of the starts")]
    public int[] Seeds { get; set; } = [1, 2, 3, 4, 5];

    [Parameter(Above = 0, Max = 10, Description = "η of the chosen runs")]
    public double Eta { get; set; } = 0.04;

    [Parameter("m", Min = 20, Max = 200, Description = "Lanczos steps from a cold start")]
    public int LanczosSteps { get; set; } = 60;

    [Check(Tier.Standard)]
    public void Below_the_limit_the_smallest_eigenvalue_is_negative() => AssertNegative(Eta);

    [Check(Tier.Standard)]
    public void Above_the_limit_too() => AssertNegative(0.64);

    [Check]
    public void A_minimum_of_a_linear_network_has_none()
    {
        var target = TargetMatrix.Diagonal(4, 3, 2, 1);
        var minimum = GlobalMinimum.Of(MinimumForm.Balanced, 3, target, 0);
        var eigenvalues = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(minimum, target.Matrix));
        Evidence
            .Agrees("smallest eigenvalue, depth 3, σ = (3, 2, 1)", eigenvalues.Min(), 0, Absolute(1e-12))
            .Rejects("negative like the nonlinear network's", -0.02);
    }

    private void AssertNegative(double eta)
    {
        OnSurrogate(SurrogateSet.Generalisation().Name);
        var ends = TrainingEnd.Of(Runs(eta), LanczosSteps);
        if (ends.Count == 0)
            Skip($"At η = {eta:R} no run reaches a loss of 0.02; choose another η.");
        Evidence
            .Trend($"η = {eta:R}: λ_min below −0.01", [.. ends.Select(end => -0.01 - end.Smallest)], ends.Count)
            .Rejects("positive semi-definite: λ_min ≥ −1e-6", [.. ends.Select(end => end.Smallest + 1e-6)]);
        Evidence.Trend(
            $"η = {eta:R}: |λ_min| at most 0.1·λ₁",
            [.. ends.Select(end => (0.1 * end.Largest) - Math.Abs(end.Smallest))],
            ends.Count
        );
    }

    private IReadOnlyList<TrainingRun> Runs(double eta)
    {
        var plan = TrainingPlan.GradientDescent(eta);
        return Shared(
            Seeds,
            seed => $"S2 seed {seed} {plan}",
            seed => TrainingEnd.Train(seed, plan, Progress($"seed {seed}", plan.MaximumSteps), Cancellation),
            new TrainingRunFormat()
        );
    }
}
