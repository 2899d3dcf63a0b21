using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-7",
    "Sharpness of the scalar chain",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 7, eq. (31)",
    Verdict = Verdict.Confirmed,
    Statement = """
        At a minimum of $\tfrac12\big(\prod_i s_i - \sigma\big)^2$, that is $\prod_i s_i = \sigma$, the Hessian is
        $\sigma^2(1/s)(1/s)^\top$, and the sharpness is $\sigma^2\sum_i s_i^{-2}$.
        """
)]
public sealed class ChainSharpness : ClaimSpec
{
    [Parameter("s", Above = 0, Max = 1e3, Description = "layers, 2 to 6; σ is their product")]
    public double[] Layers { get; set; } = [0.5, 1.6, 2.5];

    public override void Validate()
    {
        if (Layers.Length is < 2 or > 6)
            throw new ParameterException("s", $"has {Layers.Length} layers; give 2 to 6.");
    }

    [Check]
    public void The_Hessian_is_the_rank_one_matrix()
    {
        var sigma = ScalarChain.Product(Layers);
        var hessian = Hessian(Layers);
        double[] outer = [.. from a in Layers from b in Layers select sigma * sigma / (a * b)];
        var eigenvalues = Factorizations.SymmetricEigenvalues(hessian);
        var entries = Evidence.Agrees("entries of the explicit Hessian", hessian.Span, outer, Relative(1e-12));
        var largest = Evidence.Agrees(
            "its largest eigenvalue",
            eigenvalues[0],
            ScalarChain.SharpnessAtMinimum(Layers),
            Relative(1e-12)
        );
        // At σ = 1 some wrong formulas are right by accident.
        if (Math.Abs(sigma - 1) < 0.01)
            return;
        entries.Rejects("σ(1/s)(1/s)ᵀ", [.. outer.Select(x => x / sigma)]);
        largest.Rejects("σΣ1/s_i", sigma * Layers.Sum(s => 1 / s)).Rejects("Σs_i²", Layers.Sum(s => s * s));
    }

    [Check]
    public void It_does_so_for_random_minima()
    {
        Evidence
            .ForAll(
                "largest eigenvalue of the explicit Hessian, relative (L = 2…6)",
                Cases().ToArbitrary(),
                c => Math.Abs((Eigenvalues(c)[0] / ScalarChain.SharpnessAtMinimum(c.Layers)) - 1),
                Absolute(1e-12)
            )
            .Rejects("σΣ1/s_i", c => Math.Abs((Eigenvalues(c)[0] / (c.Sigma * c.Layers.Sum(s => 1 / s))) - 1))
            .Rejects("Σs_i²", c => Math.Abs((Eigenvalues(c)[0] / c.Layers.Sum(s => s * s)) - 1));
        Evidence
            .ForAll(
                "the other eigenvalues, relative to the largest",
                Cases().ToArbitrary(),
                c => Eigenvalues(c).Skip(1).Max(Math.Abs) / Eigenvalues(c)[0],
                Absolute(1e-12)
            )
            .Rejects("also away from the minimum, s₁ larger by a tenth", c => OffMinimum(c));
    }

    [Check]
    public void It_is_smallest_when_balanced()
    {
        Evidence
            .ForAll(
                "Lσ^(2−2/L) over the sharpness of any minimum, less 1",
                Cases().ToArbitrary(),
                c => Math.Max(0, (Floor(c) / ScalarChain.SharpnessAtMinimum(c.Layers)) - 1),
                Absolute(1e-12)
            )
            .Rejects(
                "Lσ²",
                c => Math.Max(0, (c.Layers.Length * c.Sigma * c.Sigma / ScalarChain.SharpnessAtMinimum(c.Layers)) - 1)
            );
        var sigma = ScalarChain.Product(Layers);
        double[] balanced = [.. Layers.Select(_ => Math.Pow(sigma, 1.0 / Layers.Length))];
        Evidence
            .Agrees(
                "sharpness of equal layers over Lσ^(2−2/L)",
                ScalarChain.SharpnessAtMinimum(balanced) / StepChoice.Sharpness(Layers.Length, sigma),
                1,
                Relative(1e-12)
            )
            .Rejects("without L", Layers.Length);
        // Moving two layers apart by the factor e^{±u} changes the sum of two inverse squares to 2cosh 2u of it.
        double[] apart = [balanced[0] * Math.Exp(0.1), balanced[1] * Math.Exp(-0.1), .. balanced[2..]];
        var excess = 2 * (Math.Cosh(0.2) - 1) / Layers.Length;
        Evidence
            .Agrees(
                "relative excess of two layers a factor e^{±0.1} off",
                (ScalarChain.SharpnessAtMinimum(apart) / ScalarChain.SharpnessAtMinimum(balanced)) - 1,
                excess,
                Relative(1e-10)
            )
            .Rejects("0, other minimisers", 0);
    }

    private static FsCheck.Gen<MinimumCase> Cases() =>
        from L in Draw.Integer(2, 6)
        from layers in Draw.LogBetween(0.3, 3).ArrayOf(L)
        select new MinimumCase(layers);

    private static double Floor(MinimumCase c) => StepChoice.Sharpness(c.Layers.Length, c.Sigma);

    private static double[] Eigenvalues(MinimumCase c) => Factorizations.SymmetricEigenvalues(Hessian(c.Layers));

    private static double OffMinimum(MinimumCase c)
    {
        double[] moved = [1.1 * c.Layers[0], .. c.Layers[1..]];
        double[] magnitudes =
        [
            .. Factorizations.SymmetricEigenvalues(Hessian(moved, c.Sigma)).Select(Math.Abs).OrderDescending(),
        ];
        return magnitudes[1] / magnitudes[0];
    }

    private static Matrix Hessian(double[] layers, double? sigma = null)
    {
        var network = DeepLinearNetworks.FromLayers([.. layers.Select(s => Matrix.ScaledIdentity(1, s))]);
        return ExplicitHessian.Of(network, Matrix.ScaledIdentity(1, sigma ?? ScalarChain.Product(layers)));
    }

    private sealed record MinimumCase(double[] Layers)
    {
        public double Sigma => ScalarChain.Product(Layers);

        public override string ToString() => $"s = ({string.Join(", ", Layers)})";
    }
}
