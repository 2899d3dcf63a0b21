using Dlnx.Escape;
using MathNet.Numerics.Integration;

namespace Dlnx.Tests.Escape;

public sealed class ActivationTests
{
    private static readonly double[] Points =
    [
        -3.1,
        -0.7,
        -0.31,
        -0.11,
        -1e-3,
        1e-3,
        0.09,
        0.13,
        0.26,
        0.49,
        0.51,
        1.2,
        4,
    ];

    private static IEnumerable<Activation> All =>
        Activations.Names.SelectMany(name => new[] { Activations.Find(name), Activations.Find(name).WithGain(1.7) });

    private static IEnumerable<Activation> Smooth => All.Where(activation => activation.Slope is not null);

    [TestCaseSource(nameof(All))]
    public void Derivatives_match_central_differences(Activation activation)
    {
        const double h = 1e-5;
        foreach (var z in Points)
        {
            var slope = (activation.Value(z + h) - activation.Value(z - h)) / (2 * h);
            var bend = (activation.Derivative(z + h) - activation.Derivative(z - h)) / (2 * h);
            Assert.That(activation.Derivative(z), Is.EqualTo(slope).Within(1e-8));
            Assert.That(activation.SecondDerivative(z), Is.EqualTo(bend).Within(1e-8));
        }
    }

    [TestCaseSource(nameof(All))]
    public void Deficit_agrees_with_the_integral_of_its_derivative(Activation activation)
    {
        foreach (var z in Points)
        {
            // (φ − zφ′)′ = −zφ″, whose integral from 0 does not cancel.
            var integral = GaussLegendreRule.Integrate(t => t * activation.SecondDerivative(t), 0, z, 64);
            var expected = activation.Value(0) - integral;
            Assert.That(
                activation.Deficit(z),
                Is.EqualTo(expected).Within((1e-12 * Math.Abs(expected)) + 1e-16),
                $"at {z}"
            );
        }
    }

    [TestCaseSource(nameof(Smooth))]
    public void The_Taylor_series_sums_to_the_value(Activation activation)
    {
        const double z = 0.2;
        var sum = Enumerable
            .Range(0, activation.KnownCoefficients)
            .Sum(k => activation.TaylorCoefficient(k) * Math.Pow(z, k));
        Assert.That(sum, Is.EqualTo(activation.Value(z)).Within(1e-15));
    }

    [TestCaseSource(nameof(All))]
    public void Lists_agree_with_single_values(Activation activation)
    {
        var (values, derivatives, deficits) = (
            new double[Points.Length],
            new double[Points.Length],
            new double[Points.Length]
        );
        activation.Evaluate(Points, values, derivatives);
        activation.Deficits(Points, deficits);
        Assert.That(values, Is.EqualTo(Points.Select(activation.Value)).Within(5e-14).Percent);
        Assert.That(derivatives, Is.EqualTo(Points.Select(activation.Derivative)).Within(1e-13).Percent);
        Assert.That(deficits, Is.EqualTo(Points.Select(activation.Deficit)));
        activation.Evaluate(Points, values);
        Assert.That(values, Is.EqualTo(Points.Select(activation.Value)).Within(5e-14).Percent);
    }

    [TestCase("linear", ActivationClass.A, null)]
    [TestCase("relu", ActivationClass.A, null)]
    [TestCase("leaky", ActivationClass.A, null)]
    [TestCase("tanh", ActivationClass.B, 3)]
    [TestCase("erf", ActivationClass.B, 3)]
    [TestCase("erfn", ActivationClass.B, 3)]
    [TestCase("sin", ActivationClass.B, 3)]
    [TestCase("csigmoid", ActivationClass.B, 3)]
    [TestCase("gelu", ActivationClass.C, 2)]
    [TestCase("swish", ActivationClass.C, 2)]
    [TestCase("csoftplus", ActivationClass.C, 2)]
    [TestCase("softplus", ActivationClass.D, 2)]
    [TestCase("sigmoid", ActivationClass.D, 3)]
    public void Classes_are_those_of_the_definition(string name, ActivationClass expected, int? order)
    {
        var activation = Activations.Find(name);
        Assert.That(activation.Class, Is.EqualTo(expected));
        Assert.That(activation.WithGain(0.6).Class, Is.EqualTo(expected));
        Assert.That(activation.Order, Is.EqualTo(order));
    }

    [Test]
    public void Many_tanh_agree_with_the_mathematics_library()
    {
        double[] z =
        [
            .. Enumerable.Range(-4000, 8003).Select(i => i * 5e-3),
            .. Enumerable.Range(0, 300).Select(i => Math.Pow(10, -i)),
            double.PositiveInfinity,
            double.NaN,
        ];
        var found = new double[z.Length];
        Activations.Tanh.Evaluate(z, found);
        Assert.That(found, Is.EqualTo(z.Select(Math.Tanh)).Within(6e-14).Percent);
    }

    [Test]
    public void Gains_follow_their_formulas()
    {
        const double x = 0.8;
        const double beta = 1.5;
        double Gain(string name) => Activations.Find(name).WithGain(beta).Value(x);
        Assert.That(Gain("tanh"), Is.EqualTo(Math.Tanh(beta * x)).Within(1e-15));
        Assert.That(Gain("swish"), Is.EqualTo(x / (1 + Math.Exp(-beta * x))).Within(1e-15));
        Assert.That(Gain("softplus"), Is.EqualTo(Math.Log(1 + Math.Exp(beta * x)) / beta).Within(1e-15));
        Assert.That(Gain("sigmoid"), Is.EqualTo(1 / (1 + Math.Exp(-beta * x))).Within(1e-15));
        Assert.That(Gain("csigmoid"), Is.EqualTo((1 / (1 + Math.Exp(-beta * x))) - 0.5).Within(1e-15));
        Assert.That(Activations.Find("erfn").TaylorCoefficient(1), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void An_activation_of_ones_own_is_found_by_its_name()
    {
        var mine = new CustomActivation(
            "cubic-test",
            z => z + (z * z * z),
            z => 1 + (3 * z * z),
            z => 6 * z,
            [0, 1, 0, 1]
        );
        Activations.Register(mine);
        Activations.Register(mine);
        Assert.That(Activations.Find("cubic-test"), Is.SameAs(mine));
        Assert.That(mine.Class, Is.EqualTo(ActivationClass.B));
        var twin = new CustomActivation("cubic-test", z => z, _ => 1, _ => 0, [0, 1]);
        Assert.That(() => Activations.Register(twin), Throws.ArgumentException);
    }

    [Test]
    public void A_flat_or_mixed_function_is_in_no_class()
    {
        static double Flat(double z) => z == 0 ? 0 : Math.Sign(z) * Math.Exp(-1 / (z * z));
        var flat = new CustomActivation("flat", z => z + Flat(z), _ => 1, z => Flat(z), [0, 1, 0, 0, 0]);
        Assert.That(flat.Class, Is.EqualTo(ActivationClass.Unclassified));
        var mixed = new CustomActivation("x + x⁴", z => z + Math.Pow(z, 4), _ => 1, z => 12 * z * z, [0, 1, 0, 0, 1]);
        Assert.That(mixed.Class, Is.EqualTo(ActivationClass.Unclassified));
    }

    [Test]
    public void An_unknown_name_lists_the_known_ones()
    {
        Assert.That(
            () => Activations.Find("mystery"),
            Throws.ArgumentException.With.Message.Contains("gelu, leaky, linear")
        );
        Assert.That(Activations.FindOrDefault("mystery"), Is.Null);
        Assert.That(() => Activations.Tanh.WithGain(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Activations.Tanh.TaylorCoefficient(99), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new CustomActivation("bad", z => z, _ => 1, _ => 0, []), Throws.ArgumentException);
    }
}
