using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A start with some layers at ε and the others at a fixed scale of order 1 (C, Theorem 6).</summary>
/// <param name="Activation">φ</param>
/// <param name="Depth">L</param>
/// <param name="Layers">the small layers, from 0, ascending</param>
/// <param name="Other">the scale of the others</param>
public sealed record BottleneckStart(Activation Activation, int Depth, IReadOnlyList<int> Layers, double Other = 1)
{
    /// <summary>a⋆, which the small layers must reach. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>r.</summary>
    public int Count => Layers.Count;

    /// <summary>The first r layers.</summary>
    public static BottleneckStart First(int depth, int r) => new(Activations.Tanh, depth, [.. Enumerable.Range(0, r)]);

    /// <summary>The last r layers.</summary>
    public static BottleneckStart Last(int depth, int r) =>
        new(Activations.Tanh, depth, [.. Enumerable.Range(depth - r, r)]);

    /// <summary>a(0).</summary>
    public double[] Scales(double eps) => [.. Enumerable.Range(0, Depth).Select(k => Layers.Contains(k) ? eps : Other)];

    /// <summary>The event: all small layers reach a⋆.</summary>
    public EscapeRun Run => EscapeSetting.SixDigits with { Threshold = Threshold, Bottleneck = Layers };

    /// <summary>The escape from ε.</summary>
    public EscapeCase At(double eps) => new(Activation, Scales(eps)) { Run = Run };

    /// <summary>The scales of the layers before the first small one.</summary>
    public double[] Leading => [.. Enumerable.Repeat(Other, Layers[0])];

    /// <summary>The drive with the true overlap of the leading block: κ when layer 1 is small.</summary>
    public double Drive => LeadingBlock.Drive(Activation, Depth, 1, Leading) / Leading.Aggregate(1.0, (p, a) => p * a);

    /// <summary>The quadrature with that drive.</summary>
    public double LeadingTime(double eps) => EscapeQuadrature.LeadingTime(Scales(eps), Drive, Threshold);
}
