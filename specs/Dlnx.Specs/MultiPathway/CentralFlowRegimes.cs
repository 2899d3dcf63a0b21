using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-E.12",
    "Central flow, stopping boundary, three regimes",
    Kind = ClaimKind.Theorem,
    Source = "Section E.6, eqs. (67)-(69)",
    DependsOn = ["A/prop-E.4", "A/thm-E.11", "A/eq-65"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        At the edge of stability the oscillation energy follows the excess sharpness and drives the state across the leaves,
        $$\langle e^2\rangle = C\,[\lambda(\xi) - 2/\eta]_+, \qquad \dot V = -K\,[\lambda(V) - 2/\eta]_+\,V,$$
        until the sharpness of the leaf has come down to $2/\eta$: $\lambda_* + \Lambda V_{stop} = 2/\eta$. So, by learning rate:
        (a) between $2/\lambda^{sp}$ and $2/\lambda_*$ the imbalance stops at $V_{stop} > 0$; (b) at $2/\lambda_*$ it decays to 0;
        (c) above, no zero-loss point is stable.
        """,
    Corrected = """
        Per step and near balance, with $\delta = \eta\lambda(\xi) - 2$,
        $\langle e^2\rangle = \frac{3L^2\sigma^2}{4(L-1)(5L-4)}E$ and $k_L = \frac{3(L-2)}{5L-4}$,
        $$\dot E = 2E(\delta - E), \qquad \dot V = -k_L E V.$$
        (a) With $\delta_0 = 2 - \eta\lambda_* > 0$ the iterate overshoots the boundary: $V_\infty/V_{stop} = z < 1$ solves
        $\frac m{m-1}z - 1 + Cz^m = 0$, $m = 2/k_L$, $C = (1 - \frac m{m-1}z_0)z_0^{-m}$, $z_0 = V_0/V_{stop}$; from far above
        $z \to 1 - k_L/2$, so that $\eta\lambda$ ends at $2 - \frac{k_L}2\delta_0$. (b) At $\eta = 2/\lambda_*$,
        $1/V \sim \frac{k_L}{1-k_L/2}\,\eta\Lambda\,t$. (c) At $\eta = (2+d)/\lambda_*$, $V$ decays like $e^{-k_Ld\,t}$ to a stable
        balanced two-cycle.
        """,
    Readings = [
        "The missing statement and (68) are reconstructed from the surrounding text; direction and one-sidedness of the drift "
            + "are as claimed, the stopping point and the rates are not, whatever C and K.",
    ],
    Explanation = """
        The energy relaxes at the rate $2\delta$, comparable with the drift rate $k_L\delta$, so it does not follow the excess: when
        $V$ reaches the boundary there is energy left, and it carries the iterate into the stable side. Formal: the constants
        come from the normal form of the flip at $\kappa L = 2$.
        """
)]
public sealed partial class CentralFlowRegimes : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 4, Description = "P, pathways; the first two start apart")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1e-4, Max = 1e-2, Description = "δ₀ = 2 − ηλ_* of regime (a)")]
    public double Delta0 { get; set; } = 1e-3;

    [Parameter(Min = 1, Max = 20, Description = "z₀ = V₀/V_stop of regime (a)")]
    public double Z0 { get; set; } = 4;

    [Parameter("d", Above = 0, Max = 0.1, Description = "d = ηλ_* − 2 of regime (c)")]
    public double Excess { get; set; } = 0.02;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of regime (a), 60/δ₀ unless given")]
    public int? Steps { get; set; }

    private BalancedPoint Balanced => new(Depth, Pathways, Sigma);

    [Check]
    public void The_flip_is_supercritical()
    {
        // F(1+x) = 1 − x + ax² + bx³ + … at κL = 2, and F∘F moves x by −2(a² + b)x³; even orders cancel between ±x.
        const double x = 1e-3;
        for (var depth = 2; depth <= 8; depth++)
        {
            var map = new BalancedMap(depth, 2);
            var odd = (map.Iterate(1 + x, 2) - map.Iterate(1 - x, 2)) / 2;
            Evidence
                .Agrees(
                    $"L = {depth}: a² + b against (4/3)(L−1)(5L−4)",
                    (x - odd) / (2 * x * x * x),
                    AmplitudeLaw.Coefficient(depth),
                    Relative(1e-2)
                )
                .Rejects("subcritical, the opposite sign", -AmplitudeLaw.Coefficient(depth))
                .Rejects("(L−1)(5L−4)", 0.75 * AmplitudeLaw.Coefficient(depth));
        }
    }

    [Check]
    public void The_two_cycle_has_the_stated_energy()
    {
        foreach (var depth in new[] { 3, 4, 5, 8 })
        {
            var cycle = ChainTwoCycle.AboveOnset(depth, 1e-6);
            var (energy, ratio) = ((double)cycle.MeanSquaredResidual / 1e-6, (double)cycle.MeanSquaredRatio / 1e-6);
            Evidence.Golden($"⟨e²⟩/δ at δ=1e-6, L={depth}", energy, Absolute(1e-7));
            Evidence
                .Agrees(
                    $"L = {depth}: ⟨e²⟩/δ and ⟨w²⟩/δ at δ = 1e-6",
                    [energy, ratio],
                    [CentralFlow.SquaredResidual(depth, 1), CentralFlow.SquaredRatio(depth)],
                    Relative(1e-5)
                )
                .Rejects("δ itself, in units of σ² and of 1", 1, 1);
        }
        // The settled cycle of three pathways: σ² times the energy of one, at the same δ.
        const double delta = 0.01;
        var mode = LeafStart.Around(new BalancedPoint(4, 3, 2), 1e-3);
        var eta = (2 + delta) / new BalancedPoint(4, 3, 2).Sharpness;
        for (var t = 0; t < 6000; t++)
            mode.Step(eta);
        var first = mode.Residual * mode.Residual;
        mode.Step(eta);
        Evidence
            .Agrees(
                "P = 3, σ = 2, δ = 0.01: ⟨e²⟩ after 6000 steps",
                (first + (mode.Residual * mode.Residual)) / 2,
                4 * (double)ChainTwoCycle.AboveOnset(4, delta).MeanSquaredResidual,
                Relative(1e-6)
            )
            .Rejects("σ in place of σ²", 2 * (double)ChainTwoCycle.AboveOnset(4, delta).MeanSquaredResidual);
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void The_stop_lies_beyond_the_boundary()
    {
        foreach (var depth in new[] { 3, 4, 6 })
        {
            var stop = StoppingDescent.Of(new BalancedPoint(depth, 2, 1), new StoppingPlan(1e-3, 4), Cancellation);
            var law = StoppingLaw.Ratio(depth, 4);
            Evidence.Golden($"V_∞/V_stop at δ₀=1e-3, z₀=4, L={depth}", stop.Ratio, Absolute(1e-4));
            Evidence
                .Agrees($"L = {depth}: V_∞/V_stop after 60/δ₀ steps", stop.Ratio, law, Absolute(0.004))
                .Rejects("adiabatic: V_stop itself", 1)
                .Rejects("k_L = (L−2)/(L−1)", 1 - ((depth - 2.0) / (2 * (depth - 1))));
            Evidence
                .Agrees($"L = {depth}: (2 − ηλ_∞)/δ₀", (2 - stop.EtaLambda) / 1e-3, 1 - law, Absolute(0.004))
                .Rejects("on the boundary", 0);
            Evidence.Matches($"L = {depth}: steps in which V grows", stop.Run.VarianceIncreases, 0);
            Evidence.Golden($"1 − k_L/2, L={depth}", StoppingLaw.Limit(depth), Absolute(1e-6));
        }
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void At_the_critical_rate_V_decays_faster_than_the_adiabatic_law()
    {
        foreach (var depth in new[] { 3, 4 })
        {
            var balanced = new BalancedPoint(depth, 2, 1);
            var decay = new BalancedDecay(balanced, 0.05, 40_000, 80_000).At(d: 0, Cancellation);
            var growth = 2 * balanced.RelativeCurvature;
            var (corrected, adiabatic) = (
                CentralFlow.CriticalSlope(depth, growth),
                CentralFlow.AdiabaticSlope(depth, growth)
            );
            Evidence.Golden($"slope of 1/V, L={depth}", decay.InverseSlope, Relative(1e-4));
            Evidence.Golden($"corrected slope, L={depth}", corrected, Absolute(1e-6));
            Evidence.Golden($"adiabatic slope, L={depth}", adiabatic, Absolute(1e-6));
            Evidence
                .Agrees(
                    $"L = {depth}: slope of 1/V, steps 40000 to 80000",
                    decay.InverseSlope,
                    corrected,
                    Relative(5e-3)
                )
                .Rejects("adiabatic, without 1/(1 − k_L/2)", adiabatic);
            Evidence.Matches($"L = {depth}: steps of 80000 in which V grows", decay.Increases, 0);
        }
    }

    [Check(Tier.Standard)]
    public void Above_it_V_decays_exponentially()
    {
        foreach (var depth in new[] { 3, 4, 6 })
        {
            var decay = new BalancedDecay(new(depth, 2, 1), 0.05, 1000, 3000).At(0.02, Cancellation);
            Evidence.Golden($"decay of ln V at d=0.02, L={depth}", decay.LogRate, Relative(1e-3));
            Evidence
                .Agrees(
                    $"L = {depth}, d = 0.02: decay of ln V",
                    decay.LogRate,
                    CentralFlow.DriftRate(depth) * 0.02,
                    Relative(0.01)
                )
                .Rejects("k_L = (L−2)/(L−1)", 0.02 * (depth - 2) / (depth - 1))
                .Rejects("no decay without a minimum", 0);
            Evidence.Matches($"L = {depth}, d = 0.02: steps of 3000 in which V grows", decay.Increases, 0);
        }
        for (var depth = 3; depth <= 8; depth++)
        {
            var decay = new BalancedDecay(new(depth, 2, 1), 0.05, 6000, 9000).At(0.005, Cancellation);
            var ratio = decay.LogRate / (CentralFlow.DriftRate(depth) * 0.005);
            Evidence.Agrees($"L = {depth}, d = 0.005: decay of ln V over k_L d", ratio, 1, Absolute(1e-3));
        }
    }

    [Check]
    public void Below_the_edge_nothing_oscillates()
    {
        var eta = 0.5 / PathwaySharpness.Single(4, 1);
        var mode = PathwayMode.Homogeneous(4, 1, [0.22, 0.20]);
        var (before, after) = (mode.Residual, mode.Residual);
        // Nearer to the minimum than this the ratio is exact to 1e-6, and rounding is still far.
        while (Math.Abs(after) > 1e-6)
        {
            before = after;
            mode.Step(eta);
            after = mode.Residual;
        }
        Evidence.Golden("e_(t+1)/e_t at q=0.5, |e| = 1e-6", after / before, Absolute(1e-4));
        Evidence
            .Agrees("e_(t+1)/e_t", after / before, 1 - (eta * mode.Sharpness), Absolute(1e-4))
            .Rejects("a change of sign", -(1 - (eta * mode.Sharpness)));
    }

    [Check(Tier.Standard)]
    public void The_matrices_drift_alike()
    {
        const int steps = 3000;
        var balanced = new BalancedPoint(3, 2, 1);
        var eta = 2.02 / balanced.Sharpness;
        var mode = LeafStart.Around(balanced, 0.05);
        var start = LeafCoordinates.Variance(mode);
        var matrices = new MatrixPathways(
            mode.Depths[0],
            mode.Target,
            mode.Scales.ToArray(),
            new RandomStream(StreamSeed())
        );
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            mode.Step(eta);
            matrices.Step(eta);
        }
        var (full, scalar) = (LeafCoordinates.Variance(matrices.Mode), LeafCoordinates.Variance(mode));
        Evidence
            .Agrees(
                $"ln(V_{steps}/V_0) of 3 × 3 matrices at d = 0.02",
                Math.Log(full / start),
                Math.Log(scalar / start),
                Absolute(1e-6)
            )
            .Rejects("no drift", 0);
    }
}
