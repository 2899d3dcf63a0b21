using System.Numerics.Tensors;
using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/cor-26",
    "Escape-time no-closure",
    Kind = ClaimKind.Corollary,
    Source = "Corollary 26",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-25"],
    Verdict = Verdict.Conditional,
    Statement = """
        Starting with equal amplitude $\delta_0$ along the unstable direction, the truncated escape times
        $\tau_n = \lambda_n^{-1}\log(\theta/\delta_0)$ exceed $\tau_\infty$ for every $n$.
        """,
    Explanation = """
        The formula follows from $\lambda_n < \lambda_\infty$, but the projection of a given start on the unstable direction
        changes with $n$, so equal amplitudes are a hypothesis. What holds without it: from the same non-negative start
        $e^{tJ_n}x_0 \le e^{tJ_{n+1}}x_0$ entry by entry, so a monotone threshold is reached no later as $n$ grows. The times
        themselves are longer than the formula's by the transient: 15.73 instead of 14.29 at $n = 1$.
        """
)]
public sealed class TruncatedEscapeTimes : ClaimSpec
{
    private static readonly int[] ReferenceSizes = [1, 2, 3, 5, 8, 12, 40];

    [Parameter(Above = 0, Max = 100, Description = "growth of the decay rates from one component to the next")]
    public double AStep { get; set; } = 1;

    [Parameter(Above = 0, Max = 100, Description = "diagonal of B")]
    public double BScale { get; set; } = 2.2;

    [Parameter(Above = 0, Max = 0.9, Description = "ratio of neighbouring entries of B")]
    public double BDecay { get; set; } = 0.5;

    [Parameter(Above = 0, Max = 100, Description = "diagonal of C")]
    public double CScale { get; set; } = 1;

    [Parameter(Above = 0, Max = 0.9, Description = "ratio of neighbouring entries of C")]
    public double CDecay { get; set; } = 0.4;

    [Parameter("n", Min = 1, Max = 200, Description = "largest truncation")]
    public int Size { get; set; } = 12;

    [Parameter(Above = 0, Description = "δ₀, start on the first component")]
    public double Delta0 { get; set; } = 1e-3;

    [Parameter(Above = 0, Description = "θ, threshold on the first component")]
    public double Theta { get; set; } = 1;

    public override void Validate()
    {
        if (Theta <= Delta0)
            throw new ParameterException("theta", $"is {Theta:R}; it must exceed delta0 = {Delta0:R}.");
    }

    [Check]
    public void The_times_fall_with_every_component()
    {
        var family = new GeometricCouplings(1, 2.2, 0.5, 1, 0.4);
        double[] times = [.. ReferenceSizes.Select(n => Time(family, n, 1e-3, 1) ?? double.NaN)];
        double[] formula = [.. ReferenceSizes.Select(n => Math.Log(1e3) / family.Truncation(n).Abscissa)];
        Evidence
            .Agrees(
                "time by matrix exponentials, and by an adaptive integrator with an event",
                times.AsSpan(0, 6),
                [.. ReferenceSizes.Take(6).Select(n => Integrated(family, n))],
                Relative(1e-8)
            )
            .Rejects("log(θ/δ₀)/λ_n", formula.AsSpan(0, 6));
        Evidence.Trend("fall of the time from each n to the next", [.. times.Zip(times.Skip(1), (a, b) => a - b)], 6);
        Evidence.Trend("the formula's value above its limit", [.. formula.SkipLast(1).Select(t => t - formula[^1])], 6);
        for (var i = 0; i < times.Length; i++)
        {
            Evidence.Golden($"time at n={ReferenceSizes[i]}", times[i], Relative(1e-7));
            Evidence.Golden($"log(1000)/λ at n={ReferenceSizes[i]}", formula[i], Relative(1e-7));
        }
    }

    [Check]
    public void More_components_never_lower_an_entry()
    {
        var cases =
            from seed in Draw.Seed()
            from size in Draw.Integer(2, 6)
            from time in Draw.Between(0.1, 3)
            select new Case(seed, size, time);
        Evidence
            .ForAll(
                "e^{tJ_n}x₀ ≤ e^{tJ_{n+1}}x₀ entry by entry, random non-negative couplings and starts",
                cases.ToArbitrary(),
                c => Math.Max(0, -SmallestGain(c)),
                Absolute(1e-12)
            )
            .Rejects("times increase with n: entries fall", c => Math.Max(0, SmallestGain(c)));
    }

    [Check]
    public void The_given_family_escapes_no_later_with_more_components()
    {
        var family = new GeometricCouplings(AStep, BScale, BDecay, CScale, CDecay);
        int[] sizes = [.. ReferenceSizes.Where(n => n < Size), Size];
        double[] times = [.. sizes.Select(n => Time(family, n, Delta0, Theta) ?? double.PositiveInfinity)];
        if (double.IsPositiveInfinity(times[^1]))
            Skip($"The truncation to n = {Size} components does not escape; give larger couplings or a larger n.");
        var rounding = 1e-9 * times[^1];
        double[] rises =
        [
            .. times.Zip(times.Skip(1), (a, b) => double.IsPositiveInfinity(a) ? 0 : b - a).DefaultIfEmpty(0),
        ];
        var agreement = Evidence.Agrees(
            "largest rise of the escape time from one n to the next",
            rises.Max(rise => Math.Max(0, rise)),
            0,
            Absolute(rounding)
        );
        if (-rises.Min() > rounding)
            agreement.Rejects("times increase with n", -rises.Min());
    }

    private static double? Time(GeometricCouplings family, int n, double delta0, double theta)
    {
        var stage = family.Truncation(n);
        if (stage.Abscissa <= 0)
            return null;
        // Twice the time of pure growth, and as long again for the transient.
        var latest = 4 * (Math.Log(theta / delta0) + 5) / stage.Abscissa;
        return LinearEscape.Time(stage.Matrix, Start(stage, delta0), 0, theta, latest);
    }

    private static double Integrated(GeometricCouplings family, int n)
    {
        var stage = family.Truncation(n);
        var matrix = stage.Matrix;
        void Linear(double t, ReadOnlySpan<double> x, Span<double> dxdt)
        {
            for (var i = 0; i < x.Length; i++)
                dxdt[i] = TensorPrimitives.Dot(matrix.Row(i), x);
        }
        var options = new OdeOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-15 };
        var escape = new OdeEvent((_, x) => x[0] - 1, EventDirection.Rising, EventAction.Stop);
        return OdeSolver.Solve(Linear, 0, Start(stage, 1e-3), 1e3, options, escape).Time;
    }

    private static double[] Start(StageJacobian stage, double delta0)
    {
        var start = new double[stage.Size];
        start[0] = delta0;
        return start;
    }

    private static double SmallestGain(Case c)
    {
        var stream = new RandomStream(c.Seed);
        var full = RandomStages.DrawSquare(c.Size, stream);
        double[] x0 = [.. Enumerable.Range(0, 2 * c.Size).Select(_ => stream.NextDouble())];
        var smallest = double.PositiveInfinity;
        for (var n = 1; n < c.Size; n++)
        {
            var (fewer, more) = (Evolved(full, n, x0, c), Evolved(full, n + 1, x0, c));
            for (var i = 0; i < n; i++)
                smallest = Math.Min(smallest, Math.Min(more[i] - fewer[i], more[n + 1 + i] - fewer[n + i]));
        }
        return smallest;
    }

    // The start of the truncation: the first n entries of either kind.
    private static double[] Evolved(StageJacobian full, int n, double[] x0, Case c) =>
        LinearEscape.State(full.Truncate(n).Matrix, [.. x0[..n], .. x0[c.Size..(c.Size + n)]], c.Time);

    private sealed record Case(ulong Seed, int Size, double Time);
}
