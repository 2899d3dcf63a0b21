using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>How a measured number is compared with a bound.</summary>
internal enum Relation
{
    Below,
    Above,
    AtMost,
    AtLeast,
}

/// <summary>An inequality between a measured number and a bound.</summary>
internal sealed record Bound(string Name, double Value, Relation Relation, double Limit) : IRecord
{
    public Evidence ToEvidence()
    {
        var holds = HoldsAt(Limit);
        var distance = Relation is Relation.Below or Relation.AtMost ? Limit - Value : Value - Limit;
        var margin = Limit == 0 ? distance : distance / Math.Abs(Limit);
        return new BoundEvidence(Name, Value, Words(Relation), Limit, margin, holds)
        {
            Notices = holds ? Notices() : null,
        };
    }

    private Sensitivity? Notices() =>
        Limit == 0
            ? WrongPredictions.Shifted(summand => !HoldsAt(summand))
            : WrongPredictions.Scaled(factor => !HoldsAt(Limit * factor));

    private bool HoldsAt(double limit) =>
        Relation switch
        {
            Relation.Below => Value < limit,
            Relation.Above => Value > limit,
            Relation.AtMost => Value <= limit,
            _ => Value >= limit,
        };

    private static string Words(Relation relation) =>
        relation switch
        {
            Relation.Below => "below",
            Relation.Above => "above",
            Relation.AtMost => "at most",
            _ => "at least",
        };
}
