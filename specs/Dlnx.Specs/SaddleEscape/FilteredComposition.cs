using Dlnx.Escape;
using Dlnx.Verify.Results;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-15",
    "Filtered composition",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 15, eqs. (6), (22), (23)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["C/eq-6"],
    DependsOn = ["C/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Give every $a_l$ the weight 1 and let $q$ be the first non-linear order of $\varphi$, $\varphi(0) = 0$. A monomial of $f$
        whose first non-linear insertion is at activation $p$ has degree at least $L + (q-1)p$. Hence in $L^2(s)$, with
        $P = \prod a_k$,
        $$f = c_1^{L-1}P\,s + O(|a|^{L+q-1}), \qquad
          \partial_k f = c_1^{L-1}\frac{P}{a_k}s + O(|a|^{L+q-2}),$$
        and a single insertion at $p$ contributes
        $f^{(p)} = c_q\,c_1^{(p-1)q+L-1-p}(a_1\cdots a_p)^q\,a_{p+1}\cdots a_L\,s^q$.
        """
)]
public sealed class FilteredComposition : ExpandableSpec
{
    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 0.2, Description = "λ, size of the scales; slopes are taken between λ and λ/2")]
    public double Lambda { get; set; } = 0.05;

    [Check]
    public void What_is_not_linear_in_f_has_degree_L_plus_q_minus_1()
    {
        var degree = Depth + Order - 1;
        RequireResolved(Remainder(Activation, Depth, Lambda / 2) / Path(Depth, Lambda / 2));
        Evidence
            .Agrees("degree of ‖f − linear path‖", OutputExponent(Activation, Depth, Lambda), degree, Window)
            .Rejects("L + q − 2", degree - 1)
            .Rejects("L + q", degree + 1);
        foreach (var (phi, depth) in new[] { ("tanh", 3), ("tanh", 4), ("gelu", 3), ("gelu", 4) })
        {
            var exponent = OutputExponent(Activations.Find(phi), depth, 0.05);
            Evidence.Golden($"{phi}, L = {depth}: degree between 0.05 and 0.025", exponent, Absolute(1e-3));
        }
    }

    [Check]
    public void And_of_its_derivatives_one_less()
    {
        var (whole, half) = (DerivativeRemainders(Lambda), DerivativeRemainders(Lambda / 2));
        RequireResolved(half.Max() / Math.Pow(Lambda, Depth - 1));
        double[] exponents = [.. whole.Zip(half, ChainSetting.Exponent)];
        double[] All(int degree) => [.. exponents.Select(_ => (double)degree)];
        Evidence
            .Agrees("degree of ‖∂_kf − linear path‖, k = 1…L", exponents, All(Depth + Order - 2), Window)
            .Rejects("L + q − 1", All(Depth + Order - 1));
    }

    [Check]
    public void One_insertion_gives_one_monomial()
    {
        var cases =
            from phi in Gen.Elements(ChainSetting.Expandable.ToArray())
            from depth in Draw.Integer(2, 6)
            from p in Draw.Integer(1, depth - 1)
            from scales in Draw.Between(0.5, 1.5).ArrayOf(depth)
            from s in Draw.Between(0.5, 2)
            select new BentChain(Activations.Find(phi), p, scales, s);
        static double Off(BentChain chain, double monomial) => Math.Abs((chain.Contribution() / monomial) - 1);
        Evidence
            .ForAll("f^(p) over its monomial, −1", cases.ToArbitrary(), c => Off(c, c.Monomial()), Absolute(1e-11))
            .Rejects("c₁ to the power L − 2 at every p", c => Off(c, c.MonomialWith(c.Scales.Length - 2)));
        static double Degree(BentChain chain, int p) => chain.Scales.Length + ((OrderOf(chain.Activation) - 1) * p);
        Evidence
            .ForAll(
                "degree of f^(p) is L + (q − 1)p",
                cases.ToArbitrary(),
                c => Math.Abs(c.Degree() - Degree(c, c.Layer)),
                Absolute(1e-6)
            )
            .Rejects("L + q − 1 wherever it is", c => Math.Abs(c.Degree() - Degree(c, 1)));
    }

    // Relative corrections of the next order shift a local slope in proportion to λ (class C) or λ² (class B).
    private Tolerance Window => Absolute(0.05 * Math.Max(1, Lambda / 0.05) * Math.Max(1, Depth / 4.0));

    private void RequireResolved(double relative)
    {
        if (relative < 1e-11)
            Skip(
                $"At λ = {Lambda:G3} the remainder is a part {relative:G2} of the linear path and drowns in rounding."
            );
    }

    private static double OutputExponent(Activation activation, int depth, double lambda) =>
        ChainSetting.Exponent(Remainder(activation, depth, lambda), Remainder(activation, depth, lambda / 2));

    private double Path(int depth, double lambda) =>
        Math.Pow(Activation.Slope!.Value, depth - 1) * Product(ChainSetting.Unequal(depth, lambda));

    private static double Product(double[] scales) => scales.Aggregate(1.0, (product, a) => product * a);

    private static double Remainder(Activation activation, int depth, double lambda)
    {
        var scales = ChainSetting.Unequal(depth, lambda);
        var (rule, path) = (GaussianRule.Line, Math.Pow(activation.Slope!.Value, depth - 1) * Product(scales));
        var output = new double[rule.Count];
        new ReducedChain(activation, depth).Output(scales, output);
        var sum = 0.0;
        for (var n = 0; n < output.Length; n++)
            sum += rule.Weights[n] * Math.Pow(output[n] - (path * rule.Nodes[n]), 2);
        return Math.Sqrt(sum);
    }

    private double[] DerivativeRemainders(double lambda)
    {
        var scales = ChainSetting.Unequal(Depth, lambda);
        var pass = ChainSetting.WidthOne(Activation, scales);
        var (weights, nodes) = (pass.Examples.Weights.ToArray(), pass.Examples.Inputs.ToArray());
        pass.Forward();
        pass.Backward(weights, new double[Depth]);
        return [.. Enumerable.Range(1, Depth).Select(Norm)];

        // ∂_kf = h_{k−1}∂f/∂ζ_k, and the pass carries the weights.
        double Norm(int k)
        {
            var path = Math.Pow(Activation.Slope!.Value, Depth - 1) * Product(scales) / scales[k - 1];
            var sum = 0.0;
            for (var n = 0; n < nodes.Length; n++)
            {
                var derivative = pass.H(k - 1)[n] * pass.Delta(k)[n] / weights[n];
                sum += weights[n] * Math.Pow(derivative - (path * nodes[n]), 2);
            }

            return Math.Sqrt(sum);
        }
    }
}
