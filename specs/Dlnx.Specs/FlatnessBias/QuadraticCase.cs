using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The sign of a random Hessian's spectrum.</summary>
public enum Definiteness
{
    /// <summary>H = AAᵀ/n.</summary>
    Semidefinite,

    /// <summary>H = A + Aᵀ.</summary>
    Indefinite,
}

/// <summary>A quadratic and a diagonal preconditioner.</summary>
/// <param name="Hessian">H, n × n</param>
/// <param name="Diagonal">D, n positive entries</param>
public sealed record QuadraticCase(Matrix Hessian, double[] Diagonal)
{
    /// <summary>A from independent normal entries, Dᵢ = 10^U(−1, 1).</summary>
    public static QuadraticCase Draw(Definiteness definiteness, int size, RandomStream stream)
    {
        var root = RandomMatrices.Gaussian(size, size, stream);
        var hessian =
            definiteness == Definiteness.Semidefinite
                ? 1.0 / size * (root * root.Transpose())
                : root + root.Transpose();
        return new(hessian, [.. Enumerable.Range(0, size).Select(_ => Math.Pow(10, stream.NextUniform(-1, 1)))]);
    }

    /// <summary>The curvatures of the pair.</summary>
    public EffectiveCurvature Curvature => EffectiveCurvature.Of(Hessian, Diagonal);

    /// <summary>‖H‖.</summary>
    public double Norm => OperatorNorm.Of(Hessian);

    /// <summary>D^p·H·D^p by explicit products.</summary>
    public Matrix Scaled(double power)
    {
        var d = Matrix.Diagonal(Diagonal.Length, Diagonal.Length, [.. Diagonal.Select(x => Math.Pow(x, power))]);
        return d * Hessian * d;
    }

    /// <summary>D⁻¹H.</summary>
    public Matrix Quotient =>
        Matrix.Diagonal(Diagonal.Length, Diagonal.Length, [.. Diagonal.Select(x => 1 / x)]) * Hessian;
}
