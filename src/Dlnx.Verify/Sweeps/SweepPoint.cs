namespace Dlnx.Verify.Sweeps;

/// <summary>A point of a sweep.</summary>
/// <param name="Number">Its number, from 1, the same in every part of a sweep that is split.</param>
/// <param name="Settings">The value of each swept parameter.</param>
public sealed record SweepPoint(int Number, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>“eta=0.02, depth=3”.</summary>
    public string Label => LabelOf(Settings);

    /// <summary>“eta=0.02, depth=3”.</summary>
    public static string LabelOf(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return string.Join(", ", settings.Select(setting => $"{setting.Key}={setting.Value}"));
    }
}
