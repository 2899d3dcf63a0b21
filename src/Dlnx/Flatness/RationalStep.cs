using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>A step-size law Δ with exact values at rational points, for statements that a rounding error could decide.</summary>
public abstract class RationalStep
{
    /// <summary>Δ(x).</summary>
    public abstract Rational At(Rational x);

    /// <summary>T_+(x) = x + Δ(x).</summary>
    public Rational Up(Rational x) => x + At(x);

    /// <summary>T_−(x) = x − Δ(x).</summary>
    public Rational Down(Rational x) => x - At(x);
}

/// <summary>Δ(x) = a + b·x, exactly.</summary>
/// <param name="constant">a</param>
/// <param name="slope">b</param>
public sealed class RationalAffineStep(Rational constant, Rational slope) : RationalStep
{
    /// <summary>a.</summary>
    public Rational Constant { get; } = constant;

    /// <summary>b.</summary>
    public Rational Slope { get; } = slope;

    /// <inheritdoc/>
    public override Rational At(Rational x) => Constant + (Slope * x);
}
