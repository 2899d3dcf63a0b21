using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The part of B/thm-3 about the Hessian at the minimum.</summary>
public sealed partial class SubspaceOscillation
{
    [Check]
    public void Null_coordinates_have_one_eigenvalue()
    {
        var cases =
            from depth in Draw.Integer(2, 5)
            from rank in Draw.Integer(1, 3)
            from nulls in Draw.Integer(1, 2)
            from target in Draw.Spectrum(rank, 0.3, 5)
            from alpha in Draw.Between(0.05, 1.2)
            select new MinimumCase(depth, [.. target, .. new double[nulls]], alpha);
        Evidence
            .ForAll(
                "eigenvalues of the explicit Hessian",
                cases.ToArbitrary(),
                c => c.Difference(c.Spectrum.Eigenvalues),
                Absolute(1e-10)
            )
            .Rejects("α^(2(L−1))(1 ± √(4L−3))/2", c => c.Difference(c.Printed()));
        var values = Factorizations.SymmetricEigenvalues(Example.Hessian());
        for (var i = 0; i < 3; i++)
            Evidence.Golden($"eigenvalue {i + 1} at s = (3, 2, 0, 0)", values[i], Absolute(i < 2 ? 1e-8 : 1e-4));
        Evidence
            .Agrees("eigenvalues 3 to 5 at s = (3, 2, 0, 0)", values.AsSpan(2, 3), [0.0081, 0.0081, 0], Absolute(1e-12))
            .Rejects("as printed", Example.Spectrum.PrintedUpper, Example.Spectrum.PrintedUpper, 0);
        var image = new double[12];
        var lastLayer = new double[12];
        lastLayer[10] = 1;
        DiagonalHessian.Apply(Example.Spectrum.Minimum(), Example.Target, lastLayer, image);
        Evidence
            .Agrees(
                "Hessian times layer L of a null coordinate",
                image,
                [.. lastLayer.Select(x => 0.0081 * x)],
                Absolute(1e-15)
            )
            .Rejects(
                "the printed block C, with its last column filled",
                [.. lastLayer.Select((x, i) => i % 4 == 2 ? 0.0081 : 0)]
            );
    }

    [Check]
    public void Diagonal_entries_are_squared_products()
    {
        const double step = 1e-3;
        var network = DiagonalLinearNetwork.Balanced(3, 1, 1);
        double[] layers = [1.3, 0.7, 1.9];
        layers.CopyTo(network.Parameters);
        double Loss(double shift)
        {
            var moved = DiagonalLinearNetwork.Balanced(3, 1, 1);
            network.Parameters.CopyTo(moved.Parameters);
            moved.Parameters[0] += shift;
            return moved.Loss([2]);
        }
        var second = (Loss(step) - (2 * Loss(0)) + Loss(-step)) / (step * step);
        // The loss is a parabola in each layer, so the second difference has no truncation error.
        Evidence
            .Agrees("∂²f/∂s₁² by differences", second, DiagonalHessian.Explicit(network, [2])[0, 0], Absolute(1e-8))
            .Rejects("the product of the other layers, not squared", layers[1] * layers[2]);
    }

    [Check(Role = Role.Counterexample)]
    public void The_printed_eigenvalues_would_make_a_minimum_a_saddle()
    {
        var smallest = Factorizations.SymmetricEigenvalues(Example.Hessian())[^1];
        Evidence
            .Agrees("smallest eigenvalue at the minimum s = (3, 2, 0, 0)", smallest, 0, Absolute(1e-12))
            .Rejects("as printed", Example.Spectrum.PrintedLower);
        Evidence.Golden("printed upper eigenvalue", Example.Spectrum.PrintedUpper, Absolute(1e-4));
        Evidence.Golden("printed lower eigenvalue", Example.Spectrum.PrintedLower, Absolute(1e-4));
    }

    private static readonly MinimumCase Example = new(3, [3, 2, 0, 0], 0.3);

    private sealed record MinimumCase(int Depth, double[] Target, double Alpha)
    {
        public DiagonalHessianSpectrum Spectrum => new(Depth, Target, Alpha);

        public Matrix Hessian() => DiagonalHessian.Explicit(Spectrum.Minimum(), Target);

        public double Difference(double[] expected)
        {
            var found = Factorizations.SymmetricEigenvalues(Hessian());
            return found.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / Math.Max(1, found[0]);
        }

        public double[] Printed()
        {
            var spectrum = Spectrum;
            double[] printed =
            [
                .. Target.SelectMany(value =>
                    value > 0
                        ? new[] { StepChoice.Sharpness(Depth, value), 0 }
                        : [spectrum.PrintedUpper, spectrum.PrintedLower]
                ),
            ];
            return [.. printed.Concat(Enumerable.Repeat(0.0, (Depth - 2) * Target.Length)).OrderDescending()];
        }

        public override string ToString() =>
            $"L = {Depth}, s = ({string.Join(", ", Target.Select(s => s.ToString("G4")))}), α = {Alpha:G4}";
    }
}
