using System.Numerics;
using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

// Targets on which the start α_p I leaves the set.
public sealed partial class ScaledIdentityStart
{
    [Check(Role = Role.Counterexample)]
    public void A_negative_eigenvalue_is_never_learnt()
    {
        const int steps = 20_000;
        var target = InvarianceTarget.Indefinite.Build(new RandomStream(StreamSeed()));
        var network = InvarianceTargets.IdentityStart(3, [0.3, 0.25], target);
        PathwayMode[] modes = [Mode(2), Mode(-1)];
        var (gap, difference) = (0.0, 0.0);
        for (var t = 0; t < steps; t++)
        {
            network.Step(target, 0.05);
            Array.ForEach(modes, mode => mode.Step(0.05));
            if (t % 100 != 99)
                continue;
            Cancellation.ThrowIfCancellationRequested();
            gap = Math.Max(gap, PathwayLayers.Gap(network));
            var scales = Matrix.Diagonal(2, 2, [modes[0].Scales[0], modes[1].Scales[0]]);
            difference = Math.Max(difference, (network.LayerMatrix(0, 0) - scales).MaximumMagnitude());
        }
        Evidence.Below($"diag(2, −1): layer gap over {steps} steps", gap, 1e-13);
        Evidence
            .Agrees($"diag(2, −1): loss at step {steps}", network.Loss(target), 0.50005, Absolute(5e-5))
            .Rejects("every symmetric target is learnt", 0);
        var map = network.Product();
        Evidence
            .Agrees("network map in the positive direction", map[0, 0], 2, Absolute(1e-12))
            .Rejects("not learnt", 0);
        Evidence.AtLeast("network map in the negative direction", map[1, 1], 0);
        Evidence.Below("network map in the negative direction", map[1, 1], 1e-6);
        Evidence.Agrees(
            $"{steps} steps: largest |W_1 − diag(r)| against r ← r − η(Σr^L − μ)r^(L−1), μ = 2 and −1",
            difference,
            0,
            Absolute(1e-12)
        );
    }

    [Check(Role = Role.Counterexample)]
    public void A_shear_separates_the_layers_from_the_second_step_on()
    {
        var gaps = new Dictionary<int, double>();
        var shear = InvarianceTarget.Shear.Build(new RandomStream(StreamSeed()));
        foreach (var steps in new[] { 1, 2, 3, 50 })
            gaps[steps] = FromIdentity(shear, [0.3, 0.3], steps).LayerGap;
        Evidence.Matches("shear: layer gap after step 1", gaps[1], 0);
        Evidence.Golden("shear: layer gap after step 2", gaps[2], Absolute(1e-6));
        Evidence.Golden("shear: layer gap after step 3", gaps[3], Absolute(1e-6));
        Evidence.Golden("shear: layer gap after step 50", gaps[50], Absolute(1e-5));
        Evidence.Above("shear: layer gap after step 50, “layers stay equal” says 0", gaps[50], 0.1);
        Evidence.Golden(
            "shear: largest off-diagonal of UᵀW⁽¹⁾V in 40 steps",
            FromIdentity(shear, [0.3, 0.3], 40).OffDiagonal,
            Absolute(1e-5)
        );
    }

    [Check]
    public void A_rotation_keeps_layers_equal_and_turns_their_bases()
    {
        var rotation = InvarianceTarget.Rotation.Build(new RandomStream(StreamSeed()));
        var run = FromIdentity(rotation, [0.5, 0.4], 300);
        Evidence.Below("quarter turn: layer gap over 300 steps", run.LargestLayerGap, 1e-13);
        Evidence.Below("quarter turn: loss after 300 steps", run.Loss, 1e-20);
        // Layers ((x, −y), (y, x)) are complex numbers z = x + iy, the target is i, and gradient descent on them is
        // z_p ← z_p − η(Σ_q z_q^L − i)·conj(z_p)^(L−1).
        var network = InvarianceTargets.IdentityStart(3, [0.5, 0.4], rotation);
        Complex[] z = [0.5, 0.4];
        var difference = 0.0;
        for (var t = 0; t < 300; t++)
        {
            network.Step(rotation, 0.05);
            var residual = (z[0] * z[0] * z[0]) + (z[1] * z[1] * z[1]) - Complex.ImaginaryOne;
            z = Array.ConvertAll(z, x => x - (0.05 * residual * Complex.Conjugate(x) * Complex.Conjugate(x)));
            var layer = network.LayerMatrix(1, 2);
            difference = Math.Max(difference, (new Complex(layer[0, 0], layer[1, 0]) - z[1]).Magnitude);
        }
        Evidence
            .Agrees(
                "quarter turn, 300 steps: largest distance of W_3⁽²⁾ from the complex recursion",
                difference,
                0,
                Absolute(1e-12)
            )
            .Rejects("layers αI with fixed bases: the part that has turned", z[1].Imaginary);
    }

    private static PathwayMode Mode(double eigenvalue) => new([3, 3], eigenvalue, [0.3, 0.25]);

    private PathwayInvariance FromIdentity(Matrix target, double[] alpha, int steps) =>
        PathwayInvariance.Along(
            InvarianceTargets.IdentityStart(3, alpha, target),
            target,
            0.05,
            steps,
            cancellation: Cancellation
        );
}
