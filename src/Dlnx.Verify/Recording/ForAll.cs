using Dlnx.Verify.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Recording;

/// <summary>A statement tried on generated cases; on failure the case is shrunk to a small counterexample.</summary>
/// <typeparam name="T">A case; its text is shown, so records read well.</typeparam>
public sealed class ForAll<T> : IRecord
{
    private readonly string name;
    private readonly Tolerance tolerance;
    private readonly ulong seed;
    private readonly List<T> tried = [];
    private readonly List<PropertyRival> rivals = [];
    private double largest;
    private double smallest = double.PositiveInfinity;
    private string worst = "";
    private bool holds = true;
    private Exception? thrown;

    internal ForAll(
        string name,
        Arbitrary<T> cases,
        Func<T, double> deviation,
        Tolerance tolerance,
        CheckSession session
    )
    {
        this.name = name;
        this.tolerance = tolerance;
        seed = session.NextStreamSeed();
        // FsCheck grows cases with a size; the odd second word only selects the generator's sequence.
        var replay = new Replay(new Rnd(seed, 1442695040888963407), size: null);
        var config = Config.QuickThrowOnFailure.WithMaxTest(session.Cases).WithReplay(replay);
        try
        {
            FsCheck.Check.One(config, Prop.ForAll(cases, (T generated) => Try(generated, deviation, session)));
        }
        // FsCheck reports a failure only by throwing; what failed is already recorded. It takes a cancellation for one too.
        catch (Exception) when (!holds || thrown is not null || session.Cancellation.IsCancellationRequested)
        {
            session.Cancellation.ThrowIfCancellationRequested();
        }
        if (thrown is not null)
            throw new InvalidOperationException(
                $"{name}: the case {worst} threw {thrown.GetType().Name}: {thrown.Message}",
                thrown
            );
    }

    /// <summary>Records a wrong statement; the check breaks unless at least one of the same cases excludes it.</summary>
    /// <param name="rival">The wrong formula in words.</param>
    /// <param name="deviation">The deviation that the wrong formula has in a case, on the same scale.</param>
    public ForAll<T> Rejects(string rival, Func<T, double> deviation)
    {
        var rejecting = tried.Count(generated => !tolerance.Allows(Finite(deviation(generated))));
        rivals.Add(new PropertyRival(rival, rejecting, tried.Count, Rejected: rejecting > 0));
        return this;
    }

    Evidence IRecord.ToEvidence() =>
        new PropertyEvidence(
            name,
            tried.Count,
            largest,
            tolerance,
            tolerance.Margin(largest),
            seed.ToString(),
            worst,
            rivals,
            Holds: holds && rivals.TrueForAll(rival => rival.Rejected)
        )
        {
            Notices = holds ? Notices() : null,
        };

    // The prediction is inside the deviation: a change of it changes the deviation of the best case at least so much.
    private Sensitivity? Notices() =>
        tolerance.Scale == Scale.Relative
            ? WrongPredictions.Smallest(
                ChangeKind.Scaled,
                size => !tolerance.Allows(Math.Max(0, size - smallest) / (1 + size))
            )
            : WrongPredictions.Smallest(ChangeKind.Shifted, size => !tolerance.Allows(Math.Max(0, size - smallest)));

    // FsCheck would put the stack of an exception into its message, and a stack is not the same in every run.
    private bool Try(T generated, Func<T, double> deviation, CheckSession session)
    {
        session.Cancellation.ThrowIfCancellationRequested();
        try
        {
            return Try(generated, Finite(deviation(generated)));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            thrown = e;
            worst = generated?.ToString() ?? "";
            return false;
        }
    }

    private bool Try(T generated, double measured)
    {
        var allowed = tolerance.Allows(measured);
        if (holds)
            tried.Add(generated);
        smallest = Math.Min(smallest, measured);
        // After the first failure FsCheck only tries smaller cases: the last one that fails is the counterexample.
        if (!allowed || (holds && (measured > largest || worst.Length == 0)))
        {
            largest = measured;
            worst = generated?.ToString() ?? "";
        }
        holds &= allowed;
        return allowed;
    }

    private static double Finite(double deviation) => double.IsNaN(deviation) ? double.PositiveInfinity : deviation;
}
