using Dlnx.Networks;
using Dlnx.Numerics;
using static Dlnx.Tests.Networks.SyntheticBurst;

namespace Dlnx.Tests.Networks;

public sealed class BurstMeasureTests
{
    [Test]
    public void Growth_agrees_with_a_burst_written_down_by_hand()
    {
        // Records 0 to 2 are quiet, 3 crosses, 5 is the peak, 7 ends the episode.
        double[] sharpness = [0.8, 0.9, 0.95, 1.1, 1.3, 1.6, 1.2, 0.7, 0.6, 0.9];
        double[] halfSteps = [1, 2, 3, 4, 5, 10, 9, 8, 2.5, 1.5];
        double[] smallest = [-1, -2, -3, -4, -5, -8, -9, -7, -2.5, -1.5];
        double[] changes = [1, 1, 1, 1, -1, -1, -1, 0, 1, 1];
        var growth = BurstGrowth.Of(
            Recording([
                .. sharpness.Select(
                    (value, t) =>
                        Record(value, halfSteps[t]) with
                        {
                            SmallestEigenvalue = smallest[t],
                            SharpnessChange = changes[t],
                        }
                ),
            ])
        );
        // The ranks of h and −λ_min differ by a swap of the two largest: 1 − 6·2/(10·99).
        var expected = new BurstGrowth(0.8, 1.6, 10 / 2.0, 9 / 2.0, 1 - (12 / 990.0), 3 / 5.0, 0.6);
        Assert.That(growth with { RankCorrelation = expected.RankCorrelation }, Is.EqualTo(expected));
        Assert.That(growth.RankCorrelation, Is.EqualTo(expected.RankCorrelation).Within(1e-14));
    }

    [Test]
    public void Similarity_by_lag_agrees_with_turning_angles()
    {
        // v₁ turns by 0.1 and alternates by 0.4 from the cross at record 2 up to the quiet end at record 8.
        double Angle(int t) => (0.1 * t) + (t % 2 == 0 ? 0 : 0.4);
        BurstRecord At(int t) =>
            Record(t is >= 2 and < 8 ? 1.1 : 0.5, t == 6 ? 5 : 1) with
            {
                Eigenvectors = Matrix.FromRows([Math.Cos(Angle(t)), Math.Sin(Angle(t))]),
            };
        var recording = Recording([.. Enumerable.Range(0, 10).Select(At)]);
        Assert.That(recording.Episode, Is.EqualTo(new BurstEpisode(2, 6, 8, 3, 8, 8)));
        double[] expected = [.. new[] { 1, 2, 3, 8 }.Select(Mean)];
        var similarities = EigenvectorSimilarity.AtLags(recording, 8);
        double[] found = [similarities[0], similarities[1], similarities[2]];
        Assert.That(found, Is.EqualTo(expected[..3]).Within(1e-14));
        Assert.That(similarities[7], Is.NaN);

        double Mean(int lag) =>
            Enumerable
                .Range(2, Math.Max(0, Math.Min(8, 10 - lag) - 2))
                .Select(t => Math.Abs(Math.Cos(Angle(t + lag) - Angle(t))))
                .DefaultIfEmpty(double.NaN)
                .Average();
    }

    [Test]
    public void Similarity_does_not_depend_on_the_sign()
    {
        var record = Record(1);
        Assert.That(record.SimilarityTo([-1, 0]), Is.EqualTo(1));
        Assert.That(record.SimilarityTo(new BranchPoint(0, [1], Matrix.FromRows([-0.6, 0.8]))), Is.EqualTo(0.6));
        Assert.That(record.SimilarityTo(new BranchPoint(0, [], new(0, 2))), Is.NaN);
    }

    [Test]
    public void Parity_agrees_with_the_components_of_the_oscillating_iterates()
    {
        var stream = new RandomStream(5);
        var records = new List<BurstRecord>();
        for (var t = 0; t < 30; t++)
        {
            var gradient = new double[12];
            stream.FillNormal(gradient);
            gradient[0] += (t % 2 == 0 ? 3 : -3) * (t < 20 ? 1 : -0.1);
            records.Add(Record(t < 25 ? 1.1 : 0.5, t == 22 ? 3 : 1) with { Gradient = gradient });
        }

        var recording = Recording(records);
        var parity = BurstParity.Of(recording, 20);
        Assert.That(parity.Window, Is.EqualTo(new RecordWindow(6, 20)));
        var oscillation = new Matrix(18, 12);
        for (var t = 7; t < 25; t++)
        {
            var (before, here, after) = (
                recording.Parameters(t - 1),
                recording.Parameters(t),
                recording.Parameters(t + 1)
            );
            for (var i = 0; i < 12; i++)
                oscillation[t - 7, i] = here[i] - ((before[i] + (2 * here[i]) + after[i]) / 4);
        }

        var expected = PrincipalComponents.Of(oscillation);
        var scores = expected.Scores.Column(0);
        var changes = Enumerable.Range(0, 17).Count(i => scores[i] * scores[i + 1] < 0);
        Assert.That(parity.LeadingShare, Is.EqualTo(expected.Share(0)).Within(1e-10));
        Assert.That(parity.Alternation, Is.EqualTo(changes / 17.0));
        double[] cosines = [.. Enumerable.Range(6, 18).Select(Cosine).Order()];
        Assert.That(parity.GradientCosine, Is.EqualTo((cosines[8] + cosines[9]) / 2).Within(1e-14));
        Assert.That(parity.Window.Iterates(recording).Variances, Has.Length.EqualTo(20));

        double Cosine(int t)
        {
            var (here, next) = (records[t].Gradient, records[t + 1].Gradient);
            var product = here.Zip(next, (a, b) => a * b).Sum();
            return product / Math.Sqrt(here.Sum(a => a * a) * next.Sum(b => b * b));
        }
    }

    [Test]
    public void Exactly_opposite_gradients_alternate_fully()
    {
        BurstRecord At(int t) =>
            Record(t == 5 ? 1.1 : 0.5, t == 5 ? 2 : 1) with
            {
                Gradient = [t % 2 == 0 ? 1 : -1, 0],
            };
        var parity = BurstParity.Of(Recording([.. Enumerable.Range(0, 12).Select(At)]), 60);
        Assert.That(parity.Alternation, Is.EqualTo(1));
        Assert.That(parity.LeadingShare, Is.EqualTo(1).Within(1e-14));
        Assert.That(parity.GradientCosine, Is.EqualTo(-1).Within(1e-15));
        Assert.That(parity.Window, Is.EqualTo(new RecordWindow(0, 9)));
    }

    [Test]
    public void Interventions_start_before_the_peak_but_not_before_the_cross()
    {
        var episode = new BurstEpisode(Cross: 20, Peak: 30, Last: 32, QuietCount: 12, End: 32, QuietEnd: 33);
        Assert.That(episode.BeforePeak(4), Is.EqualTo(26));
        Assert.That(episode.BeforePeak(11), Is.EqualTo(20));
    }

    [Test]
    public void Without_a_burst_there_is_nothing_to_measure()
    {
        var calm = Recording(Record(0.5), Record(0.5));
        Assert.That(() => BurstGrowth.Of(calm), Throws.ArgumentException);
        Assert.That(() => EigenvectorSimilarity.AtLags(calm, 2), Throws.ArgumentException);
        Assert.That(() => BurstParity.Of(calm, 20), Throws.ArgumentException);
    }
}
