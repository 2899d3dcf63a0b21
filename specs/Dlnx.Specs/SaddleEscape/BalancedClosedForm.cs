using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-11",
    "Balanced closed form",
    Kind = ClaimKind.Equation,
    Source = "Theorem 18, eqs. (11), (35)",
    Aliases = ["C/thm-18"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-5"],
    Verdict = Verdict.Confirmed,
    Statement = """
        If all $a_k(0) = \varepsilon$, the quadrature is
        $$\tau_{lead} = \frac1\kappa\log\frac{a_\star}\varepsilon \quad (L = 2), \qquad
          \tau_{lead} = \frac{\varepsilon^{-(L-2)} - a_\star^{-(L-2)}}{\kappa(L-2)} \quad (L \ge 3),$$
        so that escape takes a time logarithmic in $1/\varepsilon$ at depth 2 and polynomial beyond, and
        $\tau_\star/\tau_{lead} \to 1$.
        """
)]
public sealed class BalancedClosedForm : EscapeSpec
{
    private const double ReferenceThreshold = 0.5;
    private static readonly double[] ReferenceScales = [1e-3, 1e-2, 1e-1];

    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-4, Max = 0.2, Description = "ε")]
    public double Eps { get; set; } = 0.01;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above ε")]
    public double Threshold { get; set; } = 0.5;

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    public override void Validate()
    {
        EscapeSetting.Resolve(Phi);
        EscapeSetting.RequireThreshold(Threshold, Eps);
    }

    [Check]
    public void It_is_the_quadrature_at_equal_scales()
    {
        var cases =
            from depth in Draw.Integer(2, 12)
            from eps in Draw.LogBetween(1e-4, 0.2)
            from threshold in Draw.Between(0.25, 1.5)
            select new Case(depth, eps, threshold);
        Evidence
            .ForAll("closed form over quadrature", cases.ToArbitrary(), c => c.Deviation(c.Depth), Relative(1e-11))
            .Rejects("the exponent L − 1", c => c.Deviation(c.Depth + 1))
            .Rejects("the exponent L", c => c.Deviation(c.Depth + 2));
        var drive = EscapeSetting.Drive(EscapeSetting.Resolve(Phi), Depth, Alpha);
        Evidence.Agrees(
            "the same at the parameters",
            EscapeQuadrature.LeadingTime(EscapeSetting.Balanced(Depth, Eps), drive, Threshold),
            EscapeQuadrature.BalancedTime(Depth, Eps, drive, Threshold),
            Relative(1e-11)
        );
    }

    [Check(Tier.Standard)]
    public void The_exact_flow_takes_that_time_as_the_start_shrinks()
    {
        var drive = EscapeSetting.Drive(Activations.Tanh, 2);
        var figure = Figure("Balanced escape", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var line = EscapeSetting.LogSpaced(ReferenceScales[0], ReferenceScales[^1], 30);
        for (var depth = 2; depth <= 5; depth++)
        {
            var times = BalancedTimes(Activations.Tanh, depth, new EscapeRun(), ReferenceScales);
            double[] closed =
            [
                .. ReferenceScales.Select(eps => EscapeQuadrature.BalancedTime(depth, eps, drive, ReferenceThreshold)),
            ];
            for (var i = 0; i < times.Length; i++)
            {
                Evidence.Golden($"L = {depth}, ε = {ReferenceScales[i]}: τ", times[i], Relative(1e-6));
                Evidence.Golden($"L = {depth}, ε = {ReferenceScales[i]}: closed form", closed[i], Relative(1e-8));
            }

            var errors = times.Zip(closed, (time, lead) => Math.Abs((time / lead) - 1)).ToArray();
            Evidence.Trend($"L = {depth}: |τ/τ_lead − 1| falls", [errors[1] - errors[0], errors[2] - errors[1]], 2);
            DistinguishGrowth(depth, times, drive);
            double[] form =
            [
                .. line.Select(eps => EscapeQuadrature.BalancedTime(depth, eps, drive, ReferenceThreshold)),
            ];
            figure
                .Line($"L = {depth}, closed form", EscapeSetting.Inverse(line), form)
                .Points($"L = {depth}, exact reduced flow", EscapeSetting.Inverse(ReferenceScales), times);
        }
    }

    [Check(Tier.Standard)]
    public void The_relative_error_falls_as_predicted()
    {
        double[] scales = [0.04, 0.02, 0.01, 0.005];
        var run = new EscapeRun { Threshold = 0.3, RelativeTolerance = 1e-11 };
        var drive = EscapeSetting.Drive(Activations.Tanh, 2);
        // The exponents min(q − 1, L − 2); at L = q + 1 = 4 a logarithm comes in.
        foreach (var (depth, order) in new[] { (3, 1), (5, 2), (6, 2) })
        {
            var slope = ErrorSlopes(depth)[^1];
            Evidence.Golden($"L = {depth}: slope of the relative error, last pair", slope, Absolute(1e-3));
            Evidence
                .Agrees($"L = {depth}: slope of the relative error", slope, order, Absolute(0.05))
                .Rejects(depth == 3 ? "q − 1" : "L − 2", depth == 3 ? 2 : depth - 2);
        }

        var resonant = ErrorSlopes(4);
        for (var i = 0; i < resonant.Length; i++)
        {
            Evidence.Golden($"L = 4: slope {i + 1} of the relative error", resonant[i], Absolute(1e-3));
            Evidence.Agrees($"L = 4: slope {i + 1}, between 1.6 and 1.9", resonant[i], 1.75, Absolute(0.15));
        }

        Evidence.Trend("L = 4: it rises", [resonant[1] - resonant[0], resonant[2] - resonant[1]], 2);

        double[] ErrorSlopes(int depth)
        {
            var times = BalancedTimes(Activations.Tanh, depth, run, scales);
            var errors = scales.Zip(
                times,
                (eps, time) => Math.Abs((time / EscapeQuadrature.BalancedTime(depth, eps, drive, 0.3)) - 1)
            );
            return LineFit.LocalSlopes(scales, [.. errors]);
        }
    }

    [Check(Tier.Standard)]
    public void So_it_does_at_the_parameters()
    {
        var activation = EscapeSetting.Resolve(Phi);
        var drive = EscapeSetting.Drive(activation, Depth, Alpha);
        double[] scales = [.. Enumerable.Range(0, 4).Select(i => Eps * Math.Pow(0.5, i))];
        double[] leads = [.. scales.Select(eps => EscapeQuadrature.BalancedTime(Depth, eps, drive, Threshold))];
        var times = Times([
            .. scales.Zip(
                leads,
                (eps, lead) =>
                    new EscapeCase(activation, EscapeSetting.Balanced(Depth, eps))
                    {
                        Alpha = Alpha,
                        Run = new EscapeRun { Threshold = Threshold, Horizon = 1e3 * lead },
                    }
            ),
        ]);
        Approaches("ε, ε/2, ε/4, ε/8: τ/τ_lead", Quotients(times, leads, Depth), 1);
    }

    // Times at ε = 1e-3, 1e-2, 1e-1.
    private void DistinguishGrowth(int depth, double[] times, double drive)
    {
        if (depth == 2)
        {
            Evidence
                .Agrees("L = 2: τ(1e-3) − τ(1e-2)", times[0] - times[1], Math.Log(10) / drive, Relative(1e-3))
                .Rejects("τ polynomial in 1/ε, like 1/ε", 9 * times[1]);
            return;
        }

        var agreement = Evidence
            .Agrees($"L = {depth}: τ(1e-3)/τ(1e-2)", times[0] / times[1], Math.Pow(10, depth - 2), Relative(0.02))
            .Rejects("the exponent L − 1", Math.Pow(10, depth - 1))
            .Rejects("the exponent L", Math.Pow(10, depth));
        if (depth == 3)
            agreement.Rejects("τ logarithmic in 1/ε", Math.Log(500) / Math.Log(50));
    }

    private sealed record Case(int Depth, double Eps, double Threshold)
    {
        // Of the closed form with the exponent of any depth, at the drive of this one.
        public double Deviation(int depth)
        {
            var drive = EscapeSetting.Drive(Activations.Tanh, Depth);
            var quadrature = EscapeQuadrature.LeadingTime(EscapeSetting.Balanced(Depth, Eps), drive, Threshold);
            return Math.Abs((EscapeQuadrature.BalancedTime(depth, Eps, drive, Threshold) / quadrature) - 1);
        }
    }
}
