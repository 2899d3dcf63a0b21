using System.Numerics.Tensors;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class BurstRecorderTests
{
    private const double Rate = 0.1;
    private static readonly double[] Rest = [.. Enumerable.Range(1, 14).Select(i => 0.1 * i)];
    private static readonly double[] Start = [1e-3, 1, .. Enumerable.Repeat(0.5, 14)];

    private static readonly BurstPlan Plan = new(Rate) { FirstCheck = 100, Records = 120 };

    // x and y of the valley by its own two-dimensional recurrence, from record 0 on.
    private static readonly Lazy<(double X, double Y)[]> Orbit = new(() => OrbitOf(Start));

    private const double Driving = 0.1;

    private static SharpeningValley Valley => new(Driving, Rest);

    [Test]
    public void Recording_starts_at_the_first_check_beyond_the_trigger()
    {
        var recording = Recorded();
        var expected = Enumerable.Range(10, 200).First(i => Largest(Orbit.Value[10 * i]) * Rate / 2 >= 0.7) * 10;
        Assert.That(recording.Outcome, Is.EqualTo(BurstOutcome.Recorded));
        Assert.That(recording.FirstStep, Is.EqualTo(expected));
        Assert.That(recording.Search[^1].Step, Is.EqualTo(expected));
        Assert.That(recording.Search[0].Step, Is.EqualTo(100));
        Assert.That(recording.Records, Has.Count.EqualTo(120));
    }

    [Test]
    public void Records_agree_with_the_two_dimensional_recurrence()
    {
        var recording = Recorded();
        for (var r = 0; r < recording.Records.Count; r++)
        {
            var (record, here) = (recording.Records[r], Orbit.Value[recording.FirstStep + r]);
            var parameters = recording.Parameters(r);
            Assert.That(parameters[0], Is.EqualTo(here.X).Within(1e-11));
            Assert.That(parameters[1], Is.EqualTo(here.Y).Within(1e-11));
            Assert.That(record.Sharpness, Is.EqualTo(Largest(here)).Within(1e-8));
            Assert.That(record.Gradient[0], Is.EqualTo(here.Y * here.Y * here.X).Within(1e-10));
            Assert.That(Math.Abs(record.Leading[0]), Is.GreaterThan(0.9));
            Assert.That(recording.SharpnessRatio(r), Is.EqualTo(Largest(here) * Rate / 2).Within(1e-9));
        }
    }

    [Test]
    public void Half_steps_are_half_the_distance_from_the_point_before()
    {
        var recording = Recorded();
        for (var r = 1; r < recording.Records.Count; r++)
        {
            var distance = TensorPrimitives.Distance<double>(recording.Parameters(r), recording.Parameters(r - 1));
            Assert.That(recording.Records[r].HalfStep, Is.EqualTo(distance / 2).Within(1e-13));
        }

        Assert.That(recording.Records[0].HalfStep, Is.EqualTo(recording.Records[1].HalfStep));
    }

    // The change of λ₁ along −g by central differences of its closed form.
    [Test]
    public void The_change_of_sharpness_matches_central_differences()
    {
        var recording = Recorded();
        for (var r = 0; r < recording.Records.Count; r++)
        {
            var (x, y) = Orbit.Value[recording.FirstStep + r];
            var gradient = recording.Records[r].Gradient;
            var difference = Largest((x - (1e-6 * gradient[0]), y - (1e-6 * gradient[1])));
            difference -= Largest((x + (1e-6 * gradient[0]), y + (1e-6 * gradient[1])));
            var scale = Math.Max(1, Math.Abs(difference / 2e-6));
            Assert.That(recording.Records[r].SharpnessChange, Is.EqualTo(difference / 2e-6).Within(1e-3 * scale));
        }
    }

    // L has one term of fourth order along a direction d: y²x²/2 gives 12·d_x²d_y².
    [Test]
    public void The_fourth_derivative_is_taken_along_the_unit_gradient()
    {
        var recording = BurstRecorder.Record(Valley, Start, Plan, (_, d) => 12 * d[0] * d[0] * d[1] * d[1]);
        foreach (var record in recording.Records)
        {
            var g = record.Gradient;
            var expected = 12 * g[0] * g[0] * g[1] * g[1] / Math.Pow(TensorPrimitives.SumOfSquares<double>(g), 2);
            Assert.That(record.FourthDerivative, Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void The_burst_crosses_and_peaks_where_the_recurrence_does()
    {
        double[] steep = [0.1, 4.2, .. Start[2..]];
        var recording = BurstRecorder.Record(Valley, steep, Plan with { FirstCheck = 0 });
        var orbit = OrbitOf(steep);
        var cross = Enumerable.Range(0, 120).First(t => Largest(orbit[t]) * Rate / 2 > 1);
        var peak = Enumerable.Range(cross, 90).MaxBy(t => Distance(orbit[t], orbit[t - 1]));
        var end = Enumerable.Range(peak, 90).First(t => Largest(orbit[t]) * Rate / 2 < 1);
        Assert.That(recording.Episode!.Cross, Is.EqualTo(cross));
        Assert.That(recording.Episode.Peak, Is.EqualTo(peak));
        Assert.That(recording.Episode.End, Is.EqualTo(end));
        Assert.That(peak, Is.GreaterThan(cross + 5).And.LessThan(cross + 85));
    }

    [Test]
    public void A_valley_that_stays_flat_is_never_recorded()
    {
        var recording = BurstRecorder.Record(Valley, Start, Plan with { MaximumSearch = 110 });
        Assert.That(recording.Outcome, Is.EqualTo(BurstOutcome.LimitNotApproached));
        Assert.That(recording.Records, Is.Empty);
        Assert.That(recording.Search, Has.Count.EqualTo(2));
        Assert.That(recording.Episode, Is.Null);
    }

    [Test]
    public void Divergence_ends_search_and_recording()
    {
        var searched = BurstRecorder.Record(Valley, Start, new(30));
        Assert.That(searched.Outcome, Is.EqualTo(BurstOutcome.Diverged));
        Assert.That(searched.FirstStep, Is.LessThan(400));
        var recorded = BurstRecorder.Record(Valley, Start, new(30) { FirstCheck = 0 });
        Assert.That(recorded.Outcome, Is.EqualTo(BurstOutcome.Diverged));
        Assert.That(recorded.Records, Has.Count.InRange(1, 30));
    }

    [Test]
    public void A_recording_survives_storage_to_the_last_bit()
    {
        var recording = Recorded(Plan with { Records = 3 });
        var content = Written(recording);
        var read = BurstRecording.ReadFrom(Reader(content));
        Assert.That(Written(read), Is.EqualTo(content));
        Assert.That(read.Plan, Is.EqualTo(recording.Plan));
        Assert.That(read.Parameters(2), Is.EqualTo(recording.Parameters(2)));
        Assert.That(read.Records[2].Eigenvectors.Span.ToArray(), Is.EqualTo(Vectors(recording.Records[2])));
        for (var length = 0; length < content.Length; length++)
            Assert.That(() => BurstRecording.ReadFrom(Reader(content[..length])), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Refuses_plans_out_of_range()
    {
        BurstPlan[] wrong =
        [
            Plan with
            {
                LearningRate = 0,
            },
            Plan with
            {
                Records = 0,
            },
            Plan with
            {
                Tracked = 13,
            },
            Plan with
            {
                CheckEvery = 0,
            },
            Plan with
            {
                Trigger = double.NaN,
            },
        ];
        foreach (var refused in wrong)
            Assert.That(() => Recorded(refused), Throws.ArgumentException);
        Assert.That(() => BurstRecorder.Record(Valley, [1], Plan), Throws.ArgumentException);
        Assert.That(
            () => BurstRecorder.Record(Valley, Start, Plan, cancellation: new(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static (double X, double Y)[] OrbitOf(double[] start)
    {
        var points = new (double X, double Y)[2000];
        points[0] = (start[0], start[1]);
        for (var t = 1; t < points.Length; t++)
        {
            var (x, y) = points[t - 1];
            points[t] = (x - (Rate * y * y * x), y - (Rate * ((y * x * x) - Driving)));
        }

        return points;
    }

    private static BurstRecording Recorded(BurstPlan? plan = null) => BurstRecorder.Record(Valley, Start, plan ?? Plan);

    private static double[] Vectors(BurstRecord record) => record.Eigenvectors.Span.ToArray();

    private static double Distance((double X, double Y) a, (double X, double Y) b) =>
        Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    // The larger eigenvalue of the matrix of second derivatives, y² and x² with 2xy beside.
    private static double Largest((double X, double Y) point)
    {
        var (x, y) = point;
        var half = ((y * y) - (x * x)) / 2;
        return (((y * y) + (x * x)) / 2) + Math.Sqrt((half * half) + (4 * x * x * y * y));
    }

    private static byte[] Written(BurstRecording recording)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        recording.WriteTo(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static BinaryReader Reader(byte[] content) => new(new MemoryStream(content));
}
