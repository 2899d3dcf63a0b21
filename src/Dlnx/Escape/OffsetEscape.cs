using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// Escape of a network whose activation has φ(0) ≠ 0, from the four starts that "near the saddle" may mean, with the teacher
/// y = φ(s) (C, Section C.4).
/// </summary>
/// <param name="Activation">φ, of class D</param>
/// <param name="Centred">φ − φ(0)</param>
/// <param name="Depth">L ≥ 2</param>
public sealed record OffsetEscape(Activation Activation, Activation Centred, int Depth)
{
    /// <summary>The relative tolerance of the integration. Default 1e-9.</summary>
    public double RelativeTolerance { get; init; } = 1e-9;

    /// <summary>a⋆, which all scales of the centred network must reach. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The teacher of the centred network: <see cref="Centred"/> (the default) or <see cref="Activation"/>.</summary>
    public Activation CentredTeacher { get; init; } = Centred;

    /// <summary>Polled while integrating.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>½Var y, the loss of the best constant.</summary>
    public double BestConstantLoss => Chain().BestConstantLoss;

    /// <summary>𝔼y/φ(0): with it in the last layer and all other scales zero, the output is 𝔼y.</summary>
    public double RelocatedScale => Chain().TeacherMean / Activation.Value(0);

    /// <summary>κ = φ′(0)^{L−1} 𝔼[sφ(s)] of the centred network.</summary>
    public double CentredDrive => ActivationConstants.Drive(Centred, Depth, 1) ?? double.NaN;

    /// <summary>
    /// The first τ at which the network has escaped: the centred one when all scales reach the threshold, the others when the
    /// loss is half of the best constant's. Null when that does not happen before the horizon of <see cref="EscapeRun"/>.
    /// </summary>
    /// <param name="start">where it starts</param>
    /// <param name="scale">ε &gt; 0</param>
    public double? Time(OffsetStart start, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var balanced = Enumerable.Repeat(scale, Depth).ToArray();
        return start switch
        {
            OffsetStart.Centred => ToThreshold().Time(new ReducedChain(Centred, Depth, CentredTeacher.Value), balanced),
            OffsetStart.Relocated => ToHalfLoss().Time(Chain(), [.. balanced[1..], RelocatedScale]),
            OffsetStart.Biases => Biased(new BiasedChain(Chain())),
            _ => ToHalfLoss().Time(Chain(), balanced),
        };

        double? Biased(BiasedChain chain) => ToHalfLoss().Time(chain, chain.NearSaddle(scale));
    }

    /// <summary>The original chain and its teacher.</summary>
    public ReducedChain Chain() => new(Activation, Depth);

    private EscapeRun ToThreshold() =>
        new()
        {
            Threshold = Threshold,
            RelativeTolerance = RelativeTolerance,
            Cancellation = Cancellation,
        };

    // The output fits the mean at a rate of order 1, whatever the escape time.
    private EscapeRun ToHalfLoss() =>
        new()
        {
            Event = EscapeEvent.Loss,
            Baseline = BestConstantLoss,
            Method = OdeMethod.Implicit,
            RelativeTolerance = RelativeTolerance,
            AbsoluteTolerance = 1e-12,
            Cancellation = Cancellation,
        };
}
