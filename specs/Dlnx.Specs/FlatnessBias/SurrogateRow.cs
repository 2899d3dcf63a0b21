using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A row of Table 1 on generated data: what is trained, and until when.</summary>
/// <param name="Letter">its letter in the claims catalogue</param>
/// <param name="Setting">network and data</param>
/// <param name="Schedule">stop, budget and warm-up; its rate is replaced</param>
public sealed record SurrogateRow(string Letter, TrainingSetting Setting, TrainingPlan Schedule)
{
    private const int GhostSize = 60;
    private const int WholeGhostBlocks = 960;

    private static readonly Lazy<SurrogateRow> Plain = new(() =>
        new("a", TrainingSetting.Generalisation, TrainingPlan.GradientDescent(0))
    );

    private static readonly Lazy<SurrogateRow> Shifted = new(() =>
    {
        var plain = TrainingSetting.Generalisation;
        var data = plain.Data with
        {
            Training = StaticShifts.Augment(plain.Data.Training, copies: 4, reach: 2, seed: 99),
        };
        return new("b", plain with { Name = "S2 shifted", Data = data }, Scheduled(700));
    });

    private static readonly Lazy<SurrogateRow> Convolutions = new(() =>
    {
        var plain = TrainingSetting.Generalisation.Data;
        var data = plain with { Validation = plain.Validation.Slice(0, WholeGhostBlocks) };
        var network = Architectures.Convolutional(data.Training.Shape, [new(8, 1), new(16, 1)], 10, GhostSize);
        return new(
            "c",
            new("S2 convolutions", network, InitialScheme.Convolutional, data),
            Scheduled(500) with
            {
                WarmUp = 5,
            }
        );
    });

    /// <summary>All letters.</summary>
    public static IReadOnlyList<string> Letters { get; } = ["a", "b", "c"];

    /// <summary>The row of a letter: the perceptron of S2; the same with four shifted copies of each image; convolutions.</summary>
    /// <param name="parameter">the parameter's name on the command line</param>
    /// <param name="letter">a, b or c</param>
    /// <exception cref="ParameterException">there is no such row</exception>
    public static SurrogateRow Parse(string parameter, string letter) =>
        letter switch
        {
            "a" => Plain.Value,
            "b" => Shifted.Value,
            "c" => Convolutions.Value,
            _ => throw new ParameterException(parameter, $"has the entry '{letter}'; the rows are a, b and c."),
        };

    /// <summary>The plan of a learning rate.</summary>
    public TrainingPlan Plan(double rate) => Schedule with { Rule = TrainingPlan.GradientDescent(rate).Rule };

    private static TrainingPlan Scheduled(int budget) =>
        TrainingPlan.GradientDescent(0) with
        {
            StopLoss = 0.05,
            MaximumSteps = budget,
            TerminalLanczosSteps = 0,
        };
}
