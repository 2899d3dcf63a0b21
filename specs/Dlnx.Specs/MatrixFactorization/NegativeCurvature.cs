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
    public void At_the_chosen_rate_the_smallest_eigenvalue_is_negative()
    {
        var ends = Ends(Seeds, Eta, LanczosSteps);
        if (ends.Count == 0)
            Skip($"At η = {Eta:R} no run reaches a loss of 0.02; choose another η.");
        AssertNegative($"η = {Eta:R}, m = {LanczosSteps}", ends, 0);
    }

    [Check(Tier.Standard)]
    public void Below_and_above_the_limit_it_is_that_of_the_reference()
    {
        int[] seeds = [1, 2, 3, 4, 5];
        var below = Ends(seeds, 0.04, 60);
        AssertNegative("reference, η = 0.04", below, -0.01);
        foreach (var (seed, end) in seeds.Zip(below))
            Evidence.Golden($"η = 0.04, seed {seed}: λ_min", end.Smallest, Absolute(6e-4));
        // Above the limit runs are chaotic: only the margins are kept.
        AssertNegative("reference, η = 0.64", Ends(seeds, 0.64, 60), -0.01);
    }

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

    private void AssertNegative(string name, IReadOnlyList<TrainingEnd> ends, double bound)
    {
        Evidence
            .Trend($"{name}: λ_min below {bound:R}", [.. ends.Select(end => bound - end.Smallest)], ends.Count)
            .Rejects("positive semi-definite: λ_min ≥ −1e-6", [.. ends.Select(end => end.Smallest + 1e-6)]);
        Evidence.Trend(
            $"{name}: |λ_min| at most 0.1·λ₁",
            [.. ends.Select(end => (0.1 * end.Largest) - Math.Abs(end.Smallest))],
            ends.Count
        );
    }

    private IReadOnlyList<TrainingEnd> Ends(int[] seeds, double eta, int lanczosSteps)
    {
        OnSurrogate(SurrogateSet.Generalisation().Name);
        var plan = TrainingPlan.GradientDescent(eta);
        var runs = Shared(
            seeds,
            seed => $"S2 seed {seed} {plan}",
            seed => TrainingEnd.Train(seed, plan, Progress($"seed {seed}"), Cancellation),
            new TrainingRunFormat()
        );
        return TrainingEnd.Of(runs, lanczosSteps);
    }
}
