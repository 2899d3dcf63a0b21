using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

// The top of the spectrum at a size where no dense Hessian fits.
public sealed partial class ModeEigenvalue
{
    [Check(Tier.Standard)]
    public void At_width_30_Lanczos_finds_the_top_of_the_spectrum()
    {
        var stream = new RandomStream(StreamSeed());
        int[] depths = [3, 3];
        double[][] coefficients = [Row(stream), Row(stream)];
        var minimum = AlignedMinimum.Random(depths, coefficients, stream);
        var closed = PathwaySpectrum.Eigenvalues(depths, coefficients);
        var modes = PathwaySpectrum.ModeSharpness(depths, coefficients);
        var top = Curvature.Largest(minimum.Network, minimum.Target, 4);
        Evidence
            .Agrees(
                $"d = {Wide}: the 4 largest eigenvalues of the Hessian in {minimum.Network.ParameterCount:N0} weights",
                top,
                closed.AsSpan(0, 4),
                Relative(1e-8)
            )
            .Rejects("λ_i alone, without the cross eigenvalues", modes.OrderDescending().Take(4).ToArray());
        Evidence
            .Agrees($"d = {Wide}: sharpness", top[0], modes.Max(), Relative(1e-9))
            .Rejects("exponent 2 − 1/L", WrongExponent(coefficients));
    }

    [Check(Tier.Standard)]
    public void At_width_16_the_whole_spectrum_is_there()
    {
        var stream = new RandomStream(StreamSeed());
        int[] depths = [3, 3];
        double[][] coefficients = [Row(stream)[..16], Row(stream)[..16]];
        var minimum = AlignedMinimum.Random(depths, coefficients, stream);
        var closed = PathwaySpectrum.Eigenvalues(depths, coefficients);
        var gram = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Gram(minimum.Network));
        var modes = PathwaySpectrum.ModeSharpness(depths, coefficients).OrderDescending();
        Evidence
            .Agrees(
                $"all {gram.Length} eigenvalues of the Gram matrix against {{μ_ij}}",
                gram,
                closed,
                Absolute(1e-12 * closed[0])
            )
            .Rejects("λ_i and zeros, rank d", [.. modes, .. new double[gram.Length - 16]]);
    }

    private const int Wide = 30;

    private static double[] Row(RandomStream stream) =>
        [.. Enumerable.Range(0, Wide).Select(_ => stream.NextUniform(0, 2))];

    private static double WrongExponent(double[][] coefficients) =>
        Enumerable.Range(0, Wide).Max(i => 3 * coefficients.Sum(row => Math.Pow(row[i], 2 - (1.0 / 3))));
}
