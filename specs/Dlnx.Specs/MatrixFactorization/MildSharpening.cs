using Dlnx.Specs.MatrixFactorization.Training;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-9",
    "Mild sharpening on simple tasks",
    Kind = ClaimKind.Figure,
    Source = "Fig. 9, Section 4.2",
    DependsOn = ["B/fig-7"],
    Verdict = Verdict.Surrogate,
    Statement = """
        (a, b) A UNet with a fixed random input, fitted to one image with loss $\|G(\Theta) - y\|_2^2$; (c) a 2-layer
        perceptron on $N$ images of CIFAR-10 with the mean squared error. On simple tasks (smooth images;
        $N = 100, 200$) the sharpness rises mildly and stays below $2/\eta$; for $N > 1000$ it reaches $2/\eta$.
        """,
    Explanation = """
        Weights and data of the figure are not run here. Two tanh networks on generated tasks are, and support it: one that
        learns $N$ Gaussian points with the classes of a random teacher, at $\eta = 1$ below $2/\eta$ for $N = 10$ and at it for
        $N = 50$ and $200$; and one fitted to a sine of frequency $f$ at $\eta = 0.1$, below for $f = 0.5$ and at it for
        $f = 2$. Images and larger networks are in B/fig-9ab and B/fig-9c. A conv decoder fitted to images was rejected as a
        surrogate: the order of its maxima changes from seed to seed.
        """
)]
public sealed class MildSharpening : TrainedNetworkSpec
{
    [Parameter("N", Min = 2, Max = 1000, Description = "points, of the chosen run of the first task")]
    public int Count { get; set; } = 50;

    [Parameter(Above = 0, Max = 4, Description = "η of the chosen run of the first task")]
    public double Eta { get; set; } = 1;

    [Parameter("f", Above = 0, Max = 8, Description = "frequency of the sine, of the chosen run of the second task")]
    public double Frequency { get; set; } = 0.5;

    [Parameter("eta-sine", Above = 0, Max = 1, Description = "η of the chosen run of the second task")]
    public double SineEta { get; set; } = 0.1;

    [Parameter(Min = 1, Max = 20, Description = "seeds 1, 2, … of points and starts")]
    public int Seeds { get; set; } = 5;

    private IEnumerable<int> AllSeeds => Enumerable.Range(1, Seeds);

    [Check(Tier.Full)]
    public void A_smooth_sine_stays_below_the_limit()
    {
        OnSurrogate("sines");
        var (smooth, sharp) = (Peaks(f => new SineFit(0.5, f)), Peaks(f => new SineFit(2, f)));
        AssertBelow("f = 0.5", smooth, 0.97, "f = 2", sharp);
        AssertEdge("f = 2", sharp, 1, FourOfFive(Seeds));
        AssertOrder("largest λ₁, f = 2 above f = 0.5", smooth, sharp);
    }

    [Check(Tier.Full)]
    public void Few_points_stay_below_the_limit()
    {
        OnSurrogate("points with a teacher");
        var (few, some, many) = (Points(10), Points(50), Points(200));
        AssertBelow("N = 10", few, 0.9, "N = 200", many);
        AssertEdge("N = 50", some, 0.95, Seeds);
        AssertEdge("N = 200", many, 0.95, Seeds);
        AssertOrder("largest λ₁, N = 200 above N = 10", few, many);
        Figure("Largest sharpness by N", Axis.Log("N"), Axis.Linear("λ₁η/2"))
            .Points("N = 10", [.. few.Select(_ => 10.0)], few)
            .Points("N = 50", [.. some.Select(_ => 50.0)], some)
            .Points("N = 200", [.. many.Select(_ => 200.0)], many)
            .Level("2/η", 1);
    }

    [Check(Tier.Standard)]
    public void The_chosen_points_end_at_the_edge_or_below()
    {
        OnSurrogate("points with a teacher");
        TeacherFit[] settings = [new(Count, 1, Eta)];
        AssertStayAtTheEdge(settings, Train(settings), fit => $"N = {fit.Count}");
    }

    [Check(Tier.Standard)]
    public void The_chosen_sine_ends_at_the_edge_or_below()
    {
        OnSurrogate("sines");
        SineFit[] settings = [new(Frequency, 1, SineEta)];
        AssertStayAtTheEdge(settings, Train(settings), fit => $"f = {fit.Frequency:R}");
    }

    private void AssertBelow(string name, double[] peaks, double bound, string other, double[] otherPeaks) =>
        Evidence
            .Trend($"{name}: largest λ₁η/2 below {bound:R}", [.. peaks.Select(peak => bound - peak)], FourOfFive(Seeds))
            .Rejects($"the same of {other}", [.. otherPeaks.Select(peak => bound - peak)]);

    private void AssertEdge(string name, double[] peaks, double low, int atLeast) =>
        Evidence
            .Trend(
                $"{name}: largest λ₁η/2 in [{low:R}, 1.4]",
                [.. peaks.Select(peak => Inside(peak, low, 1.4))],
                atLeast
            )
            .Rejects("it stays below, as of an easier task", [.. peaks.Select(peak => low - peak)]);

    private void AssertOrder(string name, double[] lower, double[] higher) =>
        Evidence
            .Trend(name, [.. higher.Zip(lower, (a, b) => a - b)], Seeds)
            .Rejects("the other way round", [.. higher.Zip(lower, (a, b) => b - a)]);

    private double[] Points(int count) => Peaks(seed => new TeacherFit(count, seed));

    // The largest λ₁η/2 of each seed's run.
    private double[] Peaks(Func<int, SeededTraining> setting)
    {
        SeededTraining[] settings = [.. AllSeeds.Select(setting)];
        return [.. settings.Zip(Train(settings), (fit, run) => fit.Ratios(run).Max(sample => sample.Value))];
    }
}
