using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Claims about the deterministic off-manifold network, with its parameters.</summary>
public abstract class OffManifoldSpec : ClaimSpec
{
    private double? scale;

    [Parameter("phi", Description = "φ, of class A, B or C")]
    public string Phi { get; set; } = "tanh";

    [Parameter("widths", Min = 1, Max = 64, Description = "n₀ = 2, …, n_L = 1")]
    public int[] Widths { get; set; } = [2, 4, 4, 4, 4, 1];

    [Parameter("amp", Min = 0.2, Max = 2, Description = "amplitude of the weights")]
    public double Amplitude { get; set; } = 0.9;

    [Parameter("r", Min = 1, Max = 12, Description = "the first layers that are scaled by eps")]
    public int Layers { get; set; } = 3;

    [Parameter("eps", Min = 2e-3, Max = 0.3, Description = "ε")]
    public double Eps
    {
        get => scale ?? DefaultScale;
        set => scale = value;
    }

    [Parameter("alpha", Above = 0, Max = 10, Description = "α")]
    public double Alpha { get; set; } = 1;

    [Parameter("angle", Min = -4, Max = 4, Description = "of u, in radians")]
    public double Angle { get; set; } = 0.6;

    /// <summary>ε of the catalogue's setting.</summary>
    protected abstract double DefaultScale { get; }

    /// <summary>The user's setting.</summary>
    protected BottleneckNetwork Setting =>
        new()
        {
            Activation = ActivationChoice.Resolve(Phi, 1, ActivationClass.A, ActivationClass.B, ActivationClass.C),
            Widths = Widths,
            Amplitude = Amplitude,
            Layers = Layers,
            Scale = Eps,
            Alpha = Alpha,
            Angle = Angle,
        };

    /// <summary>The catalogue's setting, whatever the parameters.</summary>
    protected BottleneckNetwork Reference => new() { Scale = DefaultScale };

    public override void Validate() => Setting.Validated();

    /// <summary>Refuses a size that the bottleneck has from the start.</summary>
    /// <exception cref="ParameterException">as said</exception>
    protected void RequireStartBelow(double delta)
    {
        var start = new BottleneckGains(Setting.Start(), Layers, Setting.Direction).Largest;
        if (start >= delta)
            throw new ParameterException("delta", $"is {delta}; it must be above the start's largest gain {start:G4}.");
    }
}
