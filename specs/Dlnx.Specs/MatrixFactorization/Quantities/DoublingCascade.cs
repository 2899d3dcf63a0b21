using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

/// <summary>The steps at which the cycles of the balanced map double their period.</summary>
[Quantity("B/cascade", "Period-doubling points of the balanced map", Source = "B/bt-feigenbaum, Section 0")]
public sealed class DoublingCascade : Quantity
{
    /// <summary>L.</summary>
    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    /// <summary>How many points: 1 is k₄ alone.</summary>
    [Parameter(Min = 1, Max = Cascade.MaxLevels, Description = "how many points, from k₄ on")]
    public int Levels { get; set; } = 2;

    /// <inheritdoc/>
    public override Outputs Evaluate()
    {
        var cascade = Cascade.Of(Depth, Levels);
        var outputs = new Outputs();
        for (var n = 0; n < Levels; n++)
            outputs.Add($"k{4 << n}", cascade.Points[n]);
        outputs.Add("delta", cascade.Deltas);
        outputs.Add("kInf", Defined.OrNull(cascade.Limit));
        outputs.Add("kSignChange", cascade.SignChange);
        return outputs;
    }
}
