using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// Closed forms for z = Σ_a z_a, z_a = ∏_{i∈a} θ_i with disjoint parameters: the block constants of an eigenvector and
/// the k × k secular equation (D, App. E.6). Blocks and parameters count from 0, parameters block after block.
/// </summary>
public sealed class DisjointSum
{
    private readonly double[] theta;
    private readonly int[] blockOf;

    /// <summary>The sum at a point.</summary>
    /// <param name="blocks">the parameters of every product, none 0</param>
    /// <param name="slopes">ℓ′ and ℓ″ at z</param>
    /// <exception cref="ArgumentException">there is no parameter, or one is 0 or not finite</exception>
    public DisjointSum(IReadOnlyList<double[]> blocks, LossSlopes slopes)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        theta = InverseScales.Require([.. blocks.SelectMany(block => block)]);
        blockOf = [.. blocks.SelectMany((block, a) => block.Select(_ => a))];
        Model = SumOfProducts.Disjoint([.. blocks.Select(block => block.Length)]);
        Slopes = slopes;
        Products = Model.TermValues(theta);
        Leading = LeadingPair.Of(Model.Hessian(theta, slopes));
    }

    /// <summary>z(θ).</summary>
    public SumOfProducts Model { get; }

    /// <summary>All parameters, block after block.</summary>
    public ReadOnlySpan<double> Theta => theta;

    /// <summary>ℓ′ and ℓ″.</summary>
    public LossSlopes Slopes { get; }

    /// <summary>z_a of every block.</summary>
    public double[] Products { get; }

    /// <summary>λ_max of the Hessian and its eigenvector v.</summary>
    public LeadingPair Leading { get; }

    /// <summary>max(|λ_maxθ_i| + |α_a/θ_i|), by which rounding errors of <see cref="EntryConstants"/> are measured.</summary>
    public double LargestWeight =>
        theta.Select((x, i) => Math.Abs(Leading.Value * x) + Math.Abs(Alpha(blockOf[i]) / x)).Max();

    /// <summary>The sum at a point under a loss.</summary>
    /// <param name="loss">ℓ</param>
    /// <param name="blocks">the parameters of every product, none 0</param>
    /// <exception cref="ArgumentException">there is no parameter, or one is 0 or not finite</exception>
    public static DisjointSum At(ScalarLoss loss, IReadOnlyList<double[]> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var model = SumOfProducts.Disjoint([.. blocks.Select(block => block.Length)]);
        return new(blocks, LossSlopes.Of(loss, model.Value([.. blocks.SelectMany(block => block)])));
    }

    /// <summary>α_a = ℓ′z_a.</summary>
    public double Alpha(int block) => Slopes.First * Products[block];

    /// <summary>The block of a parameter.</summary>
    public int BlockOf(int i) => blockOf[i];

    /// <summary>g_i = λθ_i + α_a/θ_i for i in block a.</summary>
    public double Weight(double lambda, int i) => (lambda * theta[i]) + (Alpha(blockOf[i]) / theta[i]);

    /// <summary>The numbers v_i·g_i, within each block equal to its <see cref="BlockConstants"/>.</summary>
    public double[] EntryConstants() => [.. theta.Select((_, i) => Leading.Vector[i] * Weight(Leading.Value, i))];

    /// <summary>C_a = ℓ″z_aΣ_b z_bs_b + ℓ′z_as_a of the leading eigenvector, with s_a = Σ_{i∈a} v_i/θ_i.</summary>
    public double[] BlockConstants() =>
        [.. Products.Select((_, a) => TensorPrimitives.Dot<double>(Coefficients(a), Leading.Vector))];

    /// <summary>
    /// C_a as a linear function of v: ℓ″z_az_b/θ_i for i in another block b, (ℓ″z_a² + ℓ′z_a)/θ_i in block a. Their
    /// direction maximises C_a over unit vectors.
    /// </summary>
    public double[] Coefficients(int a) => [.. theta.Select((x, i) => Coupling(a, blockOf[i]) / x)];

    /// <summary>The predicted |v_i/v_j| = |C_a g_j/(C_b g_i)| for i in block a and j in block b.</summary>
    public double PredictedRatio(int i, int j)
    {
        var constants = BlockConstants();
        var (lambda, a, b) = (Leading.Value, constants[blockOf[i]], constants[blockOf[j]]);
        return Math.Abs(a / b * Weight(lambda, j) / Weight(lambda, i));
    }

    /// <summary>Compares the Hessian with its diagonal block of one product; there must be others.</summary>
    /// <exception cref="ArgumentException">there is no such product, or only one</exception>
    public BlockPerturbation Compare(int block) =>
        new(Model.Hessian(theta, Slopes), [.. Enumerable.Range(0, theta.Length).Where(i => blockOf[i] == block)]);

    /// <summary>
    /// M(λ), k × k, with M_ab = (ℓ″z_az_b + ℓ′z_aδ_ab)G_b and G_b = Σ_{i∈b} 1/(λθ_i² + α_b): it has the eigenvalue 1 at
    /// every eigenvalue λ of the Hessian that is not a pole.
    /// </summary>
    public Matrix Secular(double lambda)
    {
        var sums = new double[Products.Length];
        for (var i = 0; i < theta.Length; i++)
            sums[blockOf[i]] += 1 / (theta[i] * Weight(lambda, i));
        var secular = new Matrix(Products.Length, Products.Length);
        for (var a = 0; a < Products.Length; a++)
        {
            for (var b = 0; b < Products.Length; b++)
                secular[a, b] = Coupling(a, b) * sums[b];
        }
        return secular;
    }

    private double Coupling(int a, int b) => (Slopes.Second * Products[a] * Products[b]) + (a == b ? Alpha(a) : 0);
}
