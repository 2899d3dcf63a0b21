using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A chain at one input that is linear but for the term c_qz^q at one activation.</summary>
/// <param name="Activation">φ, whose c₁, q and c_q are used</param>
/// <param name="Layer">p, the activation with the non-linear term, from 1</param>
/// <param name="Scales">a₁, …, a_L</param>
/// <param name="S">s</param>
public sealed record BentChain(Activation Activation, int Layer, double[] Scales, double S)
{
    private double C1 => Activation.Slope!.Value;

    private int Q => Activation.Order!.Value;

    /// <summary>f^(p), the output less that of the linear chain.</summary>
    /// <param name="factor">multiplies all scales</param>
    public double Contribution(double factor = 1) => Contribution([.. Scales.Select(a => factor * a)]);

    /// <summary>c_q·c₁^{(p−1)q+L−1−p}(a₁⋯a_p)^q a_{p+1}⋯a_L s^q.</summary>
    public double Monomial() => MonomialWith(((Layer - 1) * Q) + Scales.Length - 1 - Layer);

    /// <summary>The monomial with another power of c₁.</summary>
    public double MonomialWith(int power)
    {
        var below = Scales[..Layer].Aggregate(S, (product, a) => product * a);
        var above = Scales[Layer..].Aggregate(1.0, (product, a) => product * a);
        return Activation.TaylorCoefficient(Q) * Math.Pow(C1, power) * Math.Pow(below, Q) * above;
    }

    /// <summary>The degree of f^(p) in all scales together.</summary>
    public double Degree() => ChainSetting.Exponent(Contribution(), Contribution(0.5));

    /// <summary>a_k∂_kf^(p)/f^(p).</summary>
    /// <param name="k">from 1</param>
    public double LogDerivative(int k)
    {
        const double step = 1e-3;
        double At(double by) => Contribution([.. Scales.Select((a, j) => j == k - 1 ? a * (1 + by) : a)]);
        return ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step * At(0));
    }

    /// <summary>The case in words.</summary>
    public override string ToString() => $"{Activation}, p = {Layer}, L = {Scales.Length}, s = {S:G3}";

    private double Contribution(double[] scales) => Output(scales, Layer) - Output(scales, 0);

    private double Output(double[] scales, int bent)
    {
        var z = scales[0] * S;
        for (var l = 1; l < scales.Length; l++)
            z = scales[l] * ((C1 * z) + (l == bent ? Activation.TaylorCoefficient(Q) * Math.Pow(z, Q) : 0));
        return z;
    }
}
