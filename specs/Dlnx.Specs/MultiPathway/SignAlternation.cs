using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-E.10-sign",
    "Derived sign alternation",
    Kind = ClaimKind.Remark,
    Source = "Section E.5, after Hypothesis E.10",
    DependsOn = ["A/hyp-E.10", "A/lem-E.9"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        In the self-stabilised regime $e_{t+1} = -e_t + O(e_t^2)$: for small $|e|$ the residual changes sign at every step.
        """
)]
public sealed class SignAlternation : LeafRunSpec
{
    // What the catalogue calls small, and where rounding takes over.
    private const double SmallResidual = 0.1;
    private const double NearEdge = 0.1;
    private const double Rounding = 1e-11;

    [Check]
    public void Signs_alternate_on_the_two_cycle()
    {
        foreach (var depth in new[] { 3, 4, 5, 8 })
        {
            var cycle = ChainTwoCycle.AboveOnset(depth, 1e-4);
            var (low, high) = ((double)cycle.Low.Residual, (double)cycle.High.Residual);
            Evidence.Below($"L = {depth}, δ = 1e-4: e₁e₂ over ⟨e²⟩", low * high / (double)cycle.MeanSquaredResidual, 0);
            Evidence
                .Agrees($"L = {depth}, δ = 1e-4: e₂/e₁", high / low, -1, Absolute(0.02))
                .Rejects("no alternation", 1);
        }
    }

    [Check]
    public void They_alternate_in_the_runs_of_Figure_1()
    {
        foreach (var (q, steps) in new[] { (2.5, 4000), (2.7, 4000), (2.8, 12_000) })
        {
            var tally = Tally(PathwayMode.Homogeneous(4, 1, FigureScales), Rate(4, 1, q), steps);
            Evidence.Golden($"steps near the edge with small residual at q={q}", tally.Examined, Absolute(2));
            Evidence.Matches($"q = {q}: those without a change of sign", tally.Examined - tally.Alternating, 0);
        }
        // Below the overshoot there is no oscillation: no step is near the edge, and none changes the sign at the end.
        var small = FigureRun(0.5, 2000).Mode;
        var next = small.Copy();
        next.Step(Rate(4, 1, 0.5));
        Evidence
            .Matches("q = 0.5: the sign changes at the end of the run", small.Residual * next.Residual < 0, false)
            .Rejects("alternation at every step size", true);
    }

    [Check]
    public void They_alternate_in_your_run()
    {
        var tally = Tally(Start, LearningRate, Steps);
        if (tally.Examined == 0)
            Skip("No step of this run has |e| < 0.1σ within 10 % of the edge of stability; raise q above 2.");
        Evidence.Matches(
            $"of {tally.Examined} steps near the edge, those without a change of sign",
            tally.Examined - tally.Alternating,
            0
        );
    }

    private SignTally Tally(PathwayMode start, double eta, int steps)
    {
        var mode = start.Copy();
        var tally = new SignTally(0, 0);
        for (var t = 0; t < steps && Math.Abs(mode.Residual) >= Rounding * mode.Target; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var (e, edge) = (mode.Residual, (eta * mode.Sharpness / 2) - 1);
            mode.Step(eta);
            if (Math.Abs(e) < SmallResidual * mode.Target && Math.Abs(edge) < NearEdge)
                tally = new(tally.Examined + 1, tally.Alternating + (e * mode.Residual < 0 ? 1 : 0));
        }
        return tally;
    }

    private sealed record SignTally(int Examined, int Alternating);
}
