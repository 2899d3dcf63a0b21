using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>One Lanczos run on a diagonal operator of known spectrum from a random start.</summary>
/// <param name="Eigenvalues">the operator's spectrum, descending</param>
/// <param name="Lanczos">the run</param>
public sealed record LanczosTrial(double[] Eigenvalues, LanczosTridiagonalisation Lanczos)
{
    /// <summary>Ritz values closer than this share of the norm to an eigenvalue count as its copies.</summary>
    public const double CopyDistance = 1e-8;

    /// <summary>Runs m steps; start and restarts are functions of the seed.</summary>
    public static LanczosTrial Run(double[] eigenvalues, int steps, Reorthogonalisation rule, ulong seed)
    {
        var stream = new RandomStream(seed);
        var start = new double[eigenvalues.Length];
        stream.Substream("start").FillNormal(start);
        var lanczos = new LanczosTridiagonalisation(eigenvalues.Length, steps, rule);
        lanczos.Run(
            (vector, result) => TensorPrimitives.Multiply(vector, eigenvalues, result),
            start,
            steps,
            stream.Substream("restarts")
        );
        return new(eigenvalues, lanczos);
    }

    /// <summary>‖A‖.</summary>
    public double Norm => Eigenvalues.Max(Math.Abs);

    /// <summary>Whether there are as many basis vectors as dimensions.</summary>
    public bool IsComplete => Lanczos.Size == Eigenvalues.Length;

    /// <summary>Ritz values that agree with the largest eigenvalue.</summary>
    public int CopiesOfTop =>
        Lanczos.RitzValues.Count(value => Math.Abs(value - Eigenvalues[0]) <= CopyDistance * Norm);

    /// <summary>Largest error of a complete run's Ritz values, multiplicities included; infinite for a shorter run.</summary>
    public double SpectrumError =>
        IsComplete ? Eigenvalues.Zip(Lanczos.RitzValues, (a, b) => Math.Abs(a - b)).Max() : double.PositiveInfinity;

    /// <summary><see cref="SpectrumError"/> over ‖A‖.</summary>
    public double RelativeError => SpectrumError / Norm;

    /// <summary>max |QᵀAQ − T|.</summary>
    public double ProjectionDefect()
    {
        var largest = 0.0;
        var image = new double[Eigenvalues.Length];
        for (var j = 0; j < Lanczos.Size; j++)
        {
            TensorPrimitives.Multiply(Lanczos.BasisVector(j), Eigenvalues, image);
            for (var i = 0; i <= j; i++)
            {
                var expected =
                    i == j ? Lanczos.Diagonal[j]
                    : i == j - 1 ? Lanczos.Coupling[i]
                    : 0;
                largest = Math.Max(largest, Math.Abs(TensorPrimitives.Dot(Lanczos.BasisVector(i), image) - expected));
            }
        }
        return largest;
    }
}
