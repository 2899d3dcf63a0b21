using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

// The law in the reduced flow and in full networks, and where it ends.
public sealed partial class CriticalDepth
{
    [Check(Tier.Standard)]
    public void Quadrature_reduced_flow_and_full_networks_agree()
    {
        var figure = Figure("Critical depth, L = 5, the first r layers small", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var line = EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, NetworkScales[^1], 20);
        var (reduced, full) = (new List<double>(), new List<double>());
        foreach (var r in new[] { 1, 2, 3, 4, 5 })
        {
            var start = BottleneckStart.First(5, r);
            figure.Line($"r = {r}, quadrature", EscapeSetting.Inverse(line), [.. line.Select(start.LeadingTime)]);
            reduced.AddRange(Times([.. ReferenceScales.Select(start.At)]));
            if (r > 2)
                full.AddRange(Networks(r, start));
        }

        figure
            .Points("exact reduced flow", Repeated(ReferenceScales, 5), reduced)
            .Points($"full network of width {NetworkWidth}", Repeated(NetworkScales, 3), full);

        static double[] Repeated(double[] scales, int times) =>
            [.. Enumerable.Repeat(EscapeSetting.Inverse(scales), times).SelectMany(x => x)];
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void A_hierarchy_of_vanishing_scales_is_not_enough()
    {
        double[] scales = [1e-2, 1e-3, 1e-4];
        foreach (var phi in new[] { "linear", "tanh" })
        {
            // The exponent of the source's reading is r − 2 = 1.
            var slopes = Slopes($"{phi}, (ε, ε, ε, √ε)", phi, eps => [eps, eps, eps, Math.Sqrt(eps)], 3);
            Evidence.Agrees($"{phi}, (ε, ε, ε, √ε): local slope", slopes[^1], 1.5, Absolute(0.02)).Rejects("r − 2", 1);
        }

        var logarithmic = Slopes("tanh, (ε, ε, √ε)", "tanh", eps => [eps, eps, Math.Sqrt(eps)], 2);
        Evidence.Above("tanh, (ε, ε, √ε): local slope, where a logarithm has 0.1", logarithmic[^1], 0.5);
        var growing = Slopes("tanh, (ε, √ε, √ε)", "tanh", eps => [eps, Math.Sqrt(eps), Math.Sqrt(eps)], 1);
        Evidence.Above("tanh, (ε, √ε, √ε): local slope, where a constant has 0", growing[^1], 0.5);

        double[] Slopes(string name, string phi, Func<double, double[]> start, int r)
        {
            var run = new EscapeRun { Threshold = 0.3, Bottleneck = [.. Enumerable.Range(0, r)] };
            var activation = Activations.Find(phi);
            var times = Times([.. scales.Select(eps => new EscapeCase(activation, start(eps)) { Run = run })]);
            foreach (var (eps, time) in scales.Zip(times))
                Evidence.Golden($"{name}, ε = {eps}: τ", time, Relative(2e-4));
            return LineFit.LocalSlopes(EscapeSetting.Inverse(scales), times);
        }
    }

    [Check]
    public void The_overlap_of_the_leading_block_can_be_negative()
    {
        var sine = LeadingBlock.Drive(Activations.Find("sin"), 4, 1, [1, 4.3]);
        Evidence.Golden("sin, a₁ = 1, a₂ = 4.3: 𝔼[φ(s)H(s)]", sine, Absolute(1e-7));
        Evidence.Below("it is negative", sine, 0);
        foreach (var phi in new[] { "tanh", "erf" })
        {
            var overlap = LeadingBlock.Drive(Activations.Find(phi), 4, 1, [1, 4.3]);
            Evidence.Above($"{phi}: 𝔼[φ(s)H(s)]", overlap, 0);
        }

        // The linear drive has the sign of the product, which is positive.
        double[] start = [1, 4.3, 1e-2, 1e-2];
        var run = new EscapeRun { Bottleneck = [2, 3], Horizon = 1e3 };
        var law = EscapeSetting.LeadingTime(Activations.Find("sin"), start, 0.5);
        Evidence.Below("τ of the linear drive", law, 100);
        Evidence.Matches(
            "sin from (1, 4.3, 0.01, 0.01): escaped before τ = 1000",
            run.Solve(new ReducedChain(Activations.Find("sin"), 4), start).Hits.Count,
            0
        );
    }

    private double[] Networks(int r, BottleneckStart start)
    {
        var full = NetworkTimes(start.Activation, start.Run, [.. NetworkScales.Select(start.Scales)]);
        var reduced = Times([.. NetworkScales.Select(start.At)]);
        Evidence
            .Agrees($"r = {r}: τ of the full network", full, reduced, Relative(1e-6))
            .Rejects("t in place of τ = t/m", [.. reduced.Select(time => time * NetworkWidth)]);
        var fit = RecordSlope($"r = {r}, full network", NetworkScales, full);
        Evidence.Agrees($"r = {r}: slope at these larger ε", fit.Slope, r - 2, Absolute(0.2)).Rejects("r − 1", r - 1);
        return full;
    }

    private void Exponents(string position, int[] sizes, Func<int, BottleneckStart> starts)
    {
        foreach (var r in sizes)
        {
            var start = starts(r);
            var times = Times([.. ReferenceScales.Select(start.At)]);
            foreach (var (eps, time) in ReferenceScales.Zip(times))
                Evidence.Golden($"{position}, r = {r}, ε = {eps:G4}: τ", time, Relative(1e-6));
            var fit = RecordSlope($"{position}, r = {r}", ReferenceScales, times);
            if (r == 1)
                Evidence.Below("r = 1: slope, constant time", fit.Slope, 0.02);
            else if (r == 2)
                LogarithmicGrowth(start, times, fit);
            else
                RejectOtherExponents(r, fit);
        }
    }

    private void RejectOtherExponents(int r, LineFit fit)
    {
        var agreement = Evidence
            .Agrees($"r = {r}: slope of ln τ in ln(1/ε)", fit.Slope, r - 2, Absolute(0.03))
            .Rejects("r − 1", r - 1)
            .Rejects("r", r);
        if (r < 5)
            agreement.Rejects("L − 2", 3);
    }

    private void LogarithmicGrowth(BottleneckStart start, double[] times, LineFit fit)
    {
        var increments = times.Zip(times.Skip(1), (small, large) => small - large).ToArray();
        var ratio = Math.Pow(10, 0.25);
        // du/dτ = 2κQu: the time for a factor of ε is its logarithm over κQ.
        var predicted = Math.Log(ratio) / (start.Drive * Math.Pow(start.Other, start.Depth - 2));
        var powers = times.Select(time => time * (1 - Math.Pow(ratio, -fit.Slope))).Take(increments.Length);
        Evidence
            .Agrees(
                "r = 2: increment of τ for each factor 10^¼",
                increments,
                [.. increments.Select(_ => predicted)],
                Relative(0.01)
            )
            .Rejects("the power law of the same fitted slope", [.. powers]);
    }
}
