namespace Dlnx.Maps;

/// <summary>What a bifurcation sweep does at every step k.</summary>
public sealed record SweepPlan
{
    /// <summary>L, 2 to 64.</summary>
    public required int Depth { get; init; }

    /// <summary>x₀, in units of σ^(1/L).</summary>
    public double Start { get; init; } = 0.9;

    /// <summary>Steps dropped, at least 0.</summary>
    public int Burn { get; init; } = 20_000;

    /// <summary>Steps over which ln|F′| is averaged after the burn-in; 0 leaves the exponents out.</summary>
    public int LyapunovSteps { get; init; }

    /// <summary>Iterates recorded per k at the end, at least 64, which decide the period.</summary>
    public int Keep { get; init; } = 128;

    /// <summary>Threads, at least 1. The results do not depend on it, to the last bit.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    internal void Validate()
    {
        MapDomain.Depth(Depth);
        MapDomain.Finite(Start, nameof(Start));
        MapDomain.AtLeast(Burn, 0, nameof(Burn));
        MapDomain.AtLeast(LyapunovSteps, 0, nameof(LyapunovSteps));
        MapDomain.AtLeast(Keep, PeriodDetector.Window, nameof(Keep));
        MapDomain.AtLeast(Workers, 1, nameof(Workers));
    }
}
