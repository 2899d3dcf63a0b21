using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ReturnAfterTwoSteps
{
    private static readonly Reference[] References =
    [
        new("3x²/2 from 2", new PowerLoss(2, 3), 2),
        new("x⁴/4 from 1", new PowerLoss(4), 1),
        new("ln cosh from 1.5", new LogCoshLoss(), 1.5),
        new("slopes 3x and x from 1", new TwoSidedQuadratic(3, 1), 1),
        new("e^x − x − 1 from −0.5", new ExponentialLoss(), -0.5),
        new("cross-entropy, y = 0.5, from 1", new BinaryCrossEntropy(0.5), 1),
    ];

    [Check]
    public void The_cycle_of_the_quartic_repels()
    {
        var quartic = new ReturnCase(new PowerLoss(4), 1);
        Evidence
            .Agrees("growth of a small distance from the cycle in two steps", quartic.Growth(), 25, Relative(1e-6))
            .Rejects("at most 1: it attracts", 1);
        var start = 1 + 1e-6;
        var after = start + quartic.DisplacementFrom(start, 2);
        Evidence.Above("distance from the cycle after two steps from 10⁻⁶ away", Math.Abs(after - 1), 2e-5);
    }

    [Check]
    public void The_return_against_the_rate()
    {
        double[] rates = [.. Enumerable.Range(0, 121).Select(i => Math.Pow(10, -1.5 + (0.025 * i)))];
        double[] Displacements(Func<double, double> slope, double start) =>
            [.. rates.Select(eta => -DescentTwoCycle.SumOfSlopes(slope, start, eta))];
        var (logCosh, exponential) = (References[2], References[4]);
        var figure = Figure("Displacement of two steps", Axis.Log("η"), Axis.Linear("(θ₂ − θ₀)/η"))
            .Points(logCosh.Name, rates, Displacements(logCosh.Loss.Slope, logCosh.Theta))
            .Points("(a) slope max(x, −1) from 2", rates, Displacements(x => Math.Max(x, -1), 2))
            .Points("(b) slopes +2 and −1 from 1", rates, Displacements(x => x > 0 ? 2 : -1, 1))
            .Points("(c) cross-entropy, y = 0.9, from 0", rates, Displacements(new BinaryCrossEntropy(0.9).Slope, 0))
            .Rule("η* of ln cosh", DescentTwoCycle.Through(logCosh.Loss, logCosh.Theta)!.LearningRate)
            .Level("a two-cycle", 0);
        var within = rates.TakeWhile(eta => eta < 4).ToArray();
        figure.Points(
            exponential.Name,
            within,
            [.. within.Select(eta => -DescentTwoCycle.SumOfSlopes(exponential.Loss.Slope, exponential.Theta, eta))]
        );
        var partner = Math.Log(2 - Math.Exp(-0.5));
        Evidence
            .Agrees(
                "partner of −0.5 on e^x − x − 1 against ln(2 − e^(−1/2))",
                DescentTwoCycle.Through(exponential.Loss, exponential.Theta)!.Partner,
                partner,
                Absolute(1e-14)
            )
            .Rejects("its mirror image 0.5", 0.5);
    }

    private sealed record Reference(string Name, ScalarLoss Loss, double Theta);

    private sealed record ReturnCase(ScalarLoss Loss, double Start)
    {
        public DescentTwoCycle Cycle() => DescentTwoCycle.Through(Loss, Start)!;

        public double Defect(double eta) => Math.Abs(Displacement(eta));

        public double Displacement(double eta) => DisplacementFrom(Start, eta);

        public double DisplacementFrom(double start, double eta)
        {
            var first = start - (eta * Loss.Slope(start));
            return first - (eta * Loss.Slope(first)) - start;
        }

        public double Growth()
        {
            const double h = 1e-6;
            var eta = Cycle().LearningRate;
            return 1 + ((DisplacementFrom(Start + h, eta) - DisplacementFrom(Start - h, eta)) / (2 * h));
        }
    }
}
