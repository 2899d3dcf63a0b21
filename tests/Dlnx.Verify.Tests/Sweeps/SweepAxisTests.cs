using System.Globalization;
using Dlnx.Verify.Sweeps;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class SweepAxisTests
{
    [TestCase("eta=0.01:0.04:4", "0.01 0.02 0.03 0.04")]
    [TestCase("eta = 0.3:-0.3:7", "0.3 0.2 0.1 0 -0.1 -0.2 -0.3")]
    [TestCase("depth=2:6:5", "2 3 4 5 6")]
    [TestCase("eta=0.1:0.7:4", "0.1 0.3 0.5 0.7")]
    [TestCase("eta=log:1e-4:1e-1:4", "1e-4 0.001 0.01 1e-1")]
    [TestCase("eta=log:8:1:4", "8 4 2 1")]
    [TestCase("eta=0.010:2:2", "0.010 2")]
    [TestCase("depth=2, 3,5", "2 3 5")]
    [TestCase("phi=tanh", "tanh")]
    public void Values_are_those_a_person_would_write(string text, string values)
    {
        var axis = SweepAxis.Parse(text);
        Assert.That(axis.Parameter, Is.EqualTo(text.Split('=')[0].Trim()));
        Assert.That(axis.Values, Is.EqualTo(values.Split(' ')));
    }

    [Test]
    public void A_linear_grid_agrees_with_its_formula_to_fifteen_digits()
    {
        var cases = Gen.Choose(-1000, 1000).Two().Zip(Gen.Choose(2, 40)).Where(c => c.Item1.Item1 != c.Item1.Item2);
        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    var ((a, b), n) = c;
                    var (first, last) = (a / 64.0, b / 64.0);
                    var values = Numbers(FormattableString.Invariant($"x={first:R}:{last:R}:{n}"));
                    var largest = Math.Max(Math.Abs(first), Math.Abs(last));
                    return values.Count == n
                        && values[0].Equals(first)
                        && values[^1].Equals(last)
                        && values
                            .Select((x, i) => Math.Abs(x - (first + ((last - first) * i / (n - 1)))))
                            .All(deviation => deviation <= 6e-15 * largest);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Neighbours_on_a_logarithmic_grid_have_one_ratio()
    {
        var values = Numbers("eta=log:1e-7:3.5:50");
        var ratios = values.Zip(values.Skip(1), (x, next) => next / x).ToList();
        Assert.That(ratios, Is.All.EqualTo(Math.Pow(3.5e7, 1.0 / 49)).Within(1e-13));
    }

    [TestCase("eta", "is not of the form name=values")]
    [TestCase("=1:2:3", "is not of the form name=values")]
    [TestCase("eta=1:2", "is not a grid first:last:count")]
    [TestCase("eta=1:2:3:4", "is not a grid first:last:count")]
    [TestCase("eta=1:x:3", "is not a grid first:last:count")]
    [TestCase("eta=1:inf:3", "is not a grid first:last:count")]
    [TestCase("eta=lin:1:2:3", "is not a grid first:last:count")]
    [TestCase("eta=1:2:2.5", "is not a grid first:last:count")]
    [TestCase("eta=1:2:1", "a grid has 2 to 100000")]
    [TestCase("eta=1:2:100001", "a grid has 2 to 100000")]
    [TestCase("eta=log:0:1:3", "needs both above 0")]
    [TestCase("eta=log:-1:-2:3", "needs both above 0")]
    [TestCase("eta=1:1:3", "has the value 1 twice")]
    [TestCase("eta=2,3,2", "has the value 2 twice")]
    [TestCase("eta=", "has an empty value")]
    [TestCase("eta=1,,2", "has an empty value")]
    public void Anything_else_is_a_usage_error(string text, string message)
    {
        var problem = Assert.Throws<ProblemException>(() => SweepAxis.Parse(text));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(problem.Message, Does.StartWith($"--sweep '{text}' ").And.Contain(message));
    }

    private static List<double> Numbers(string text) =>
        [.. SweepAxis.Parse(text).Values.Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
}
