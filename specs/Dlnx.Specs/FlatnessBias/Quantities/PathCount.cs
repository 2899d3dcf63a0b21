using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/path-count", "Paths of a network with biases, and the error of their sum", Source = "D/sop-def")]
public sealed class PathCount : Quantity
{
    [Parameter(Min = 1, Max = 4, Description = "n₀, …, n_L = 1; two to five")]
    public int[] Widths { get; set; } = [2, 3, 2, 1];

    public override void Validate() => RandomAffineNetwork.Require(Widths);

    public override Outputs Evaluate()
    {
        // A quantity is a function of its parameters, so its network comes from a fixed seed.
        var drawn = new RandomAffineNetwork(Widths, 0);
        var error = RandomAffineNetwork.RelativeError(drawn.AllPaths.Value(drawn.Theta), drawn.LinearOutput);
        return new Outputs
        {
            { "input_paths", NetworkPaths.InputCount(Widths) },
            { "bias_paths", NetworkPaths.BiasCount(Widths) },
            { "max_rel_error", error },
        };
    }
}
