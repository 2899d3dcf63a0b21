using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>
/// Whether gradient descent x ← x − ηf′(x) leaves a minimum of a one-dimensional f through a stable two-cycle as η passes
/// 2/f″ (B/lem-11, after Chen and Bruna), from the derivatives of f at the minimum.
/// </summary>
/// <param name="Second">f″ &gt; 0</param>
/// <param name="Third">f‴</param>
/// <param name="Fourth">f⁗</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FlipCriterion(double Second, double Third, double Fourth)
{
    /// <summary>3f‴² − f″f⁗.</summary>
    public double Condition => (3 * Third * Third) - (Second * Fourth);

    /// <summary>
    /// Whether the period doubling at η = 2/f″ is supercritical, ½F″² + ⅓F‴ &gt; 0 there: the same as a positive
    /// <see cref="Condition"/>.
    /// </summary>
    public bool Supercritical => Condition > 0;

    /// <summary>
    /// (F∘F)‴ at the minimum for η = 2/f″, F(x) = x − ηf′(x): −2F‴ − 3F″² = −4·condition/f″². The first and second
    /// derivatives of F∘F are 1 and 0 there, so its sign decides whether two steps lead back.
    /// </summary>
    public double TwoStepThirdDerivative => -4 * Condition / (Second * Second);
}
