using Dlnx.Verify.Figures;
using Dlnx.Verify.Results;
using FsCheck;

namespace Dlnx.Verify.Recording;

/// <summary>
/// Records numbers and asserts them in one call. A failed assertion does not end the check: all evidence is collected,
/// and the check is broken when any of it does not hold.
/// </summary>
public sealed class EvidenceRecorder
{
    private readonly CheckSession session;
    private readonly List<IRecord> records = [];

    internal EvidenceRecorder(CheckSession session) => this.session = session;

    /// <summary>Asserts that a measured number agrees with a predicted one.</summary>
    /// <param name="name">What was measured, in the words or symbols of the paper.</param>
    /// <param name="measured">The number found by one route.</param>
    /// <param name="predicted">The number that the claim predicts, by an independent route.</param>
    /// <param name="within">The largest deviation that counts as agreement.</param>
    public Agreement Agrees(string name, double measured, double predicted, Tolerance within) =>
        Agrees(name, [measured], [predicted], within);

    /// <summary>Asserts that measured numbers agree with predicted ones, entry by entry.</summary>
    /// <param name="name">What was measured, in the words or symbols of the paper.</param>
    /// <param name="measured">The numbers found by one route.</param>
    /// <param name="predicted">The numbers that the claim predicts, as many.</param>
    /// <param name="within">The largest deviation that counts as agreement.</param>
    public Agreement Agrees(
        string name,
        ReadOnlySpan<double> measured,
        ReadOnlySpan<double> predicted,
        Tolerance within
    ) => Add(new Agreement(name, measured, predicted, within));

    /// <summary>Asserts an exact finding: a count, a period, a word, or a list of these.</summary>
    /// <param name="name">What was found.</param>
    /// <param name="found">The finding.</param>
    /// <param name="expected">What the claim says.</param>
    public Fact<T> Matches<T>(string name, T found, T expected) => Add(new Fact<T>(name, found, expected));

    /// <summary>Asserts value &lt; bound.</summary>
    public void Below(string name, double value, double bound) => Add(new Bound(name, value, Relation.Below, bound));

    /// <summary>Asserts value &gt; bound.</summary>
    public void Above(string name, double value, double bound) => Add(new Bound(name, value, Relation.Above, bound));

    /// <summary>Asserts value ≤ bound.</summary>
    public void AtMost(string name, double value, double bound) => Add(new Bound(name, value, Relation.AtMost, bound));

    /// <summary>Asserts value ≥ bound.</summary>
    public void AtLeast(string name, double value, double bound) =>
        Add(new Bound(name, value, Relation.AtLeast, bound));

    /// <summary>Asserts that a deviation stays within a tolerance for all generated cases.</summary>
    /// <param name="name">The statement.</param>
    /// <param name="cases">The generator of cases, with shrinking where it helps.</param>
    /// <param name="deviation">The deviation found in a case, on the scale of the tolerance.</param>
    /// <param name="within">The largest deviation allowed.</param>
    public ForAll<T> ForAll<T>(string name, Arbitrary<T> cases, Func<T, double> deviation, Tolerance within) =>
        Add(new ForAll<T>(name, cases, deviation, within, session));

    /// <summary>Asserts that a statement holds in enough repetitions, such as seeds.</summary>
    /// <param name="name">The statement.</param>
    /// <param name="margins">The signed distance by which it holds in each repetition; positive where it holds.</param>
    /// <param name="atLeast">In how many repetitions it must hold.</param>
    public Trend Trend(string name, IReadOnlyList<double> margins, int atLeast) =>
        Add(new Trend(name, margins, atLeast));

    /// <summary>Asserts that a number agrees with its accepted value in the claim's golden file.</summary>
    /// <param name="name">The number's name, unique within the claim.</param>
    /// <param name="value">The number of this run.</param>
    /// <param name="within">The largest deviation allowed.</param>
    public void Golden(string name, double value, Tolerance within) =>
        Add(new GoldenNumberRecord(name, value, within, session));

    internal Figure Draw(Figure figure)
    {
        Add(new FigureRecord(figure));
        return figure;
    }

    internal IReadOnlyList<Evidence> Collect() => [.. records.Select(record => record.ToEvidence())];

    private T Add<T>(T record)
        where T : IRecord
    {
        records.Add(record);
        return record;
    }

    private sealed record FigureRecord(Figure Figure) : IRecord
    {
        public Evidence ToEvidence() => Figure.Evidence;
    }
}
