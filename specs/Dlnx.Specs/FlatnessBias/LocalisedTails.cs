using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-5.10",
    "CLT-controlled tails",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 5.10, proof in App. F.8",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-5.9", "D/cor-F.15"],
    Verdict = Verdict.Corrected,
    Statement = """
        For $a > 0$ let $W = a\sqrt t\,\Delta(c)\,e^{Lt}$. Outside $[c - W, c + W]$ the window mass $p_t^w$ is monotone
        towards $c$ up to an additive $2e^{-a^2/2}$.
        """,
    Corrected = """
        The random walk of the signs satisfies $P(\max_{k\le t}|S_k| \ge s) \le 2e^{-s^2/2t}$, and under the hypothesis of the
        corrected Lemma 5.9 ($f_0/T_\sigma'$ monotone on both sides of $c$, such as affine $\Delta$) the window mass is monotone
        outside the band within that slack.
        """,
    Readings = [
        "W with Δ at the mode c, as printed.",
        "W with the largest step on the band itself, W = a√t e^{Lt} sup Δ: a smaller Δ(c) keeps the band narrow, and the "
            + "same violation remains.",
    ],
    Explanation = """
        The slack bounds the mass of paths that wander far, but the rise of the counterexample to Lemma 5.9 is not made by
        such paths: at $t = 1$ and $a = 5$ the window mass rises by $0.0526$ outside the band, against an allowed
        $7.45\cdot10^{-6}$.
        """
)]
public sealed class LocalisedTails : ClaimSpec
{
    // Where the catalogue measures the rise.
    private const double Left = 0.3;
    private const double Right = 0.54;

    [Parameter("a", Above = 0, Max = 10, Description = "a, band and slack")]
    public double Reach { get; set; } = 5;

    [Parameter("t", Min = 1, Max = 1000, Description = "steps of the walk")]
    public int Steps { get; set; } = 100;

    [Parameter("s", Min = 1, Max = 1000, Description = "level of the walk, at most t")]
    public int Level { get; set; } = 20;

    [Parameter("dl", Above = 0, Max = 0.1, Description = "δ of Δ = δ + cx² on [0, 1]")]
    public double Floor { get; set; } = 0.01;

    [Parameter("c", Above = 0, Below = 0.5, Description = "c of Δ = δ + cx²; L = 2c")]
    public double Curvature { get; set; } = 0.4;

    [Parameter("w", Above = 0, Max = 0.5, Description = "width of the window")]
    public double Width { get; set; } = 0.05;

    private double Slack => 2 * Math.Exp(-0.5 * Reach * Reach);

    public override void Validate()
    {
        if (Level > Steps)
            throw new ParameterException("s", $"is {Level}; it must be at most t = {Steps}.");
    }

    [Check]
    public void The_maximum_of_the_walk_obeys_the_bound()
    {
        var largest = 0.0;
        for (var s = 1; s <= 100; s++)
        {
            var probabilities = WalkMaximum.Probabilities(100, s);
            for (var t = s; t <= 100; t++)
                largest = Math.Max(largest, probabilities[t] / WalkMaximum.Bound(t, s));
        }
        Evidence.Golden("largest P over 2e^{−s²/2t}, s ≤ t ≤ 100", largest, Absolute(1e-4));
        Evidence.AtMost("largest P over 2e^{−s²/2t}, s ≤ t ≤ 100", largest, 1);
        Evidence.Above("largest P over e^{−s²/2t}, without the 2", 2 * largest, 1);
        Evidence.Golden("P, t = 100, s = 20", WalkMaximum.Probability(100, 20), Absolute(1e-10));
        Evidence.Golden("bound, t = 100, s = 20", WalkMaximum.Bound(100, 20), Absolute(1e-10));
        var (probability, bound) = (WalkMaximum.Probability(Steps, Level), WalkMaximum.Bound(Steps, Level));
        Evidence.AtMost($"P(max|S_k| ≥ {Level}), t = {Steps}", probability, bound);
    }

    [Check]
    public void The_maximum_agrees_with_counted_walks()
    {
        // All 2^12 walks; a step law of height 1 makes the process the walk itself.
        var highest = SignStrings.All(12).Select(s => s.States(new AffineStep(1, 0), 0).Max(Math.Abs)).ToArray();
        double[] counted = [.. Enumerable.Range(1, 12).Select(s => highest.Count(x => x >= s) / 4096.0)];
        double[] exact = [.. Enumerable.Range(1, 12).Select(s => WalkMaximum.Probability(12, s))];
        Evidence
            .Agrees("P(max_{k≤12}|S_k| ≥ s), s = 1 … 12, dynamic programme and count", exact, counted, Absolute(0))
            .Rejects(
                "P(|S_12| ≥ s), the end in place of the maximum",
                [.. Enumerable.Range(1, 12).Select(s => SignStrings.All(12).Count(x => Math.Abs(x.Sum) >= s) / 4096.0)]
            );
    }

    [Check(Role = Role.Counterexample)]
    public void The_window_rises_outside_the_band()
    {
        var step = new ConvexStep(Floor, Curvature);
        var band = Reach * Floor * Math.Exp(2 * Curvature);
        var rise = Rise(step, Width);
        if (band >= Left)
            Skip($"The band of half-width {band:G4} covers the place 0.3; take a smaller a or dl.");
        if (rise <= Slack)
            Skip($"The rise {rise:G4} between 0.3 and 0.54 is not above the slack 2e^(−a²/2) = {Slack:G4}.");
        var exact = new CurvatureLaw(step, new UniformLaw(0, 1), 1);
        Evidence
            .Agrees(
                "p₁(0.54) − p₁(0.3), by inversion and in closed form",
                exact.Window(Right, Width) - exact.Window(Left, Width),
                rise,
                Absolute(1e-9)
            )
            .Rejects("at most the slack", Slack)
            .Rejects("monotone", 0);
    }

    [Check(Role = Role.Counterexample)]
    public void So_it_does_under_both_readings()
    {
        var slack = 2 * Math.Exp(-12.5);
        var printed = Rise(new ConvexStep(0.01, 0.4), 0.05);
        Evidence.Golden("half-width W, a = 5, Δ = 0.01 + 0.4x²", 5 * 0.01 * Math.Exp(0.8), Absolute(1e-6));
        Evidence.Golden("rise, Δ = 0.01 + 0.4x²", printed, Absolute(1e-9));
        Evidence.Above("rise over slack", printed / slack, 1e3);
        var narrow = Rise(new ConvexStep(0.001, 0.4), 0.05);
        Evidence.Golden("half-width W of reading B, Δ = 0.001 + 0.4x²", SelfConsistentBand(), Absolute(1e-6));
        Evidence.Golden("rise, Δ = 0.001 + 0.4x²", narrow, Absolute(1e-6));
        Evidence.Above("rise over slack, reading B", narrow / slack, 1e3);
    }

    [Check]
    public void Affine_steps_keep_the_slack()
    {
        var cases =
            from scale in Draw.LogBetween(0.05, 0.5)
            from m in Draw.Between(0.01, 0.3)
            from t in Draw.Integer(1, 8)
            from a in Draw.Between(0.5, 3)
            select new Affine(scale, m, t, a);
        Evidence
            .ForAll(
                "N(2, σ²), Δ = mu: rise of p_t outside the band, minus 2e^{−a²/2}",
                cases.ToArbitrary(),
                c => c.LargestRise() - c.Slack,
                Absolute(1e-12)
            )
            .Rejects("no slack, and the band left out", c => c.LargestRise(band: 0));
    }

    // W = a e^L (δ + cW²) with a = 5, L = 2c = 0.8, δ = 0.001: the smaller root.
    private static double SelfConsistentBand()
    {
        var factor = 5 * Math.Exp(0.8);
        var (linear, constant) = (1 / (factor * 0.4), 0.001 / 0.4);
        return 2 * constant / (linear + Math.Sqrt((linear * linear) - (4 * constant)));
    }

    private static double Rise(ConvexStep step, double width) =>
        step.UniformCumulative(Right + width)
        - step.UniformCumulative(Right)
        - (step.UniformCumulative(Left + width) - step.UniformCumulative(Left));

    private sealed record Affine(double Scale, double M, int Steps, double Reach)
    {
        private const double Mode = 2;

        public double Slack => 2 * Math.Exp(-0.5 * Reach * Reach);

        private double Band => Reach * Math.Sqrt(Steps) * M * Mode * Math.Exp(M * Steps);

        public double LargestRise() => LargestRise(Band);

        public double LargestRise(double band)
        {
            var law = new MultiplicativeLaw(StandardLaw.Normal(Mode, Scale), M, Steps);
            return Math.Max(Outwards(law, Mode + band, 0.1), Outwards(law, Mode - band - 0.05, -0.1));
        }

        private static double Outwards(MultiplicativeLaw law, double from, double stride)
        {
            double[] masses = [.. Enumerable.Range(0, 40).Select(i => law.Window(from + (stride * i), 0.05))];
            // Up to an additive slack: compared with the smallest mass met before.
            var (smallest, rise) = (masses[0], 0.0);
            foreach (var mass in masses)
                (smallest, rise) = (Math.Min(smallest, mass), Math.Max(rise, mass - smallest));
            return rise;
        }
    }
}
