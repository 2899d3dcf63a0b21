using System.Collections;
using System.Globalization;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>An exact finding, and the rival statements it excludes.</summary>
/// <typeparam name="T">A type with a meaningful text: an integer, a word, or a list of these.</typeparam>
public sealed class Fact<T> : IRecord
{
    private readonly string name;
    private readonly string measured;
    private readonly string expected;
    private readonly List<FactRival> rivals = [];

    internal Fact(string name, T measured, T expected)
    {
        this.name = name;
        this.measured = Text(measured);
        this.expected = Text(expected);
    }

    /// <summary>Records a wrong statement; the check breaks unless the finding differs from it.</summary>
    /// <param name="rival">The wrong statement in words.</param>
    /// <param name="statement">What it says.</param>
    public Fact<T> Rejects(string rival, T statement)
    {
        var text = Text(statement);
        rivals.Add(new FactRival(rival, text, !string.Equals(text, measured, StringComparison.Ordinal)));
        return this;
    }

    Evidence IRecord.ToEvidence()
    {
        var same = string.Equals(measured, expected, StringComparison.Ordinal);
        return new FactEvidence(name, measured, expected, rivals, same && rivals.TrueForAll(rival => rival.Rejected))
        {
            Notices = same ? Notices() : null,
        };
    }

    // A prediction of counts that is wrong by a factor is the nearest counts to it; words cannot be wrong by a factor.
    private Sensitivity? Notices()
    {
        var counts = new List<long>();
        foreach (var word in expected.Split(", "))
        {
            if (!long.TryParse(word, out var count))
                return null;
            counts.Add(count);
        }
        return counts.TrueForAll(count => count == 0)
            ? WrongPredictions.Shifted(summand => Math.Round(summand) != 0)
            : WrongPredictions.Scaled(factor => counts.Exists(count => Math.Round(count * factor) != count));
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "nothing",
            string text => text,
            IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Text)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
