using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The step-size laws that a user can type and that have exact values at rational points.</summary>
public static class RationalStepChoice
{
    /// <summary>The exact law of <c>affine(a,b)</c> or <c>const(a)</c> with rational numbers; null for any other text.</summary>
    public static RationalStep? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('(', ',', ')');
        var numbers = parts
            .Skip(1)
            .SkipLast(1)
            .Select(n => Rational.TryParse(n, out var value) ? value : (Rational?)null)
            .ToArray();
        return (parts[0].Trim(), numbers) switch
        {
            ("affine", [{ } constant, { } slope]) => new RationalAffineStep(constant, slope),
            ("const", [{ } constant]) => new RationalAffineStep(constant, 0),
            _ => null,
        };
    }
}
