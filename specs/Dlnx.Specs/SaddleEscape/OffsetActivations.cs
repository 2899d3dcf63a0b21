using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/C.4-classD",
    "Class D",
    Kind = ClaimKind.Proposition,
    Source = "End of Section 4, App. C.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-6", "C/thm-4"],
    Verdict = Verdict.Corrected,
    Statement = """
        If $\varphi(0) \ne 0$, $\tilde\varphi = \varphi - \varphi(0)$ absorbs the constant into a shift of the teacher and moves the
        saddle away from 0; around it the reduced dynamics have the form of Class B or C (sigmoid: B, softplus: C) with the same
        leading constant.
        """,
    Corrected = """
        With $\tilde\varphi$ in the student, or with $\varphi$ and trainable biases that start at
        $\beta_l = -\varepsilon\varphi(0)$, $\beta_L = \mathbb Ey - \varepsilon\varphi(0)$, the escape time has the exponent
        $L - 2$ and $\kappa = c_1^{L-1}\mathbb E[s\varphi(s)]$. Without biases the relocated saddle
        $(0, \dots, 0, \mathbb Ey/\varphi(0))$, stationary for $L \ge 3$, is a bottleneck of $L - 1$ layers, with the exponent
        $L - 3$; from a uniformly small start the layers fit the mean first, and the escape time is of order 1.
        """,
    Readings = [
        "Centred: the student has φ − φ(0), the teacher is centred or not: holds.",
        "Biases: the original activation with trainable biases, all rates 1: holds.",
        "Relocated: no biases, near the relocated saddle: exponent L − 3.",
        "Origin: no biases, from uniform small scales: false, 0 is not stationary and the time is of order 1.",
    ],
    Explanation = """
        A constant in the teacher does not change $\mathbb E[sy]$, so the centred network follows the law. Without biases the
        last layer alone can fit the mean; it is then of order 1, out of the bottleneck, and the exponent is $L - 3$. At 0 the
        last layer moves at once, $\dot a_L = \alpha\varphi(0)\mathbb E\varphi$.
        """
)]
public sealed partial class OffsetActivations : EscapeSpec
{
    private const double CentredScale = 0.025;
    private static readonly double[] ReferenceScales = [0.1, 0.05, 0.025, 0.0125];

    [Parameter("phi", Description = "φ of class D")]
    public OffsetActivation Phi { get; set; }

    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 1e-3, Max = 0.2, Description = "ε")]
    public double Eps { get; set; } = 0.05;

    [Parameter(Description = "where the network starts")]
    public OffsetStart Start { get; set; }

    [Parameter(Description = "start=centred: the teacher is φ − φ(0) as well")]
    public TeacherCentring TeacherCentred { get; set; } = TeacherCentring.False;

    [Check(Tier.Standard)]
    public void The_centred_network_follows_the_law()
    {
        foreach (var phi in Enum.GetValues<OffsetActivation>())
        {
            foreach (var depth in new[] { 3, 4, 5 })
                CentredLaw(phi, depth);
        }

        foreach (var depth in new[] { 3, 4, 5 })
        {
            var scaled = Scaled(OffsetActivation.Softplus.Escape(depth, TeacherCentring.False), CentredScale)[0];
            Evidence.Golden($"Softplus, L = {depth}, teacher not centred: the same", scaled, Absolute(1e-3));
        }
    }

    [Check(Tier.Standard)]
    public void So_does_the_network_with_biases()
    {
        foreach (var phi in Enum.GetValues<OffsetActivation>())
        {
            foreach (var depth in new[] { 2, 3, 4 })
            {
                var times = Recorded(phi, depth, OffsetStart.Biases, ReferenceScales);
                if (depth == 2)
                {
                    Logarithmic($"{phi}, L = 2, biases", times, times.Length - 1);
                    continue;
                }

                // Softplus at depth 3 is at its resonance, where the local slope converges more slowly.
                var allowed = phi == OffsetActivation.Softplus && depth == 3 ? 0.05 : 0.03;
                Evidence
                    .Agrees(
                        $"{phi}, L = {depth}, biases: last slope",
                        Slopes(ReferenceScales, times)[^1],
                        depth - 2,
                        Absolute(allowed)
                    )
                    .Rejects("L − 3", depth - 3);
            }
        }
    }

    [Check(Tier.Standard)]
    public void Constants_are_fitted_by_the_last_layer_alone()
    {
        foreach (var phi in Enum.GetValues<OffsetActivation>())
        {
            Evidence.Golden($"{phi}: loss of the best constant", phi.Escape(3).BestConstantLoss, Absolute(1e-11));
            Evidence.Golden($"{phi}: relocated a_L", phi.Escape(3).RelocatedScale, Absolute(1e-11));
            foreach (var depth in new[] { 3, 4, 5 })
            {
                var speed = Speed(phi.Escape(depth), phi.Escape(depth).RelocatedScale);
                Evidence.AtMost($"{phi}, L = {depth}: speed at (0, …, 0, 𝔼y/φ(0))", speed, 1e-12);
            }

            Evidence.Golden(
                $"{phi}, L = 2: speed there",
                Speed(phi.Escape(2), phi.Escape(2).RelocatedScale),
                Absolute(1e-9)
            );
            Evidence.Golden($"{phi}: speed at 0", Speed(phi.Escape(3), 0), Absolute(1e-9));
        }

        static double Speed(OffsetEscape escape, double last)
        {
            var velocity = new double[escape.Depth];
            escape.Chain().Velocity([.. new double[escape.Depth - 1], last], velocity);
            return velocity.Max(Math.Abs);
        }
    }

    [Check(Tier.Standard)]
    public void The_start_of_the_parameters_follows_its_law()
    {
        var escape = Phi.Escape(Depth, TeacherCentred);
        var isLogarithmic = Start == OffsetStart.Relocated ? Depth == 3 : Start != OffsetStart.Origin && Depth == 2;
        double[] scales = [.. Enumerable.Range(0, isLogarithmic ? 5 : 4).Select(i => Eps * Math.Pow(0.5, i))];
        var found = Times(escape, Start, scales);
        if (found.Contains(null))
            Skip($"{Phi} of depth {Depth} from {Start} does not reach half the loss of the best constant.");
        var times = Escaped(found);
        var limit = Start switch
        {
            OffsetStart.Origin => 0,
            OffsetStart.Relocated => Math.Max(0, Depth - 3),
            _ => Depth - 2,
        };
        if (isLogarithmic)
        {
            var increments = times.Zip(times.Skip(1), (whole, half) => half - whole).ToArray();
            double[] growth = [.. increments.Zip(increments.Skip(1), (before, after) => after / before)];
            Approaches("ratio of neighbouring increments of τ", growth, 1);
        }
        else
            Approaches("local slope", Slopes(scales, times), limit);
    }

    private void CentredLaw(OffsetActivation phi, int depth)
    {
        var scaled = Scaled(phi.Escape(depth), CentredScale, CentredScale / 2);
        Evidence.Golden($"{phi}, L = {depth}: τκ(L − 2)ε^(L−2)", scaled[0], Absolute(1e-3));
        Evidence.Below(
            $"{phi}, L = {depth}: |τκ(L − 2)ε^(L−2) − 1| after halving ε",
            Math.Abs(scaled[1] - 1),
            Math.Abs(scaled[0] - 1)
        );
        Evidence
            .Agrees(
                $"{phi}, L = {depth}: local slope",
                Math.Log2(scaled[1] / scaled[0]) + depth - 2,
                depth - 2,
                Absolute(0.05)
            )
            .Rejects("L − 3", depth - 3);
    }

    private double[] Scaled(OffsetEscape escape, params double[] scales) =>
        [
            .. Escaped(Times(escape, OffsetStart.Centred, scales))
                .Zip(scales, (time, eps) => time * escape.CentredUnit(eps)),
        ];

    private static double[] Slopes(double[] scales, double[] times) =>
        LineFit.LocalSlopes(EscapeSetting.Inverse(scales), times);

    private double?[] Times(OffsetEscape escape, OffsetStart start, double[] scales)
    {
        var cancellable = escape with { Cancellation = Cancellation };
        return EscapeSweep.Times(scales.Length, i => cancellable.Time(start, scales[i]), Cancellation);
    }

    private double[] Recorded(OffsetActivation phi, int depth, OffsetStart start, double[] scales)
    {
        var times = Escaped(Times(phi.Escape(depth), start, scales));
        // The reference times from the origin have four digits.
        var digits = Relative(start == OffsetStart.Origin ? 1e-3 : 1e-4);
        foreach (var (eps, time) in scales.Zip(times))
            Evidence.Golden($"{phi}, L = {depth}, {start}, ε = {eps}: τ", time, digits);
        return times;
    }

    // Equal increments for equal ratios of ε.
    private void Logarithmic(string name, double[] times, int compared)
    {
        var increments = times.Zip(times.Skip(1), (whole, half) => half - whole).TakeLast(compared).ToArray();
        Evidence
            .Agrees($"{name}: increments of τ", increments, [.. increments.Select(_ => increments[^1])], Relative(0.01))
            .Rejects(
                "a power law: doubling increments",
                [.. increments.Select((_, i) => increments[^1] / Math.Pow(2, increments.Length - 1 - i))]
            );
    }
}
