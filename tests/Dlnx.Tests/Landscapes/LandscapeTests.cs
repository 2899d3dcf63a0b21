using Dlnx.Landscapes;
using Dlnx.Tests.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Landscapes;

/// <summary>Derivatives against central differences, for each landscape.</summary>
public sealed class LandscapeTests
{
    private static readonly ILandscape[] Landscapes =
    [
        new PowerPair(4, 0.8, 1.3),
        new HolderTable(),
        new UnitProduct(),
    ];

    // Inside one cell of the Holder table: no kink is near.
    private static readonly PlanePoint Low = new(0.4, -1.1);
    private static readonly PlanePoint High = new(2.6, 1.1);

    [TestCaseSource(nameof(Landscapes))]
    public void Gradient_matches_central_differences_of_the_value(ILandscape landscape) =>
        Law.Holds(
            Points(),
            at =>
            {
                var expected = new PlanePoint(
                    Slope(h => landscape.Value(at + new PlanePoint(h, 0))),
                    Slope(h => landscape.Value(at + new PlanePoint(0, h)))
                );
                return landscape.Gradient(at).DistanceTo(expected) <= 1e-6 * (1 + expected.Length);
            }
        );

    [TestCaseSource(nameof(Landscapes))]
    public void Hessian_matches_central_differences_of_the_gradient(ILandscape landscape) =>
        Law.Holds(
            Points(),
            at =>
            {
                var hessian = landscape.Hessian(at);
                double[] found = [hessian.XX, hessian.XY, hessian.XY, hessian.YY];
                double[] expected =
                [
                    Slope(h => landscape.Gradient(at + new PlanePoint(h, 0)).X),
                    Slope(h => landscape.Gradient(at + new PlanePoint(h, 0)).Y),
                    Slope(h => landscape.Gradient(at + new PlanePoint(0, h)).X),
                    Slope(h => landscape.Gradient(at + new PlanePoint(0, h)).Y),
                ];
                return found.Zip(expected, (a, b) => Math.Abs(a - b)).Max() <= 1e-6 * (1 + hessian.SpectralNorm);
            }
        );

    [Test]
    public void Eigenvalues_have_the_trace_and_the_determinant()
    {
        var hessian = new PlaneHessian(3, -2, 1);
        Assert.That(hessian.Largest + hessian.Smallest, Is.EqualTo(4).Within(1e-15));
        Assert.That(hessian.Largest * hessian.Smallest, Is.EqualTo(-1).Within(1e-14));
        Assert.That(new PlaneHessian(-5, 0, 1).SpectralNorm, Is.EqualTo(5));
    }

    [Test]
    public void Solving_undoes_the_product()
    {
        var solution = new PlaneHessian(3, -2, 1).Solve(new(3 - 4, -2 + 2));
        Assert.That(solution.DistanceTo(new(1, 2)), Is.LessThan(1e-14));
    }

    private static FsCheck.Gen<PlanePoint> Points() =>
        from x in Law.Real(Low.X, High.X)
        from y in Law.Real(Low.Y, High.Y)
        select new PlanePoint(x, y);

    private static double Slope(Func<double, double> f) => (f(1e-5) - f(-1e-5)) / 2e-5;
}
