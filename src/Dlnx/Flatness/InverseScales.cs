using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>The unit vector ṽ ∝ (1/θ₁, …, 1/θ_n), which maximises Σ v_j/θ_j (D, eq. (15)).</summary>
public sealed class InverseScales
{
    /// <summary>The direction of a point.</summary>
    /// <param name="theta">θ, at least one entry, none 0</param>
    /// <exception cref="ArgumentException">θ is empty or has an entry that is 0 or not finite</exception>
    public InverseScales(ReadOnlySpan<double> theta)
    {
        var inverse = Require(theta).Select(x => 1 / x).ToArray();
        Scale = 1 / TensorPrimitives.Norm(inverse);
        Direction = [.. inverse.Select(u => Scale * u)];
    }

    /// <summary>c = (Σ θ_j⁻²)^(−1/2).</summary>
    public double Scale { get; }

    /// <summary>ṽ_i = c/θ_i.</summary>
    public double[] Direction { get; }

    /// <summary>The largest Σ v_j/θ_j over unit vectors, 1/c.</summary>
    public double Maximum => 1 / Scale;

    /// <summary>Σ v_j/θ_j.</summary>
    public double Sum(ReadOnlySpan<double> vector) => TensorPrimitives.Dot(Direction, vector) / Scale;

    /// <summary>|v·ṽ| for a unit vector v.</summary>
    public double Cosine(ReadOnlySpan<double> vector) => Math.Abs(TensorPrimitives.Dot(Direction, vector));

    /// <summary>ε = v − ṽ, where v is taken with the sign for which v·ṽ ≥ 0.</summary>
    public double[] Deviation(ReadOnlySpan<double> vector)
    {
        var sign = TensorPrimitives.Dot(Direction, vector) < 0 ? -1.0 : 1.0;
        var deviation = vector.ToArray();
        for (var i = 0; i < deviation.Length; i++)
            deviation[i] = (sign * deviation[i]) - Direction[i];
        return deviation;
    }

    internal static double[] Require(ReadOnlySpan<double> theta)
    {
        if (theta.IsEmpty)
            throw new ArgumentException("A product needs at least one parameter; θ is empty.", nameof(theta));
        foreach (var x in theta)
        {
            if (x == 0 || !double.IsFinite(x))
                throw new ArgumentException($"θ has the entry {x:R}; inverse scales need finite entries other than 0.");
        }
        return theta.ToArray();
    }
}
