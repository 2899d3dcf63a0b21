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
        return new FactEvidence(name, measured, expected, rivals, same && rivals.TrueForAll(rival => rival.Rejected));
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
