using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class PointMassContraction
{
    [Check]
    public void The_reference_law_meets_the_bound_with_equality()
    {
        foreach (var t in new[] { 2, 4, 6, 8, 10, 12, 16 })
            MeetsTheBound(t);
        foreach (var t in new[] { 2, 4, 8, 12, 16 })
        {
            var law = EndpointLaw.From(Reference, ReferenceStart, t);
            Evidence.Golden($"t = {t}: smallest median", law.LowerMedian, Absolute(1e-11));
            Evidence.Golden($"t = {t}: largest median", law.UpperMedian, Absolute(1e-11));
            Evidence
                .Agrees($"t = {t}: E x_t", law.Mean, ReferenceStart, Absolute(1e-12))
                .Rejects("the median", law.UpperMedian);
        }
    }

    [Check(Tier.Standard)]
    public void The_reference_law_meets_the_bound_at_twenty_steps() => MeetsTheBound(20);

    [Check]
    public void Odd_times_only_keep_one_half()
    {
        // At odd t no string sums to 0 and the bound is ½; the reference law attains it.
        foreach (var t in new[] { 1, 3, 5, 7, 9, 11 })
        {
            Evidence
                .Agrees(
                    $"t = {t}: P(x_t < x₀)",
                    EndpointLaw.From(Reference, ReferenceStart, t).ProbabilityBelow(ReferenceStart),
                    0.5,
                    Absolute(0)
                )
                .Rejects("the bound of the even time before", Bound(t - 1));
        }
    }

    [Check]
    public void The_bound_falls_towards_one_half()
    {
        int[] times = [.. Enumerable.Range(1, 7).Select(n => 2 * n)];
        double[] below =
        [
            .. times.Select(t => EndpointLaw.From(Reference, ReferenceStart, t).ProbabilityBelow(ReferenceStart)),
        ];
        double[] steep =
        [
            .. times.Select(t =>
                EndpointLaw.From(new SigmoidStep(0.1, 2, 40, 0.5), ReferenceStart, t).ProbabilityBelow(ReferenceStart)
            ),
        ];
        double[] at = [.. times.Select(t => (double)t)];
        Figure("Contraction from a point mass", Axis.Linear("t"), Axis.Linear("P(x_t < x₀)"))
            .Line("½ + ½P(S_t = 0)", at, [.. times.Select(Bound)])
            .Points("Δ = 0.2 + 0.3σ(2x)", at, below)
            .Points("Δ = 0.1 + 2σ(40(x − ½))", at, steep)
            .Level("½", 0.5);
        Evidence
            .Agrees("½ + ½P(S_t = 0) by the central binomial coefficient", [.. times.Select(Bound)], below, Absolute(0))
            .Rejects("½ + P(S_t = 0)", [.. times.Select(t => 0.5 + SignStrings.ZeroSumProbability(t))]);
        Evidence.Matches(
            "even t at which the steep law is below the bound",
            times.Index().Count(t => steep[t.Index] < Bound(t.Item)),
            0
        );
    }

    private void MeetsTheBound(int t)
    {
        var law = EndpointLaw.From(Reference, ReferenceStart, t);
        Evidence.Golden($"t = {t}: bound", Bound(t), Absolute(1e-15));
        Evidence
            .Agrees($"t = {t}: P(x_t < x₀)", law.ProbabilityBelow(ReferenceStart), Bound(t), Absolute(0))
            .Rejects("½ + P(S_t = 0)", 0.5 + SignStrings.ZeroSumProbability(t));
    }
}
