using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Where the bound and the criterion as stated fail.</summary>
public sealed partial class DominantBlockBound
{
    [Check(Role = Role.Counterexample)]
    public void The_gap_inside_the_block_is_not_the_right_one()
    {
        double[][] blocks =
        [
            [1.192127336912, 0.107568530348, -0.67417040374],
            [2.214721421141, -1.825811735813, 0.716939009786],
        ];
        var compared = DisjointSum.At(new SquaredLoss(-0.004311454322599), blocks).Compare(0);
        var claimed = compared.Coupling / compared.GapInside;
        Evidence.Golden("sine", compared.Sine, Absolute(1e-8));
        Evidence.Golden("claimed bound", claimed, Absolute(1e-8));
        Evidence.Above("sine over the claimed bound", compared.Sine / claimed, 1.3);
    }

    [Check(Role = Role.Counterexample)]
    public void A_larger_product_need_not_dominate()
    {
        var sum = new DisjointSum(
            [
                [1, 1],
                [0.001, 5],
            ],
            new(0, 1)
        );
        var compared = sum.Compare(0);
        Evidence.Golden("lambda_max", sum.Leading.Value, Absolute(1e-12));
        Evidence.Golden("weight on B", compared.WeightOutside, Absolute(1e-7));
        Evidence.Above("z_A/z_B", sum.Products[0] / sum.Products[1], 100);
        Evidence
            .Agrees("weight on B", compared.WeightOutside, 25.000001 / 27.000001, Absolute(1e-12))
            .Rejects("z_B²/(z_A² + z_B²)", 0.005 * 0.005 / (1 + (0.005 * 0.005)));
    }

    [Check]
    public void The_gradient_decides_which_block_dominates()
    {
        // At ℓ′ = 0 the Hessian is ℓ″∇z∇zᵀ, with blocks of norm ‖∇z_a‖‖∇z_b‖.
        var sum = new DisjointSum(
            [
                [1, 1],
                [0.001, 5],
            ],
            new(0, 1)
        );
        var (larger, smaller) = (sum.Compare(1), sum.Compare(0));
        var ratio = Math.Sqrt(2 / 25.000001);
        Evidence
            .Agrees("‖H_AB‖/‖H_BB‖ of the dominant B", larger.Coupling / 25.000001, ratio, Relative(1e-10))
            .Rejects("z_A/z_B", 1 / 0.005);
        Evidence.Agrees("‖H_AB‖/‖H_AA‖ of A", smaller.Coupling / 2, 1 / ratio, Relative(1e-10));
        Evidence.AtMost("sine to the padded eigenvector of B", larger.Sine, ratio);
    }
}
