using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-16",
    "Onset of oscillation against depth",
    Kind = ClaimKind.Figure,
    Source = "Fig. 16",
    DependsOn = ["B/rem-depth", "B/lem-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $\sigma_1 = 0.5$ oscillation starts at $\eta = 2/(L\sigma_1^{2-2/L})$, which falls with the depth $L$.
        """,
    Readings = [
        "For σ₁ = 0.5, as in the figure; for small σ₁ it first rises with the depth (at 0.1 up to L = 5).",
        "The caption cites Lemma 2; the threshold is that of Lemma 1.",
    ]
)]
public sealed class OnsetByDepth : ClaimSpec
{
    private static readonly int[] Depths = [2, 3, 4, 5, 6, 7, 8];

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 0.5;

    [Parameter(Min = 2, Max = 12, Description = "L of the single comparison")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 2000, Max = 10_000_000, Description = "steps of each run")]
    public int Steps { get; set; } = 40_000;

    // Below the onset by a share ε the contraction is e^(−2ε) a step: runs of T steps end the bisection low by
    // ln(10⁶)/(2T) or so; three times that is allowed, 5e-4 for T = 40 000.
    private double Slowness => 20.0 / Steps;

    [Check]
    public void The_onset_is_two_over_the_sharpness_at_the_minimum()
    {
        var onset = OscillationOnset.Find(Depth, Sigma, Steps);
        var agreement = Evidence.Agrees(
            $"η at the onset, L = {Depth}",
            onset.Measured,
            Predicted(Depth),
            Relative(Slowness)
        );
        agreement.Rejects("2/(L²σ^(2−2/L))", 2 / (Depth * Depth * Math.Pow(Sigma, 2 - (2.0 / Depth))));
        if (Distinguishable)
            agreement.Rejects("2/(Lσ^(2−1/L))", 2 / (Depth * Math.Pow(Sigma, 2 - (1.0 / Depth))));
    }

    [Check(Tier.Standard)]
    public void So_it_is_at_depths_2_to_8()
    {
        var measured = Measured(Sigma);
        double[] predicted = [.. Depths.Select(Predicted)];
        double[] xs = [.. Depths.Select(L => (double)L)];
        Figure("Onset of oscillation", Axis.Linear("depth L"), Axis.Log("η"))
            .Line("2/(Lσ^(2−2/L))", xs, predicted)
            .Points("gradient descent", xs, measured);
        var agreement = Evidence.Agrees("η at the onset, L = 2 … 8", measured, predicted, Relative(Slowness));
        agreement.Rejects("2/(L²σ^(2−2/L))", [.. Depths.Select(L => Predicted(L) / L)]);
        if (Distinguishable)
            agreement.Rejects("2/(Lσ^(2−1/L))", [.. Depths.Select(L => Predicted(L) * Math.Pow(Sigma, -1.0 / L))]);
        foreach (var L in Depths)
            Evidence.Golden($"2/S at L={L}", 2 / StepChoice.Sharpness(L, Sigma), Absolute(1e-7));
    }

    [Check(Tier.Standard)]
    public void It_falls_with_depth_unless_the_singular_value_is_small()
    {
        var (figure, small) = (Measured(0.5), Measured(0.1));
        Evidence
            .Matches("σ = 0.5: depths 3 … 8 whose onset is below that of the depth before", Falls(figure), 6)
            .Rejects("as for σ = 0.1", Falls(small));
        Evidence
            .Matches("σ = 0.1: the depth of the largest onset", Depths[Array.IndexOf(small, small.Max())], 5)
            .Rejects("falls with depth for every σ", 2);
    }

    private static int Falls(double[] onsets) =>
        Enumerable.Range(1, onsets.Length - 1).Count(i => onsets[i] < onsets[i - 1]);

    private bool Distinguishable => Math.Abs(Math.Log(Sigma)) / Depth > 2 * Slowness;

    private double Predicted(int depth) => 2 / (depth * Math.Pow(Sigma, 2 - (2.0 / depth)));

    private double[] Measured(double sigma) =>
        [
            .. Depths.Select(L =>
            {
                Cancellation.ThrowIfCancellationRequested();
                return OscillationOnset.Find(L, sigma, Steps).Measured;
            }),
        ];
}
