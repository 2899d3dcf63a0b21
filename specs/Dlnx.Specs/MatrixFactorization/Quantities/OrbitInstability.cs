using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

/// <summary>The Lyapunov exponent of one balanced direction.</summary>
[Quantity("B/lyapunov", "Mean of ln|F′| along the orbit of a balanced direction", Source = "B/fig-1")]
public sealed class OrbitInstability : Quantity
{
    /// <summary>L.</summary>
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    /// <summary>ηS.</summary>
    [Parameter("k", Above = 0, Max = 6, Description = "ηS")]
    public double Step { get; set; } = 2.3;

    /// <summary>x₀.</summary>
    [Parameter("x0", Min = -10, Max = 10, Description = "start, in units of σ^(1/L)")]
    public double Start { get; set; } = 0.9;

    /// <summary>Steps dropped.</summary>
    [Parameter(Min = 0, Max = 100_000_000, Description = "steps dropped")]
    public int Burn { get; set; } = 5000;

    /// <summary>Steps averaged.</summary>
    [Parameter("T", Min = LyapunovExponent.Blocks, Max = 1_000_000_000, Description = "steps averaged")]
    public int Steps { get; set; } = 100_000;

    /// <inheritdoc/>
    public override Outputs Evaluate()
    {
        var mean = LyapunovExponent.Of(new BalancedMap(Depth, Step), Start, Burn, Steps);
        return new Outputs
        {
            { "exponent", Defined.OrNull(mean.Exponent) },
            { "standardError", Defined.OrNull(mean.StandardError) },
        };
    }
}
