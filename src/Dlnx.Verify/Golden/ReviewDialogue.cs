namespace Dlnx.Verify.Golden;

/// <summary>What a person said about a difference.</summary>
public enum Decision
{
    /// <summary>The new state is accepted.</summary>
    Accept,

    /// <summary>The new state is wrong: the accepted one stays, and the claim needs repair.</summary>
    Reject,

    /// <summary>Not decided now.</summary>
    Skip,
}

/// <summary>A difference and what was said about it.</summary>
/// <param name="Step">The difference.</param>
/// <param name="Decision">What was said.</param>
public sealed record ReviewDecision(ReviewStep Step, Decision Decision);

/// <summary>Asks about differences one by one; the answers may come from a person or from a file.</summary>
/// <param name="answers">Gives one answer a line; the rest is skipped where it ends.</param>
/// <param name="output">Takes what is asked.</param>
public sealed class ReviewDialogue(TextReader answers, TextWriter output)
{
    private const string Question =
        "  accept (a), reject (r), skip (s), accept all that follow (A), skip all that follow (q)? ";

    /// <summary>Asks about every difference, in order.</summary>
    /// <param name="steps">The differences.</param>
    /// <param name="describe">What to show of a difference before asking.</param>
    /// <param name="obstacle">Why a difference cannot be accepted; empty when it can.</param>
    /// <returns>A decision for every difference.</returns>
    public IReadOnlyList<ReviewDecision> Decide(
        IReadOnlyList<ReviewStep> steps,
        Func<ReviewStep, string> describe,
        Func<ReviewStep, string> obstacle
    )
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(obstacle);
        var decisions = new List<ReviewDecision>();
        Decision? rest = null;
        foreach (var step in steps)
        {
            output.WriteLine();
            output.WriteLine($"[{decisions.Count + 1}/{steps.Count}] {describe(step)}");
            if (obstacle(step) is { Length: > 0 } reason)
            {
                output.WriteLine($"  Cannot be accepted: {reason}");
                decisions.Add(new(step, Decision.Skip));
                continue;
            }
            var answer = rest is { } known ? new Answer(known, ForTheRest: true) : Ask();
            rest = answer.ForTheRest ? answer.Decision : null;
            decisions.Add(new(step, answer.Decision));
        }
        return decisions;
    }

    private Answer Ask()
    {
        while (true)
        {
            output.Write(Question);
            output.Flush();
            var word = answers.ReadLine();
            switch (word?.Trim())
            {
                case "a" or "accept":
                    return new(Decision.Accept, ForTheRest: false);
                case "r" or "reject":
                    return new(Decision.Reject, ForTheRest: false);
                case "s" or "skip":
                    return new(Decision.Skip, ForTheRest: false);
                case "A":
                    return new(Decision.Accept, ForTheRest: true);
                case "q" or "quit" or null:
                    output.WriteLine();
                    return new(Decision.Skip, ForTheRest: true);
                default:
                    output.WriteLine($"  '{word}' is none of a, r, s, A, q.");
                    break;
            }
        }
    }

    private readonly record struct Answer(Decision Decision, bool ForTheRest);
}
