using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/thm-11",
    "Off-manifold exponent",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 11, eqs. (17), (46)-(51), Proposition 22",
    Aliases = ["C/prop-22"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/prop-8", "C/lem-10", "C/lem-20", "C/lem-21", "C/def-9", "C/rem-anticonc"],
    Verdict = Verdict.Corrected,
    Statement = """
        From a He-normal start whose first $r$ layers are scaled by $\varepsilon$, under the uniform flow, with a Class B
        activation, $\mu_1 > 0$ and $|E(0)| \gtrsim \varepsilon^r$, the loss falls to a fixed fraction at
        $\tau = \Theta(\varepsilon^{-(r-2)})$ for $r \ge 3$, $\Theta(\log\frac1\varepsilon)$ for $r = 2$ and $\Theta(1)$
        for $r = 1$.
        """,
    Corrected = """
        It holds when $E(0) \ge c\,\varepsilon^r > 0$, and generically also when $E(0) < 0$. For $r \ge 3$ the prefactor is
        exact: $\varepsilon^{r-2}\tau \to T_b$, the blow-up time of the $\varepsilon$-free homogeneous flow
        $\dot W_j = (W_r\cdots W_{j+1})^\top v\,\bar u^\top (W_{j-1}\cdots W_1)^\top$, $j \le r$, from the unscaled start, with
        $v = c_1^{L-1}W_{r+1}^\top\cdots W_L^\top$ and $\bar u = \mathbb E[yx]$. For $r = 2$,
        $\tau = \log(1/\varepsilon)/(\|v\|\|\bar u\|) + O(1)$.
        """,
    Explanation = """
        The step "replace $u$ by $-u$, so assume $E(0) > 0$" flips the drive too: for odd $\varphi$ the teacher
        $(u, \alpha)$ is $(-u, -\alpha)$. With width 1 and weights $(-\varepsilon, \varepsilon, \varepsilon)$,
        $|E(0)| = \varepsilon^3(1 + o(1))$, yet the time grows like $\varepsilon^{-2.2}$ instead of $\varepsilon^{-1}$. It is
        a balance of signs of measure zero: with unequal gains $E$ crosses 0 and the exponent is unchanged.
        """
)]
public sealed class OffManifoldExponent : OffManifoldSpec
{
    private static readonly Dictionary<int, double[]> Windows = new()
    {
        [1] = [0.1, 0.03, 0.01, 0.003],
        [2] = [0.1, 0.03, 0.01, 0.003],
        [3] = [0.1, 0.03, 0.01, 0.003],
        [4] = [0.2, 0.1, 0.05, 0.025],
        [5] = [0.2, 0.1, 0.05],
    };

    [Parameter("thresholdFraction", Above = 0.05, Below = 0.95, Description = "of the zero network's loss")]
    public double Fraction { get; set; } = 0.5;

    protected override double DefaultScale => 0.03;

    [Check(Tier.Standard)]
    public void The_deterministic_network_has_the_exponent_and_its_prefactor_is_a_blow_up_time()
    {
        var figure = Figure("Escape off the manifold, first r layers × ε", Axis.Log("1/ε"), Axis.Log("τ"));
        foreach (var r in new[] { 3, 4, 5 })
        {
            var times = Times(r);
            var setting = new BottleneckNetwork { Layers = r };
            var blowUp = new HomogeneousBlowUp(Unscaled(setting), r, setting.Drive).Time;
            Exponent(r, times);
            Prefactor(setting, times, blowUp);
            double[] inverse = [.. Windows[r].Select(e => 1 / e)];
            figure
                .Line($"T_b ε^−{r - 2}", inverse, [.. inverse.Select(x => blowUp * Math.Pow(x, r - 2))])
                .Points($"network, r = {r}", inverse, times);
        }

        OnTheManifold(figure);
    }

    [Check(Tier.Standard)]
    public void The_blow_up_time_needs_its_tail()
    {
        var setting = new BottleneckNetwork();
        var near = new HomogeneousBlowUp(Unscaled(setting), 3, setting.Drive);
        var far = new HomogeneousBlowUp(Unscaled(setting), 3, setting.Drive, 1e6);
        Evidence
            .Agrees("r = 3: T_b with the tail from ‖W‖ = 10⁴ against 10⁶", near.Time, far.Time, Absolute(1e-8))
            .Rejects("without the tail", near.TimeWithoutTail);
    }

    [Check(Tier.Standard)]
    public void The_corners_are_constant_and_logarithmic()
    {
        var bounded = Times(1);
        var logarithmic = Times(2);
        for (var i = 0; i < bounded.Length; i++)
        {
            Evidence.Golden($"r=1, ε={Windows[1][i]}: τ", bounded[i], Relative(1e-5));
            Evidence.Golden($"r=2, ε={Windows[2][i]}: τ", logarithmic[i], Relative(1e-6));
        }

        Evidence.Below("r = 1: growth from ε = 0.01 to 0.003", bounded[^1] / bounded[^2], 1.05);
        var network = DenseNetworks.Portable(new BottleneckNetwork().Widths, Activations.Tanh, 0.9);
        var v = Enumerable.Range(3, 3).Aggregate(Matrix.Identity(4), (chain, l) => network.LayerMatrix(l) * chain);
        var mu1 = new BottleneckNetwork().Mu1;
        var measured = (logarithmic[^1] - logarithmic[^2]) / Math.Log(Windows[2][^2] / Windows[2][^1]);
        Evidence
            .Agrees("r = 2: growth for each factor e in 1/ε", measured, 1 / (v.FrobeniusNorm() * mu1), Absolute(0.01))
            .Rejects("a power law: no constant growth", (logarithmic[1] - logarithmic[0]) / Math.Log(0.1 / 0.03) * 1.1);
    }

    [Check(Tier.Standard)]
    public void Random_networks_have_it_whatever_the_sign_of_their_signal()
    {
        RandomBottlenecks[] networks =
        [
            .. Enumerable.Range(0, 4).Select(i => new RandomBottlenecks(StreamSeed(i), StreamSeed(4), 8, 4, 512)),
        ];
        var slopes = new double[4][];
        for (var i = 0; i < 4; i++)
            slopes[i] = new double[6];
        foreach (var r in new[] { 3, 4, 5 })
        {
            var scales =
                r == 3 ? [0.1, 0.05, 0.02, 0.01]
                : r == 4 ? Windows[4]
                : Windows[5];
            var times = new double[4][];
            Parallel.For(0, 4, i => times[i] = networks[i].EscapeTimes(r, scales, 0.5, Cancellation));
            for (var i = 0; i < 4; i++)
            {
                slopes[i][r] = LineFit.PowerLaw([.. scales.Select(e => 1 / e)], times[i]).Slope;
                var blowUp = new HomogeneousBlowUp(networks[i].Unscaled(), r, networks[i].Drive()).Time;
                Evidence
                    .Agrees(
                        $"r = {r}, network {i + 1} (E(0)/ε^r = {networks[i].StartSignal(r):G3}): τε^(r−2) at ε = {scales[^1]}",
                        times[i][^1] * Math.Pow(scales[^1], r - 2),
                        blowUp,
                        Relative(0.08)
                    )
                    .Rejects("half of T_b", blowUp / 2);
            }

            double[] mean = [.. Enumerable.Range(0, scales.Length).Select(k => times.Average(t => t[k]))];
            var fit = LineFit.PowerLaw([.. scales.Select(e => 1 / e)], mean);
            Evidence
                .Agrees($"r = {r}: slope of the mean τ, s.e. {fit.SlopeError:G2}", fit.Slope, r - 2, Absolute(0.2))
                .Rejects("r − 1", r - 1)
                .Rejects("r − 3", r - 3);
            var local = -LineFit.LocalSlopes(scales, mean)[^1];
            Evidence.Agrees($"r = {r}: slope of the mean τ at the end", local, r - 2, Absolute(r == 5 ? 0.2 : 0.12));
        }

        Evidence.Trend(
            "the slope grows with r, in every network",
            [.. slopes.Select(s => Math.Min(s[4] - s[3], s[5] - s[4]))],
            4
        );
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void A_signal_of_the_right_size_but_the_wrong_sign_escapes_late()
    {
        double[] scales = [0.2, 0.1, 0.05];
        var chain = new ReducedChain(Activations.Tanh, 3);
        var run = new EscapeRun { Event = EscapeEvent.Loss, Cancellation = Cancellation };
        double[] times = [.. scales.Select(e => run.Time(chain, [-e, e, e]) ?? double.NaN)];
        for (var i = 0; i < scales.Length; i++)
            Evidence.Golden($"weights (−ε, ε, ε), ε={scales[i]}: τ", times[i], Relative(1e-6));
        foreach (var slope in LineFit.LocalSlopes(scales, times))
        {
            Evidence.Agrees("slope of log τ", -slope, 2.25, Absolute(0.15)).Rejects("r − 2 = 1", 1);
        }

        // At width 1 the uniform and the normalised flow are one, so the full network must agree with the chain.
        var full = new DenseNetwork([2, 1, 1, 1], Activations.Tanh);
        double[] u = [Math.Cos(0.6), Math.Sin(0.6)];
        double[] weights = [-0.2 * u[0], -0.2 * u[1], 0.2, 0.2];
        weights.CopyTo(full.Parameters);
        var population = new BottleneckNetwork().Population();
        var flow = new NetworkFlow(full, population);
        var time = flow.Run(
            1e4,
            BottleneckNetwork.Accuracy(Cancellation),
            flow.LossEvent(0.5 * flow.BaselineLoss)
        ).Time;
        Evidence.Agrees("ε = 0.2: the full network of width 1 against the chain", time, times[0], Relative(1e-5));
        var signal = new SignalEnergy(new NetworkPass(full, population), u).Value;
        Evidence.Agrees("ε = 0.2: |E(0)|/ε³", Math.Abs(signal) / 0.008, 1, Absolute(0.1));
    }

    [Check(Tier.Standard)]
    public void Your_own_network_has_the_exponent()
    {
        if (Layers < 3)
            Skip($"With r = {Layers} there is no power law; give r of at least 3.");
        if (Setting.Energy().Value <= 0)
            Skip("The start's signal energy is not positive: the time is that of a sign change first.");
        double[] scales = [Eps, Eps / 2];
        double[] times =
        [
            .. scales.Select(e => (Setting with { Scale = e }).Escape(Fraction, Cancellation).OrThrow().Time),
        ];
        var slope = -LineFit.LocalSlopes(scales, times)[0];

        // The law is asymptotic: the correction to the slope is of the order of ε.
        Evidence
            .Agrees($"slope of log τ between ε = {Eps:G4} and half of it", slope, Layers - 2, Absolute(0.1 + (2 * Eps)))
            .Rejects("r − 1", Layers - 1)
            .Rejects("r − 3", Layers - 3);
    }

    private void Exponent(int r, double[] times)
    {
        var scales = Windows[r];
        for (var i = 0; i < scales.Length; i++)
            Evidence.Golden($"r={r}, ε={scales[i]}: τ", times[i], Relative(1e-6));
        var fit = LineFit.PowerLaw([.. scales.Select(e => 1 / e)], times);
        Evidence.Golden($"r={r}: OLS slope", fit.Slope, Absolute(1e-3));
        Evidence.Golden($"r={r}: standard error of the slope", fit.SlopeError, Absolute(1e-3));
        Evidence
            .Agrees(
                $"r = {r}: slope of log τ, {fit.Points} points in [{scales[^1]}, {scales[0]}], s.e. {fit.SlopeError:G2}",
                fit.Slope,
                r - 2,
                Absolute(0.06)
            )
            .Rejects("r − 1", r - 1)
            .Rejects("r − 3", r - 3)
            .Rejects("r − 2 + 1/r", r - 2 + (1.0 / r));
        if (r == 5)
            return;
        var local = -LineFit.LocalSlopes(scales, times)[^1];
        Evidence
            .Agrees($"r = {r}: slope between the two smallest ε", local, r - 2, Absolute(0.03))
            .Rejects("the total depth, L − 2", 3);
    }

    private void Prefactor(BottleneckNetwork setting, double[] times, double blowUp)
    {
        var (r, scales) = (setting.Layers, Windows[setting.Layers]);
        double[] ratios = [.. scales.Zip(times, (e, t) => t * Math.Pow(e, r - 2) / blowUp)];
        Evidence.Golden($"r={r}: T_b", blowUp, Absolute(1e-10));
        for (var i = 0; i < ratios.Length; i++)
            Evidence.Golden($"r={r}, ε={scales[i]}: τε^(r−2)/T_b", ratios[i], Absolute(1e-5));
        Evidence
            .Agrees($"r = {r}: τε^(r−2) at ε = {scales[^1]}", ratios[^1] * blowUp, blowUp, Relative(0.03))
            .Rejects("1/(κ(r − 2)), the prefactor on the manifold", 1 / (setting.Mu1 * (r - 2)));
    }

    private void OnTheManifold(Figure figure)
    {
        var scales = Windows[3];
        var reduced = new ReducedChain(Activations.Tanh, 5);
        var run = new EscapeRun { Event = EscapeEvent.Loss, Cancellation = Cancellation };
        double[] times = [.. scales.Select(e => run.Time(reduced, [e, e, e, 1, 1]) ?? double.NaN)];
        figure.Points("reduced flow on the manifold, r = 3", [.. scales.Select(e => 1 / e)], times);
        Evidence
            .Agrees(
                "r = 3: slope of the reduced flow on the manifold, two smallest ε",
                -LineFit.LocalSlopes(scales, times)[^1],
                1,
                Absolute(0.03)
            )
            .Rejects("another exponent on the manifold", 2);
    }

    private static DenseNetwork Unscaled(BottleneckNetwork setting) => (setting with { Scale = 1 }).Start();

    private double[] Times(int r)
    {
        var times = new double[Windows[r].Length];
        Parallel.For(
            0,
            times.Length,
            i =>
                times[i] = new BottleneckNetwork { Layers = r, Scale = Windows[r][i] }
                    .Escape(0.5, Cancellation)
                    .OrThrow()
                    .Time
        );
        return times;
    }
}
