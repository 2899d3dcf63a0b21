using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/thm-2",
    "Stable subspace oscillations",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 2 (informal, Sec. 3.1); formal version in App. C.1, eqs. (46)-(52)",
    DependsOn = ["B/lem-1", "B/lem-11"],
    Verdict = Verdict.Refuted,
    Statement = """
        The eigenvectors of the Hessian at the balanced minimum are
        $\Delta = \frac1{\sqrt L}(u_iv_j^\top, v_iv_j^\top, \dots)$. The section $f_\Delta(\mu) = f(\Theta + \mu\Delta)$ has
        $f'' = \lambda_i^2$, $f''' = 6\lambda_i\beta_i > 0$, $f'''' = 12\beta_i^2 + 24\lambda_i\delta_i$ and
        $$3f'''^2 - f''f'''' = 48\lambda_i^2(2\beta_i^2 - \lambda_i\delta_i) > 0$$
        for every eigenvector with non-zero eigenvalue. Hence gradient descent oscillates with period 2 along $\Delta_i$ when
        $\eta > 2/\lambda_i$ (informally: for $\lambda_i \le K < \lambda_{i+1}$).
        """,
    Readings = [
        "Equal or exact weights of the layers: with either, the sections for i ≠ j are exact parabolas, so the refutation "
            + "does not depend on them.",
        "The formal version (“if the two derivative conditions hold, then …”) is B/lem-11 applied to a section. It gives some "
            + "η above 2/λ for i = j; the claim that the conditions hold for every eigenvector is false in any reading.",
    ],
    Explanation = """
        For $i \ne j$ two perturbed factors annihilate ($v_j^\top v_i = 0$), so $f_\Delta(\mu) = \tfrac12\lambda_{ij}\mu^2$ exactly:
        $f''' = f'''' = 0$, the condition reads $0 > 0$, and for $\eta > 2/\lambda_{ij}$ gradient descent on the section diverges
        instead of oscillating. Since $\lambda_{ij} = \lambda_{ji}$ is double, $(\Delta_{ij} \pm \Delta_{ji})/\sqrt2$ are eigenvectors
        too; there $f''' = 0$, and the quantity is negative for $L = 3$, $\sigma = (3, 2, 1)$: $-184.5$ and $-40.5$. The statement holds for
        $i = j$: with $s = \sigma_i^{1/L}$, $f'' = Ls^{2L-2} = S_i$, $f''' = 3\sqrt L(L-1)s^{2L-3}$,
        $f'''' = [3(L-1)^2 + 4(L-1)(L-2)]s^{2L-4}$ and $3f'''^2 - f''f'''' = 4L(L-1)(5L-4)s^{4L-6} > 0$. The unit eigenvectors for
        $i \ne j$ have layer weights $c_\ell \propto \sigma_i^{(L-\ell)/L}\sigma_j^{(\ell-1)/L}$, not $1/\sqrt L$; the proof double-counts
        $\delta$ (the factor is $24\lambda^2(4\beta^2 - \lambda\delta)$) and calls both $f''$ and its square root $\lambda$; and the
        informal window is empty for descending eigenvalues (it must be $\lambda_{i+1} < K < \lambda_i$).
        """
)]
public sealed partial class EigenvectorSections : ClaimSpec
{
    private static readonly double[] ReferenceSigma = [3, 2, 1];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e3, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [3, 2, 1];

    [Parameter("i", Min = 1, Max = 8, Description = "output direction")]
    public int Output { get; set; } = 1;

    [Parameter("j", Min = 1, Max = 8, Description = "input direction")]
    public int Input { get; set; } = 1;

    [Parameter(Description = "weights of the layers: exact or equal")]
    public SectionWeights Weights { get; set; } = SectionWeights.Exact;

    [Parameter(Min = -1, Max = 1, Description = "0: Δᵢⱼ; ±1: (Δᵢⱼ ± Δⱼᵢ)/√2")]
    public int Mix { get; set; }

    public override void Validate() => SectionChoice.Validate(Sigma, Depth, Output, Input, Mix, Weights);

    [Check]
    public void The_chosen_section_has_the_closed_form()
    {
        var point = Rotated(Depth, Sigma);
        var section = SectionChoice.Measure(point, Depth, Output, Input, Weights, Mix);
        var closed = Closed(Depth, Sigma, Output, Input, Weights, Mix);
        var scale = Math.Max(1, closed.Second);
        var second = Evidence.Agrees("f″", section.Second, closed.Second, Relative(1e-8));
        // At an eigenvalue of 1 the two readings of λ coincide.
        if (Math.Abs(closed.Second - 1) > 0.01)
            second.Rejects("the square of the eigenvalue", closed.Second * closed.Second);
        var third = Evidence.Agrees("f‴", section.Third, closed.Third, Mixed(1e-8 * scale));
        if (Output != Input)
            third.Rejects("f‴ > 0 for every eigenvector", Closed(Depth, Sigma, Output, Output, Weights, 0).Third);
        if (Mix == 0)
            Evidence.Agrees("f⁗", section.Fourth, closed.Fourth, Mixed(1e-8 * scale));
        var expanded = point.Expand(SectionChoice.Direction(point.Target, Depth, Output, Input, Weights, Mix));
        Evidence.Agrees(
            "f″, f‴, f⁗ by expanding the product of the layers",
            Three(section),
            Three(expanded),
            Mixed(1e-8 * scale)
        );
    }

    [Check]
    public void Exact_weights_make_eigenvectors()
    {
        for (var L = 2; L <= 5; L++)
        {
            var point = Rotated(L, ReferenceSigma);
            var residuals = Pairs().Select(pair => point.Residual(pair, LayerWeights.Exact)).ToArray();
            Evidence.Agrees(
                $"L = {L}: residuals of Δᵢⱼ, all i and j",
                residuals,
                new double[residuals.Length],
                Absolute(1e-10 * point.Scale)
            );
        }
        var reference = Rotated(3, ReferenceSigma);
        var equal = SectionChoice.Direction(reference.Target, 3, 1, 2, SectionWeights.Equal, 0);
        Evidence
            .Agrees(
                "L = 3, Δ₁₁ with equal weights: residual",
                reference.Residual(new(1, 1), LayerWeights.Equal),
                0,
                Absolute(1e-10)
            )
            .Rejects("that of Δ₁₂ with equal weights", reference.Residual(new(1, 2), LayerWeights.Equal));
        Evidence.Golden(
            "L=3, Δ₁₂ with equal weights: residual",
            reference.Residual(new(1, 2), LayerWeights.Equal),
            Absolute(1e-3)
        );
        Evidence.Golden("L=3, Δ₁₂ with equal weights: Rayleigh quotient", reference.Rayleigh(equal), Absolute(1e-9));
    }

    [Check]
    public void Equal_directions_have_the_closed_derivatives()
    {
        for (var L = 2; L <= 5; L++)
        {
            var point = Rotated(L, ReferenceSigma);
            for (var i = 1; i <= 3; i++)
            {
                var section = SectionChoice.Measure(point, L, i, i, SectionWeights.Exact, 0);
                var closed = Closed(L, ReferenceSigma, i, i, SectionWeights.Exact, 0);
                var s = Math.Pow(ReferenceSigma[i - 1], 1.0 / L);
                var power = Math.Pow(s, (4 * L) - 6);
                Evidence.Agrees($"L = {L}, i = j = {i}: f″, f‴, f⁗", Three(section), Three(closed), Relative(1e-8));
                Evidence
                    .Agrees(
                        $"L = {L}, i = j = {i}: 3f‴² − f″f⁗",
                        section.Condition,
                        4 * L * (L - 1) * ((5 * L) - 4) * power,
                        Relative(1e-8)
                    )
                    .Rejects("(4L−5) for (5L−4)", 4 * L * (L - 1) * ((4 * L) - 5) * power);
            }
            Reference(L, SectionChoice.Measure(point, L, 1, 1, SectionWeights.Exact, 0));
        }
    }

    [Check]
    public void The_balanced_line_is_the_map_of_Theorem_1()
    {
        // For i = j the line is invariant under gradient descent: k < k₄ gives the stable two-cycle of B/thm-1.
        const int L = 3;
        var point = Rotated(L, ReferenceSigma);
        var direction = SectionChoice.Direction(point.Target, L, 1, 1, SectionWeights.Exact, 0);
        var section = LossSection.Along(point.Network, point.Target.Matrix, direction);
        var eta = 2.2 / section.Derivative(2);
        var mu = 0.05;
        for (var t = 0; t < 2000; t++)
            mu -= eta * section.Slope(mu);
        var partner = mu - (eta * section.Slope(mu));
        var orbit = TwoPeriodOrbit.At(L, 2.2, ReferenceSigma[0]);
        double Layer(double at) => Math.Cbrt(ReferenceSigma[0]) + (at / Math.Sqrt(L));
        Evidence
            .Agrees(
                "layer values of gradient descent on the section at k = 2.2",
                [Layer(Math.Min(mu, partner)), Layer(Math.Max(mu, partner))],
                [orbit.Rho1, orbit.Rho2],
                Absolute(1e-9)
            )
            .Rejects("it settles at the minimum", Layer(0), Layer(0));
    }

    private void Reference(int depth, FlipCriterion section)
    {
        double[] units = depth switch
        {
            2 => [1e-9, 1e-9, 1e-9, 1e-9],
            3 => [1e-9, 1e-9, 1e-9, 1e-9],
            4 => [1e-9, 1e-3, 1e-9, 1e-2],
            _ => [1e-9, 1e-3, 1e-3, 0.1],
        };
        Evidence.Golden($"L={depth}, i=j=1: f″", section.Second, Absolute(units[0]));
        Evidence.Golden($"L={depth}, i=j=1: f‴", section.Third, Absolute(units[1]));
        Evidence.Golden($"L={depth}, i=j=1: f⁗", section.Fourth, Absolute(units[2]));
        Evidence.Golden($"L={depth}, i=j=1: condition", section.Condition, Absolute(units[3]));
    }

    private SectionPoint Rotated(int depth, double[] sigma) =>
        SectionPoint.At(TargetMatrix.Rotated(sigma.Length, new RandomStream(StreamSeed(depth)), sigma), depth);

    private static IEnumerable<DirectionPair> Pairs() =>
        from i in Enumerable.Range(1, 3)
        from j in Enumerable.Range(1, 3)
        select new DirectionPair(i, j);

    private static double[] Three(FlipCriterion section) => [section.Second, section.Third, section.Fourth];

    private static double[] Derivatives(SectionPoint point, int depth, int i) =>
        Three(
            SectionChoice.Measure(
                point,
                depth,
                Math.Min(i, point.Target.Rank),
                Math.Min(i, point.Target.Rank),
                SectionWeights.Exact,
                0
            )
        )[1..];

    private static double SumWithoutSquares(int depth, double sigmaI, double sigmaJ) =>
        Enumerable
            .Range(0, depth)
            .Sum(l => Math.Pow(sigmaI, (depth - 1.0 - l) / depth) * Math.Pow(sigmaJ, (double)l / depth));

    // f⁗ of a mixed vector has no closed form here; NaN.
    private static FlipCriterion Closed(int depth, double[] sigma, int i, int j, SectionWeights weights, int mix)
    {
        var s = Math.Pow(sigma[i - 1], 1.0 / depth);
        if (i == j)
        {
            return new(
                depth * Math.Pow(s, (2 * depth) - 2),
                3 * Math.Sqrt(depth) * (depth - 1) * Math.Pow(s, (2 * depth) - 3),
                ((3 * (depth - 1) * (depth - 1)) + (4 * (depth - 1) * (depth - 2))) * Math.Pow(s, (2 * depth) - 4)
            );
        }
        var second =
            weights == SectionWeights.Exact
                ? HessianSpectrum.Lambda(depth, sigma[i - 1], sigma[j - 1])
                : Math.Pow(SumWithoutSquares(depth, sigma[i - 1], sigma[j - 1]), 2) / depth;
        return new(second, 0, mix == 0 ? 0 : double.NaN);
    }
}
