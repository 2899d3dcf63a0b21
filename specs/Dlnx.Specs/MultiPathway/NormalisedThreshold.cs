using Dlnx.Maps;
using Dlnx.Numerics;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/def-F.3",
    "Normalised WCR constant",
    Kind = ClaimKind.Definition,
    Source = "Definition F.3, eq. (78)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-6.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $\kappa_L$ is the only $\kappa > 1/L$ with $F_\kappa(M(\kappa)) = 0$, $M(\kappa) = \max_{[0,1]}F_\kappa$, and
        $c_L = L\kappa_L$.
        """
)]
public sealed class NormalisedThreshold : ClaimSpec
{
    private static readonly int[] Extended = [2, 4, 16, 64];
    private static readonly int[] Opposite = [1, -1];

    [Parameter("L", Min = 2, Max = 1e9, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Check]
    public void The_largest_overshoot_lands_on_zero()
    {
        // The map with integer powers knows nothing of the equation from which c_L was computed.
        var depths = Enumerable.Range(2, 63).ToArray();
        Evidence
            .Agrees(
                "F(M) at κ = c_L/L, L = 2 … 64",
                [.. depths.Select(L => Returned(L, Constant(L)))],
                new double[depths.Length],
                Absolute(1e-12)
            )
            .Rejects("κ = c_L, without the factor L", [.. depths.Select(L => Returned(L, L * Constant(L)))]);
        var own = new ChainMap(Depth, Constant(Depth) / Depth).LargestOvershoot().Return;
        Evidence.Agrees($"F(M) at κ = c_L/L, L = {Depth}", own, 0, Absolute(1e-12));
    }

    [Check]
    public void The_sign_changes_there_and_only_there()
    {
        foreach (var L in new[] { 2, 4, 16, 64, Depth }.Distinct())
        {
            var constant = Constant(L);
            double Signed(double kappaL) => new ChainMap(L, kappaL / L).LargestOvershoot().Return;
            Evidence.Matches(
                $"L = {L}: signs of F(M) at κ_L(1 − 10⁻⁹) and κ_L(1 + 10⁻⁹)",
                [Math.Sign(Signed(constant * (1 - 1e-9))), Math.Sign(Signed(constant * (1 + 1e-9)))],
                Opposite
            );
            // Brackets the sign of the map's return; the equation of c_L takes no part.
            Evidence
                .Agrees(
                    $"L = {L}: κL where F(M) changes its sign",
                    Brent.FindRoot(Signed, 0.9 * constant, 1.1 * constant, 1e-15 * constant),
                    constant,
                    Relative(1e-12)
                )
                .Rejects("the classical bound κL = 2", 2);
            var signs = Enumerable
                .Range(1, 500)
                .Select(i => Math.Sign(Signed(1 + (0.04 * constant * i / 5))))
                .ToArray();
            Evidence.Matches(
                $"L = {L}: sign changes of F(M) for κL from 1 to 1 + 4c_L",
                signs.Zip(signs.Skip(1)).Count(pair => pair.First != pair.Second),
                1
            );
        }
    }

    [Check]
    public void In_extended_numbers_the_sign_changes_in_the_26th_digit()
    {
        foreach (var L in Extended)
        {
            var constant = ExtendedReturnThreshold.Constant(L);
            int SignAt(double offset) =>
                Math.Sign(ExtendedReturnThreshold.Return(L, constant * (DoubleDouble.One + offset)).High);
            Evidence.Matches(
                $"L = {L}: signs of F(M) at κ_L(1 − 10⁻²⁵) and κ_L(1 + 10⁻²⁵), κ_L = c_L/L, c_L = {constant}",
                [SignAt(-1e-25), SignAt(1e-25)],
                Opposite
            );
        }
    }

    private static double Constant(double depth) => ReturnThreshold.OfDepth(depth).Constant;

    private static double Returned(int depth, double kappaL)
    {
        var map = new BalancedMap(depth, kappaL);
        return map.Iterate(map.CriticalPoint(), 2);
    }
}
