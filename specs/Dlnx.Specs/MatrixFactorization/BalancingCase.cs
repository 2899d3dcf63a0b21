using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>A direction started unbalanced within the tight start bound: the setting of Lemma 2 and its neighbours.</summary>
/// <param name="Depth">L, 2 to 7</param>
/// <param name="Sigma">σ</param>
/// <param name="K">ηS</param>
/// <param name="Alpha">α</param>
/// <param name="Steps">T</param>
public sealed record BalancingCase(int Depth, double Sigma, double K, double Alpha, int Steps)
{
    /// <summary>σ^(1/L).</summary>
    public double LayerScale => Math.Pow(Sigma, 1.0 / Depth);

    /// <summary>The direction.</summary>
    public SingularMode Mode => SingularMode.AtStep(Depth, K, Sigma);

    /// <summary>η.</summary>
    public double LearningRate => Mode.Eta;

    /// <summary>Random cases with L = 2…7, σ in (0.1, 16), k in (0.05, 2.82), α up to 0.999 of the tight bound.</summary>
    public static FsCheck.Gen<BalancingCase> Draws(int fewestSteps, int mostSteps) =>
        from L in Draw.Integer(2, 7)
        from sigma in Draw.LogBetween(0.1, 16)
        from k in Draw.Between(0.05, 2.82)
        from share in Draw.Between(0.001, 0.999)
        from steps in Draw.Integer(fewestSteps, mostSteps)
        select new BalancingCase(L, sigma, k, share * StartBound.Tight(L, k, sigma)!.Value, steps);

    /// <summary>
    /// The largest growth of |b| in a step, in units of max(σ^(2/L), α²); infinite when a layer stops being positive or
    /// finite.
    /// </summary>
    public double LargestGapGrowth()
    {
        var state = SingularMode.Unbalanced(Alpha);
        var (mode, worst) = (Mode, 0.0);
        for (var t = 0; t < Steps; t++)
        {
            var next = mode.Step(state);
            if (!(next.X > 0 && next.Y > 0 && double.IsFinite(next.X * next.Y)))
                return double.PositiveInfinity;
            worst = Math.Max(worst, Math.Abs(next.Gap) - Math.Abs(state.Gap));
            state = next;
        }
        return worst / Math.Max(LayerScale * LayerScale, Alpha * Alpha);
    }
}
