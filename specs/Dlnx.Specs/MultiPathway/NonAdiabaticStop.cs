using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-5",
    "Non-adiabatic stopping law",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (extends Section E.6)",
    DependsOn = ["A/thm-E.12"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Across the leaves, $\dot E = 2E(\delta - E)$ and $\dot V = -k_LEV$ with $\delta = \delta_0(V/V_{stop} - 1)$ and
        $k_L = \frac{3(L-2)}{5L-4}$. From $V_0 = z_0V_{stop}$ and a small oscillation the drift carries the iterate past the
        sharpness bound to $V_\infty = zV_{stop}$, $$\frac m{m-1}z - 1 + Cz^m = 0, \qquad m = \frac2{k_L}, \qquad
        C = \Big(1 - \frac m{m-1}z_0\Big)z_0^{-m}, \qquad z < 1;$$ $z \to 1 - k_L/2$ as $z_0 \to \infty$.
        """
)]
public sealed class NonAdiabaticStop : ClaimSpec
{
    // Keeps the energy at the start far below the excess δ₀(z₀ − 1) of the nearest start, as the law assumes.
    private const double NearlyStill = 1.0001;

    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 4, Description = "P, pathways; the first two start apart")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1e-4, Max = 1e-2, Description = "δ₀ = 2 − ηλ_*")]
    public double Delta0 { get; set; } = 1e-3;

    [Parameter(Min = 1, Max = 20, Description = "z₀ = V₀/V_stop")]
    public double Z0 { get; set; } = 4;

    [Check]
    public void The_flow_stops_where_its_integral_says()
    {
        foreach (var depth in new[] { 3, 4, 6 })
        {
            var formula = StoppingLaw.Ratio(depth, 4);
            Evidence.Golden($"z at z₀=4, L={depth}", formula, Absolute(1e-6));
            Evidence
                .Agrees(
                    $"L = {depth}, z₀ = 4: z by Dormand–Prince",
                    StoppingLaw.RatioByFlow(depth, 4),
                    formula,
                    Absolute(1e-9)
                )
                .Rejects("the limit 1 − k_L/2", StoppingLaw.Limit(depth))
                .Rejects("adiabatic, z = 1", 1);
        }
        if (Z0 > 1.01)
        {
            Evidence.Agrees(
                "your z, by Dormand–Prince",
                StoppingLaw.RatioByFlow(Depth, Z0),
                StoppingLaw.Ratio(Depth, Z0),
                Absolute(1e-8)
            );
        }
    }

    [Check(Tier.Standard)]
    public void Gradient_descent_stops_there()
    {
        foreach (var depth in new[] { 3, 4, 6 })
        {
            var stop = StoppingDescent.Of(new BalancedPoint(depth, 2, 1), new StoppingPlan(1e-3, 4), Cancellation);
            Evidence
                .Agrees(
                    $"L = {depth}: V_∞/V_stop at δ₀ = 1e-3, z₀ = 4",
                    stop.Ratio,
                    StoppingLaw.Ratio(depth, 4),
                    Absolute(0.004)
                )
                .Rejects("adiabatic, 1", 1);
        }
    }

    [Check(Tier.Standard)]
    public void So_it_does_in_your_setting()
    {
        var balanced = new BalancedPoint(Depth, Pathways, Sigma);
        var stop = StoppingDescent.Of(balanced, new StoppingPlan(Delta0, Z0), Cancellation);
        var eta = stop.LearningRate;
        double Excess(double variance)
        {
            var reach = Math.Sqrt(variance * Pathways / 2);
            var leaf = new Leaf(Depth, Sigma, [.. LeafStart.Direction(Pathways).Select(side => reach * side)]);
            return (eta * leaf.Sharpness) - 2;
        }
        // The oscillation's own energy at the start, which the law neglects, and the exact sharpness of the leaves.
        var start = PathwayMode.Homogeneous(Depth, Sigma, stop.Run.Samples[0].Scales);
        var energy = OscillationEnergy.Of(start, eta);
        var steps = stop.Run.Plan.Steps;
        var flow = new CentralFlow(Depth, Excess).From(energy, stop.StartVariance, steps).Variance(steps);
        // The flow is the leading order in the excess, which is largest at the start.
        var largest = Math.Max(Excess(stop.StartVariance), energy);
        Evidence.Agrees(
            $"V_∞/V_stop against the flow from the same start, largest excess {largest:G2}",
            stop.Ratio,
            flow / stop.StopVariance,
            Absolute(0.004 + (2 * largest))
        );
        Evidence.Below("V_∞/V_stop", stop.Ratio, 1);
        Evidence.Matches("steps in which V grows", stop.Run.VarianceIncreases, 0);
    }

    [Check(Tier.Standard)]
    public void Stops_against_starts()
    {
        double[] starts = [1.2, 1.5, 2, 3, 4, 6, 9];
        var line = Enumerable.Range(0, 91).Select(i => 1 + (i / 10.0)).ToArray();
        double[] measured =
        [
            .. starts.Select(z =>
                StoppingDescent
                    .Of(new(Depth, 2, 1), new StoppingPlan(1e-3, z) { Displacement = NearlyStill }, Cancellation)
                    .Ratio
            ),
        ];
        Figure("Where the imbalance stops", Axis.Linear("z₀ = V₀/V_stop"), Axis.Linear("z = V_∞/V_stop"))
            .Line("root of the stopping law", line, [.. line.Select(z => StoppingLaw.Ratio(Depth, z))])
            .Points("gradient descent, δ₀ = 1e-3", starts, measured)
            .Level("1 − k_L/2", StoppingLaw.Limit(Depth))
            .Level("adiabatic", 1);
        Evidence
            .Agrees(
                "stops of the figure",
                measured,
                [.. starts.Select(z => StoppingLaw.Ratio(Depth, z))],
                Absolute(0.004)
            )
            .Rejects("adiabatic", [.. starts.Select(_ => 1.0)])
            .Rejects(
                "mirrored, 2 − z₀ down to the limit",
                [.. starts.Select(z => Math.Max(2 - z, StoppingLaw.Limit(Depth)))]
            );
    }
}
