using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-scope",
    "Remarks on the scope",
    Kind = ClaimKind.Remark,
    Source = "Appendix D.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The theorem is about a single teacher mode, where the signal gradients are rank one and
        $\|ab^\top\|_F = \|ab^\top\|_{op} = \|a\|\,\|b\|$.
        """
)]
public sealed class RankOneNorm : ClaimSpec
{
    [Check]
    public void A_rank_one_matrix_has_the_product_of_the_norms()
    {
        var stream = new RandomStream(StreamSeed());
        var (frobenius, spectral) = (new List<double>(), new List<double>());
        var (products, sums) = (new List<double>(), new List<double>());
        for (var i = 0; i < 200; i++)
        {
            var a = RandomMatrices.Gaussian(stream.NextInt32(1, 9), 1, stream);
            var b = RandomMatrices.Gaussian(1, stream.NextInt32(1, 9), stream);
            frobenius.Add((a * b).FrobeniusNorm());
            spectral.Add(Factorizations.SingularValues(a * b)[0]);
            products.Add(a.FrobeniusNorm() * b.FrobeniusNorm());
            sums.Add(a.FrobeniusNorm() + b.FrobeniusNorm());
        }
        Evidence
            .Agrees("‖abᵀ‖_F and ‖a‖‖b‖, 200 random pairs", [.. frobenius], [.. products], Relative(1e-14))
            .Rejects("‖a‖ + ‖b‖", [.. sums]);
        Evidence.Agrees("largest singular value and ‖a‖‖b‖", [.. spectral], [.. products], Relative(1e-13));
    }
}
