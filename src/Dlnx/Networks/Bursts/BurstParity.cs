using System.Numerics.Tensors;
using Dlnx.Numerics;
using MathNet.Numerics.Statistics;

namespace Dlnx.Networks;

/// <summary>
/// Whether a burst jumps between two walls of a valley (D/fig-16): the oscillating part
/// o_t = θ_t − ¼(θ_{t−1} + 2θ_t + θ_{t+1}) of the iterates of a window that ends 3 records after the peak.
/// </summary>
/// <param name="Alternation">the share of steps at which the score of o_t along its first component changes sign</param>
/// <param name="LeadingShare">the share of the variance of o_t along its first component</param>
/// <param name="GradientCosine">the median cosine of consecutive gradients</param>
/// <param name="Window">the iterates themselves, and which record the first one is</param>
public sealed record BurstParity(double Alternation, double LeadingShare, double GradientCosine, RecordWindow Window)
{
    private const int AfterPeak = 3;

    /// <summary>Measures a recording.</summary>
    /// <param name="recording">with a burst</param>
    /// <param name="length">records of the window, ≥ 4; fewer where the recording starts later or ends earlier</param>
    /// <exception cref="ArgumentException">λ₁ never exceeds the limit, or fewer than 4 records remain</exception>
    public static BurstParity Of(BurstRecording recording, int length)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var window = RecordWindow.Ending(recording, recording.RequiredEpisode.Peak + AfterPeak, length);
        if (window.Count < 4)
            throw new ArgumentException($"Parity needs a window of 4 records or more; found {window.Count}.");
        var gradients = Enumerable
            .Range(window.First, window.Count - 1)
            .Select(t => recording.Records[t].Gradient)
            .ToArray();
        var oscillation = PrincipalComponents.Of(Differences(gradients));
        var scores = oscillation.Scores.Column(0);
        var changes = scores.Zip(scores.Skip(1)).Count(pair => pair.First * pair.Second < 0);
        return new(
            changes / (double)(scores.Length - 1),
            oscillation.Share(0),
            gradients.Zip(gradients.Skip(1), (g, next) => TensorPrimitives.CosineSimilarity<double>(g, next)).Median(),
            window
        );
    }

    // o_t = ¼η(g_t − g_{t−1}) for gradient steps; neither the sign of a change nor a share depends on the factor.
    private static Matrix Differences(double[][] gradients)
    {
        var differences = new Matrix(gradients.Length - 1, gradients[0].Length);
        for (var t = 1; t < gradients.Length; t++)
            TensorPrimitives.Subtract<double>(gradients[t], gradients[t - 1], differences.Row(t - 1));
        return differences;
    }
}

/// <summary>Consecutive records.</summary>
/// <param name="First">index of the first one</param>
/// <param name="Count">how many</param>
public sealed record RecordWindow(int First, int Count)
{
    /// <summary>Up to so many records that end with a given one, within a recording.</summary>
    /// <param name="recording">not empty</param>
    /// <param name="last">the last record; the recording's last one where there is no such</param>
    /// <param name="length">≥ 1</param>
    public static RecordWindow Ending(BurstRecording recording, int last, int length)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var end = Math.Min(last, recording.Records.Count - 1);
        var first = Math.Max(0, end - length + 1);
        return new(first, end - first + 1);
    }

    /// <summary>The coordinates of the window's iterates θ_t along their principal components.</summary>
    /// <param name="recording">the recording that the window belongs to</param>
    public PrincipalComponents Iterates(BurstRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return PrincipalComponents.Of(
            Matrix.FromRows([.. Enumerable.Range(First, Count).Select(recording.Parameters)])
        );
    }
}
