using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

/// <summary>What the iterates of one balanced direction settle on.</summary>
[Quantity("B/attractor", "Period, values and sharpness that a balanced direction settles on", Source = "B/fig-1")]
public sealed class SettledDirection : Quantity
{
    /// <summary>L.</summary>
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    /// <summary>ηS.</summary>
    [Parameter("k", Above = 0, Max = 6, Description = "ηS")]
    public double Step { get; set; } = 2.3;

    /// <summary>σ.</summary>
    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 1;

    /// <summary>x₀.</summary>
    [Parameter("x0", Min = -10, Max = 10, Description = "start, in units of σ^(1/L)")]
    public double Start { get; set; } = 0.9;

    /// <summary>Steps dropped.</summary>
    [Parameter(Min = 0, Max = 100_000_000, Description = "steps dropped")]
    public int Burn { get; set; } = 20_000;

    /// <summary>Iterates kept.</summary>
    [Parameter(Min = PeriodDetector.Window, Max = 1_000_000, Description = "iterates kept")]
    public int Keep { get; set; } = 128;

    /// <inheritdoc/>
    public override Outputs Evaluate()
    {
        var attractor = Attractor.Of(new BalancedMap(Depth, Step), Sigma, Start, Burn, Keep);
        return new Outputs
        {
            { "period", attractor.Period },
            { "values", attractor.Values },
            { "min", Defined.OrNull(attractor.Min) },
            { "max", Defined.OrNull(attractor.Max) },
            { "sharpnessMin", Defined.OrNull(attractor.SharpnessMin) },
            { "sharpnessMax", Defined.OrNull(attractor.SharpnessMax) },
        };
    }
}
