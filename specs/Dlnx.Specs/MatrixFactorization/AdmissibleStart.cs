using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/eq-3",
    "Admissible start α",
    Kind = ClaimKind.Assumption,
    Source = "Section 2, eq. (3) and the sentence “α ∈ (0, σ_{*,r})”",
    DependsOn = ["B/lem-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        The starts $W_\ell(0) = \alpha I$ for all layers (balanced), or for all but the last with $W_L(0) = 0$ (unbalanced), are
        scaled by a small $\alpha \in (0, \sigma_{*,r})$.
        """,
    Corrected = """
        $\alpha \in (0, \sigma_{*,r}^{1/L})$. For the sharpness at the minimum to be $L\sigma_{*,1}^{2-2/L}$ it is necessary and
        sufficient that $\alpha \le \sigma_{*,1}^{1/L}$.
        """,
    Readings = [
        "“α small enough” is what is meant: then nothing is wrong, and wherever α < α′ is assumed too (with variants (i) to "
            + "(iii) of α′) the printed range does no harm.",
        "If σ_r < 1, the printed condition is the stronger one.",
    ],
    Explanation = """
        $\alpha$ is a value of one layer, $\sigma_{*,r}$ one of a product of $L$. With $L = 3$, $d = 2$, $\sigma = 10$ and
        $\alpha = 5 < 10$ the null direction of the minimum is sharper than the others: the sharpness is
        $\sum_\ell (10^{2/3-\ell/3}5^\ell)^2 = 762.58$ and not $3\cdot10^{4/3} = 64.63$.
        """
)]
public sealed class AdmissibleStart : ClaimSpec
{
    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "largest singular value of the target; the others are σ/2, σ/3, …")]
    public double Sigma { get; set; } = 10;

    [Parameter(Above = 0, Max = 1e3, Description = "α, the null block of the minimum")]
    public double Alpha { get; set; } = 5;

    [Parameter("d", Min = 2, Max = 6, Description = "width of the layers")]
    public int Width { get; set; } = 2;

    [Parameter("r", Min = 1, Max = 5, Description = "rank of the target, below d")]
    public int Rank { get; set; } = 1;

    public override void Validate()
    {
        if (Rank >= Width)
            throw new ParameterException("r", $"is {Rank}; without null directions (r < d = {Width}) α plays no part.");
    }

    [Check(Role = Role.Counterexample)]
    public void Inside_the_printed_range_the_null_directions_can_be_sharpest()
    {
        if (Alpha >= Values[^1] || Alpha <= Threshold)
            Skip($"α = {Alpha:G6} is not between σ₁^(1/L) = {Threshold:G6} and σ_r = {Values[^1]:G6}.");
        var measured = MeasuredSharpness(Depth, Width, Values, Alpha);
        var predicted = Enumerable
            .Range(0, Depth)
            .Sum(l => Math.Pow(Math.Pow(Sigma, 1 - ((1.0 + l) / Depth)) * Math.Pow(Alpha, l), 2));
        var printed = StepChoice.Sharpness(Depth, Sigma);
        Evidence
            .Agrees("sharpness at the minimum, dense Hessian", measured, predicted, Relative(1e-12))
            .Rejects("Lσ₁^(2−2/L), as the printed range promises", printed);
        Evidence.Golden("sharpness at α=5, σ=10, L=3", measured, Absolute(1e-9));
        Evidence.Golden("Lσ^(4/3) at σ=10, L=3", printed, Absolute(1e-9));
    }

    [Check]
    public void Below_the_root_of_the_smallest_value_the_sharpness_is_as_stated()
    {
        var cases =
            from L in Draw.Integer(2, 5)
            from r in Draw.Integer(1, 3)
            from sigma in Draw.Spectrum(r, 0.3, 30)
            from share in Draw.Between(0.01, 0.999)
            from seed in Draw.Seed()
            select new StartCase(L, sigma, share, seed);
        Evidence
            .ForAll(
                "top Hessian eigenvalue against Lσ₁^(2−2/L), α < σ_r^(1/L)",
                cases.ToArbitrary(),
                c => Deviation(c, c.Share * Math.Pow(c.Sigma[^1], 1.0 / c.Depth)),
                Relative(1e-12)
            )
            .Rejects("α < σ_r, as printed", c => Deviation(c, c.Share * c.Sigma[^1]))
            .Rejects("α < σ₁", c => Deviation(c, c.Share * c.Sigma[0]));
    }

    [Check]
    public void The_sharpness_changes_exactly_at_the_root_of_the_largest_value()
    {
        var onset = MeasuredThreshold();
        Evidence
            .Agrees("largest α with the sharpness Lσ₁^(2−2/L), by bisection", onset, Threshold, Relative(1e-8))
            .Rejects("σ_r", Values[^1])
            .Rejects("σ₁^(2/L)", Threshold * Threshold);
        double[] sigma = [10, 3];
        var below = MeasuredSharpness(3, 3, sigma, 2.15);
        Evidence
            .Agrees("σ = (10, 3), α = 2.15: sharpness", below, StepChoice.Sharpness(3, 10), Relative(1e-12))
            .Rejects("a threshold at σ_r^(1/L) = 1.44", HessianSpectrum.Lambda(3, 10, Math.Pow(2.15, 3)) + 1e-3);
        var excess = MeasuredSharpness(3, 3, sigma, 2.16) - StepChoice.Sharpness(3, 10);
        Evidence.Golden("σ=(10, 3), L=3: excess of the sharpness at α=2.16", excess, Absolute(1e-7));
    }

    [Check]
    public void Wherever_the_balancing_bound_is_assumed_too_nothing_is_wrong()
    {
        var cases =
            from L in Draw.Integer(2, 50)
            from k in Draw.Between(2, 2.82)
            from sigma in Draw.LogBetween(1e-2, 1e3)
            select new BoundCase(L, k, sigma);
        Evidence
            .ForAll(
                "excess of α′ over σ₁^(1/L), largest of variants (i) to (iii)",
                cases.ToArbitrary(),
                c => Excess(c, StartBound.OfLemmaTwo, StartBound.OfLemmaFive, StartBound.OfDerivation),
                Absolute(0)
            )
            .Rejects("of the tight variant (iv) too", c => Excess(c, StartBound.Tight));
        var fromFive = Enumerable.Range(5, 46).Max(L => StartBound.Tight(L, 2, 1)!.Value);
        Evidence.Below("variant (iv) at k = 2, largest for L = 5…50, in units of σ₁^(1/L)", fromFive, 1);
        Evidence.Golden(
            "α′ (i) at k=2, L=2, in units of σ^(1/L)",
            StartBound.OfLemmaTwo(2, 2, 1)!.Value,
            Absolute(1e-4)
        );
        Evidence.Golden(
            "α′ (ii) at k=2, L=2, in units of σ^(1/L)",
            StartBound.OfLemmaFive(2, 2, 1)!.Value,
            Absolute(1e-4)
        );
        Evidence.Golden(
            "α′ (iii) at k=2, L=2, in units of σ^(1/L)",
            StartBound.OfDerivation(2, 2, 1)!.Value,
            Absolute(1e-4)
        );
        foreach (var L in new[] { 2, 3, 4 })
        {
            var tight = StartBound.Tight(L, 2, 1)!.Value;
            Evidence.Golden($"α′ (iv) at k=2, L={L}, in units of σ^(1/L)", tight, Absolute(1e-4));
        }
    }

    private double[] Values => [.. Enumerable.Range(1, Rank).Select(i => Sigma / i)];

    private double Threshold => Math.Pow(Sigma, 1.0 / Depth);

    private double MeasuredThreshold()
    {
        var sharpness = StepChoice.Sharpness(Depth, Sigma);
        var (low, high) = (Threshold / 2, 2 * Threshold);
        for (var i = 0; i < 40; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var middle = (low + high) / 2;
            if (MeasuredSharpness(Depth, Width, Values, middle) > sharpness * (1 + 1e-10))
                high = middle;
            else
                low = middle;
        }
        return low;
    }

    private double MeasuredSharpness(int depth, int width, double[] sigma, double alpha) =>
        Sharpness(depth, TargetMatrix.Rotated(width, new RandomStream(StreamSeed()), sigma), alpha);

    private static double Deviation(StartCase c, double alpha)
    {
        var target = TargetMatrix.Rotated(c.Sigma.Length + 1, new RandomStream(c.Seed), c.Sigma);
        return Math.Abs((Sharpness(c.Depth, target, alpha) / StepChoice.Sharpness(c.Depth, c.Sigma[0])) - 1);
    }

    private static double Sharpness(int depth, TargetMatrix target, double alpha)
    {
        var minimum = GlobalMinimum.Of(MinimumForm.Unbalanced, depth, target, alpha);
        return Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(minimum, target.Matrix))[0];
    }

    private static double Excess(BoundCase c, params Func<int, double, double, double?>[] variants) =>
        variants.Max(bound => Math.Max(0, bound(c.Depth, c.K, c.Sigma)!.Value - Math.Pow(c.Sigma, 1.0 / c.Depth)));

    private sealed record StartCase(int Depth, double[] Sigma, double Share, ulong Seed)
    {
        public override string ToString() =>
            $"L = {Depth}, σ = ({string.Join(", ", Sigma)}), share {Share}, seed {Seed}";
    }

    private sealed record BoundCase(int Depth, double K, double Sigma);
}
