using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/implied-n",
    "The number of pairs that a correlation and its p imply under Student's test, or p from the number",
    Source = "D/tab-2"
)]
public sealed class ImpliedPairs : Quantity
{
    [Parameter("r", Above = -1, Below = 1, Description = "correlation")]
    public double Correlation { get; set; } = 0.4902;

    [Parameter("p", Above = 0, Below = 1, Description = "reported p")]
    public double Reported { get; set; } = 8.48e-4;

    [Parameter("sided", Min = 1, Max = 2, Description = "1 or 2")]
    public int Sides { get; set; } = 2;

    [Parameter("n", Min = 4, Max = 100_000, Description = "number of pairs; with it p is computed instead")]
    public int? Pairs { get; set; }

    public override Outputs Evaluate()
    {
        if (Pairs is { } pairs)
            return new() { { "p", Test(pairs) } };
        var implied = CorrelationTest.ImpliedPairs(Reported, Test);
        return new() { { "n", implied }, { "log_error", Math.Abs(Math.Log(Test(implied) / Reported)) } };
    }

    private double Test(int pairs) =>
        Sides == 1
            ? CorrelationTest.OneSided(Correlation, pairs - 2)
            : CorrelationTest.TwoSided(Correlation, pairs - 2);
}
