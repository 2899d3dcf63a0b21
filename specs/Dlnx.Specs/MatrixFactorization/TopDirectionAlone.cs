using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-thm-1",
    "Remarks after Theorem 1",
    Kind = ClaimKind.Remark,
    Source = "Remarks after Theorem 1",
    DependsOn = ["B/thm-1", "B/fig-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        If $K = 2/\eta$ is less than the second largest eigenvalue, only the top direction oscillates. Its amplitudes
        $\rho_1, \rho_2$ lie below and above the minimum. The windows $(2/f'', (2/f'')(1+\epsilon))$ of Chen and Bruna
        generalise. As $\eta$ grows, the oscillation passes through periods 2, 4 and 8 to chaos and divergence.
        """,
    Corrected = """
        Only the top direction oscillates when $K$ is **greater** than the second largest eigenvalue,
        $\lambda_{12} < K < S_1$. Then $\rho_1 < \sigma_1^{1/L} < \rho_2$, and with growing $k = \eta S_1$ the orbit has period 2
        up to $k_4(L)$, 4 up to $k_8(L)$, 8 up to $k_{16}(L)$, and no period beyond $k_\infty(L)$; far above it diverges.
        """,
    Readings = [
        "“The second largest eigenvalue” as the Hessian's, λ₁₂, or as the second direction's, S₂: at K = 55, below both, "
            + "two directions oscillate, so the printed inequality fails under either reading.",
    ],
    Explanation = """
        The inequality is turned round. For $\sigma = (10, 9, 6)$, $L = 3$ the eigenvalues are $S_1 = 64.63$, $\lambda_{12} = 60.35$
        (twice), $S_2 = 56.16$: at $K = 62$, above the second, the first direction has period 2 and the others stand still; at
        $K = 55$, below it, the first two directions oscillate. The other remarks hold.
        """
)]
public sealed class TopDirectionAlone : ClaimSpec
{
    private const int Steps = 3000;

    private static readonly double[] ReferenceSigma = [10, 9, 6];

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 9, 6];

    [Parameter("K", Above = 0, Description = "2/η")]
    public double InverseRate { get; set; } = 62;

    public override void Validate() => SpectrumRules.RequireDescending(Sigma);

    [Check]
    public void Above_the_second_eigenvalue_only_the_top_direction_oscillates()
    {
        var sharpness = StepChoice.Sharpness(Depth, Sigma[0]);
        var second = Sigma.Length > 1 ? HessianSpectrum.Lambda(Depth, Sigma[0], Sigma[1]) : 0;
        if (InverseRate <= second || InverseRate >= sharpness)
            Skip($"K = {InverseRate:G6} is not in (λ₁₂, S₁) = ({second:G6}, {sharpness:G6}).");
        if (2 * sharpness / InverseRate >= Cascade.StabilityLoss(Depth))
            Skip($"k = {2 * sharpness / InverseRate:G6} is not below k₄, where the two-period orbit attracts.");
        Evidence
            .Matches(
                "periods of the directions",
                Periods(Depth, Sigma, InverseRate),
                [2, .. Enumerable.Repeat(1, Sigma.Length - 1)]
            )
            .Rejects(
                "no direction oscillates for K above the second eigenvalue",
                [.. Enumerable.Repeat(1, Sigma.Length)]
            );
    }

    [Check(Role = Role.Counterexample)]
    public void Below_the_second_eigenvalue_a_second_direction_oscillates()
    {
        const double level = 55;
        var target = TargetMatrix.Diagonal(3, ReferenceSigma);
        var minimum = GlobalMinimum.Of(MinimumForm.Balanced, 3, target, 0);
        var eigenvalues = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(minimum, target.Matrix));
        Evidence.Below("K = 55 against the second largest eigenvalue", level, eigenvalues[1]);
        Evidence.Golden("λ₂ = λ₁₂ at σ=(10, 9, 6)", eigenvalues[1], Absolute(1e-6));
        var printed = new[] { 2, 1, 1 };
        Evidence
            .Matches("periods of the directions at K = 55", Periods(3, ReferenceSigma, level), [2, 2, 1])
            .Rejects("K below the second eigenvalue, as printed: only the top direction", printed);
        Evidence
            .Matches("periods of the directions at K = 62", Periods(3, ReferenceSigma, 62), [2, 1, 1])
            .Rejects("the second direction too", [2, 2, 1]);
    }

    [Check]
    public void The_orbit_lies_on_both_sides_of_the_minimum()
    {
        var onset = Enumerable.Range(0, 13).Select(L => L < 2 ? 0 : Cascade.StabilityLoss(L)).ToArray();
        var cases =
            from L in Draw.Integer(2, 12)
            from share in Draw.Between(0, 1)
            select new OrbitCase(L, 2.02 + ((onset[L] - 2.03) * share));
        Evidence
            .ForAll(
                "ρ₁ < σ^(1/L) < ρ₂ in the attracting orbit, in units of σ^(1/L), L = 2…12, 2.02 ≤ k < k₄",
                cases.ToArbitrary(),
                c => Math.Max(0, Math.Max(c.Cycle.Low - 1, 1 - c.Cycle.High)),
                Absolute(0)
            )
            .Rejects("one-sided: both points below the minimum", c => c.Cycle.High - 1);
    }

    [Check]
    public void Just_above_the_threshold_every_step_oscillates()
    {
        foreach (var L in new[] { 2, 3, 4, 6, 12 })
        {
            foreach (var epsilon in new[] { 0.005, 0.05, 0.2 })
            {
                Evidence
                    .Matches(
                        $"L = {L}: period at η = (2/f″)(1 + {epsilon})",
                        Attractor.Of(new BalancedMap(L, 2 * (1 + epsilon))).Period,
                        2
                    )
                    .Rejects("it settles", 1);
            }
        }
    }

    [Check]
    public void Periods_double_up_to_chaos()
    {
        foreach (var L in new[] { 2, 3, 4, 5, 8 })
        {
            var cascade = Cascade.Of(L, 7);
            double[] ends = [1.5, 2, .. cascade.Points.Take(4)];
            var between = ends.Zip(ends.Skip(1), (low, high) => (low + high) / 2).Append(cascade.Limit + 0.008);
            Evidence
                .Matches(
                    $"L = {L}: periods between the points 2, k₄, k₈, k₁₆, k₃₂ and above k∞ (0: none)",
                    between.Select(k => Attractor.Of(new BalancedMap(L, k)).Period).ToArray(),
                    [1, 2, 4, 8, 16, 0]
                )
                .Rejects("period 2 up to k = 2√2", [1, 2, 2, 2, 2, 2])
                .Rejects("chaos right after period 2", [1, 2, 0, 0, 0, 0]);
            Evidence.Golden($"k₄ at L={L}", cascade.Points[0], Relative(1e-12));
            Evidence.Golden($"k₈ at L={L}", cascade.Points[1], Relative(1e-12));
            Evidence.Golden($"k₁₆ at L={L}", cascade.Points[2], Relative(1e-12));
            Evidence.Golden($"k∞ at L={L}", cascade.Limit, Absolute(1e-9));
            Evidence.Golden($"k of the first sign change at L={L}", cascade.SignChange, Absolute(1e-6));
        }
    }

    [Check]
    public void Far_above_the_threshold_it_diverges()
    {
        const double sigma = 10;
        var eta = 5 / StepChoice.Sharpness(3, sigma);
        var chain = new ScalarChain(sigma, eta);
        var layer = 0.9 * Math.Cbrt(sigma);
        double[] layers = [layer, layer, layer];
        var (steps, before) = (0, layer);
        for (; steps < 1000 && Math.Abs(layers[0]) < 1e3; steps++)
        {
            before = layers[0];
            chain.Step(layers);
        }
        Evidence.Above("L = 3, σ = 10, k = 5: largest layer value", Math.Abs(layers[0]), 1e3);
        // x⁺ = −ηx⁵(1 − σ/x³ − 1/(ηx⁴)): of z = η^(1/4)x every step takes the fifth power, up to the two last terms.
        var (z, next) = (Math.Abs(before) * Math.Pow(eta, 0.25), Math.Abs(layers[0]) * Math.Pow(eta, 0.25));
        var rest = (sigma / Math.Pow(Math.Abs(before), 3)) + Math.Pow(z, -4);
        Evidence
            .Agrees(
                $"ln|z⁺|/ln|z| in the last of {steps} steps",
                Math.Log(next) / Math.Log(z),
                5,
                Absolute(2 * rest / Math.Log(z))
            )
            .Rejects("geometric growth, as of the linearised map", 1)
            .Rejects("the power L", 3);
    }

    // The periods of all directions, from layers at 0.9 of their minimum; a diagonal target keeps them apart exactly.
    private int[] Periods(int depth, double[] sigma, double level)
    {
        var target = TargetMatrix.Diagonal(sigma.Length, sigma);
        double[] start = [.. sigma.Select(value => 0.9 * Math.Pow(value, 1.0 / depth))];
        var layer = Matrix.Diagonal(sigma.Length, sigma.Length, start);
        var network = DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(layer, depth)]);
        return RecordedRun.Of(network, target, new RunPlan(2 / level, Steps) { Every = Steps }, Cancellation).Periods;
    }

    private sealed record OrbitCase(int Depth, double K)
    {
        public TwoCycle Cycle { get; } = new BalancedMap(Depth, K).TwoCycle();
    }
}
