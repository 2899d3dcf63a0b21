using MathNet.Numerics.Statistics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Accuracies of one network at rising learning rates.</summary>
/// <param name="Name">network and data</param>
/// <param name="Rates">learning rates η, rising</param>
/// <param name="Accuracies">accuracy at each, in any unit</param>
public sealed record AccuracyRow(string Name, double[] Rates, double[] Accuracies)
{
    /// <summary>Rank correlation of accuracy with η.</summary>
    public double Spearman => Correlation.Spearman(Rates, Accuracies);

    /// <summary>How often the next larger rate is not better.</summary>
    public int Inversions => Steps.Count(step => !(step > 0));

    /// <summary>Accuracy at the largest rate less that at the smallest.</summary>
    public double Gain => Accuracies[^1] - Accuracies[0];

    /// <summary>The rate of the largest accuracy.</summary>
    public double BestRate => Rates[Array.IndexOf(Accuracies, Accuracies.Max())];

    /// <summary>Changes of the accuracy from each rate to the next.</summary>
    public IEnumerable<double> Steps => Accuracies.Skip(1).Zip(Accuracies, (next, previous) => next - previous);

    /// <summary>The row at its first rates.</summary>
    public AccuracyRow First(int count) => new(Name, Rates[..count], Accuracies[..count]);

    /// <summary>By how much the accuracies exceed those of another row, rate by rate.</summary>
    public double[] Over(AccuracyRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Accuracies.Zip(other.Accuracies, (own, rival) => own - rival)];
    }
}

/// <summary>Table 1 of paper D as printed: test accuracy on CIFAR-10 in percent.</summary>
public static class AccuracyTable
{
    private static readonly double[] Rates = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

    /// <summary>VGG19 on the 50 000 images.</summary>
    public static AccuracyRow Vgg19 { get; } = new("VGG19-50k", Rates, [67.1, 68.4, 70.5, 73.4, 72.7, 73.6]);

    /// <summary>VGG19 on ten crops and flips of each image.</summary>
    public static AccuracyRow Vgg19Augmented { get; } = new("VGG19-500k", Rates, [78.1, 80.6, 81.7, 82.9, 84.0, 84.1]);

    /// <summary>ResNet20 on ten crops and flips of each image.</summary>
    public static AccuracyRow ResNet20Augmented { get; } =
        new("ResNet20-500k", Rates, [83.7, 85.6, 86.1, 86.5, 87.0, 87.3]);

    /// <summary>All three.</summary>
    public static IReadOnlyList<AccuracyRow> Rows { get; } = [Vgg19, Vgg19Augmented, ResNet20Augmented];
}
