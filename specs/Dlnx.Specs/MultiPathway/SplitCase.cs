using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

/// <summary>A random split of one mode over pathways of one depth, for properties.</summary>
internal sealed record SplitCase(int Depth, int Pathways, double Sigma, double Concentration, ulong Seed)
{
    /// <summary>Symmetric Dirichlet splits: nearly sparse, uniform and nearly equal ones.</summary>
    public static Gen<SplitCase> Dirichlet(int lowestDepth, int fewestPathways = 1) =>
        Over(Draw.Integer(lowestDepth, 12), Draw.Integer(fewestPathways, 8));

    /// <summary>The same for given depths and numbers of pathways.</summary>
    public static Gen<SplitCase> Over(Gen<int> depths, Gen<int> numbersOfPathways) =>
        from depth in depths
        from pathways in numbersOfPathways
        from sigma in Draw.LogBetween(0.05, 20)
        from concentration in Gen.Elements(0.1, 1, 10)
        from seed in Draw.Seed()
        select new SplitCase(depth, pathways, sigma, concentration, seed);

    /// <summary>s_p, with sum σ.</summary>
    public double[] Split =>
        [.. RandomShares.Dirichlet(Pathways, Concentration, new RandomStream(Seed)).Select(share => share * Sigma)];

    public double Lambda => LambdaOf(Depth, Split);

    public double Single => PathwaySharpness.Single(Depth, Sigma);

    public double Minimum => PathwaySharpness.Minimum(Depth, Sigma, Pathways);

    /// <summary>Σ_p (s_p − σ/P)².</summary>
    public double SquaredDistance => Split.Sum(s => (s - (Sigma / Pathways)) * (s - (Sigma / Pathways)));

    /// <summary>max_p |s_p − σ/P| / σ.</summary>
    public double Imbalance => Split.Max(s => Math.Abs(s - (Sigma / Pathways))) / Sigma;

    /// <summary>L Σ_p |s_p|^(2−2/L) at the split plus normal noise of standard deviation σ that leaves the sum as it is.</summary>
    public double SignedLambda()
    {
        var stream = new RandomStream(Seed).Substream("noise");
        double[] noise = [.. Split.Select(_ => Sigma * stream.NextNormal())];
        return LambdaOf(Depth, [.. Split.Zip(noise, (s, x) => Math.Abs(s + x - noise.Average()))]);
    }

    public static double LambdaOf(int depth, double[] split)
    {
        var depths = new int[split.Length];
        Array.Fill(depths, depth);
        return PathwaySharpness.OfMode(depths, split);
    }

    public override string ToString() =>
        $"L = {Depth}, P = {Pathways}, σ = {Sigma:R}, s/σ = ({string.Join(", ", Split.Select(s => (s / Sigma).ToString("G4")))})";
}
