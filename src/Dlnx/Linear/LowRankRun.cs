using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>What a low-rank factorisation of a diagonal target is trained with (quantity B/lora).</summary>
/// <param name="SingularValues">the non-zero singular values of Δ, descending</param>
/// <param name="Width">n</param>
/// <param name="Rank">r, at most n</param>
/// <param name="K">k = ηS with S = 2σ₁, the sharpness at the flattest minimum</param>
/// <param name="Start">the standard deviation of the entries of A and B at the start</param>
/// <param name="Steps">T, at least 63</param>
public sealed record LowRankPlan(double[] SingularValues, int Width, int Rank, double K, double Start, int Steps)
{
    /// <summary>η.</summary>
    public double LearningRate => K / (2 * SingularValues[0]);

    /// <summary>½Σσ_i² over i &gt; r, the least loss a product of rank r can have.</summary>
    public double Floor => SingularValues.Skip(Rank).Sum(sigma => sigma * sigma / 2);
}

/// <summary>Gradient descent on a low-rank factorisation from a small random start.</summary>
/// <param name="Plan">how it was trained</param>
/// <param name="Excess">the last 64 losses above the floor</param>
/// <param name="ProjectedFirst">the last 64 values of u₁ᵀABᵀv₁</param>
public sealed record LowRankRun(LowRankPlan Plan, double[] Excess, double[] ProjectedFirst)
{
    private const int StepsPerPoll = 256;

    /// <summary>The smallest of the last two excess losses.</summary>
    public double ExcessLow => Math.Min(Excess[^1], Excess[^2]);

    /// <summary>The largest of the last two excess losses.</summary>
    public double ExcessHigh => Math.Max(Excess[^1], Excess[^2]);

    /// <summary>The last two values of u₁ᵀABᵀv₁, ascending.</summary>
    public double[] LastProjected => [.. ProjectedFirst[^2..].Order()];

    /// <summary>Trains.</summary>
    /// <param name="plan">with what</param>
    /// <param name="stream">the source of the start</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static LowRankRun Of(LowRankPlan plan, RandomStream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        MapDomain.AtLeast(plan.Steps, PeriodDetector.Window - 1, nameof(plan));
        var model = new LowRankFactorization(
            Matrix.Diagonal(plan.Width, plan.Width, plan.SingularValues),
            plan.Start * RandomMatrices.Gaussian(plan.Width, plan.Rank, stream),
            plan.Start * RandomMatrices.Gaussian(plan.Width, plan.Rank, stream)
        );
        var (excess, projected) = (new List<double>(), new List<double>());
        for (var t = 0; t <= plan.Steps; t++)
        {
            if (t % StepsPerPoll == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            if (t > plan.Steps - PeriodDetector.Window)
            {
                excess.Add(model.Loss() - plan.Floor);
                projected.Add(model.Product(0, 0));
            }
            model.Step(plan.LearningRate);
        }
        return new(plan, [.. excess], [.. projected]);
    }
}
