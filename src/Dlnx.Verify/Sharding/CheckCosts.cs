using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sharding;

/// <summary>How long checks are expected to take, to share them out evenly.</summary>
public sealed class CheckCosts
{
    private readonly Dictionary<(string Claim, string Method), double> measured;

    private CheckCosts(Dictionary<(string Claim, string Method), double> measured) => this.measured = measured;

    /// <summary>What the tier of a check says about its time.</summary>
    public static CheckCosts Declared { get; } = new([]);

    /// <summary>The times of an earlier run; checks that it lacks count as their tier says.</summary>
    /// <param name="results">the earlier run</param>
    public static CheckCosts Measured(RunResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var times = new Dictionary<(string, string), double>();
        foreach (var claim in results.Claims)
        {
            foreach (var check in claim.Checks.Where(check => check.Status != Status.Skipped))
                times[(claim.Id, check.Method)] = check.Seconds;
        }
        return new CheckCosts(times);
    }

    /// <summary>The seconds that the checks of a claim up to a tier are expected to take.</summary>
    public double Of(ClaimDefinition claim, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim
            .Checks.Where(check => check.Declaration.Tier <= tier)
            .Sum(check => measured.GetValueOrDefault((claim.Id, check.Method), Usual(check.Declaration.Tier)));
    }

    private static double Usual(Tier tier) =>
        tier switch
        {
            Tier.Fast => 0.1,
            Tier.Standard => 2,
            _ => 60,
        };
}
