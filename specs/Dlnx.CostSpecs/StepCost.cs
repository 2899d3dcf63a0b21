using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Claims;

namespace Dlnx.CostSpecs;

/// <summary>Steps of gradient descent of deep linear networks.</summary>
[Claim(
    "cost/gd-step",
    "The time of a step of gradient descent",
    Kind = ClaimKind.Figure,
    Source = "Our own kernels",
    Verdict = Verdict.Confirmed,
    Statement = """
        A full-batch step of gradient descent of a network of $L$ layers of $d\times d$ multiplies $3(L-1)$ matrices: on one
        core its time grows like $d^3$ and like $L-1$.
        """
)]
public sealed class StepCost : CostSpec
{
    private const int FixedWidth = 96;

    /// <summary>At three layers.</summary>
    [Check(Tier.Standard)]
    public void The_time_grows_with_the_third_power_of_the_width() =>
        Grows("d", 3, [64, 96, 128, 192, 256, 384, 512], width => Step(3, width));

    /// <summary>At a width of 96.</summary>
    [Check(Tier.Standard)]
    public void The_time_grows_with_the_number_of_products() =>
        Grows("L − 1", 1, [1, 2, 3, 5, 8, 12], last => Step(last + 1, FixedWidth));

    private static Action Step(int depth, int width)
    {
        var stream = new RandomStream(1);
        var network = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
        var target = RandomMatrices.Gaussian(width, width, stream);
        return () => network.Step(target, 1e-9);
    }
}
