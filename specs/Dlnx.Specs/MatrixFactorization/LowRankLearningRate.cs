using Dlnx.Landscapes;
using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-21",
    "LoRA, effect of the learning rate",
    Kind = ClaimKind.Figure,
    Source = "Fig. 21",
    DependsOn = ["B/thm-1"],
    Verdict = Verdict.Surrogate,
    Statement = """
        Fine-tuning BERT-base with LoRA of rank 8 the learning rate decides whether the training loss falls smoothly or
        catapults; $\eta = 10^{-4}$ is best, the loss falling from 7 to 4.
        """,
    Explanation = """
        Model, data and the generalisation metric of the figure are not run here. Three surrogates show the effect of the
        learning rate: the adaptor of rank 8 of B/fig-20 reaches its floor for $k < 2$ and oscillates at $k = 2.1$; and
        $\tfrac12(ab - 1)^2$ from $(4, 0.2)$ with $\eta = c/(a^2 + b^2)$ falls smoothly for $c < 2$, catapults to a
        flatter minimum for $2 < c < 4$ (from 0.02 through 3.77 to 0 at $c = 2.5$) and diverges for $c > 4$; and the perceptron
        of B/fig-20 with adaptors of rank 8 learns smoothly up to $\eta = 0.03$, catapults at 0.1 and 0.15 and collapses at 0.3.
        Its best correlation on test pairs is at 0.15, in the median of the seeds; the advantage of 0.1 over 0.03 is not
        significant. So the largest rate that survives is best at about half the rate of collapse. But beyond the limit runs
        are chaotic: at 0.15 a relative change of the start of $10^{-13}$ moves the correlation by some hundredths and can make
        a run collapse.
        """
)]
public sealed partial class LowRankLearningRate : AdaptorSpec
{
    [Parameter(Above = 0, Max = 100, Description = "a at the start")]
    public double A0 { get; set; } = 4;

    [Parameter(Above = 0, Max = 100, Description = "b at the start")]
    public double B0 { get; set; } = 0.2;

    [Parameter(Above = 0, Below = 4, Description = "η(a₀² + b₀²)")]
    public double C { get; set; } = 2.5;

    [Parameter("T", Min = 1000, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    [Check]
    public void The_adaptor_reaches_its_floor_below_the_threshold_only()
    {
        double[] steps = [0.5, 1, 1.8, 2.1];
        double[] excess = [.. steps.Select(k => Excess(k))];
        Evidence.Below("excess loss at rank 8, k = 0.5, 1, 1.8: the largest", excess[..3].Max(), 1e-6);
        Evidence
            .Agrees("excess loss at k = 2.1, the larger of two steps", excess[3], 0.4535147, Absolute(1e-4))
            .Rejects("at the floor, as below the threshold", 0);
    }

    [Check]
    public void Where_it_converges_the_sharpness_ends_below_two_over_eta()
    {
        var run = Catapult.Of(new(A0, B0), C, Steps);
        if (run.Course is CatapultCourse.Oscillating or CatapultCourse.Diverged)
            Skip($"From ({A0:R}, {B0:R}) at c = {C:R} gradient descent does not converge; choose a smaller c.");
        if (run.LossStart == 0)
            Skip($"({A0:R}, {B0:R}) is a minimum, where gradient descent rests at any η; choose another start.");
        Evidence.AtMost("η‖∇²f‖₂ at the end", run.EtaSharpnessEnd, 2);
        Evidence
            .Matches("ends above 2/η", run.EtaSharpnessEnd > 2, expected: false)
            .Rejects("flattening stops above 2/η", statement: true);
        Evidence.Golden("loss at the start", run.LossStart, Absolute(1e-12));
        Evidence.Golden("largest loss at c=2.5", run.LossMax, Absolute(1e-5));
        Evidence.Golden("η·sharpness at the end of c=2.5", run.EtaSharpnessEnd, Absolute(1e-5));
        var violent = Catapult.Of(new(4, 0.2), 3.5, 20_000);
        Evidence.Golden("largest loss at c=3.5", violent.LossMax, Absolute(1e-5));
        Evidence.Golden("η·sharpness at the end of c=3.5", violent.EtaSharpnessEnd, Absolute(1e-5));
    }

    [Check]
    public void It_catapults_between_two_and_four()
    {
        var rates = Enumerable.Range(1, 45).Select(i => i / 10.0).Where(c => c is not (2 or 4)).ToArray();
        var runs = rates.Select(c => Catapult.Of(new(4, 0.2), c, 20_000)).ToArray();
        Evidence
            .Matches("courses at c = 0.1, 0.2, … 4.5 without 2 and 4", Courses(runs), rates.Select(c => Expected(c, 2)))
            .Rejects("catapult threshold c = 1", rates.Select(c => Expected(c, 1)));
        var catapults = Enumerable
            .Range(0, rates.Length)
            .Where(i => runs[i].Course == CatapultCourse.Catapult)
            .ToArray();
        var settled = runs.Where(run => run.Course is CatapultCourse.Monotone or CatapultCourse.Catapult).ToArray();
        Evidence.Below("η‖∇²f‖₂ at the end, the largest that converges", settled.Max(run => run.EtaSharpnessEnd), 2);
        double[] xs = [.. rates.Where((_, i) => runs[i].Course != CatapultCourse.Diverged)];
        Figure("Catapults", Axis.Linear("c = η(a₀² + b₀²)"), Axis.Linear("η‖∇²f‖₂ at the end, largest loss / 10"))
            .Points("η‖∇²f‖₂ at the end", xs, [.. settled.Select(run => run.EtaSharpnessEnd)])
            .Points("largest loss / 10", xs, [.. settled.Select(run => run.LossMax / 10)])
            .Level("2", 2)
            .Rule("c = 2", 2);
        Evidence.Above(
            "largest loss of any catapult in units of the start",
            catapults.Max(i => runs[i].LossMax) / 0.02,
            100
        );
    }

    private static IEnumerable<CatapultCourse> Courses(Catapult[] runs) => runs.Select(run => run.Course);

    private static CatapultCourse Expected(double c, double threshold) =>
        c < threshold ? CatapultCourse.Monotone
        : c < 4 ? CatapultCourse.Catapult
        : CatapultCourse.Diverged;

    private double Excess(double k)
    {
        var plan = new LowRankPlan([4, 3, 2, 1, 0.5, 0.25], 24, 8, k, 1e-3, 3000);
        return LowRankRun.Of(plan, new RandomStream(StreamSeed()), Cancellation).ExcessHigh;
    }
}
