using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>Measured numbers that agree with predicted ones, and the rival predictions they exclude.</summary>
public sealed class Agreement : IRecord
{
    private readonly string name;
    private readonly double[] measured;
    private readonly double[] predicted;
    private readonly Tolerance tolerance;
    private readonly List<Rival> rivals = [];

    internal Agreement(string name, ReadOnlySpan<double> measured, ReadOnlySpan<double> predicted, Tolerance tolerance)
    {
        if (measured.Length != predicted.Length || measured.Length == 0)
        {
            var counts = $"{measured.Length} measured and {predicted.Length} predicted numbers";
            throw new ArgumentException($"'{name}' has {counts}; give as many of each, at least one.");
        }
        this.name = name;
        this.measured = measured.ToArray();
        this.predicted = predicted.ToArray();
        this.tolerance = tolerance;
    }

    /// <summary>Records a wrong prediction of the (only) number; the check breaks unless the measurement excludes it.</summary>
    /// <param name="rival">The wrong formula in words.</param>
    /// <param name="prediction">What it predicts; NaN when it predicts nothing at all.</param>
    public Agreement Rejects(string rival, double prediction) => Rejects(rival, [prediction]);

    /// <summary>Records wrong predictions of all numbers; a list of another length predicts something else.</summary>
    /// <param name="rival">The wrong formula in words.</param>
    /// <param name="predictions">What it predicts, in the order of the measured numbers.</param>
    public Agreement Rejects(string rival, params ReadOnlySpan<double> predictions)
    {
        var sameLength = predictions.Length == measured.Length;
        var worst = sameLength ? Worst(predictions) : 0;
        var deviation = sameLength ? tolerance.Deviation(measured[worst], predictions[worst]) : double.PositiveInfinity;
        var shown = sameLength ? predictions[worst] : double.NaN;
        rivals.Add(new Rival(rival, shown, deviation, Rejected: !tolerance.Allows(deviation)));
        return this;
    }

    Evidence IRecord.ToEvidence()
    {
        var worst = Worst(predicted);
        var deviation = tolerance.Deviation(measured[worst], predicted[worst]);
        return new AgreementEvidence(
            name,
            measured[worst],
            predicted[worst],
            tolerance,
            deviation,
            tolerance.Margin(deviation),
            tolerance.Resolution(deviation, predicted[worst]),
            measured.Length,
            rivals,
            Holds: tolerance.Allows(deviation) && rivals.TrueForAll(rival => rival.Rejected)
        )
        {
            Notices = tolerance.Allows(deviation) ? Notices() : null,
        };
    }

    private Sensitivity? Notices() =>
        Array.TrueForAll(predicted, prediction => prediction == 0)
            ? WrongPredictions.Shifted(summand => Excludes(prediction => prediction + summand))
            : WrongPredictions.Scaled(factor => Excludes(prediction => prediction * factor));

    private bool Excludes(Func<double, double> wrong)
    {
        for (var i = 0; i < measured.Length; i++)
        {
            if (!tolerance.Allows(tolerance.Deviation(measured[i], wrong(predicted[i]))))
                return true;
        }
        return false;
    }

    private int Worst(ReadOnlySpan<double> against)
    {
        var worst = 0;
        for (var i = 1; i < measured.Length; i++)
        {
            if (tolerance.Deviation(measured[i], against[i]) > tolerance.Deviation(measured[worst], against[worst]))
                worst = i;
        }
        return worst;
    }
}
