using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/hessian",
    "Hessian spectrum of a deep linear network at given layers",
    Source = "B/bt-sharpness, B/rem-landscape"
)]
public sealed class HessianOfLayers : Quantity
{
    [Parameter("W", Description = "layers [W₁, …, W_L], square, as lists of rows")]
    public double[][][] Layers { get; set; } =
    [
        [
            [2, 0],
            [0, 1],
        ],
        [
            [1, 0],
            [0, 2],
        ],
    ];

    [Parameter("M", Description = "target, by default W_L⋯W₁: a global minimum")]
    public double[][]? Target { get; set; }

    public override void Validate()
    {
        var width = Layers.Length > 0 ? Layers[0].Length : 0;
        if (width == 0)
            throw new ParameterException("W", "is empty; give at least one layer with at least one row.");
        for (var l = 0; l < Layers.Length; l++)
            RequireSquare("W", $"layer {l + 1}", Layers[l], width);
        if (Target is not null)
            RequireSquare("M", "the target", Target, width);
        var count = Layers.Length * width * width;
        if (count > ExplicitHessian.MaximumParameterCount)
        {
            throw new ParameterException(
                "W",
                $"has {count} entries; the dense Hessian is computed for at most {ExplicitHessian.MaximumParameterCount}."
            );
        }
    }

    public override Outputs Evaluate()
    {
        var network = DeepLinearNetworks.FromLayers([.. Layers.Select(rows => Matrix.FromRows(rows))]);
        var target = Target is null ? network.Product() : Matrix.FromRows(Target);
        var eigenvalues = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target));
        var gradient = new Matrix(network.ParameterCount, 1);
        network.Gradient(target, gradient.Span);
        var top = Factorizations.SingularValues(target)[0];
        return new Outputs
        {
            { "eigenvalues", eigenvalues },
            { "sharpness", new CurvatureRange(eigenvalues[^1], eigenvalues[0]).SpectralNorm },
            { "lossValue", network.Loss(target) },
            { "gradNorm", gradient.FrobeniusNorm() },
            { "lowerBound", HessianSpectrum.ModeSharpness(network.Depth, top) },
            { "minEigenvalue", eigenvalues[^1] },
        };
    }

    private static void RequireSquare(string parameter, string what, double[][] rows, int width)
    {
        var ragged = Array.Find(rows, row => row is null || row.Length != width);
        if (rows.Length != width || ragged is not null)
        {
            var found = rows.Length != width ? $"{rows.Length} rows" : $"a row of {ragged?.Length ?? 0} entries";
            throw new ParameterException(parameter, $"has {found} in {what}; all layers must be {width} × {width}.");
        }
    }
}
