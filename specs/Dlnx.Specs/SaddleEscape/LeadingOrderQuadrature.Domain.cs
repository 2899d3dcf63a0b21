using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

// Where the quadrature does not hold, and what does.
public sealed partial class LeadingOrderQuadrature
{
    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void A_leading_block_of_order_one_needs_its_own_drive()
    {
        const int depth = 5;
        const double eps = 1e-3;
        foreach (var block in new[] { 1, 2, 3 })
        {
            double[] leading = [.. Enumerable.Repeat(1.0, block)];
            var ratio =
                EscapeSetting.Drive(Activations.Tanh, depth) / LeadingBlock.Drive(Activations.Tanh, depth, 1, leading);
            Evidence.Golden($"n₀ = {block}: limit of τ/τ_lead", ratio, Relative(1e-9));

            // The increment from ε to ε/2 has no part from the upper end, which is of order 1.
            double[][] starts = [Start(block, eps), Start(block, eps / 2)];
            var run = new EscapeRun { Bottleneck = [.. Enumerable.Range(block, depth - block)] };
            var times = Times([.. starts.Select(start => new EscapeCase(Activations.Tanh, start) { Run = run })]);
            double[] leads = [.. starts.Select(start => EscapeSetting.LeadingTime(Activations.Tanh, start, 0.5))];
            Evidence
                .Agrees(
                    $"n₀ = {block}: increment of τ over that of τ_lead",
                    (times[1] - times[0]) / (leads[1] - leads[0]),
                    ratio,
                    Relative(0.01)
                )
                .Rejects("κΠa_j, as stated", 1);
        }

        double[] Start(int block, double small) => [.. Enumerable.Range(0, depth).Select(k => k < block ? 1 : small)];
    }

    [Check(Role = Role.Counterexample)]
    public void A_single_small_layer_is_no_bottleneck()
    {
        double[] scales = [1e-3, 1e-4, 1e-5];
        var run = new EscapeRun { Bottleneck = [0] };
        var cases = scales.Select(eps => new EscapeCase(Activations.Tanh, [eps, 1, 1]) { Run = run });
        var times = Times([.. cases]);
        var last = times[^1] / EscapeSetting.LeadingTime(Activations.Tanh, [scales[^1], 1, 1], 0.5);
        Evidence.Agrees("τ at ε = 1e-5, against 1e-4", times[2], times[1], Relative(1e-3));
        Evidence.Above("τ/τ_lead at ε = 1e-5", last, 1.05);
    }

    [Check(Role = Role.Counterexample)]
    public void A_negative_product_does_not_escape_at_that_time()
    {
        var linear = new EscapeRun { Horizon = 1000 }.Solve(new ReducedChain(Activations.Linear, 3), [-0.1, 0.1, 0.1]);
        Evidence.Matches("linear: escaped before τ = 1000", linear.Hits.Count, 0);
        Evidence.Agrees("linear: a(1000)", linear.State, [-0.1 / 101, 0.1 / 101, 0.1 / 101], Relative(1e-3));
        Evidence.Golden("linear: a₂(1000)", linear.State[1], Relative(1e-4));
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Other_activations_then_escape_on_a_longer_clock()
    {
        double[] scales = [0.2, 0.1, 0.05];
        var run = new EscapeRun { Event = EscapeEvent.Loss };
        foreach (var (phi, sign) in new[] { ("tanh", -1), ("sin", -1), ("tanh", 1) })
        {
            var cases = scales.Select(eps => new EscapeCase(Activations.Find(phi), [sign * eps, eps, eps])
            {
                Run = run,
            });
            var times = Times([.. cases]);
            var name = sign > 0 ? $"{phi}, positive product" : $"{phi}, negative product";
            foreach (var (eps, time) in scales.Zip(times))
                Evidence.Golden($"{name}, ε = {eps}: τ to half the loss", time, Relative(1e-6));
            var slope = LineFit.LocalSlopes(EscapeSetting.Inverse(scales), times)[^1];
            if (sign > 0)
                Evidence.Agrees($"{name}: local slope", slope, 1, Absolute(0.1));
            else
                Evidence.Agrees($"{name}: local slope", slope, 2.2, Absolute(0.1)).Rejects("L − 2", 1);
        }
    }
}
