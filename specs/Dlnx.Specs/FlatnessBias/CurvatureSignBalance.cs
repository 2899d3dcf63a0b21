using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-18",
    "Sign balance",
    Kind = ClaimKind.Figure,
    Source = "App. F.2, Fig. 18",
    DependsOn = ["D/fig-17", "D/cond-5.3"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Conditional,
    Statement = """
        At the steps with $\lambda_1 > 2/\eta$, increases and decreases of the higher-order curvature $\kappa$ are about equally
        frequent.
        """,
    Explanation = """
        On generated textures (surrogate S1), not on Fashion-MNIST, the signs balance within 25 % of the pooled steps, with a
        mild excess of increases, and a binomial test sees nothing in most seeds; but one of the 18 bursts of twenty seeds is
        strongly unbalanced. The proxy $\kappa$ itself, the fourth derivative along the gradient, is negative at most of these
        steps, so that the positivity of condition C2 and the multiplicative update have no direct meaning for it. The paper's
        own quantity is an even-order envelope, positive by construction; the sign concerns the proxy only.
        """
)]
public sealed class CurvatureSignBalance : BurstSpec
{
    [Check(Tier.Standard)]
    public void Increases_and_decreases_balance() => OnTextures(Balance);

    [Check(Tier.Standard)]
    public void The_fourth_derivative_itself_is_mostly_negative() => OnTextures(Negativity);

    [Check(Tier.Full)]
    public void On_Fashion_MNIST() => OnFashionMnist(Balance);

    private void Balance(IReadOnlyList<SeedBurst> bursts)
    {
        var fluctuations = Fluctuations(bursts);
        double plus = fluctuations.Sum(f => f.Plus),
            minus = fluctuations.Sum(f => f.Minus);
        var imbalance = Math.Abs(plus - minus) / (plus + minus);
        Together("pooled, |#+ − #−|/n is at most 0.25", 0.25 - imbalance)
            .Rejects("only increases, or only decreases", [imbalance - 0.9]);
        ForMostSeeds(
            "two-sided binomial p exceeds 0.01",
            fluctuations.Select(f => SignTest.TwoSided(f.Plus, f.Minus) - 0.01)
        );
        var figure = Draw("Cumulative sign of the change of κ", Axis.Linear("unstable step"), Axis.Linear("#+ − #−"));
        foreach (var (burst, f) in bursts.Zip(fluctuations))
        {
            Accepted($"{burst.Name}: increases", f.Plus, within: 0);
            Accepted($"{burst.Name}: decreases", f.Minus, within: 0);
            var sum = 0;
            double[] sums = [.. f.Signs.Select(sign => (double)(sum += sign))];
            figure.Line(burst.Name, [.. Enumerable.Range(1, sums.Length).Select(i => (double)i)], sums);
        }
        figure.Level("balance", 0);
    }

    private void Negativity(IReadOnlyList<SeedBurst> bursts)
    {
        var fluctuations = Fluctuations(bursts);
        ForAllSeeds("κ > 0 at less than half of the unstable steps", fluctuations.Select(f => 0.5 - f.PositiveShare))
            .Rejects("κ is positive", [.. fluctuations.Select(f => f.PositiveShare - 0.99)]);
        foreach (var (burst, f) in bursts.Zip(fluctuations))
            Accepted($"{burst.Name}: share of κ > 0", f.PositiveShare, within: 0.03);
    }

    private static CurvatureFluctuation[] Fluctuations(IEnumerable<SeedBurst> bursts) =>
        [.. bursts.Select(burst => CurvatureFluctuation.Of(burst.Recording))];
}
