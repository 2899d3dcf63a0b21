using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

/// <summary>A quantity of the chain map at a step, given as κ or as a multiple of κ_L.</summary>
public abstract class ChainQuantity : Quantity
{
    [Parameter("L", Min = 2, Max = 10_000, Description = "number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Description = "κ = ησ^(2−2/L), up to 20/L; 0.99 κ_L when neither is given")]
    public double? Kappa { get; set; }

    [Parameter(Above = 0, Description = "κ/κ_L, instead of kappa")]
    public double? Factor { get; set; }

    /// <summary>The map at the step of the setting.</summary>
    protected ChainMap Map => new(Depth, ChainStep.Resolve(Depth, Kappa, Factor));

    public override void Validate() => ChainStep.Resolve(Depth, Kappa, Factor);
}
