using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// The setting of the nonlinear figures of paper A: target σhhᵀ with h = (1, …, 1)/√d, Gaussian start of scale ε whose
/// pathways after the first are smaller by a factor, η = q/(Lσ^{2−2/L}).
/// </summary>
public sealed record TanhPathwayExperiment
{
    /// <summary>L ≥ 2.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>d.</summary>
    public int Width { get; init; } = 8;

    /// <summary>n, units of each hidden layer.</summary>
    public int Hidden { get; init; } = 8;

    /// <summary>P.</summary>
    public int Pathways { get; init; } = 2;

    /// <summary>σ &gt; 0.</summary>
    public double Sigma { get; init; } = 1;

    /// <summary>ε, the standard deviation of the first pathway's weights.</summary>
    public double Scale { get; init; } = 0.1;

    /// <summary>The factor on the start of every pathway after the first.</summary>
    public double Asymmetry { get; init; } = 0.5;

    /// <summary>q = ηLσ^{2−2/L}, the learning rate in units of the linear network's.</summary>
    public double Q { get; init; } = 2.8;

    /// <summary>The seed of the start.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>η.</summary>
    public double LearningRate => Q / PathwaySharpness.Single(Depth, Sigma);

    /// <summary>M = σhhᵀ.</summary>
    public Matrix Target()
    {
        var target = new Matrix(Width, Width);
        target.Span.Fill(Sigma / Width);
        return target;
    }

    /// <summary>The network at its start, drawn in the order pathway, layer, row, column.</summary>
    public TanhPathwayNetwork Start()
    {
        var network = new TanhPathwayNetwork(Depth, Width, Hidden, Pathways);
        var normals = new PortableNormals(Seed);
        var count = network.Parameters.Length / Pathways;
        for (var i = 0; i < network.Parameters.Length; i++)
            network.Parameters[i] = Scale * (i < count ? 1 : Asymmetry) * normals.Next();
        return network;
    }

    /// <summary>s_p = hᵀf_p(I)h for all pathways.</summary>
    /// <param name="network">a network of this setting</param>
    public double[] Coefficients(TanhPathwayNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. Enumerable.Range(0, Pathways).Select(p => network.PathwayOutput(p).Span.ToArray().Sum() / Width)];
    }

    /// <summary>D = max_p s_p / Σ_p s_p.</summary>
    /// <param name="network">a network of this setting</param>
    public double Dominance(TanhPathwayNetwork network)
    {
        var coefficients = Coefficients(network);
        return coefficients.Max() / coefficients.Sum();
    }
}
