using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-contrast",
    "DLN versus diagonal network",
    Kind = ClaimKind.Remark,
    Source = "Sec. 3.3 remarks, Sec. 4.1, Fig. 5",
    DependsOn = ["B/lem-1", "B/thm-3", "B/bt-transverse"],
    Verdict = Verdict.Conditional,
    Statement = """
        The two largest Hessian eigenvalues are $(S_1, \lambda_{12})$ for the deep linear network and $(S_1, S_2)$ for the
        diagonal one. Therefore for $\eta > 2/\lambda_{12}$ the deep linear network oscillates in the second singular value and
        the diagonal one does not.
        """,
    Explanation = """
        The eigenvalues are right: for $L = 3$ and $\sigma_1, \sigma_2 = 10, 9$ they are 64.633 and 60.348 (double) against 64.633
        and 56.162, and always $S_2 < \lambda_{12} < S_1$. The consequence does not follow: the eigenvectors of
        $\lambda_{12}$ leave the paper's own invariant set, inside which both networks have identical scalar dynamics. At
        $K = 2/\eta = 58$, between $S_2$ and $\lambda_{12}$, the second projected value of both stands still. It moves in the
        deep linear network only when noise off the set is present and has grown; the diagonal network cannot leave the set.
        """
)]
public sealed class NetworksCompared : ClaimSpec
{
    private const double Start = 0.1;
    private const int Steps = 4000;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending, at least two")]
    public double[] Sigma { get; set; } = [10, 9, 6];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("K", Above = 0, Description = "2/η")]
    public double Level { get; set; } = 58;

    [Parameter("d", Min = 2, Max = 50, Description = "width of the layers")]
    public int Width { get; set; } = 10;

    [Parameter(Min = 0, Max = 1e-3, Description = "size of the noise off the invariant set, 0 for none")]
    public double SeedSize { get; set; }

    public override void Validate()
    {
        if (Sigma.Length < 2)
            throw new ParameterException("sigma", "has one value; the comparison is about the second, give two.");
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Start, Sigma, Depth);
    }

    [Check]
    public void Top_two_eigenvalues()
    {
        double[] sigma = [10, 9];
        var target = TargetMatrix.Diagonal(3, sigma);
        var minimum = GlobalMinimum.Of(MinimumForm.Unbalanced, 3, target, 0.3);
        var full = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(minimum, target.Matrix));
        var diagonal = new DiagonalHessianSpectrum(3, [10, 9, 0], 0.3);
        var simple = Factorizations.SymmetricEigenvalues(DiagonalHessian.Explicit(diagonal.Minimum(), diagonal.Target));
        var (s1, s2, cross) = (At(3, 10), At(3, 9), HessianSpectrum.Lambda(3, 10, 9));
        Evidence
            .Agrees(
                "deep linear network: three largest eigenvalues",
                full.AsSpan(0, 3),
                [s1, cross, cross],
                Relative(1e-10)
            )
            .Rejects("S₁ and S₂, as for the diagonal network", s1, s2, cross);
        Evidence
            .Agrees("diagonal network: two largest eigenvalues", simple.AsSpan(0, 2), [s1, s2], Relative(1e-10))
            .Rejects("S₁ and λ₁₂, as for the deep linear network", s1, cross);
        Evidence.Golden("S_1", full[0], Absolute(1e-6));
        Evidence.Golden("λ_12", full[1], Absolute(1e-6));
        Evidence.Golden("S_2", simple[1], Absolute(1e-6));
    }

    [Check]
    public void The_cross_eigenvalue_lies_between()
    {
        var cases =
            from depth in Draw.Integer(2, 8)
            from sigma in Draw.Spectrum(2, 0.1, 100)
            select new PairCase(depth, sigma[0], sigma[1]);
        Evidence
            .ForAll("0 where S₂ < λ₁₂ < S₁", cases.ToArbitrary(), c => c.Between ? 0 : 1, Absolute(0))
            .Rejects("λ₁₂ = √(S₁S₂)", c => Math.Abs((c.Cross / c.GeometricMean) - 1));
    }

    [Check]
    public void Numbers_of_non_zero_eigenvalues()
    {
        const double alpha = 0.5;
        var target = TargetMatrix.Diagonal(5, 3, 2, 1);
        var formU = GlobalMinimum.Of(MinimumForm.Unbalanced, 3, target, alpha);
        var formB = GlobalMinimum.Of(MinimumForm.Balanced, 3, target, alpha);
        Evidence
            .Matches("d = 5, r = 3, form (U), explicit: d²", Rank(ExplicitHessian.Of(formU, target.Matrix)), 25)
            .Rejects("d, as in the diagonal network", 5);
        Evidence
            .Matches("d = 5, r = 3, form (B), explicit: 2dr − r²", Rank(ExplicitHessian.Of(formB, target.Matrix)), 21)
            .Rejects("r², the pairs of singular directions", 9);
        foreach (var (start, count) in new[] { (alpha, 5), (0.0, 3) })
        {
            var spectrum = new DiagonalHessianSpectrum(3, [3, 2, 1, 0, 0], start);
            var explicitly = DiagonalHessian.Explicit(spectrum.Minimum(), spectrum.Target);
            Evidence
                .Matches($"d = 5, r = 3, diagonal network, α = {start}", Rank(explicitly), count)
                .Rejects("as in the deep linear network", start > 0 ? 25 : 21);
        }
        int Listed(MinimumForm form) =>
            HessianSpectrum
                .AtMinimum(form, 3, 50, [10, 9, 6], 0.01)
                .Families.Where(family => family.Value > 0)
                .Sum(family => family.Multiplicity);
        int Simple(double start) =>
            new DiagonalHessianSpectrum(3, [10, 9, 6, .. new double[47]], start).NonZeroEigenvalues.Count(x => x > 0);
        Evidence.Golden("d=50, r=3: form (U)", Listed(MinimumForm.Unbalanced), Absolute(0.5));
        Evidence.Golden("d=50, r=3: form (B)", Listed(MinimumForm.Balanced), Absolute(0.5));
        Evidence.Golden("d=50, r=3: diagonal network, α = 0.01", Simple(0.01), Absolute(0.5));
        Evidence.Golden("d=50, r=3: diagonal network, α = 0", Simple(0), Absolute(0.5));
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Inside_the_set_both_networks_move_alike()
    {
        foreach (var level in new[] { 60.0, 58, 57 })
        {
            var full = RunFull([10, 9, 6], level, 3, 10, seed: 0);
            var simple = DiagonalRun.Unbalanced(3, [10, 9, 6], Start, 2 / level, Steps, Cancellation);
            Evidence
                .Matches($"K = {level}: periods of the deep linear network", full.Periods, [2, 1, 1])
                .Rejects("the second value oscillates below λ₁₂", [2, 2, 1]);
            for (var i = 0; i < 3; i++)
            {
                var agreement = Evidence.Agrees(
                    $"K = {level}: last 64 values of direction {i + 1}, against the diagonal network",
                    full.Tail(i),
                    simple.Tail(i),
                    Absolute(1e-9)
                );
                if (i == 1)
                    agreement.Rejects(
                        "an oscillating second value",
                        Swinging(3, 2 * HessianSpectrum.Lambda(3, 10, 9) / level, 9)
                    );
            }
            Evidence.AtMost($"K = {level}: range of the second value", Range(full.Tail(1)), 1e-9);
        }
    }

    [Check(Tier.Standard)]
    public void At_the_given_step_the_second_value_follows_the_noise()
    {
        var (s1, s2, cross) = (
            At(Depth, Sigma[0]),
            At(Depth, Sigma[1]),
            HessianSpectrum.Lambda(Depth, Sigma[0], Sigma[1])
        );
        if (!(s2 < Level && Level < cross))
            Skip($"K must lie between S₂ = {s2:G6} and λ₁₂ = {cross:G6}, where the two networks are said to differ.");
        if (2 * s1 / Level >= 0.995 * Cascade.StabilityLoss(Depth))
            Skip("Direction 1 has no attracting two-cycle at this K.");
        if (SeedSize > 0 && Level > 0.97 * cross)
            Skip("K is so close to λ₁₂ that noise may not have grown, or not at all; choose a smaller K.");
        var simple = DiagonalRun.Unbalanced(Depth, Sigma, Start, 2 / Level, Steps, Cancellation);
        if (simple.Minima.Zip(Sigma).Any(pair => pair.First < 0.3 * pair.Second))
            Skip($"After {Steps} steps a direction has not left the saddle.");
        var full = RunFull(Sigma, Level, Depth, Width, SeedSize);
        AtRest($"K = {Level:G6}: range of the second value, diagonal network", simple.Tail(1), 2 * cross / Level);
        if (SeedSize > 0)
            Evidence.Above(
                $"K = {Level:G6}: range of the second value, with a seed",
                Range(full.Tail(1)),
                0.01 * Sigma[1]
            );
        else
            AtRest($"K = {Level:G6}: range of the second value, no seed", full.Tail(1), 2 * cross / Level);
    }

    [Check(Tier.Standard)]
    public void Noise_off_the_set_makes_the_second_value_move()
    {
        double[] sigma = [10, 9, 6];
        var (noisy, clean) = (RunFull(sigma, 58, 3, 10, 1e-9), RunFull(sigma, 58, 3, 10, 0));
        var quiet = RunFull(sigma, 62, 3, 10, 1e-9);
        Evidence.Above("K = 58, seed 1e-9: range of the second value at the end", Range(noisy.Tail(1)), 0.5);
        Evidence.Above("K = 58, seed 1e-9: largest off-diagonal entry", noisy.OffDiagonalMaximum, 0.1);
        Evidence
            .Agrees("K = 58, no seed: largest off-diagonal entry", clean.OffDiagonalMaximum, 0, Absolute(0))
            .Rejects("the set repels without a seed too", noisy.OffDiagonalMaximum);
        Evidence.AtMost("K = 62, seed 1e-9: range of the second value at the end", Range(quiet.Tail(1)), 1e-8);
        var perturbed = Perturbed(sigma, 58);
        Evidence.AtMost("K = 58, diagonal network perturbed by 1e-9: range of value 2", Range(perturbed), 1e-8);
        double[] times = [.. noisy.Samples.Select(sample => (double)sample.Step)];
        Figure("Second singular value at K = 58", Axis.Linear("step"), Axis.Linear("u₂ᵀW_{L:1}v₂"))
            .Dots("deep linear network, seed 1e-9", times, [.. noisy.Samples.Select(sample => sample.Projected[1])])
            .Line("deep linear network, no seed", times, [.. clean.Samples.Select(sample => sample.Projected[1])]);
    }

    // k is that of direction 2 if λ₁₂ were its sharpness.
    private void AtRest(string name, double[] values, double k)
    {
        var agreement = Evidence.Agrees(name, Range(values), 0, Absolute(1e-8));
        if (k < Cascade.StabilityLoss(Depth))
            agreement.Rejects("it oscillates below λ₁₂", Range(Swinging(Depth, k, Sigma[1])));
    }

    private static double At(int depth, double sigma) => StepChoice.Sharpness(depth, sigma);

    private static double Range(double[] values) => values.Max() - values.Min();

    // The two-cycle of a direction at k.
    private static double[] Swinging(int depth, double k, double sigma)
    {
        var orbit = TwoPeriodOrbit.At(depth, k, sigma);
        return
        [
            .. Enumerable.Range(0, PeriodDetector.Window).Select(t => t % 2 == 0 ? orbit.Product1 : orbit.Product2),
        ];
    }

    private static int Rank(Matrix hessian) => Factorizations.SymmetricEigenvalues(hessian).Count(x => x > 1e-9);

    // The diagonal network with the seed's size added to every entry, by a fixed pattern of signs.
    private static double[] Perturbed(double[] sigma, double level)
    {
        var network = DiagonalLinearNetwork.Unbalanced(3, sigma.Length, Start);
        for (var i = 0; i < network.ParameterCount; i++)
            network.Parameters[i] += i % 2 == 0 ? 1e-9 : -0.5e-9;
        var (product, last) = (new double[sigma.Length], new List<double>());
        for (var t = 1; t <= Steps; t++)
        {
            network.Step(sigma, 2 / level);
            network.Product(product);
            if (t > Steps - PeriodDetector.Window)
                last.Add(product[1]);
        }
        return [.. last];
    }

    private RecordedRun RunFull(double[] sigma, double level, int depth, int width, double seed)
    {
        var target = TargetMatrix.Diagonal(width, sigma);
        var start = DeepLinearNetworks.Unbalanced(depth, width, Start);
        OffDiagonalSeed.Add(start, target, seed);
        return RecordedRun.Of(start, target, new RunPlan(2 / level, Steps) { Every = 5 }, Cancellation);
    }

    private sealed record PairCase(int Depth, double First, double Second)
    {
        public double Cross => HessianSpectrum.Lambda(Depth, First, Second);

        public double GeometricMean => Math.Sqrt(At(Depth, First) * At(Depth, Second));

        public bool Between => At(Depth, Second) < Cross && Cross < At(Depth, First);
    }
}
