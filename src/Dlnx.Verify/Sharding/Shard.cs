using System.Globalization;

namespace Dlnx.Verify.Sharding;

/// <summary>One of the parts into which a run is split over machines.</summary>
/// <param name="Index">Which part, 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>The word that takes the shard from the variables of a job array.</summary>
    public const string FromEnvironment = "env";

    // Slurm counts array tasks from any first number; Kubernetes counts from 0 and does not say how many there are.
    private static readonly (string Index, string First, string Count)[] Schedulers =
    [
        ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"),
        ("JOB_COMPLETION_INDEX", "", "DLNX_SHARD_COUNT"),
    ];

    /// <summary>Reads “2/5”, or the variables of a job array for “env”.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variable">Gives an environment variable by name; null where it is not set.</param>
    /// <exception cref="ProblemException">The text names no shard, or the variables are missing.</exception>
    public static Shard Parse(string text, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variable);
        if (string.Equals(text, FromEnvironment, StringComparison.Ordinal))
            return FromVariables(variable);
        var parts = text.Split('/');
        return
            parts.Length == 2
            && TryNumber(parts[0], out var index)
            && TryNumber(parts[1], out var count)
            && index >= 1
            && index <= count
            ? new Shard(index, count)
            : throw Usage(
                $"--shard is '{text}'; expected a part and how many there are, such as 2/5, or '{FromEnvironment}' in a job array."
            );
    }

    /// <summary>“2/5”.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static Shard FromVariables(Func<string, string?> variable)
    {
        foreach (var (indexName, firstName, countName) in Schedulers)
        {
            if (variable(indexName) is not { } indexText)
                continue;
            var firstText = firstName.Length == 0 ? "0" : variable(firstName) ?? "0";
            if (
                TryNumber(indexText, out var index)
                && TryNumber(firstText, out var first)
                && TryNumber(variable(countName), out var count)
                && index >= first
                && index - first < count
            )
                return new Shard(index - first + 1, count);
            throw Usage(
                $"--shard {FromEnvironment}: {indexName} is '{indexText}' and {countName} is '{variable(countName)}'; "
                    + "expected the number of this task and how many there are."
            );
        }

        var names = string.Join(" or ", Schedulers.Select(scheduler => scheduler.Index));
        throw Usage($"--shard {FromEnvironment}: neither {names} is set. Outside a job array give --shard m/n.");
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static ProblemException Usage(string problem) => new(problem, ExitCode.Usage);
}
