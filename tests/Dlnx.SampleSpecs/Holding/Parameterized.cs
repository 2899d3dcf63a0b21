namespace Dlnx.SampleSpecs.Holding;

/// <summary>How a sum is weighted.</summary>
public enum Weighting
{
    /// <summary>All weights are 1.</summary>
    None,

    /// <summary>Weights 1/i.</summary>
    InverseRank,
}

/// <summary>A claim with a parameter of every type that the command line can set.</summary>
[Claim(
    "Sample/parameters",
    "Settings of every type",
    Kind = ClaimKind.Algorithm,
    Source = "Textbook, Algorithm 1",
    Verdict = Verdict.Confirmed,
    Statement = "Values arrive as they were typed."
)]
public sealed class Parameterized : ClaimSpec
{
    [Parameter(Min = 1, Max = 9, Description = "an integer")]
    public int Count { get; set; } = 3;

    [Parameter("x", Above = 0, Max = 100, Description = "a number")]
    public double Number { get; set; } = 0.1;

    [Parameter(Description = "a number that may be left open")]
    public double? Optional { get; set; }

    [Parameter(Min = 0, Max = 1, Description = "a list of numbers, ascending")]
    public double[] Shares { get; set; } = [0.25, 0.75];

    [Parameter(Description = "a list of integers")]
    public int[] Sizes { get; set; } = [2, 3];

    [Parameter(Min = -10, Below = 10, Description = "a matrix")]
    public double[][] Matrix { get; set; } =
    [
        [1, 2],
        [3, 4],
    ];

    [Parameter(Description = "a list of matrices")]
    public double[][][] Layers { get; set; } =
    [
        [
            [1.5],
        ],
    ];

    [Parameter(Description = "a word")]
    public Weighting Weighting { get; set; }

    [Parameter(Description = "text")]
    public string Label { get; set; } = "plain";

    public override void Validate()
    {
        for (var i = 1; i < Shares.Length; i++)
        {
            if (Shares[i] < Shares[i - 1])
                throw new ParameterException("shares", $"has {Shares[i]:R} after {Shares[i - 1]:R}; sort it.");
        }
    }

    [Check]
    public void Values_arrive()
    {
        Evidence.Matches("count", Count, Count).Rejects("one more", Count + 1);
        Evidence.AtLeast("sum of shares", Shares.Sum(), 0);
        Evidence.Golden("x", Number, Absolute(0));
    }
}
