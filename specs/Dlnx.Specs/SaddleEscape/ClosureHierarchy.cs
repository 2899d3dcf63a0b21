using Dlnx.Escape;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/fig-5",
    "Closure hierarchy",
    Kind = ClaimKind.Figure,
    Source = "Figure 5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-52-53", "C/prop-23"],
    Verdict = Verdict.Conditional,
    Statement = """
        A three-mode network escapes at measured times that the decoupled single-mode times miss and the homotopy-corrected times
        reproduce. The augmented closure with one off-block amplitude and one rotation for each ordered pair of modes has
        $KL + 2K(K-1)$ unknowns.
        """,
    Explanation = """
        The source's numbers are lost; the settings here are two modes on their exact population. For a scalar output the decoupled
        times are wrong by at least 20 % for mode 1 and by a factor of two for mode 2. The homotopy from a loss per mode ($s = 0$)
        to one loss for their sum ($s = 1$) closes the gap where its hypothesis holds. For the weaker mode it comes close to
        failing: after mode 1 has escaped, $\mathbb E[fs_2]$ rests on a shelf, and the crossing moves from behind the shelf to
        before it as $s$ grows ($d\tau/ds = -350$ near $s = 0.27$ at $\varepsilon = 0.05$).
        """
)]
public sealed class ClosureHierarchy : ClaimSpec
{
    private const double Horizon = 1e9;

    private static readonly double[] Reference = [1, 0.5];
    private static readonly double[] Places = [0, 0.1, 0.2, 0.3, 0.5, 0.75, 1];

    [Parameter("phi", Description = "φ, odd")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 10, Description = "α₁, α₂")]
    public double[] Alpha { get; set; } = [1, 0.5];

    [Parameter("eps", Min = 0.005, Max = 0.3, Description = "ε, all scales of both blocks")]
    public double Scale { get; set; } = 0.05;

    [Parameter(Min = 3, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    public override void Validate()
    {
        _ = BlockChoice.Odd(Phi);
        BlockChoice.RequirePair(Alpha);
    }

    private OdeOptions Options =>
        TwoModeFlow.Accuracy with
        {
            RelativeTolerance = 1e-6,
            AbsoluteTolerance = 1e-9,
            Cancellation = Cancellation,
        };

    private int Stronger => Alpha[0] >= Alpha[1] ? 0 : 1;

    [Check(Tier.Standard)]
    public void The_homotopy_leads_from_the_decoupled_time_to_the_networks()
    {
        var phi = BlockChoice.Odd(Phi);
        var network = new TwoModeFlow(phi, Alpha, Depth, 2, Scale, ModeOutput.Scalar).Escape(Horizon, Options);
        var alone = DecoupledMode.EscapeTime(phi, Alpha[Stronger], Depth, Scale, Horizon);
        if ((Stronger == 0 ? network.Time1 : network.Time2) is not { } measured || alone is not { } decoupled)
        {
            Skip("The stronger mode does not reach a quarter of its final signal with these numbers.");
            return;
        }
        var homotopy = Homotopy(phi, Alpha, Depth, Scale, Stronger);
        EscapeCrossing[] crossings = [.. Places.Select(homotopy.Crossing)];
        if (Array.Exists(crossings, crossing => crossing.Outcome != CrossingOutcome.Transversal))
            Skip(
                "On the way from s = 0 to 1 the threshold is not crossed transversally, so the identity says nothing."
            );
        List<double> corrected = [decoupled];
        foreach (var (from, to) in Places.Zip(Places.Skip(1)))
            corrected.Add(corrected[^1] + homotopy.Difference(1, from, to));
        var agreement = Evidence.Agrees(
            "decoupled time + ∫ dτ/ds ds, and the network",
            corrected[^1],
            measured,
            Relative(0.005)
        );
        if (Math.Abs(decoupled / measured - 1) > 0.01)
            agreement.Rejects("the decoupled time", decoupled);
        Evidence.Agrees("the flow at s = 0, and the single-mode flow", crossings[0].Time, decoupled, Relative(1e-3));
        Evidence.Agrees(
            "the flow at s = 1 with one unit per block, and the network with two",
            crossings[^1].Time,
            measured,
            Relative(1e-3)
        );

        var other = Homotopy(phi, Alpha, Depth, Scale, 1 - Stronger);
        var weaker = Places
            .Select(s => (S: s, other.Crossing(s).Time))
            .Where(point => double.IsFinite(point.Time))
            .ToArray();
        Figure("From decoupled modes to the network", Axis.Linear("coupling s"), Axis.Linear("τ_s"))
            .Line("stronger mode: decoupled + ∫ dτ/ds ds", Places, corrected)
            .Points("stronger mode, solved at s", Places, [.. crossings.Select(crossing => crossing.Time)])
            .Points(
                "weaker mode, solved at s",
                [.. weaker.Select(point => point.S)],
                [.. weaker.Select(point => point.Time)]
            )
            .Level($"network: {measured:G5}", measured);
    }

    [Check(Tier.Standard)]
    public void So_it_does_for_the_weaker_mode_at_a_larger_start()
    {
        const double scale = 0.2;
        var network = new TwoModeFlow(Activations.Tanh, Reference, 3, 2, scale, ModeOutput.Scalar).Escape(
            Horizon,
            Options
        );
        var decoupled = DecoupledMode.EscapeTime(Activations.Tanh, Reference[1], 3, scale, Horizon) ?? double.NaN;
        var homotopy = Homotopy(Activations.Tanh, Reference, 3, scale, 1);
        double[] panels = [0, 0.15, 0.4, 1];
        var change = panels.Zip(panels.Skip(1)).Sum(panel => homotopy.Difference(3, panel.First, panel.Second));
        Evidence
            .Agrees(
                "mode 2, ε = 0.2: decoupled time + ∫ dτ/ds ds, and the network",
                decoupled + change,
                network.Time2 ?? double.NaN,
                Relative(0.005)
            )
            .Rejects("the decoupled time", decoupled);
    }

    [Check(Tier.Standard)]
    public void The_decoupled_baseline_is_wrong_for_a_scalar_output()
    {
        foreach (var scale in new[] { 0.1, 0.05 })
        {
            var network = new TwoModeFlow(Activations.Tanh, Reference, 3, 2, scale, ModeOutput.Scalar).Escape(
                Horizon,
                Options
            );
            double Error(int mode, double? time) =>
                DecoupledMode.EscapeTime(Activations.Tanh, Reference[mode], 3, scale, Horizon) / time ?? double.NaN;
            Evidence.AtLeast($"ε = {scale}, mode 1: decoupled over measured time", Error(0, network.Time1), 1.2);
            Evidence.AtLeast($"ε = {scale}, mode 2: decoupled over measured time", Error(1, network.Time2), 2);
        }
    }

    [Check]
    public void The_adjoint_of_the_network_is_right()
    {
        var family = new ModeCouplingFamily(Activations.Tanh, Reference, 3, 0);
        var homotopy = new EscapeHomotopy(family, family.Start(0.3), Horizon, Options);
        var sensitivity = homotopy.Sensitivity(0.5);
        const double step = 0.01;
        var slope = (homotopy.Crossing(0.5 + step).Time - homotopy.Crossing(0.5 - step).Time) / (2 * step);
        Evidence
            .Agrees(
                "ε = 0.3, s = 0.5: dτ/ds by the adjoint and by a difference",
                sensitivity.Derivative,
                slope,
                Relative(1e-3)
            )
            .Rejects("sign + in (55)", -sensitivity.Derivative);
        Evidence.Agrees("⟨p, F⟩ at t = 0", sensitivity.AdjointSpeed, 1, Absolute(1e-5));
    }

    [Check]
    public void The_unknowns_of_the_augmented_closure()
    {
        foreach (var (depth, expected) in new[] { (4, 24), (5, 27) })
        {
            var unknowns = Unknowns(3, depth).Distinct(StringComparer.Ordinal).Count();
            Evidence
                .Matches($"K = 3, L = {depth}: scales, off-block amplitudes and rotations", unknowns, expected)
                .Rejects("one amplitude and one rotation per unordered pair", (3 * depth) + 6);
        }
    }

    private EscapeHomotopy Homotopy(Activation phi, double[] alpha, int depth, double scale, int mode)
    {
        var family = new ModeCouplingFamily(phi, alpha, depth, mode);
        // The flows of the figure are wanted to a part in a thousand only.
        var coarse = Options with
        {
            RelativeTolerance = 1e-5,
            AbsoluteTolerance = 1e-8,
        };
        return new EscapeHomotopy(family, family.Start(scale), Horizon, coarse);
    }

    private static IEnumerable<string> Unknowns(int modes, int depth)
    {
        for (var k = 0; k < modes; k++)
        {
            for (var l = 1; l <= depth; l++)
                yield return $"a{l} of mode {k}";
            for (var j = 0; j < modes; j++)
            {
                if (j == k)
                    continue;
                yield return $"ω from {j} to {k}";
                yield return $"rotation of {k} towards {j}";
            }
        }
    }
}
