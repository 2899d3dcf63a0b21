using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-13",
    "Constancy in a 3-parameter toy",
    Kind = ClaimKind.Figure,
    Source = "Fig. 13, App. E.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $\theta = (0.3, 0.8, 1.5)$, $z = \theta_1\theta_2\theta_3$ and the loss $\tfrac12(z - z^*)^2$ the three numbers
        $v_i(\lambda\theta_i + \alpha/\theta_i)$ of the leading eigenpair coincide and equal $\beta\sum_j v_j/\theta_j$, whatever
        $z^*$; the numbers $v_i\theta_i$ do not.
        """,
    Explanation = "The figure's own parameters are not legible in our source; these are ours."
)]
public sealed class EigenvectorConstancy : ClaimSpec
{
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.3, 0.8, 1.5];

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*, target")]
    public double Target { get; set; }

    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    [Check]
    public void The_numbers_coincide()
    {
        var point = ProductPoint.At(new SquaredLoss(Target), Theta);
        if (!(point.Leading.RelativeGap > 1e-6))
            Skip("The largest eigenvalue is double to rounding, so its eigenvector is not determined; change θ.");
        var constants = point.Constants();
        var scale = point.LargestWeight;
        var agreement = Evidence.Agrees(
            "v_i(λθ_i + α/θ_i)",
            constants,
            [.. constants.Select(_ => point.Constant())],
            Absolute(1e-10 * Math.Max(1, scale))
        );
        var without = ProductCase.WithoutAlpha(point);
        if (without.Max(value => Math.Abs(value - point.Constant())) > 1e-6 * Math.Max(1, scale))
            agreement.Rejects("v_iλθ_i", without);
    }

    [Check]
    public void Reference_targets()
    {
        foreach (var target in new[] { 0, 0.1, 1 })
        {
            var point = ProductPoint.At(new SquaredLoss(target), [0.3, 0.8, 1.5]);
            Evidence
                .Agrees(
                    $"z* = {target}: v_i(λθ_i + α/θ_i)",
                    point.Constants(),
                    Three(point.Constant()),
                    Absolute(1e-10)
                )
                .Rejects("v_iλθ_i", ProductCase.WithoutAlpha(point));
            double[] plain = [.. point.Leading.Vector.Zip(point.Theta.ToArray(), (v, x) => v * x)];
            var spread = (plain.Max() - plain.Min()) / plain.Max(Math.Abs);
            Evidence.Above($"z* = {target}: relative spread of v_iθ_i", spread, 0.01);
            Evidence.Golden($"z* = {target}: lambda", point.Leading.Value, Absolute(1e-8));
            Evidence.Golden($"z* = {target}: C", point.Constant(), Absolute(1e-10));
            Evidence.Golden(
                $"z* = {target}: cos",
                new InverseScales(point.Theta).Cosine(point.Leading.Vector),
                Absolute(1e-10)
            );
            for (var i = 0; i < 3; i++)
                Evidence.Golden($"z* = {target}: v_{i + 1}", point.Leading.Vector[i], Absolute(1e-10));
        }
    }

    [Check]
    public void They_coincide_for_every_target()
    {
        var limit = Math.Max(1, Math.Abs(Target));
        double[] targets = [.. Enumerable.Range(0, 61).Select(k => limit * ((k / 30.0) - 1))];
        var points = targets.Select(target => ProductPoint.At(new SquaredLoss(target), [0.3, 0.8, 1.5])).ToArray();
        var figure = Figure("Constancy of v_i(λθ_i + α/θ_i)", Axis.Linear("z*"), Axis.Linear("value"));
        figure.Line("βΣv_j/θ_j", targets, [.. points.Select(point => point.Constant())]);
        for (var i = 0; i < 3; i++)
        {
            double[] values = [.. points.Select(point => point.Constants()[i])];
            figure.Points($"v_{i + 1}(λθ_{i + 1} + α/θ_{i + 1})", targets, values);
            Evidence
                .Agrees(
                    $"i = {i + 1}, {targets.Length} targets",
                    values,
                    [.. points.Select(point => point.Constant())],
                    Absolute(1e-10 * limit)
                )
                .Rejects("v_iλθ_i", [.. points.Select(point => ProductCase.WithoutAlpha(point)[i])]);
        }
    }

    private static double[] Three(double value) => [value, value, value];
}
