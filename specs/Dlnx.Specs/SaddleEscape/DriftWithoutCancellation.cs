using Dlnx.Escape;
using Dlnx.Verify.Results;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-drift",
    "Remarks on why the drift is small",
    Kind = ClaimKind.Remark,
    Source = "App. A.4, before and after Proposition 13",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/prop-13", "C/prop-2"],
    Verdict = Verdict.Refuted,
    Statement = """
        (i) Interior pairs drift one full order below the naive rate. (ii) For odd activations the exponent is sharper than
        what pointwise control of $\mathcal E_\varphi$ gives, because $b_l$ is aligned so that
        $\mathbb E\langle b_l, \mathcal E_\varphi(z_l)\rangle$ cancels.
        """,
    Readings = [
        "(i) A: one order is one step of q − 1: true. B: one power of ε: refuted; the pair with min = 2 gains two for class B.",
        "(ii) A: naive is |𝓔| of order ε^q with a backward factor of order 1: the exponent L + q − 1 exceeds q, but by the size "
            + "ε^(L−l) of b_l, not by cancellation. B: naive counts the size of every factor of the identity, (L − l) + ql: "
            + "that is the measured exponent, on the ansatz and off it, and nothing is gained.",
    ],
    Explanation = """
        The exponents hold, the mechanism does not. Counting the size of every factor of the exact identity gives
        $(L-l) + ql = L + (q-1)l$, which is what is measured on the ansatz and for a generic network. The cosine between $b_l$ and
        $\mathcal E_\varphi$ in $L^2$ does not tend to 0: its limit is $\mathbb E[s^q\varphi(s)]/(\|\varphi\|\,\|s^q\|)$, in
        every layer: 0.598 for tanh, 0.624 for GELU, 0.476 for sin.
        """
)]
public sealed class DriftWithoutCancellation : ExpandableSpec
{
    private const double ReferenceScale = 0.02;

    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("eps", Above = 0, Max = 0.1, Description = "ε, size of the scales; slopes are taken between ε and ε/2")]
    public double Epsilon { get; set; } = ReferenceScale;

    [Check]
    public void On_the_ansatz_exponents_are_those_of_counting_sizes()
    {
        var chain = new ReducedChain(Activation, Depth);
        double[] Drifts(double scale)
        {
            var drifts = new double[Depth - 1];
            chain.ImbalanceDrifts(ChainSetting.Unequal(Depth, scale), drifts);
            return drifts;
        }
        AgreeWithCounting("d(a_{l+1}² − a_l²)/dτ", Drifts(Epsilon), Drifts(Epsilon / 2));
    }

    [Check]
    public void So_they_are_off_the_ansatz()
    {
        // The portable network with hidden widths 3, 4, 3, … and 50 examples, a generic point.
        double[] Drifts(double amplitude)
        {
            int[] widths = [2, .. Enumerable.Range(1, Depth - 1).Select(l => 3 + ((l - 1) % 2)), 1];
            var imbalance = new PortableNetwork(Activation, LossKind.Mse, widths, amplitude, 50).Imbalance();
            return [.. Enumerable.Range(1, Depth - 1).Select(imbalance.Identity)];
        }
        AgreeWithCounting("d(‖W_{l+1}‖² − ‖W_l‖²)/dt", Drifts(Epsilon), Drifts(Epsilon / 2));
    }

    [Check(Role = Role.Counterexample)]
    public void Backward_factor_and_deficit_do_not_cancel()
    {
        foreach (var scale in new[] { 0.05, 0.02, 0.01 })
        {
            foreach (var phi in new[] { "tanh", "gelu" })
            {
                var cosines = Cosines(Activations.Find(phi), Depth, scale);
                Evidence.AtLeast($"{phi}, ε = {scale}: smallest |cos(b_l, 𝓔(ζ_l))|", cosines.Min(), 0.5);
            }
        }

        var limit = Limit(Activation);
        var last = Cosines(Activation, Depth, 1e-4);
        Evidence
            .Agrees("|cos(b_l, 𝓔(ζ_l))| at 1e-4 against its limit", last, [.. last.Select(_ => limit)], Absolute(1e-2))
            .Rejects("0: they cancel", [.. last.Select(_ => 0.0)]);
    }

    [Check]
    public void Reference_cosines()
    {
        foreach (var phi in new[] { "tanh", "gelu" })
        {
            foreach (var scale in new[] { 0.05, 0.02, 0.01 })
            {
                var cosines = LeadingCosines(Activations.Find(phi), 4, scale);
                for (var l = 1; l < 4; l++)
                    Evidence.Golden($"{phi}, scale {scale}, layer {l}", cosines[l - 1], Absolute(1e-4));
            }
        }
    }

    private void AgreeWithCounting(string what, double[] whole, double[] half)
    {
        double[] exponents = [.. whole.Zip(half, ChainSetting.Exponent)];
        double[] Counted(Func<int, int> degree) => [.. Enumerable.Range(1, Depth - 1).Select(l => (double)degree(l))];
        var agreement = Evidence.Agrees(
            $"exponents of {what}, l = 1…L−1",
            exponents,
            Counted(l => Depth - l + (Order * l)),
            Window
        );
        agreement.Rejects("q", Counted(_ => Order));
        if (Depth > 2)
            agreement.Rejects("L + q − 1 for every l", Counted(_ => Depth + Order - 1));
    }

    // The next order moves a slope by a number of order ε, or ε² for odd activations.
    private Tolerance Window => Absolute(0.07 * Math.Max(1, Epsilon / ReferenceScale));

    private static double Limit(Activation activation)
    {
        var q = activation.Order!.Value;
        var line = GaussianRule.Line;
        var aligned = line.Expectation(s => activation.Value(s) * Math.Pow(s, q));
        var values = line.Expectation(s => activation.Value(s) * activation.Value(s));
        return Math.Abs(aligned) / Math.Sqrt(values * line.Expectation(s => Math.Pow(s, 2 * q)));
    }

    private static double[] Cosines(Activation activation, int depth, double scale) =>
        Cosines(activation, depth, scale, activation.Deficit);

    private static double[] LeadingCosines(Activation activation, int depth, double scale) =>
        Cosines(activation, depth, scale, z => Math.Pow(z, activation.Order!.Value));

    private static double[] Cosines(Activation activation, int depth, double scale, Func<double, double> deficit)
    {
        var pass = ChainSetting.WidthOne(activation, ChainSetting.Unequal(depth, scale));
        pass.Gradient(LossKind.Mse, new double[depth]);
        return [.. Enumerable.Range(1, depth - 1).Select(l => Cosine(pass, l, deficit))];
    }

    // The pass carries the weights w: its b is wb, so 𝔼b² is Σ(wb)²/w.
    private static double Cosine(NetworkPass pass, int layer, Func<double, double> deficit)
    {
        var (product, bb, ee) = (0.0, 0.0, 0.0);
        for (var n = 0; n < pass.Examples.Count; n++)
        {
            var (b, w, e) = (pass.B(layer)[n], pass.Examples.Weights[n], deficit(pass.Z(layer)[n]));
            product += b * e;
            bb += b * b / w;
            ee += w * e * e;
        }

        return Math.Abs(product) / Math.Sqrt(bb * ee);
    }
}
