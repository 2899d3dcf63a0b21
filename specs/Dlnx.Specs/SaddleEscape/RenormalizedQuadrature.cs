using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/cor-17",
    "Renormalized quadrature",
    Kind = ClaimKind.Corollary,
    Source = "Corollary 17, eqs. (31)-(34)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-30"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $\dot u = 2\kappa u^{L/2}\big(1 + Cu^{(q-1)/2} + E(u)\big)$ with $E = o(u^{(q-1)/2})$ let $T_{NF}$ be the time from
        $\varepsilon^2$ to $u_\star$ and $T_1$ the same with $E = 0$. Then $T_{NF} - T_1$ is $o(\varepsilon^{-(L-q-1)})$ for
        $L > q+1$, $o(\log\frac1\varepsilon)$ for $L = q+1$ and $O(1)$ for $L < q+1$. At $L = q+1$ the first correction of $T_1$
        is $-\frac C\kappa\log\frac1\varepsilon$.
        """
)]
public sealed class RenormalizedQuadrature : ClaimSpec
{
    // The reference's u⋆ and E = ½u^{q/2}.
    private const double End = 0.04;
    private const double Remainder = 0.5;

    private static readonly double[] Scales = [1e-1, 1e-2, 1e-3, 1e-4];

    [Parameter("q", Min = 2, Max = 3, Description = "first non-linear order of the activation")]
    public int Order { get; set; } = 3;

    [Parameter(Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("C", Min = -10, Max = 10, Description = "coefficient of the normal form")]
    public double Coefficient { get; set; } = -1.2;

    [Parameter("E0", Min = -10, Max = 10, Description = "E = E0·u^(q/2)")]
    public double RemainderSize { get; set; } = 0.5;

    [Parameter(Above = 0, Max = 1, Description = "u⋆")]
    public double Threshold { get; set; } = 0.04;

    public override void Validate()
    {
        var power = Math.Pow(Threshold, 0.5 * (Order - 1));
        if (1 + (Coefficient * power) - Math.Abs(RemainderSize * power * Math.Sqrt(Threshold)) <= 0.05)
            throw new ParameterException(
                "C",
                $"is {Coefficient:R}; with E0 = {RemainderSize:R} the velocity must stay positive up to the threshold {Threshold:R}."
            );
    }

    [Check]
    public void The_remainder_is_of_lower_order()
    {
        foreach (var (q, depth) in new[] { (3, 4), (3, 5), (3, 6), (3, 3), (2, 4) })
        {
            double[] shares = [.. Scales.Select(scale => Share(q, depth, scale))];
            for (var i = 0; i < Scales.Length; i++)
                Evidence.Golden(
                    $"q={q}, L={depth}, ε=1e-{i + 1}: remainder over its scale",
                    shares[i],
                    Digits(q, depth, i)
                );
            if (depth >= q + 1)
                Evidence.Trend(
                    $"q = {q}, L = {depth}: fall of the remainder over ε^(−(L−q−1)) or log(1/ε)",
                    [.. shares.Zip(shares.Skip(1), (now, next) => Math.Abs(now) - Math.Abs(next))],
                    shares.Length - 1
                );
        }
        var bounded = Form(3, 3);
        Evidence
            .Agrees(
                "q = 3, L = 3: the remainder at ε = 1e-4 and 1e-3",
                bounded.RemainderTime(1e-4, End, Half(3)),
                bounded.RemainderTime(1e-3, End, Half(3)),
                Relative(1e-3)
            )
            .Rejects(
                "growing like the first correction, log(1/ε)",
                4.0 / 3 * bounded.RemainderTime(1e-3, End, Half(3))
            );
    }

    [Check]
    public void Above_the_resonance_it_grows_all_the_same()
    {
        // E = ½u^{q/2} contributes ∫u^{(q−L)/2}du, of order ε^{−(L−q−2)}.
        foreach (var (q, depth) in new[] { (3, 6), (2, 5) })
        {
            var form = Form(q, depth);
            var growth = form.RemainderTime(1e-4, End, Half(q)) / form.RemainderTime(1e-3, End, Half(q));
            Evidence
                .Agrees($"q = {q}, L = {depth}: T_NF − T_1 at ε = 1e-4 over that at 1e-3", growth, 10, Relative(0.05))
                .Rejects("O(1) for all L", 1)
                .Rejects("the order of the first correction", 100);
        }
    }

    [Check]
    public void The_resonance_has_the_logarithm()
    {
        foreach (var (q, c) in new[] { (3, -1.2), (2, 0.7) })
        {
            var form = new ScalarNormalForm(q + 1, q, 1, c);
            double Correction(double scale) => form.Time(scale, End) - (form with { Coefficient = 0 }).Time(scale, End);
            Evidence
                .Agrees(
                    $"q = {q}: κ[Δ(ε/10) − Δ(ε)]/log 10 at ε = 1e-3",
                    (Correction(1e-4) - Correction(1e-3)) / Math.Log(10),
                    -c,
                    Absolute(2e-3)
                )
                .Rejects("no logarithm", 0)
                .Rejects("+C/κ log(1/ε)", c);
        }
    }

    [Check]
    public void One_integral_equals_the_difference_of_two_times()
    {
        foreach (var (q, depth) in new[] { (3, 4), (3, 6), (2, 3) })
        {
            var form = Form(q, depth);
            // With E of the same form as the known term both times are known: E = −0.1·u^{(q−1)/2}.
            double Extra(double u) => -0.1 * Math.Pow(u, 0.5 * (q - 1));
            var shifted = form with { Coefficient = form.Coefficient - 0.1 };
            Evidence
                .Agrees(
                    $"q = {q}, L = {depth}: T_NF − T_1 at ε = 0.05",
                    form.RemainderTime(0.05, End, Extra),
                    shifted.Time(0.05, End) - form.Time(0.05, End),
                    Relative(1e-9)
                )
                .Rejects("to first order in E only", FirstOrder(form, Extra));
        }
    }

    [Check]
    public void It_holds_for_the_given_normal_form()
    {
        var form = new ScalarNormalForm(Depth, Order, 1, Coefficient);
        double[] scales = [.. Enumerable.Range(0, 9).Select(i => 0.5 * Math.Sqrt(Threshold) * Math.Pow(10, -0.5 * i))];
        double Given(double u) => RemainderSize * Math.Pow(u, 0.5 * Order);
        double[] first =
        [
            .. scales.Select(e =>
                Math.Abs(form.Time(e, Threshold) - (form with { Coefficient = 0 }).Time(e, Threshold))
            ),
        ];
        double[] rest = [.. scales.Select(e => Math.Abs(form.RemainderTime(e, Threshold, Given)))];
        double[] inverse = [.. scales.Select(e => 1 / e)];
        if (Coefficient == 0 || RemainderSize == 0)
            Skip("Without C or E there is nothing to compare.");
        Figure("Corrections to the escape time", Axis.Log("1/ε"), Axis.Log("time"))
            .Line("first correction |T_1 − T_lead|", inverse, first)
            .Points("remainder |T_NF − T_1|", inverse, rest);
        RemainderOrder(first, rest);
    }

    // E = E0 u^(q/2) contributes ∫ u^((q−L)/2) du, of order ε^(−(L−q−2)); neighbouring ε differ by the factor √10.
    private void RemainderOrder(double[] first, double[] rest)
    {
        var (order, likeFirst) = (Depth - Order - 2, first[^1] / first[^2]);
        if (order < 0)
        {
            var bounded = Evidence.Agrees("remainder at the two smallest ε", rest[^1], rest[^2], Relative(0.01));
            if (order == -1)
                bounded.Rejects("growing like the first correction", rest[^2] * likeFirst);
        }
        else if (order == 0)
            Evidence
                .Agrees("last increment of the remainder", rest[^1] - rest[^2], rest[^2] - rest[^3], Relative(0.05))
                .Rejects("growing like the first correction", (rest[^2] - rest[^3]) * likeFirst)
                .Rejects("bounded", 0);
        else
            Evidence
                .Agrees(
                    "growth of the remainder, last two ε",
                    rest[^1] / rest[^2],
                    Math.Pow(10, 0.5 * order),
                    Relative(0.05)
                )
                .Rejects("the order of the first correction", likeFirst)
                .Rejects("bounded", 1);
    }

    private static ScalarNormalForm Form(int q, int depth) => new(depth, q, 1, q == 3 ? -1.2 : 0.7);

    private static Func<double, double> Half(int q) => u => Remainder * Math.Pow(u, 0.5 * q);

    private static double Share(int q, int depth, double scale)
    {
        var unit =
            depth > q + 1 ? Math.Pow(scale, -(depth - q - 1))
            : depth == q + 1 ? Math.Log(1 / scale)
            : 1;
        return Form(q, depth).RemainderTime(scale, End, Half(q)) / unit;
    }

    private static double FirstOrder(ScalarNormalForm form, Func<double, double> extra) =>
        1e6 * form.RemainderTime(0.05, End, u => 1e-6 * extra(u));

    // Half a unit of the last printed digit.
    private static Verify.Results.Tolerance Digits(int q, int depth, int index) =>
        (q, depth, index) switch
        {
            (3, 3, _) => Absolute(5.1e-7),
            (3, 5, 3) or (2, 4, 3) or (3, 6, 3) => Absolute(5.1e-6),
            _ => Absolute(5.1e-5),
        };
}
