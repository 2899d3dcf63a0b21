using Dlnx.Landscapes;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-11",
    "Holder table catapults",
    Kind = ClaimKind.Figure,
    Source = "Figs. 8 and 11, App. B.1",
    Verdict = Verdict.Conditional,
    Statement = """
        On the Holder table $f(x, y) = -|\sin x\cos y\,\exp(1 - \sqrt{x^2 + y^2}/\pi)|$ gradient descent with an
        increasing step size jumps to flatter and flatter basins; the sharpness closely follows $2/\eta$.
        """,
    Readings = [
        "As printed; the standard function has a further absolute value around the exponent, 1 − r/π.",
        "Without a kick between the stages rounding decides the result: with the exact gradient the iterate stays on "
            + "a repelling point that happens to be a floating-point number.",
    ],
    Explanation = """
        The escape to flatter basins is reproduced: started in the sharpest one, gradient descent leaves it at
        $\eta = 2$ and at $\eta = 3$ converges to a minimum four times flatter. That the sharpness follows $2/\eta$
        holds as an upper bound where a stage converges (0.33, 0.87 and 0.78 of $2/\eta$ at $\eta = 0.3, 0.8, 3$); at
        $\eta = 1.2$, 2 and 4 the iterates do not converge.
        """
)]
public sealed class HolderCatapults : ClaimSpec
{
    private static readonly HolderTable Landscape = new();
    private static readonly double[] PaperSchedule = [0.3, 0.8, 1.2, 2, 3, 4];

    [Parameter(Above = 0, Description = "learning rates η, one stage each")]
    public double[] Schedule { get; set; } = [.. PaperSchedule];

    [Parameter("stage", Min = 100, Max = 1_000_000, Description = "steps of a stage")]
    public int StageSteps { get; set; } = 400;

    [Parameter(Above = 0, Max = 0.1, Description = "kick (kick, 2 kick) at the start of each stage")]
    public double Kick { get; set; } = 1e-3;

    [Parameter(Description = "x at the start")]
    public double X0 { get; set; } = 1.3126;

    [Parameter(Description = "y at the start")]
    public double Y0 { get; set; } = 0.05;

    private static LandscapeMinimum Sharpest => HolderMinima.All[0];

    public override void Validate()
    {
        if (Math.Sin(X0) * Math.Cos(Y0) == 0)
            throw new ParameterException(
                "x0",
                $"is {X0:R}, on a kink of the function; it must not be a multiple of π."
            );
    }

    [Check]
    public void Five_minima_and_their_curvatures()
    {
        double[] x = [1.262627256, 1.429587277, 4.404219909, 4.453431117, 7.545812563];
        double[] y = [0, 2.864135149, 0, 2.966909066, 0];
        Evidence
            .Agrees("x of the minima", [.. HolderMinima.All.Select(minimum => minimum.Point.X)], x, Absolute(1e-8))
            .Rejects("without the exponential: π/2 and 3π/2", Math.PI / 2, Math.PI / 2, 4.712389, 4.712389, 7.853982);
        Evidence
            .Agrees("y of the minima", [.. HolderMinima.All.Select(minimum => minimum.Point.Y)], y, Absolute(1e-8))
            .Rejects("without the exponential: 0 and π", 0, Math.PI, 0, Math.PI, 0);
        Evidence
            .Agrees("x of the sharpest minimum", Sharpest.Point.X, Math.Atan(Math.PI), Absolute(1e-14))
            .Rejects("π/2", Math.PI / 2);
        double[] differences = [.. HolderMinima.All.SelectMany(minimum => DifferencedEigenvalues(minimum.Point))];
        double[] exact = [.. HolderMinima.All.SelectMany(m => new[] { m.Hessian.Smallest, m.Hessian.Largest })];
        Evidence
            .Agrees("Hessian eigenvalues by central differences of the gradient", differences, exact, Absolute(1e-6))
            .Rejects("those of sin x cos y times the value of the exponential", [.. HolderMinima.All.SelectMany(Bare)]);
        for (var i = 0; i < HolderMinima.All.Count; i++)
            Record(i + 1, HolderMinima.All[i]);
    }

    [Check]
    public void Each_minimum_holds_up_to_two_over_its_sharpness()
    {
        double[] Ends(double factor) => [.. HolderMinima.All.Select(minimum => Return(minimum, factor).Last)];
        var zero = new double[HolderMinima.All.Count];
        Evidence.Agrees("distance from the minimum after 4000 steps at η = 0.9·2/λ", Ends(0.9), zero, Absolute(1e-9));
        Evidence.Agrees("the same at η = 1.1·1/λ", Ends(0.55), zero, Absolute(1e-9));
        Evidence.Above(
            "largest distance at η = 1.1·2/λ, the least of the five minima",
            HolderMinima.All.Min(minimum => Return(minimum, 1.1).Largest),
            0.1
        );
        var onset = HolderMinima.All.Select(LastHeld).ToArray();
        Evidence
            .Agrees("largest η/(2/λ), of 0.9, 0.91, … 1.1, that returns", onset, [1, 1, 1, 1, 1], Absolute(0.015))
            .Rejects("threshold 1/λ", 0.5, 0.5, 0.5, 0.5, 0.5);
    }

    [Check]
    public void The_schedule_leads_to_a_flatter_basin()
    {
        if (!Schedule.SequenceEqual(PaperSchedule))
            Skip("What becomes of each stage is known for the schedule 0.3, 0.8, 1.2, 2, 3, 4.");
        if (Kick is < 1e-4 or > 1e-2 || Start.DistanceTo(new(1.3126, 0.05)) > 0.1)
            Skip("What becomes of each stage is known for kicks of 1e-4 to 1e-2 and starts near (1.3126, 0.05).");
        foreach (var kick in new[] { Kick, 1e-4, 3e-4, 3e-3, 1e-2 }.Distinct())
        {
            var stages = Stages(kick);
            Evidence
                .Matches($"kick {kick:G2}: the stages that converge, η", Converging(stages), [0.3, 0.8, 3])
                .Rejects("all of them, with the sharpness at 2/η", PaperSchedule);
            Evidence
                .Matches($"kick {kick:G2}: the minima they converge to", MinimaOf(stages), [1, 1, 4])
                .Rejects("none leaves the first basin", [1, 1, 1]);
            Evidence.Above($"kick {kick:G2}: largest distance at η = 2", stages[3].MaxDistance, 4);
            Evidence
                .Agrees($"kick {kick:G2}: largest distance at η = 1.2", stages[2].MaxDistance, 0.814, Absolute(0.0015))
                .Rejects("at rest in the sharp minimum", 0);
        }
        Compare(Stages(Kick));
    }

    [Check]
    public void Where_a_stage_converges_two_over_eta_bounds_the_sharpness()
    {
        var stages = Stages(Kick);
        var settled = stages.Where(stage => stage.Converged).ToArray();
        var steps = Enumerable.Range(0, stages.Sum(stage => stage.Path.Count)).Select(t => (double)t).ToArray();
        // Every 4th point is enough to see the course, and odd offsets would not show more.
        var shown = steps.Where(t => t % 4 == 0).ToArray();
        var points = stages.SelectMany(stage => stage.Path).ToArray();
        var edge = stages.SelectMany(stage => Enumerable.Repeat(2 / stage.LearningRate, stage.Path.Count)).ToArray();
        Figure("Sharpness and 2/η", Axis.Linear("steps"), Axis.Linear("‖∇²f‖₂"))
            .Line("2/η", shown, [.. shown.Select(t => edge[(int)t])])
            .Dots("gradient descent", shown, [.. shown.Select(t => Landscape.Hessian(points[(int)t]).SpectralNorm)]);
        if (settled.Length == 0)
            Skip("No stage converges; choose a smaller first learning rate or longer stages.");
        Evidence.AtMost("largest sharpness/(2/η) of the stages that converge", settled.Max(stage => stage.Ratio), 1);
        var above = Evidence.Matches("stages that converge above 2/η", settled.Count(stage => stage.Ratio > 1), 0);
        var halfway = settled.Count(stage => stage.Ratio > 0.5);
        if (halfway > 0)
            above.Rejects("none above half of it, the threshold 1/λ", halfway);
    }

    private PlanePoint Start => new(X0, Y0);

    private IReadOnlyList<DescentStage> Stages(double kick) =>
        new StagedDescent(Schedule, StageSteps, new(kick, 2 * kick)).Run(Landscape, Start, Sharpest.Point);

    private static double[] Converging(IReadOnlyList<DescentStage> stages) =>
        [.. stages.Where(stage => stage.Converged).Select(stage => stage.LearningRate)];

    private static int[] MinimaOf(IReadOnlyList<DescentStage> stages) =>
        [.. stages.Where(stage => stage.Converged).Select(stage => HolderMinima.Nearest(stage.End) + 1)];

    private void Compare(IReadOnlyList<DescentStage> stages)
    {
        double[] ratios = [.. stages.Where(stage => stage.Converged).Select(stage => stage.Ratio)];
        double[] predicted = [0.3 / Sharpest.LargestLearningRate, 0.8 / Sharpest.LargestLearningRate];
        double[] flatter = [.. predicted, 3 / HolderMinima.All[3].LargestLearningRate];
        Evidence
            .Agrees("sharpness/(2/η) where it converges", ratios, flatter, Absolute(1e-6))
            .Rejects("the sharpness is 2/η", 1, 1, 1);
        Evidence.Golden("sharpness over 2/η at η=0.3", ratios[0], Absolute(1e-3));
        Evidence.Golden("sharpness over 2/η at η=0.8", ratios[1], Absolute(1e-3));
        Evidence.Golden("sharpness over 2/η at η=3", ratios[2], Absolute(1e-3));
        var oscillating = stages[2].End;
        Evidence.Golden("|y| at the end of η=1.2", Math.Abs(oscillating.Y), Absolute(1e-3));
        Evidence.Golden("x at the end of η=1.2", oscillating.X, Absolute(1e-3));
        Evidence.Golden("|y| at the end of η=2", Math.Abs(stages[3].End.Y), Absolute(1e-3));
        Evidence.Golden("x at the end of η=2", stages[3].End.X, Absolute(1e-3));
    }

    private void Record(int number, LandscapeMinimum minimum)
    {
        Evidence.Golden($"minimum {number}: x", minimum.Point.X, Absolute(1e-9));
        Evidence.Golden($"minimum {number}: y", minimum.Point.Y, Absolute(1e-9));
        Evidence.Golden($"minimum {number}: f", minimum.Value, Absolute(number == 1 ? 1e-9 : 1e-10));
        Evidence.Golden(
            $"minimum {number}: smaller eigenvalue",
            minimum.Hessian.Smallest,
            Absolute(Digit(minimum.Hessian.Smallest))
        );
        Evidence.Golden(
            $"minimum {number}: larger eigenvalue",
            minimum.Hessian.Largest,
            Absolute(Digit(minimum.Hessian.Largest))
        );
        var limit = minimum.LargestLearningRate;
        Evidence.Golden($"minimum {number}: 2/λ", limit, Absolute(Digit(limit)));
    }

    // The catalogue prints ten significant digits.
    private static double Digit(double value) => value < 1 ? 1e-10 : 1e-9;

    private static double[] DifferencedEigenvalues(PlanePoint at)
    {
        const double h = 1e-5;
        var alongX =
            1
            / (2 * h)
            * (Landscape.Gradient(at + new PlanePoint(h, 0)) - Landscape.Gradient(at - new PlanePoint(h, 0)));
        var alongY =
            1
            / (2 * h)
            * (Landscape.Gradient(at + new PlanePoint(0, h)) - Landscape.Gradient(at - new PlanePoint(0, h)));
        var hessian = new PlaneHessian(alongX.X, (alongX.Y + alongY.X) / 2, alongY.Y);
        return [hessian.Smallest, hessian.Largest];
    }

    // The second derivatives of −|sin x cos y|·c along the axes are |f| when c is constant.
    private static double[] Bare(LandscapeMinimum minimum) => [-minimum.Value, -minimum.Value];

    private (double Last, double Largest) Return(LandscapeMinimum minimum, double factor)
    {
        Cancellation.ThrowIfCancellationRequested();
        var start = minimum.Point + new PlanePoint(1e-3, 1e-3);
        var path = Landscape.Path(start, factor * minimum.LargestLearningRate, 4000);
        return (path[^1].DistanceTo(minimum.Point), path.Max(point => point.DistanceTo(minimum.Point)));
    }

    private double LastHeld(LandscapeMinimum minimum) =>
        Enumerable
            .Range(0, 21)
            .Select(i => 0.9 + (0.01 * i))
            .TakeWhile(factor => Return(minimum, factor).Last <= 1e-9)
            .DefaultIfEmpty(0)
            .Last();
}
