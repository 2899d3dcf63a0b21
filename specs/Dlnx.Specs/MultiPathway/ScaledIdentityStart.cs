using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/init-11",
    "Scaled-identity initialisation lies in the SVS set",
    Kind = ClaimKind.Proposition,
    Source = "eqs. (11), (12), Section 3.3, Lemma E.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3", "A/lem-E.1"],
    Verdict = Verdict.Corrected,
    Statement = """
        For symmetric targets gradient descent from $W_l^{(p)}(0) = \alpha_p I$ stays in the singular-vector-stationary (SVS) set
        and on the depth-balanced manifold.
        """,
    Corrected = """
        It does for symmetric positive semidefinite $M$. For every $M = U\Sigma V^\top$ it does from
        $W_1^{(p)} = \alpha_p UV^\top$ and $W_l^{(p)} = \alpha_p I$, $l \ge 2$. From $\alpha_p I$ the layers of a pathway stay equal
        exactly when $M$ is normal; they stay simultaneously diagonal when $M$ is symmetric, but on an eigenvalue $\mu < 0$ the
        recursion $r \leftarrow r - \eta(\sum_p r_p^L + |\mu|)r^{L-1}$ drives $r$ to 0, the mode is never learnt, and the loss tends
        to $\tfrac12\sum_{\mu<0}\mu^2$.
        """,
    Readings = [
        "A: “stays in the SVS set” with non-negative layer values and the bases of the singular value decomposition, as Sections "
            + "3-6 use it. This is the reading judged: it needs a positive semidefinite target.",
        "B: “layers stay equal and simultaneously diagonal”, without a condition on signs: holds for every symmetric target.",
    ],
    Explanation = """
        “Symmetric” must read “symmetric positive semidefinite”. For an indefinite target a negative mode has $U \ne V$, so that
        $\alpha_p I$ has the wrong sign there; for a shear the layers of one path differ from the second step on.
        """
)]
public sealed partial class ScaledIdentityStart : ClaimSpec
{
    [Parameter(Min = 2, Max = 8, Description = "L of all pathways")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Below = 1, Description = "α_p, the scale of each pathway")]
    public double[] Alpha { get; set; } = [0.3, 0.25];

    [Parameter("eta", Above = 0, Max = 0.2, Description = "learning rate η")]
    public double Rate { get; set; } = 0.05;

    [Parameter(Min = 1, Max = 20_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 800;

    [Parameter(Description = "the target of the check at the given setting")]
    public InvarianceTarget Target { get; set; } = InvarianceTarget.Psd;

    [Check]
    public void A_positive_target_keeps_layers_equal_and_is_learnt()
    {
        var target = InvarianceTarget.Psd.Build(new RandomStream(StreamSeed()));
        var start = InvarianceTargets.IdentityStart(3, [0.3, 0.25], target);
        var run = PathwayInvariance.Along(start, target, 0.05, 800, every: 5, Cancellation);
        Evidence.Agrees(
            "PSD target: layer gap ‖W_l − W_1‖_F over 800 steps, every 5",
            run.LargestLayerGap,
            0,
            Absolute(1e-13)
        );
        Evidence.Agrees("PSD target: off-diagonal of UᵀW^(p)V over 800 steps", run.OffDiagonal, 0, Absolute(1e-12));
        // Rounding leaves entries of W − M of 1e-14, whose squares are summed.
        Evidence
            .Agrees("PSD target: loss at the end", run.Loss, 0, Absolute(1e-25))
            .Rejects("the target is not learnt at all", 0.5 * target.Span.ToArray().Sum(entry => entry * entry));
    }

    [Check]
    public void On_a_positive_target_every_layer_follows_the_scalar_recursion()
    {
        var target = TargetMatrix.SymmetricPositive(3, new RandomStream(StreamSeed()), 3, 2, 1);
        var run = new MatrixAgainstModes(
            MultiPathwayNetworks.ScaledIdentity([3, 3], 3, [0.3, 0.25]),
            PathwayFrame.TurningFirst([3, 3], target.Left, target.Left),
            target.SingularValues,
            0.05
        );
        Evidence
            .Agrees(
                "800 steps: largest |UᵀW_lU − diag(r)|, compared every 5",
                run.LargestDifference(800, Cancellation, every: 5),
                0,
                Absolute(1e-12)
            )
            .Rejects("recursion with a factor L", run.WithFactorDepth().LargestDifference(100, Cancellation));
    }

    [Check]
    public void With_a_turned_first_layer_every_target_will_do()
    {
        for (var n = 0; n < 4; n++)
        {
            var target = InvarianceTarget.Random.Build(new RandomStream(StreamSeed(n)));
            var aligned = InvarianceTargets.AlignedStart(3, [0.3, 0.25], target);
            var run = PathwayInvariance.Along(aligned, target, 0.05, 600, every: 5, Cancellation);
            var identity = InvarianceTargets.IdentityStart(3, [0.3, 0.25], target);
            var other = PathwayInvariance.Along(identity, target, 0.05, 600, every: 5, Cancellation);
            var name = $"M = O₁ diag(σ) O₂ no. {n + 1}";
            Evidence
                .Agrees($"{name}: spread of layer singular values from (α_pUVᵀ, α_pI)", run.Spread, 0, Absolute(1e-12))
                .Rejects("layers stay balanced from α_pI as well: that spread", other.Spread);
            Evidence.Above($"{name}: the same from α_pI in every layer", other.Spread, 1e-7);
            Evidence.Below($"{name}: loss after 600 steps from (α_pUVᵀ, α_pI)", run.Loss, 1e-25);
        }
    }

    [Check]
    public void At_the_given_setting_the_layers_do_as_stated()
    {
        var target = Target.Build(new RandomStream(StreamSeed()));
        var largest = Factorizations.SingularValues(target)[0];
        if (Rate * PathwaySharpness.Single(Depth, largest) >= 2)
            Skip("The step exceeds the classical bound 2/λ^sp: rounding errors off the set may grow there.");
        var identity = InvarianceTargets.IdentityStart(Depth, Alpha, target);
        var run = PathwayInvariance.Along(identity, target, Rate, Steps, every: 1 + (Steps / 200), Cancellation);
        if (Target is InvarianceTarget.Psd or InvarianceTarget.Indefinite or InvarianceTarget.Rotation)
            Evidence.Agrees(
                $"normal target, {Steps} steps: layer gap from α_pI",
                run.LargestLayerGap,
                0,
                Absolute(1e-13)
            );
        else if (Steps > 1 && run.LargestLayerGap > 1e-10)
            Evidence.Above(
                $"target that is not normal, {Steps} steps: layer gap from α_pI",
                run.LargestLayerGap,
                1e-10
            );
        var aligned = InvarianceTargets.AlignedStart(Depth, Alpha, target);
        var balanced = PathwayInvariance.Along(aligned, target, Rate, Steps, every: 1 + (Steps / 200), Cancellation);
        Evidence.Agrees(
            $"{Steps} steps: spread of layer singular values from (α_pUVᵀ, α_pI)",
            balanced.Spread,
            0,
            Absolute(1e-12)
        );
        Evidence.Agrees(
            $"{Steps} steps: off-diagonal of UᵀW^(p)V from (α_pUVᵀ, α_pI)",
            balanced.OffDiagonal,
            0,
            Absolute(1e-12)
        );
    }
}
