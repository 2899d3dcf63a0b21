using System.Globalization;
using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Running;

/// <summary>
/// How long a check may run before it counts as one that runs away. Budgets are far above what the tiers promise, so that
/// a slow or busy machine breaks nothing.
/// </summary>
/// <param name="Fast">For a check of the fast tier, which takes under a second.</param>
/// <param name="Standard">For one of the standard tier, which takes under half a minute.</param>
/// <param name="Full">For one of the full tier, which takes minutes, and hours on real data.</param>
public sealed record CheckBudgets(TimeSpan Fast, TimeSpan Standard, TimeSpan Full)
{
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The budgets of a run that names none: one minute, ten minutes, twelve hours.</summary>
    public static CheckBudgets Default { get; } =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(12));

    /// <summary>No limits.</summary>
    public static CheckBudgets None { get; } = OfEveryCheck(Timeout.InfiniteTimeSpan);

    /// <summary>One budget that every check has, whatever its tier or it itself declares; null for none.</summary>
    public TimeSpan? EveryCheck { get; init; }

    /// <summary>How long a check that was told to stop may take to do so.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same budget for every check.</summary>
    public static CheckBudgets OfEveryCheck(TimeSpan budget) => Default with { EveryCheck = budget };

    /// <summary>A budget from a number of seconds.</summary>
    /// <param name="name">The option or key that the number comes from, for the message.</param>
    /// <param name="seconds">The number: above 0, at most 30 days.</param>
    /// <exception cref="ProblemException">The number is outside its range.</exception>
    public static TimeSpan FromSeconds(string name, double seconds) =>
        seconds > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ProblemException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is {seconds}; a budget is a number of seconds above 0, at most {Longest.TotalSeconds}."
                ),
                ExitCode.Usage
            );

    /// <summary>The budget of a check: that of every check, else the one it declares, else that of its tier.</summary>
    public TimeSpan Of(CheckAttribute check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (EveryCheck is { } every)
            return every;
        if (check.Budget > 0)
            return TimeSpan.FromSeconds(check.Budget);
        return check.Tier switch
        {
            Tier.Fast => Fast,
            Tier.Standard => Standard,
            _ => Full,
        };
    }
}
