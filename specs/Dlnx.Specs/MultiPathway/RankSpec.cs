using Dlnx.Linear;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

/// <summary>A claim about several modes of one network at one learning rate, tried on a setting of one's own.</summary>
public abstract class RankSpec : ClaimSpec
{
    /// <summary>Steps of the reference runs.</summary>
    protected const int ReferenceSteps = 20_000;

    /// <summary>L, P and σ of the reference runs: from the largest mode alone to three of four re-balanced.</summary>
    protected static RankSetting Reference { get; } = new(4, [1.5, 1.3, 1.1, 0.6], [0.22, 0.20, 0.19, 0.18]);

    /// <summary>q = ηλ₁^sp of the reference runs; k = 0, 1, 2, 3 modes have an unstable single path.</summary>
    protected static IReadOnlyList<double> ReferenceQs { get; } = [1.8, 2.25, 2.85, 3.6];

    /// <summary>L.</summary>
    [Parameter("L", Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = Reference.Depth;

    /// <summary>P, or null for as many as there are scales.</summary>
    [Parameter("P", Min = 2, Max = 8, Description = "P, as many as alpha has values")]
    public int? Pathways { get; set; }

    /// <summary>σ_i, descending.</summary>
    [Parameter(Above = 0, Max = 1e3, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = Reference.Sigma;

    /// <summary>α_p, the same in all modes.</summary>
    [Parameter(Above = 0, Max = 1e3, Description = "α_p, one per pathway, the same in all modes")]
    public double[] Alpha { get; set; } = Reference.Alpha;

    /// <summary>q = ηλ₁^sp.</summary>
    [Parameter("q", Above = 0, Description = "ηλ^sp of the first mode, below c_L")]
    public double Step { get; set; } = 2.85;

    /// <summary>T.</summary>
    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = ReferenceSteps;

    /// <summary>The setting as typed.</summary>
    protected RankSetting Own => new(Depth, Sigma, Alpha);

    /// <inheritdoc/>
    public override void Validate()
    {
        ModeRules.RequireDescending(Sigma);
        ModeRules.RequireOneEach(Pathways, Alpha);
        ModeRules.RequireSmall(Alpha, Sigma[^1], Depth);
        ModeRules.RequireReturnSafe(Step, Depth);
        if (Alpha.Length is < 2 or > 8)
            throw new ParameterException("alpha", $"has {Alpha.Length} values; give 2 to 8 pathways.");
    }

    /// <summary>What is known to hold for every mode of the setting as typed, or why nothing is.</summary>
    protected void CheckThisSetting()
    {
        var runs = Own.Run(Step, Steps, Cancellation);
        var checkedModes = 0;
        for (var i = 0; i < Sigma.Length; i++)
        {
            var q = Own.StepOf(i, Step);
            if (SettledRun.Objection(Depth, Alpha, Sigma[i], q, Steps) is not null)
                continue;
            checkedModes++;
            Evidence.Below($"mode {i + 1}: ηλ/2 at the end", runs[i].EtaLambdaHalf, 1.002);
            Evidence.AtMost($"mode {i + 1}: D − D_GF", runs[i].Mode.Dominance - Own.Flow(i).Dominance, 1e-6);
            if (Own.FlowEtaLambdaHalf(i, Step) > 1.02)
                Evidence.AtLeast($"mode {i + 1}, left its single path: ηλ/2 at the end", runs[i].EtaLambdaHalf, 0.91);
        }
        if (checkedModes == 0)
            Skip("No mode is known to settle: " + SettledRun.Objection(Depth, Alpha, Sigma[0], Step, Steps));
    }

    /// <summary>Draws the shares of all pathways in one mode.</summary>
    protected void PlotShares(RankSetting setting, int mode, double q, PathwayRun run)
    {
        var kept = run.Samples.Where(sample => sample.Step > 0).ToArray();
        double[] times = [.. kept.Select(sample => (double)sample.Step)];
        var figure = Figure(
            $"q = {q:R}, mode {mode + 1}: σ = {setting.Sigma[mode]:R}",
            Axis.Log("step"),
            Axis.Linear("s_p/σ")
        );
        for (var p = 0; p < setting.Alpha.Length; p++)
            figure.Points($"pathway {p + 1}", times, [.. kept.Select(s => s.Coefficients[p] / setting.Sigma[mode])]);
        figure.Level("end of gradient flow, pathway 1", setting.Flow(mode).Shares[0]);
    }
}
