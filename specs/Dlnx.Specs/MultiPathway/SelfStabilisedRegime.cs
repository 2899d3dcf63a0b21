using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/hyp-E.10",
    "Self-stabilised EoS regime",
    Kind = ClaimKind.Assumption,
    Source = "Hypothesis E.10",
    DependsOn = ["A/lem-E.9"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Conditional,
    Statement = """
        From some step $t_0$ on, while $e_t \ne 0$: (i) $\max_p|r_p - r_*| \le \rho$ and $|e_t| \le \varepsilon$;
        (ii) the sharpness stays within the residual of the edge of stability, $|\eta\lambda_t - 2| \le C\,|e_t|$.
        """,
    Explanation = """
        A hypothesis: it holds on the balanced two-cycle just above the critical step, with $C = 2(L-1)\,\eta r_*^{L-2}$; that
        runs reach such a state is not proved. The scaling of (ii) is forced: one step changes $\eta\lambda$ by
        $-4(L-1)w_t + O(w^2)$, $w = \eta e r^{L-2}$, so a bracket of order $e^2$ cannot hold at two consecutive steps.
        """
)]
public sealed class SelfStabilisedRegime : ClaimSpec
{
    // The catalogue's distance from the onset, and its tolerances there; both scale with powers of the amplitude √δ.
    private const double Reference = 1e-4;
    private const double PointTolerance = 1e-2;
    private const double MeanTolerance = 5e-4;

    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of the pathways")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-10, Max = 0.1, Description = "δ = ηλ_* − 2 of the two-cycle")]
    public double Delta { get; set; } = Reference;

    [Check]
    public void The_two_cycle_keeps_the_sharpness_in_the_bracket()
    {
        foreach (var depth in new[] { 3, 4, 5, 8 })
            Bracket(depth, Reference);
        var example = ChainTwoCycle.AboveOnset(3, Reference);
        Evidence.Golden("(ηλ − 2)/w at the lower point, L=3", (double)example.Low.BracketRatio, Absolute(1e-5));
        Evidence.Golden("(ηλ − 2)/w at the upper point, L=3", (double)example.High.BracketRatio, Absolute(1e-5));
        Bracket(Depth, Delta);
    }

    [Check]
    public void The_residual_stays_as_small_as_the_square_root_of_the_distance()
    {
        var (far, near) = (HalfRange(Delta), HalfRange(Delta / 100));
        Evidence
            .Agrees("d ln|r/r_* − 1| / d ln δ", Math.Log(far / near) / Math.Log(100), 0.5, Absolute(0.01 + Delta))
            .Rejects("an amplitude of order δ", 1);
        var law = Math.Sqrt(Delta / AmplitudeLaw.Coefficient(Depth));
        Evidence
            .Agrees("max |r/r_* − 1| over √(δ/b), b = (4/3)(L−1)(5L−4)", far / law, 1, Absolute(0.001 + Delta))
            .Rejects("√δ itself", far / Math.Sqrt(Delta));
        var high = (double)ChainTwoCycle.AboveOnset(Depth, Delta).High.Residual;
        Evidence.Below("|e|/σ at the upper point", high, 2 * Depth * law);
    }

    [Check]
    public void A_bracket_of_second_order_cannot_hold_twice()
    {
        var cycle = ChainTwoCycle.AboveOnset(Depth, Delta);
        var change = (double)((cycle.Low.EtaLambda - cycle.High.EtaLambda) / cycle.High.Ratio);
        Evidence
            .Agrees(
                "(ηλ_{t+1} − ηλ_t)/w_t from the upper point of the cycle",
                change,
                -4 * (Depth - 1),
                Relative(4 * Spread(Delta))
            )
            .Rejects("0: two brackets of order e²", 0);
    }

    private void Bracket(int depth, double delta)
    {
        var cycle = ChainTwoCycle.AboveOnset(depth, delta);
        var (low, high) = ((double)cycle.Low.BracketRatio, (double)cycle.High.BracketRatio);
        var limit = 2 * (depth - 1);
        Evidence
            .Agrees(
                $"L = {depth}, δ = {delta:G}: (ηλ − 2)/w at both points",
                [low, high],
                [limit, limit],
                Relative(Spread(delta))
            )
            .Rejects("C with L − 1", depth - 1, depth - 1);
        Evidence.Agrees(
            $"L = {depth}, δ = {delta:G}: their mean",
            (low + high) / 2,
            limit,
            Relative(MeanTolerance * delta / Reference)
        );
    }

    private double HalfRange(double delta)
    {
        var cycle = ChainTwoCycle.AboveOnset(Depth, delta);
        return (double)(cycle.High.Value - cycle.Low.Value) / 2;
    }

    private static double Spread(double delta) => PointTolerance * Math.Sqrt(delta / Reference);
}
