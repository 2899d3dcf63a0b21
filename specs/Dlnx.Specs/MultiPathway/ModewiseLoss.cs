using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-B.2",
    "Mode-wise decoupling",
    Kind = ClaimKind.Lemma,
    Source = "Lemma B.2, eq. (30)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the singular-vector-stationary set the loss is a sum over modes in which the pathways meet only through their sum:
        $$\mathcal L = \tfrac12\sum_i\Big(\sum_p s_{p,i} - \sigma_i\Big)^2 .$$
        """
)]
public sealed class ModewiseLoss : ClaimSpec
{
    [Parameter("d", Min = 1, Max = 8, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 8, Description = "P; 2, or as many as depths, when it is not given")]
    public int? Pathways { get; set; }

    [Parameter(Min = 1, Max = 12, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter(Min = 0, Description = "seed of the point")]
    public int Seed { get; set; }

    public override void Validate() => _ = OfPathways;

    private int[] OfPathways => DepthChoice.Resolve(Depths, Pathways);

    [Check]
    public void The_residual_of_a_mode_is_that_of_the_sum() =>
        Evidence
            .ForAll(
                "½‖f − M‖² over ½Σ_i (Σ_p s_{p,i} − σ_i)², minus 1; d = 2…4, P ≤ 3, L_p ≤ 4",
                StationaryCase.Any().ToArbitrary(),
                c => Math.Abs((c.Network().Loss(c.Target) / c.ModewiseLoss) - 1),
                Absolute(1e-12)
            )
            .Rejects(
                "a residual for each pathway, ½Σ_{p,i} (s_{p,i} − σ_i)²",
                c => Math.Abs((c.Network().Loss(c.Target) / PathwiseLoss(c)) - 1)
            );

    [Check]
    public void At_the_given_setting_too()
    {
        var point = new StationaryCase(OfPathways, Width, StreamSeed(Seed));
        var agreement = Evidence.Agrees(
            "loss",
            point.Network().Loss(point.Target),
            point.ModewiseLoss,
            Relative(1e-12)
        );
        if (OfPathways.Length > 1)
            agreement.Rejects("a residual for each pathway", PathwiseLoss(point));
    }

    private static double PathwiseLoss(StationaryCase c) =>
        0.5
        * Enumerable
            .Range(0, c.Depths.Length)
            .Sum(p => Enumerable.Range(0, c.Width).Sum(i => Math.Pow(c.Coefficient(p, i) - c.Sigma[i], 2)));
}
