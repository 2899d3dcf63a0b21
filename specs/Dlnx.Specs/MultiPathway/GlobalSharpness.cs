using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-44",
    "Global sharpness of minimised modes",
    Kind = ClaimKind.Remark,
    Source = "Section C.5, eq. (44)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2", "A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With every mode equally split over the pathways the sharpness of the loss is
        $$\lambda_{\mathrm{max}} = \max_i \lambda_i^{\mathrm{min}} = \lambda_1^{\mathrm{min}} = L\sigma_1^{2-2/L}P^{-(1-2/L)},$$
        so the classical bound $2/\lambda_1^{\mathrm{min}} = 2P^{1-2/L}/(L\sigma_1^{2-2/L})$ on the learning rate grows with $P$ for $L > 2$.
        """
)]
public sealed class GlobalSharpness : ClaimSpec
{
    [Parameter("L", Min = 1, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 8, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, at most 8")]
    public double[] Sigma { get; set; } = [3, 2, 0.7];

    public override void Validate()
    {
        if (Sigma.Length > AllocationRules.MostModes)
        {
            var most = $"at most {AllocationRules.MostModes} here";
            throw new ParameterException("sigma", $"has {Sigma.Length} values; {most}.");
        }
    }

    [Check]
    public void The_full_Hessian_has_that_top_eigenvalue()
    {
        var cases =
            from L in Draw.Integer(1, 4)
            from P in Draw.Integer(1, 3)
            from d in Draw.Integer(2, 4)
            from sigma in Draw.Spectrum(d, 0.2, 4)
            from seed in Draw.Seed()
            select new EqualCase(L, P, sigma, seed);
        Evidence
            .ForAll(
                "λ_max of the d² × d² Gram matrix at the equal split against λ₁^min; d = 2…4, P ≤ 3, L ≤ 4",
                cases.ToArbitrary(),
                c => Math.Abs((Top(c) / PathwaySharpness.Minimum(c.Depth, c.Sigma[0], c.Pathways)) - 1),
                Absolute(1e-12)
            )
            .Rejects("Σ_i λ_i^min", c => Math.Abs((Top(c) / SumOfModes(c)) - 1))
            .Rejects("λ₁^sp", c => Math.Abs((Top(c) / PathwaySharpness.Single(c.Depth, c.Sigma[0])) - 1));
    }

    [Check]
    public void At_the_given_setting_too()
    {
        var setting = new EqualCase(Depth, Pathways, Sigma, StreamSeed());
        var minimum = setting.Minimum();
        var predicted = PathwaySharpness.Minimum(Depth, Sigma.Max(), Pathways);
        var gram = Evidence.Agrees("λ_max of the Gram matrix JJᵀ", Top(setting), predicted, Relative(1e-12));
        if (Sigma.Length > 1)
            gram.Rejects("Σ_i λ_i^min", SumOfModes(setting));
        var lanczos = Curvature.Sharpness(minimum.Network, minimum.Target);
        Evidence.Agrees(
            $"λ_max of the Hessian in all {minimum.Network.ParameterCount} weights",
            lanczos,
            predicted,
            Relative(1e-9)
        );
    }

    [Check]
    public void The_usable_step_range_grows_with_the_number_of_pathways()
    {
        foreach (var L in new[] { 3, 4, 8 })
        {
            double[] bounds = [.. Enumerable.Range(1, 64).Select(P => 2 / PathwaySharpness.Minimum(L, 1.7, P))];
            Evidence.Above(
                $"L = {L}: smallest ratio of neighbouring bounds 2/λ₁^min, P = 1…64",
                bounds.Zip(bounds.Skip(1), (a, b) => b / a).Min(),
                1
            );
        }
        Evidence.Agrees(
            "L = 2: 2/λ₁^min at P = 64 over that at P = 1",
            PathwaySharpness.Minimum(2, 1.7, 1) / PathwaySharpness.Minimum(2, 1.7, 64),
            1,
            Relative(1e-14)
        );
    }

    private static double Top(EqualCase c) => MinimumSharpness.Of(c.Minimum().Network).Value;

    private static double SumOfModes(EqualCase c) => c.Sigma.Sum(s => PathwaySharpness.Minimum(c.Depth, s, c.Pathways));

    private sealed record EqualCase(int Depth, int Pathways, double[] Sigma, ulong Seed)
    {
        public AlignedMinimum Minimum() => AlignedMinimum.EqualSplit(Depth, Pathways, Sigma, new RandomStream(Seed));

        public override string ToString() =>
            $"L = {Depth}, P = {Pathways}, σ = ({string.Join(", ", Sigma)}), bases of seed {Seed}";
    }
}
