using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>A statement counted over repetitions, and the rival statements that the same repetitions exclude.</summary>
public sealed class Trend : IRecord
{
    private readonly string name;
    private readonly double[] margins;
    private readonly int required;
    private readonly List<PropertyRival> rivals = [];

    internal Trend(string name, IReadOnlyList<double> margins, int required)
    {
        this.name = name;
        this.margins = [.. margins];
        this.required = required;
    }

    /// <summary>
    /// Records a wrong statement; the check breaks unless it fails in as many repetitions as the right one must hold in.
    /// </summary>
    /// <param name="rival">The wrong statement in words.</param>
    /// <param name="rivalMargins">The signed distance by which it holds in each repetition.</param>
    public Trend Rejects(string rival, IReadOnlyList<double> rivalMargins)
    {
        ArgumentNullException.ThrowIfNull(rivalMargins);
        var failing = rivalMargins.Count(margin => !(margin > 0));
        rivals.Add(new PropertyRival(rival, failing, rivalMargins.Count, Rejected: failing >= required));
        return this;
    }

    Evidence IRecord.ToEvidence()
    {
        var holding = margins.Count(margin => margin > 0);
        var holds = holding >= required && rivals.TrueForAll(rival => rival.Rejected);
        return new TrendEvidence(name, holding, margins.Length, required, margins, rivals, holds);
    }
}
