using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class GaussianRuleTests
{
    [TestCase(0, 1)]
    [TestCase(2, 1)]
    [TestCase(4, 3)]
    [TestCase(8, 105)]
    [TestCase(3, 0)]
    public void The_line_has_the_moments_of_a_normal_number(int power, double moment) =>
        Assert.That(
            GaussianRule.Line.Expectation(s => Math.Pow(s, power)),
            Is.EqualTo(moment).Within(1e-14 * Math.Max(1, moment))
        );

    [Test]
    public void The_plane_has_independent_normal_coordinates()
    {
        var rule = GaussianRule.Plane;
        double[] w = [.. rule.Weights];
        double[] x = [.. rule.Nodes[..rule.Count]];
        double[] y = [.. rule.Nodes[rule.Count..]];
        Assert.That(w, Has.Length.EqualTo(4225));
        Assert.That(w.Sum(), Is.EqualTo(1).Within(1e-13));
        Assert.That(w.Select((weight, i) => weight * x[i] * x[i] * y[i] * y[i]).Sum(), Is.EqualTo(1).Within(1e-13));
        Assert.That(
            w.Select((weight, i) => weight * Math.Cos(x[i]) * Math.Exp(y[i])).Sum(),
            Is.EqualTo(1).Within(1e-12)
        );
        Assert.That(() => rule.Expectation(s => s), Throws.InvalidOperationException);
    }

    private static readonly double ErfMu1 = 2 / Math.Sqrt(3 * Math.PI);

    // 𝔼[sφ] = 𝔼φ′ and 𝔼[s³φ] = 2𝔼φ′ + 𝔼[s²φ′] (Stein) with the Gaussian integrals of φ′.
    private static IEnumerable<TestCaseData> ClosedForms =>
        [
            new("sin", Math.Exp(-0.5), 2 * Math.Exp(-0.5), -1.0 / 3),
            new("erf", ErfMu1, (2 * ErfMu1) + (ErfMu1 / 3), -7.0 / 9),
            new("gelu", 0.5, 5 / (4 * Math.Sqrt(Math.PI)), 5 / (Math.Sqrt(2) * Math.PI)),
        ];

    [TestCaseSource(nameof(ClosedForms))]
    public void Constants_agree_with_closed_forms(string name, double mu1, double muQ, double ratio)
    {
        var constants = ActivationConstants.Of(Activations.Find(name));
        Assert.That(constants.Mu1, Is.EqualTo(mu1).Within(1e-14));
        Assert.That(constants.MuQ, Is.EqualTo(muQ).Within(1e-13));
        Assert.That(constants.CorrectionRatio, Is.EqualTo(ratio).Within(1e-13));
    }

    [Test]
    public void Constants_without_meaning_are_null()
    {
        var linear = ActivationConstants.Of(Activations.Linear);
        Assert.That(linear, Is.EqualTo(new ActivationConstants(linear.Mu1, null, 0, null, null)));
        var relu = ActivationConstants.Of(Activations.Find("relu"));
        Assert.That(relu, Is.EqualTo(new ActivationConstants(relu.Mu1, null, null, null, null)));
        Assert.That(relu.Mu1, Is.EqualTo(0.5).Within(1e-14));
        var softplus = ActivationConstants.Of(Activations.Find("softplus"));
        Assert.That(softplus, Is.EqualTo(new ActivationConstants(softplus.Mu1, null, null, 0, Math.Log(2))));
        Assert.That(ActivationConstants.Drive(Activations.Find("relu"), 3, 1), Is.Null);
        Assert.That(ActivationConstants.Drive(Activations.Find("gelu"), 3, 2), Is.EqualTo(0.25).Within(1e-15));
    }
}
