using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A generated process with Δ(u) = mu and a law of u₀ on the right of 0.</summary>
/// <param name="Start">the law of u₀</param>
/// <param name="M">m</param>
/// <param name="Steps">t</param>
public sealed record GeneratedMultiplication(GeneratedStart Start, double M, int Steps)
{
    /// <summary>The law of u_t.</summary>
    public MultiplicativeLaw Law => new(Start.Law, M, Steps);

    /// <summary>Unimodal starts around 2, m from 0.01 to 0.6, even t up to 8.</summary>
    public static Arbitrary<GeneratedMultiplication> Any() =>
        (
            from start in GeneratedStart.Unimodal(2, 0.05, 0.5)
            from m in Draw.Between(0.01, 0.6)
            from half in Draw.Integer(1, 4)
            select new GeneratedMultiplication(start, Math.Round(m, 3), 2 * half)
        ).ShrunkBy(Shrink);

    private static IEnumerable<GeneratedMultiplication> Shrink(GeneratedMultiplication c)
    {
        if (c.Steps > 2)
            yield return c with
            {
                Steps = c.Steps - 2,
            };
        if (Math.Round(c.M, 1) is var rounded && rounded > 0 && rounded != c.M)
            yield return c with
            {
                M = rounded,
            };
        foreach (var start in c.Start.Shrink())
            yield return c with
            {
                Start = start,
            };
    }
}
