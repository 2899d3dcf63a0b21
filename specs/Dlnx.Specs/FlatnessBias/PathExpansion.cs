using Dlnx.Flatness;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/sop-def",
    "Sum-of-products form",
    Kind = ClaimKind.Definition,
    Source = "Sec. 4.1.1, App. E.1, eq. (13)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/eq-13"],
    Verdict = Verdict.Confirmed,
    Statement = """
        A network with identity activations, widths $n_0, \dots, n_{L-1}, n_L = 1$, weights $W_l$ and biases $b_l$ is the sum
        over its paths
        $$f(x) = \sum_{i_0,\dots,i_{L-1}} x_{i_0}\prod_{l=1}^L W_l[i_l, i_{l-1}]
          + \sum_{s=1}^L\sum_{i_s,\dots,i_{L-1}} b_s[i_s]\prod_{l=s+1}^L W_l[i_l, i_{l-1}], \qquad i_L = 1,$$
        with $\prod_{l=0}^{L-1}n_l$ paths of degree $L$ from the inputs and $\sum_{s=1}^{L-1}\prod_{l=s}^{L-1}n_l + 1$ from the
        biases, those from $b_s$ of degree $L - s + 1$ in the parameters.
        """,
    Explanation = """
        The $k$-sum of DLNs, $z = \sum_jc_j\prod_i\theta_{j,i}$ with disjoint parameters, is an abstraction of it: the paths of
        a network share parameters.
        """
)]
public sealed class PathExpansion : ClaimSpec
{
    [Parameter(Min = 1, Max = 4, Description = "n₀, …, n_L = 1; two to five")]
    public int[] Widths { get; set; } = [2, 3, 2, 1];

    private int Depth => Widths.Length - 1;

    public override void Validate() => RandomAffineNetwork.Require(Widths);

    [Check]
    public void The_paths_sum_to_the_forward_pass()
    {
        Evidence
            .ForAll(
                "|Σ paths − forward pass|/max(1, |f|)",
                RandomAffineNetwork.Any().ToArbitrary(),
                drawn => Deviation(drawn, _ => true),
                Absolute(1e-12)
            )
            .Rejects("without the bias of the output", drawn => Deviation(drawn, path => path.Parameters.Count > 1))
            .Rejects(
                "paths of full degree only",
                drawn => Deviation(drawn, path => path.Parameters.Count == drawn.Network.Depth)
            );
        var chosen = new RandomAffineNetwork(Widths, StreamSeed());
        Evidence.AtMost("relative deviation for the widths set", Deviation(chosen, _ => true), 1e-12);
    }

    [Check]
    public void The_numbers_of_paths_are_products_of_widths()
    {
        var paths = new RandomAffineNetwork(Widths, 1).AllPaths.Terms;
        // The first parameter of a path from an input is a weight of the first layer.
        var fromInputs = paths.Count(path => path.Parameters[0] < Widths[0] * Widths[1]);
        Evidence
            .Matches("paths from the inputs", fromInputs, NetworkPaths.InputCount(Widths))
            .Rejects("one per weight and bias", new AffineNetwork(Widths).ParameterCount);
        Evidence
            .Matches("paths from the biases", paths.Count - fromInputs, NetworkPaths.BiasCount(Widths))
            .Rejects("without the + 1", NetworkPaths.BiasCount(Widths) - 1);
    }

    [Check]
    public void Paths_from_a_bias_have_the_degree_of_its_layer()
    {
        // f(tθ) = Σ_k t^k f_k separates the degrees by forward passes alone.
        Evidence
            .ForAll(
                "|forward pass at 1.7θ − Σ 1.7^degree · path|/max(1, |f|)",
                RandomAffineNetwork.Any().ToArbitrary(),
                drawn => DegreeDeviation(drawn, 0),
                Absolute(1e-12)
            )
            .Rejects("degree L − s", drawn => DegreeDeviation(drawn, 1));
        var network = new RandomAffineNetwork(Widths, 1).Network;
        var degrees = new List<int>();
        for (var s = 1; s <= Depth; s++)
            degrees.Add(DegreeFrom(network, network.Bias(s, 0)));
        Evidence
            .Matches(
                "degrees of the paths from b₁, …, b_L",
                degrees,
                [.. Enumerable.Range(1, Depth).Select(s => Depth - s + 1)]
            )
            .Rejects("L − s", [.. Enumerable.Range(1, Depth).Select(s => Depth - s)]);
    }

    private static int DegreeFrom(AffineNetwork network, int bias) =>
        NetworkPaths
            .Of(network, new double[network.Widths[0]], network.LinearMasks())
            .Terms.First(path => path.Parameters[0] == bias)
            .Parameters.Count;

    private static double Deviation(RandomAffineNetwork drawn, Func<ProductTerm, bool> kept)
    {
        var sum = drawn.AllPaths.Terms.Where(kept).Sum(path => path.Value(drawn.Theta));
        return RandomAffineNetwork.RelativeError(sum, drawn.LinearOutput);
    }

    // The rival takes one degree off the paths from biases.
    private static double DegreeDeviation(RandomAffineNetwork drawn, int less)
    {
        var network = drawn.Network;
        double[] scaled = [.. drawn.Theta.Select(x => 1.7 * x)];
        var forward = network.Output(scaled, drawn.Input, network.LinearMasks());
        var weights = network.Widths[0] * network.Widths[1];
        var (sum, size) = (0.0, 1.0);
        foreach (var path in drawn.AllPaths.Terms)
        {
            var degree = path.Parameters.Count - (path.Parameters[0] < weights ? 0 : less);
            var value = Math.Pow(1.7, degree) * path.Value(drawn.Theta);
            (sum, size) = (sum + value, size + Math.Abs(value));
        }
        return Math.Abs(sum - forward) / size;
    }
}
