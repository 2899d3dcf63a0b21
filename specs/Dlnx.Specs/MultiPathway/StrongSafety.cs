using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/def-E.7",
    "Strong safety",
    Kind = ClaimKind.Definition,
    Source = "Definition E.7",
    DependsOn = ["A/lem-E.6"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        Iterate $t$ is strongly safe when $(L-1)\,\eta\,e_t \max_p r_{p,t}^{L-2} \le 1$. The condition is void where $e_t \le 0$. It
        is Lemma E.6's condition for all pathways at once, $(L-1)\tau \le \min_p y_p$ with $\tau = \eta e_t$.
        """,
    Explanation = "The form is read off from Lemma E.6; a version with |e| in place of e only excludes more states."
)]
public sealed class StrongSafety : ClaimSpec
{
    [Check]
    public void It_is_the_condition_of_the_lemma_for_every_pathway()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(1, 6)
            from seed in Draw.Seed()
            select new StateCase(depth, pathways, seed);
        Evidence
            .ForAll(
                "the definition differs from (L−1)τ ≤ min y_p",
                cases.ToArbitrary(),
                c => c.IsSafe() == c.AllCoordinatesAllow() ? 0 : 1,
                Absolute(0)
            )
            .Rejects("min r in place of max r", c => c.IsSafeAtTheSmallest() == c.AllCoordinatesAllow() ? 0 : 1)
            .Rejects("no condition at all", c => c.AllCoordinatesAllow() ? 0 : 1);
        Evidence.ForAll(
            "a state with e ≤ 0 that is not safe",
            cases.ToArbitrary(),
            c => c.Mode().Residual <= 0 && !c.IsSafe() ? 1 : 0,
            Absolute(0)
        );
        Evidence.ForAll(
            "a state that is safe with |e| but not with e",
            cases.ToArbitrary(),
            c => c.IsSafeInModulus() && !c.IsSafe() ? 1 : 0,
            Absolute(0)
        );
    }

    private sealed record StateCase(int Depth, int Pathways, ulong Seed)
    {
        public PathwayMode Mode()
        {
            var stream = new RandomStream(Seed);
            var scales = new double[Pathways];
            for (var p = 0; p < Pathways; p++)
                scales[p] = stream.NextUniform(0.3, 1.2);
            return PathwayMode.Homogeneous(Depth, stream.NextUniform(0.1, 3), scales);
        }

        public bool IsSafe() => LeafCoordinates.LargestRatio(Mode(), Rate()) <= LeafMap.SafeRatio(Depth);

        public bool IsSafeInModulus() =>
            Math.Abs(LeafCoordinates.LargestRatio(Mode(), Rate())) <= LeafMap.SafeRatio(Depth);

        public bool IsSafeAtTheSmallest()
        {
            var smallest = Mode().Scales.ToArray().Min();
            return Rate() * Mode().Residual * Math.Pow(smallest, Depth - 2) <= LeafMap.SafeRatio(Depth);
        }

        public bool AllCoordinatesAllow()
        {
            var mode = Mode();
            var tau = Rate() * mode.Residual;
            return Array.TrueForAll(
                mode.Scales.ToArray(),
                r => (Depth - 1) * tau <= LeafCoordinates.Coordinate(Depth, r)
            );
        }

        private double Rate() => new RandomStream(Seed).Substream("rate").NextUniform(0.01, 1);
    }
}
