namespace Dlnx.Linear;

/// <summary>After which steps of a run its state is kept: 0 and from there on ever further ones.</summary>
/// <param name="Stride">least distance, at least 1</param>
/// <param name="Growth">least ratio of a step to the one before, at least 1</param>
public readonly record struct SampleTimes(int Stride, double Growth)
{
    /// <summary>No step but the first.</summary>
    public static SampleTimes None => new(int.MaxValue, 1);

    /// <summary>Every n-th step.</summary>
    public static SampleTimes Every(int n) => new(n, 1);

    /// <summary>Every step at first, then a number of steps per factor of ten: even spacing on a logarithmic axis.</summary>
    public static SampleTimes PerDecade(int count) => new(1, Math.Pow(10, 1.0 / count));

    /// <summary>The step to keep after step t; the largest integer when there is none.</summary>
    public int After(int t) => (int)Math.Min(int.MaxValue, Math.Max((double)t + Stride, Math.Floor(t * Growth)));
}
