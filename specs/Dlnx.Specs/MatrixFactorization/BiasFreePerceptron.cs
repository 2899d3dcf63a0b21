using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Specs.DataSets;
using Dlnx.Specs.MatrixFactorization.Training;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-17",
    "Bias-free MLP, almost periodic oscillation",
    Kind = ClaimKind.Figure,
    Source = "Fig. 17, App. B.5",
    DependsOn = ["B/thm-1"],
    Verdict = Verdict.Surrogate,
    Statement = """
        A 3-layer ReLU perceptron of width 1000 without bias, its weights scaled by 0.01, trained on 5000 images of
        MNIST with the mean squared error and $\eta = 4$, oscillates almost periodically at the edge of stability.
        """,
    Explanation = """
        The network of the figure is not run here; its $\eta$ suggests an error that is a mean over the classes too. Run are the
        network 192-64-64-10 on 200 generated textures at $\eta = 0.3$ and a network 20-64-64-10 on well separated Gaussian clusters at $\eta = 3$. Both
        sharpen to the limit and then oscillate with period 2 under a slow envelope while the loss still falls: the second
        differences of the largest singular value of $W_3W_2W_1$ alternate (a raw autocorrelation shows the drift only). On
        clusters whose centres are half as far apart only some seeds alternate. The first network runs on MNIST too, on a machine that has it.
        """
)]
public sealed partial class BiasFreePerceptron : TrainedNetworkSpec
{
    private const double ReferenceEta = 0.3;
    private const double ReferenceScale = 0.3;
    private const int ReferenceWidth = 64;
    private const int ReferenceSteps = 1500;

    [Parameter(Min = 0, Description = "seeds of the starts on images")]
    public int[] Seeds { get; set; } = [1, 2, 3];

    [Parameter(Above = 0, Max = 0.6, Description = "η on images")]
    public double Eta { get; set; } = ReferenceEta;

    [Parameter(Above = 0, Max = 1, Description = "factor on the start on images")]
    public double Scale { get; set; } = ReferenceScale;

    [Parameter(Min = 2, Max = 512, Description = "of the hidden layers on images")]
    public int Width { get; set; } = ReferenceWidth;

    [Parameter(Min = 0, Max = 20_000, Description = "steps on images")]
    public int Steps { get; set; } = ReferenceSteps;

    [Check(Tier.Standard)]
    public void It_sharpens_to_the_limit_and_stays_there()
    {
        RequireReferenceRun();
        var settings = Settings(TrainingImages.Textures);
        var ratios = settings.Zip(Record(settings), (setting, record) => setting.Ratios(record.Run)).ToArray();
        Evidence.Trend("λ₁η/2 at most 0.1 at the start", [.. ratios.Select(run => 0.1 - run[0].Value)], Seeds.Length);
        Evidence
            .Trend(
                "λ₁η/2 in [0.9, 1.35] at t = 300, 450, …, 1350",
                [.. ratios.Select(run => Plateau(run, 0.9, 1.35))],
                Seeds.Length
            )
            .Rejects(
                "it settles at half the limit, as without oscillation",
                [.. ratios.Select(run => Plateau(run, 0.4, 0.6))]
            );
    }

    [Check(Tier.Standard)]
    public void The_largest_singular_value_alternates()
    {
        RequireReferenceRun();
        AssertAlternates(Record(Settings(TrainingImages.Textures)));
    }

    [Check(Tier.Standard)]
    public void The_loss_still_falls()
    {
        RequireReferenceRun();
        var losses = Record(Settings(TrainingImages.Textures)).Select(record => record.Run.Losses).ToArray();
        Evidence.Trend(
            "loss, mean of the last 50 steps below that of steps 1200 … 1249",
            [.. losses.Select(loss => loss[1200..1250].Average() - loss[^50..].Average())],
            Seeds.Length
        );
        Evidence
            .Trend(
                "and at most 0.05 of the loss at step 300",
                [.. losses.Select(loss => (0.05 * loss[300]) - loss[^50..].Average())],
                Seeds.Length
            )
            .Rejects(
                "it stagnates at the edge: above half of that",
                [.. losses.Select(loss => loss[^50..].Average() - (0.5 * loss[300]))]
            );
    }

    [Check(Tier.Standard)]
    public void The_chosen_run_ends_at_the_edge_or_below()
    {
        OnSurrogate(TrainingImages.Textures.Name(BiasFreeFit.Count));
        BiasFreeFit[] settings = [Fit(TrainingImages.Textures, Seeds[0])];
        AssertStayAtTheEdge(settings, [Record(settings)[0].Run], fit => $"seed {fit.Seed}");
    }

    [Check(Tier.Full)]
    public void On_MNIST_the_largest_singular_value_alternates_too()
    {
        var images = TrainingImages.Published(KnownDataSets.Mnist, RequireData(KnownDataSets.Mnist), 2);
        RequireReference("steps", Steps, ReferenceSteps);
        var settings = Settings(images);
        var records = Record(settings);
        var last = settings.Zip(records, (setting, record) => setting.Ratios(record.Run)[^1].Value).Min();
        if (!(last >= 0.9))
            Skip($"At η = {Eta:R} λ₁ ends at {last:F2} of 2/η, so nothing oscillates; choose a larger eta.");
        AssertAlternates(records);
    }

    private void AssertAlternates(IReadOnlyList<RecordedTraining<ProductTrace>> records)
    {
        var moves = records.Select(record => TimeSeries.SecondDifferences(record.Traces.Trace(0))).ToArray();
        double[] first = [.. moves.Select(d => TimeSeries.Autocorrelation(d, 1))];
        double[] second = [.. moves.Select(d => TimeSeries.Autocorrelation(d, 2))];
        Evidence
            .Trend("second differences of σ₁: lag 1 at most −0.9", [.. first.Select(c => -0.9 - c)], Seeds.Length)
            .Rejects("smooth drift: lag 1 ≥ 0", first);
        Evidence
            .Trend("lag 2 at least 0.9", [.. second.Select(c => c - 0.9)], Seeds.Length)
            .Rejects("period 3: lag 2 at −½, within ¼", [.. second.Select(c => 0.25 - Math.Abs(c + 0.5))]);
        Evidence.Trend(
            "second differences of the loss: lag 2 at least 0.6",
            [.. records.Select(record => LossLag(record.Run) - 0.6)],
            Seeds.Length
        );
        var figure = Figure("Singular values of the product, last 60 steps", Axis.Linear("step"), Axis.Linear("σ_i"));
        double[] steps = [.. Enumerable.Range(Steps - 59, 60).Select(step => (double)step)];
        for (var i = 0; i < 5; i++)
            figure.Points($"i = {i + 1}", steps, records[0].Traces.Trace(i)[^60..]);
    }

    private static double LossLag(TrainingRun run) =>
        TimeSeries.Autocorrelation(TimeSeries.SecondDifferences(run.Losses.AsSpan()[^BiasFreeRecord.Steps..]), 2);

    private static double Plateau(IReadOnlyList<SharpnessSample> ratios, double low, double high) =>
        ratios.Where(sample => sample.Step is >= 300 and <= 1350).Min(sample => Inside(sample.Value, low, high));

    private void RequireReferenceRun()
    {
        RequireReference("eta", Eta, ReferenceEta);
        RequireReference("scale", Scale, ReferenceScale);
        RequireReference("width", Width, ReferenceWidth);
        RequireReference("steps", Steps, ReferenceSteps);
        OnSurrogate(TrainingImages.Textures.Name(BiasFreeFit.Count));
    }

    private BiasFreeFit Fit(TrainingImages images, int seed) => new(images, seed, Eta, Scale, Width, Steps);

    private BiasFreeFit[] Settings(TrainingImages images) => [.. Seeds.Select(seed => Fit(images, seed))];

    private IReadOnlyList<RecordedTraining<ProductTrace>> Record(BiasFreeFit[] settings) =>
        Shared(
            settings,
            setting => $"{setting} with singular values",
            setting => BiasFreeRecord.Of(setting, Progress(setting.ToString()), Cancellation)
        );
}
