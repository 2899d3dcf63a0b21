using Dlnx.Linear;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// The leaves of two pathways, and where gradient flow ends on them.
public sealed partial class GradientFlowFoliation
{
    [Check]
    public void Leaves_in_the_plane()
    {
        var y = new BalancedPoint(Depth, 2, Sigma).Coordinate;
        double[] offsets = [-1.2, -0.4, 0, 0.4, 1.2];
        var figure = Figure("Leaves of gradient flow, two pathways", Axis.Linear("r₁"), Axis.Linear("r₂"));
        var ends = new List<double[]>();
        foreach (var offset in offsets)
        {
            var leaf = new Leaf(Depth, Sigma, [offset * y, -offset * y]);
            // From above the curve of zero loss down to small scales.
            var along = Enumerable.Range(0, 60).Select(i => leaf.StateAbove(0.5 * y * Math.Exp(i / 15.0)));
            double[][] points = [.. along.Select(state => state.Scales.ToArray())];
            figure.Line($"leaf ξ₁ = {offset}y_*", [.. points.Select(r => r[0])], [.. points.Select(r => r[1])]);
            ends.Add(OdeSolver.Solve(Velocity(leaf.StateAbove(y)), 0, points[^1], 1e3 / Curvature).OrThrow().State);
        }
        var curve = Enumerable.Range(0, 61).Select(i => Math.Pow(Sigma, 1.0 / Depth) * i / 60).ToArray();
        figure.Line("zero loss", curve, [.. curve.Select(OnZeroLoss)]);
        figure.Points("end of the flow from small scales", [.. ends.Select(r => r[0])], [.. ends.Select(r => r[1])]);
        double Y(double r) => LeafCoordinates.Coordinate(Depth, r);
        Evidence
            .Agrees(
                "(y₁ − y₂)/2 at the ends, over y_*",
                [.. ends.Select(r => (Y(r[0]) - Y(r[1])) / (2 * y))],
                offsets,
                Absolute(1e-6)
            )
            .Rejects("all flows end at balance", new double[offsets.Length]);
    }

    private double Curvature => new BalancedPoint(Depth, 2, Sigma).Sharpness;

    private double OnZeroLoss(double r) => Math.Pow(Math.Max(0, Sigma - Math.Pow(r, Depth)), 1.0 / Depth);
}
