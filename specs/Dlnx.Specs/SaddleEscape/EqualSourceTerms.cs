using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-why-l2",
    "Why only layer 2 is kept",
    Kind = ClaimKind.Remark,
    Source = "Appendix E.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/block-ansatz", "C/eq-62-63"],
    Verdict = Verdict.Refuted,
    Statement = """
        Entries between blocks in layer $l \ge 3$ carry an extra suppression like $\varepsilon^{2(l-2)}$ from upstream factors, so
        that those of layer 2 dominate.
        """,
    Corrected = """
        At a block point with all scalars $\varepsilon$ ($\alpha = 1$, odd $\varphi$) the source is
        $$\mathbb E[e_jh^{(j)}_{l-1}]\,\mathbb E[\partial f/\partial z^{(k)}_l] =
          \frac{\mu_1}m\,\varepsilon^{L-1}c_1^{L-2}\,(1 + O(\varepsilon^2))$$
        for every $l = 2, \dots, L-1$, and for the rotation of the first layer ($l = 1$, $h_0 = s$).
        """,
    Explanation = """
        What the upstream factors suppress, the missing downstream factors restore exactly: all source terms are of equal order.
        """
)]
public sealed class EqualSourceTerms : ClaimSpec
{
    [Parameter("phi", Description = "φ, odd")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 5;

    [Parameter("eps", Above = 0, Max = 0.3, Description = "ε, all scales of both blocks")]
    public double Scale { get; set; } = 0.1;

    [Parameter("block", Min = 1, Max = 8, Description = "m, hidden units of a mode")]
    public int BlockSize { get; set; } = 2;

    public override void Validate() => _ = BlockChoice.Odd(Phi);

    [Check(Role = Role.Counterexample)]
    public void All_layers_and_the_rotation_are_driven_alike()
    {
        var figure = Figure(
            "Source of the entries between blocks",
            Axis.Linear("layer l (1: rotation)"),
            Axis.Log("−∇ · m/(μ₁ε^(L−1))")
        );
        foreach (var depth in new[] { 5, 4 })
        {
            foreach (var scale in new[] { 0.1, 0.025 })
            {
                var shares = Shares(Activations.Tanh, depth, scale, 2);
                double[] ones = [.. Enumerable.Repeat(1.0, shares.Length)];
                Evidence
                    .Agrees(
                        $"L = {depth}, ε = {scale}: rotation and l = 2…{depth - 1}, over μ₁ε^(L−1)/m",
                        shares,
                        ones,
                        Absolute(scale > 0.05 ? 0.02 : 0.001)
                    )
                    .Rejects("ε^(l−2) in layer l", Suppressed(ones, scale, 1))
                    .Rejects("ε^(2(l−2)) in layer l", Suppressed(ones, scale, 2));
                figure.Points(
                    $"L = {depth}, ε = {scale}",
                    [.. Enumerable.Range(1, shares.Length).Select(l => (double)l)],
                    shares
                );
            }
        }
        figure.Line("suppression ε^(2(l−2)), ε = 0.1", [2, 3, 4], [1, 0.01, 0.0001]).Level("equal order", 1);
        Reference(5, 0.1);
        Reference(5, 0.025);
        Reference(4, 0.1);
    }

    [Check]
    public void The_given_point_follows_the_law()
    {
        var phi = BlockChoice.Odd(Phi);
        var shares = Shares(phi, Depth, Scale, BlockSize);
        var constants = ActivationConstants.Of(phi);
        var zeros = new double[Depth];
        Array.Fill(zeros, Scale);
        var products = OffBlockSources.Of(phi, zeros, zeros);
        var unit = constants.Mu1 * Math.Pow(phi.TaylorCoefficient(1), Depth - 2) * Math.Pow(Scale, Depth - 1);
        Evidence
            .Agrees(
                "gradient entries of the network, and products of expectations",
                shares,
                [.. products.Select(x => x / unit)],
                Relative(1e-9)
            )
            .Rejects("0 between blocks", new double[shares.Length]);
        // The relative correction is of second order: a few times ε².
        var spread = (shares.Max() - shares.Min()) / shares.Max();
        Evidence.AtMost("relative spread over the layers and the rotation", spread, 2 * Depth * Scale * Scale);
    }

    private void Reference(int depth, double scale)
    {
        var shares = Shares(Activations.Tanh, depth, scale, 2);
        Evidence.Golden($"L={depth}, ε={scale}: rotation", shares[0], Absolute(1e-6));
        for (var l = 2; l < depth; l++)
            Evidence.Golden($"L={depth}, ε={scale}: l={l}", shares[l - 1], Absolute(scale < 0.05 ? 1e-7 : 1e-6));
    }

    // −∂L/∂(entry)·m/(μ₁c₁^{L−2}ε^{L−1}): the rotation first, then l = 2, …, L − 1.
    private static double[] Shares(Activation phi, int depth, double scale, int m)
    {
        double[] scales = [.. Enumerable.Repeat(scale, depth)];
        var gradient = BlockGradient.At(phi, scales, scales, [1, 1], m, ModeOutput.Scalar);
        var unit =
            ActivationConstants.Of(phi).Mu1
            * Math.Pow(phi.TaylorCoefficient(1), depth - 2)
            * Math.Pow(scale, depth - 1);
        return [.. gradient.OffBlock12.Prepend(gradient.Rotation12).Select(entry => entry * m / unit)];
    }

    private static double[] Suppressed(double[] ones, double scale, int power) =>
        [.. ones.Select((one, i) => one * Math.Pow(scale, power * Math.Max(0, i - 1)))];
}
