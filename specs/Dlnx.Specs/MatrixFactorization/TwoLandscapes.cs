using Dlnx.Landscapes;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-8",
    "Landscapes: Holder table against deep linear network",
    Kind = ClaimKind.Figure,
    Source = "Fig. 8, App. B.1",
    DependsOn = ["B/fig-10", "B/fig-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the Holder table gradient descent with a growing learning rate catapults from basin to basin; on the loss of
        a deep linear network, $(x^4 - 0.8)^2 + (y^4 - 1)^2$, it oscillates inside one basin.
        """
)]
public sealed class TwoLandscapes : ClaimSpec
{
    private static readonly PowerPair Scalar = new(4, 0.8, 1);
    private static readonly PlanePoint ScalarStart = new(0.9, 1.05);

    [Parameter(Min = 20, Max = 400, Description = "cells along each side of the grids")]
    public int Grid { get; set; } = 200;

    [Check]
    public void The_path_on_the_Holder_table_changes_its_basin()
    {
        var holder = new HolderTable();
        var plan = new StagedDescent([0.3, 0.8, 1.2, 2, 3, 4], 400, new(1e-3, 2e-3));
        var stages = plan.Run(holder, new(1.3126, 0.05), HolderMinima.All[0].Point);
        var figure = Figure("Holder table", Axis.Linear("x"), Axis.Linear("y"));
        foreach (var level in new[] { -1.5, -0.8, -0.4, -0.2 })
            Contour(figure, holder, level, new(-8, -8), new(8, 8));
        foreach (var stage in stages)
            Draw(figure, stage.LearningRate, stage.Path);
        Evidence
            .Matches("minimum nearest to where η = 0.3 and η = 3 end", Basins(stages[0], stages[4]), [1, 4])
            .Rejects("one basin, as for the deep linear network", [1, 1]);
        Evidence
            .Agrees(
                "sharpness at the end of η = 3 in units of that of η = 0.3",
                stages[4].Sharpness / stages[0].Sharpness,
                HolderMinima.All[3].Hessian.Largest / HolderMinima.All[0].Hessian.Largest,
                Absolute(1e-6)
            )
            .Rejects("the same minimum", 1);
    }

    [Check]
    public void The_path_on_the_scalar_network_stays_in_its_basin()
    {
        var figure = Figure("Deep linear network", Axis.Linear("x"), Axis.Linear("y"));
        foreach (var level in new[] { 0.01, 0.05, 0.2, 0.5 })
            Contour(figure, Scalar, level, new(0.6, 0.6), new(1.2, 1.2));
        var rates = Enumerable.Range(1, 38).Select(i => i * 0.0025).ToArray();
        var lowest = rates.Select(eta => Scalar.Path(ScalarStart, eta, 3000).Min(p => Math.Min(p.X, p.Y))).ToArray();
        foreach (var eta in new[] { 0.06, 0.07, 0.09 })
            Draw(figure, eta, Scalar.Path(ScalarStart, eta, 400));
        // The basins are the four quadrants: the loss has its ridges on the axes.
        Evidence.Above("least coordinate on the way, η = 0.0025 … 0.095", lowest.Min(), 0);
        Evidence
            .Matches("quadrants visited, η = 0.0025 … 0.095", rates.Max(Quadrants), 1)
            .Rejects("so at any learning rate: η = 0.13", Quadrants(0.13));
        var map = new BalancedMap(4, rates[^1] * Scalar.CurvatureY);
        Evidence
            .Agrees(
                "least coordinate at η = 0.095 against F(F(c)), c the maximum of the balanced map",
                lowest[^1],
                map.Iterate(map.CriticalPoint(), 2),
                Absolute(1e-4)
            )
            .Rejects("the lower point of a two-period orbit", TwoPeriodOrbit.At(4, map.K).Rho1);
    }

    private static int[] Basins(params DescentStage[] stages) =>
        [.. stages.Select(stage => HolderMinima.Nearest(stage.End) + 1)];

    private static int Quadrants(double eta) =>
        Scalar.Path(ScalarStart, eta, 3000).Select(point => (point.X > 0, point.Y > 0)).Distinct().Count();

    private void Contour(Figure figure, ILandscape landscape, double level, PlanePoint low, PlanePoint high)
    {
        var points = LevelSet.Crossings(landscape, low, high, Grid, level);
        // A figure of a few thousand dots shows the contours as well as one of ten thousand.
        var every = Math.Max(1, points.Count / 600);
        var shown = points.Where((_, i) => i % every == 0).ToArray();
        figure.Dots($"f = {level}", [.. shown.Select(p => p.X)], [.. shown.Select(p => p.Y)]);
    }

    private static void Draw(Figure figure, double eta, IReadOnlyList<PlanePoint> path)
    {
        var shown = path.Take(60).ToArray();
        figure.Line($"η = {eta}", [.. shown.Select(p => p.X)], [.. shown.Select(p => p.Y)]);
    }
}
