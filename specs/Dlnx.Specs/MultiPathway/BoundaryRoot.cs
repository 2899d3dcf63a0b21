using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-80",
    "One-dimensional root equation",
    Kind = ClaimKind.Remark,
    Source = "Appendix F.5, eqs. (80), (81)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-F.4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Bisection of $(1+\delta)^{L-2}\big[x(1+\delta)^L - 1\big] = D_L(x)$, $x = u^L$, in $u$ on
        $\big(\big(\tfrac{L-1}{2L-1}\big)^{1/L}, 1\big)$ and $c_L = Lu^{2-L}/D_L(u^L)$ give the threshold.
        """,
    Explanation = """
        In doubles this loses digits with depth, since $u \to 1$: use it for moderate $L$, and the unknown $D_L$ with
        logarithms beyond.
        """
)]
public sealed class BoundaryRoot : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 64, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Check]
    public void Bisection_in_u_agrees_with_bisection_in_D()
    {
        double[] depths = [.. Enumerable.Range(2, 63).Select(L => (double)L).Append(Depth).Distinct()];
        Evidence
            .Agrees(
                "c_L by bisection in u against the root in D, L = 2 … 64",
                [.. depths.Select(L => new BoundaryEquation(L).Constant())],
                [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant)],
                Relative(1e-12)
            )
            .Rejects(
                "(80) with + 1 for − 1",
                [.. depths.Select(L => new BoundaryEquation(L) { Subtracted = -1 }.Constant())]
            )
            .Rejects(
                "exponent L − 1 for L − 2",
                [.. depths.Select(L => new BoundaryEquation(L) { ExponentShift = 1 }.Constant())]
            );
    }

    [Check]
    public void Solving_in_u_loses_digits_with_depth()
    {
        double[] depths = [.. Enumerable.Range(0, 60).Select(i => 2 * Math.Pow(5e8, i / 59.0))];
        double[] exact = [.. depths.Select(L => (double)ExtendedReturnThreshold.Constant(L))];
        double[] inU = [.. depths.Select(L => new BoundaryEquation(L).Constant())];
        double[] inD = [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant)];
        Evidence
            .Agrees("c_L at L = 10⁹ from the root in D, in doubles", inD[^1], exact[^1], Relative(1e-15))
            .Rejects("the root in u, in doubles", inU[^1]);
        // u^L multiplies the rounding of u by L; where in the last place u falls scatters around that line.
        double[] errors = Errors(inU, exact);
        int[] seen = [.. Enumerable.Range(0, depths.Length).Where(i => depths[i] > 1e3)];
        var law = LineFit.PowerLaw([.. seen.Select(i => depths[i])], [.. seen.Select(i => errors[i])]);
        Evidence
            .Agrees("order in L of the error of the root in u, L = 10³ … 10⁹", law.Slope, 1, Absolute(0.25))
            .Rejects("no digits are lost", 0)
            .Rejects("√L", 0.5)
            .Rejects("L²", 2);
        Figure("Digits lost with depth", Axis.Log("depth L"), Axis.Log("relative error of c_L (at least 10⁻¹⁷)"))
            .Points("root in u", depths, errors)
            .Points("root in D, with logarithms", depths, Errors(inD, exact))
            .Line("L · 2⁻⁵³", depths, [.. depths.Select(L => L * Math.Pow(2, -53))])
            .Level("2⁻⁵³", Math.Pow(2, -53));
    }

    private static double[] Errors(double[] values, double[] exact) =>
        [.. values.Zip(exact, (value, reference) => Math.Max(1e-17, Math.Abs((value / reference) - 1)))];
}
