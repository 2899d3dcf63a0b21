using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>Where the printed statement and its proof fail.</summary>
public sealed partial class EigenvectorSections
{
    [Check(Role = Role.Counterexample)]
    public void Cross_directions_are_exact_parabolas()
    {
        for (var L = 2; L <= 5; L++)
        {
            var point = Rotated(L, ReferenceSigma);
            foreach (var pair in Pairs().Where(pair => pair.Output != pair.Input))
            {
                foreach (var weights in new[] { SectionWeights.Exact, SectionWeights.Equal })
                {
                    var section = SectionChoice.Measure(point, L, pair.Output, pair.Input, weights, 0);
                    var name = $"L = {L}, ({pair.Output}, {pair.Input}), {weights} weights: f‴, f⁗";
                    Evidence
                        .Agrees(name, [section.Third, section.Fourth], [0, 0], Absolute(1e-8))
                        .Rejects("f‴ and f⁗ > 0 as for i = j", Derivatives(point, L, pair.Output));
                }
            }
            foreach (var (j, digits) in new[] { (2, 1e-9), (3, 1e-8) })
            {
                var cross = SectionChoice.Measure(point, L, 1, j, SectionWeights.Exact, 0);
                Evidence
                    .Agrees(
                        $"L = {L}, (1, {j}): f″ = λ",
                        cross.Second,
                        HessianSpectrum.Lambda(L, 3, ReferenceSigma[j - 1]),
                        Relative(1e-8)
                    )
                    .Rejects(
                        "the sum without squares, as in the proof's list",
                        SumWithoutSquares(L, 3, ReferenceSigma[j - 1])
                    );
                Evidence.Golden($"L={L}, (1, {j}): f″", cross.Second, Absolute(digits));
            }
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Gradient_descent_on_a_cross_section_diverges()
    {
        const int L = 3;
        var point = Rotated(L, ReferenceSigma);
        var direction = SectionChoice.Direction(point.Target, L, 1, 2, SectionWeights.Exact, 0);
        var section = LossSection.Along(point.Network, point.Target.Matrix, direction);
        var eta = 2.2 / HessianSpectrum.Lambda(L, 3, 2);
        var mu = 1e-3;
        for (var t = 0; t < 40; t++)
            mu -= eta * section.Slope(mu);
        Evidence
            .Agrees(
                "growth of |μ| per step at η = 2.2/λ₁₂",
                Math.Pow(Math.Abs(mu) / 1e-3, 1.0 / 40),
                2.2 - 1,
                Relative(1e-8)
            )
            .Rejects("a two-cycle: no growth on average", 1);
    }

    [Check(Role = Role.Counterexample)]
    public void Mixed_eigenvectors_have_a_negative_condition()
    {
        const int L = 3;
        var point = Rotated(L, ReferenceSigma);
        foreach (var sign in new[] { 1, -1 })
        {
            var letter = sign > 0 ? "+" : "−";
            var direction = SectionChoice.Direction(point.Target, L, 1, 2, SectionWeights.Exact, sign);
            Evidence.Agrees($"({letter}): eigen-residual", point.Residual(direction), 0, Absolute(1e-10));
            var section = SectionChoice.Measure(point, L, 1, 2, SectionWeights.Exact, sign);
            Evidence
                .Agrees($"({letter}): f‴", section.Third, 0, Absolute(1e-8))
                .Rejects("f‴ > 0 as for i = j", Derivatives(point, L, 1)[0]);
            Evidence.Below($"({letter}): 3f‴² − f″f⁗", section.Condition, 0);
            Evidence.Golden($"mixed ({letter}): f″", section.Second, Absolute(1e-9));
            Evidence.Golden($"mixed ({letter}): f⁗", section.Fourth, Absolute(1e-9));
            Evidence.Golden($"mixed ({letter}): condition", section.Condition, Absolute(1e-9));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Null_directions_are_parabolas_too()
    {
        // Width 4, rank 2: directions 3 and 4 are null.
        for (var L = 2; L <= 5; L++)
        {
            var target = TargetMatrix.Rotated(4, new RandomStream(StreamSeed(L)), 3, 2);
            var point = SectionPoint.At(target, L);
            foreach (var (i, j) in new[] { (1, 3), (3, 1), (2, 4), (4, 2), (3, 4) })
            {
                var section = SectionChoice.Measure(point, L, i, j, SectionWeights.Exact, 0);
                var sigma =
                    i <= 2 ? target.SingularValues[i - 1]
                    : j <= 2 ? target.SingularValues[j - 1]
                    : 0;
                Evidence
                    .Agrees(
                        $"L = {L}, ({i}, {j}): f″, f‴, f⁗",
                        Three(section),
                        [Math.Pow(sigma, 2 - (2.0 / L)), 0, 0],
                        Absolute(1e-8)
                    )
                    .Rejects("f‴ and f⁗ > 0 as for i = j = 1", [section.Second, .. Derivatives(point, L, 1)]);
            }
        }
    }

    [Check]
    public void The_algebra_of_the_proof_needs_these_corrections()
    {
        for (var L = 2; L <= 5; L++)
        {
            var s = Math.Pow(3, 1.0 / L);
            var section = SectionChoice.Measure(Rotated(L, ReferenceSigma), L, 1, 1, SectionWeights.Exact, 0);
            var lambda = Math.Sqrt(L) * Math.Pow(s, L - 1);
            var beta = 0.5 * (L - 1) * Math.Pow(s, L - 2);
            var delta = (L - 1) * (L - 2) / (6 * Math.Sqrt(L)) * Math.Pow(s, L - 3);
            Evidence
                .Agrees($"L = {L}: f″ = λ², λ the Frobenius norm", section.Second, lambda * lambda, Relative(1e-8))
                .Rejects("the square of the Hessian's eigenvalue", section.Second * section.Second);
            Evidence
                .Agrees($"L = {L}: f at μ → 0 over μ²", section.Second / 2, 0.5 * lambda * lambda, Relative(1e-8))
                .Rejects("without the ½ of (49), as in (51)", lambda * lambda);
            var condition = 24 * lambda * lambda * ((4 * beta * beta) - (lambda * delta));
            var printed = 48 * lambda * lambda * ((2 * beta * beta) - (lambda * delta));
            var agreement = Evidence.Agrees($"L = {L}: 24λ²(4β² − λδ)", section.Condition, condition, Relative(1e-8));
            // δ = 0 at L = 2, where double-counting it does no harm.
            if (L > 2)
                agreement.Rejects("48λ²(2β² − λδ), as printed", printed);
            Evidence.Above($"L = {L}: the printed form is positive too", printed, 0);
        }
    }

    [Check]
    public void The_counting_of_the_proof_needs_these_corrections()
    {
        foreach (var L in new[] { 3, 4, 5 })
        {
            var layerPairs = (
                from a in Enumerable.Range(0, L)
                from b in Enumerable.Range(0, a)
                select (a, b)
            ).ToArray();
            var triples = layerPairs.Sum(pair => pair.b);
            var pairs = layerPairs.Length;
            var squares = layerPairs.SelectMany(_ => layerPairs).Count();
            var unordered = pairs * (pairs + 1) / 2;
            Evidence
                .Matches($"L = {L}: terms of β²", squares, L * L * (L - 1) * (L - 1) / 4)
                .Rejects("½C(L,2)(C(L,2) + 1), as printed", unordered);
            // What the paper simplifies: twice its number of terms of β² minus the L·C(L,3) terms of λδ.
            var factor = triples * (double)L / (L * (L - 2));
            Evidence
                .Agrees(
                    $"L = {L}: 2·½C(L,2)(C(L,2) + 1) − L·C(L,3)",
                    (2 * unordered) - (L * triples),
                    factor * ((L * L) + L + 6) / 2,
                    Absolute(1e-9)
                )
                .Rejects("2C(L,3)L/(L(L−2))·((L−1)² + 5), as printed", 2 * factor * (((L - 1) * (L - 1)) + 5));
            Evidence.Golden($"L={L}: simplified count", (2 * unordered) - (L * triples), Absolute(0));
            Evidence.Golden($"L={L}: printed count", 2 * factor * (((L - 1) * (L - 1)) + 5), Absolute(1e-9));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_printed_window_is_empty()
    {
        var point = Rotated(3, ReferenceSigma);
        var eigenvalues = Factorizations
            .SymmetricEigenvalues(ExplicitHessian.Of(point.Network, point.Target.Matrix))
            .Where(value => value > 1e-9)
            .ToArray();
        var levels = Enumerable.Range(1, 1300).Select(i => 0.01 * i).ToArray();
        int Inside(Func<double, double, double, bool> window) =>
            levels.Count(level => eigenvalues.Zip(eigenvalues.Skip(1)).Any(e => window(e.First, e.Second, level)));
        Evidence
            .Matches("levels K with λᵢ ≤ K < λᵢ₊₁, of 1300", Inside((a, b, level) => a <= level && level < b - 1e-9), 0)
            .Rejects("as many as with λᵢ₊₁ < K < λᵢ", Inside((a, b, level) => b < level && level < a));
    }
}
