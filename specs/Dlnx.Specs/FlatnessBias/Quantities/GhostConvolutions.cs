using System.Globalization;
using System.Numerics.Tensors;
using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "N/gbn-conv",
    "Loss, gradient and sharpness of a small convolutional network with ghost normalisation at its start",
    Source = "N, Sections 3.1 and 3.4"
)]
public sealed class GhostConvolutions : Quantity
{
    [Parameter(Description = "S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S")]
    public string Set { get; set; } = "S2";

    [Parameter(Min = 1, Max = 60_000, Description = "first training records that are used")]
    public int Count { get; set; } = 100;

    [Parameter(Description = "channels×convolutions of each block")]
    public string Blocks { get; set; } = "8x1,16x1";

    [Parameter(Min = 1, Max = 60_000, Description = "examples of a ghost block; divides count")]
    public int Ghost { get; set; } = 50;

    [Parameter("eps", Above = 0, Max = 1, Description = "ε of the normalisation")]
    public double Epsilon { get; set; } = 1e-5;

    [Parameter("init-seed", Description = "of the initial parameters")]
    public ulong InitialSeed { get; set; } = 1;

    [Parameter("m", Min = 1, Max = 200, Description = "Lanczos steps")]
    public int LanczosSteps { get; set; } = 60;

    private IEnumerable<ConvolutionBlock> ParsedBlocks =>
        Blocks.Split(',', StringSplitOptions.TrimEntries).Select(Block);

    public override void Validate()
    {
        var set = SurrogateChoice.Parse("set", Set);
        if (Count > set.TrainingCount)
            throw new ParameterException("count", $"is {Count}; {Set} has {set.TrainingCount} training records.");
        if (Count % Ghost != 0)
            throw new ParameterException("ghost", $"is {Ghost}; it must divide count = {Count}.");
        _ = ParsedBlocks.ToArray();
    }

    public override Outputs Evaluate()
    {
        var examples = SurrogateChoice.Parse("set", Set).Split().Training.Slice(0, Count);
        var network = Network(examples);
        var objective = TrainingEngine.New().Objective(network, examples, LossFunction.CrossEntropy);
        var theta = InitialParameters.Draw(network, InitialScheme.Convolutional, InitialSeed);
        var gradient = new double[theta.Length];
        var loss = objective.Gradient(theta, gradient);
        return new Outputs
        {
            { "params", theta.Length },
            { "loss", loss },
            { "grad_norm", TensorPrimitives.Norm<double>(gradient) },
            { "lambda_max", Defined.OrNull(SharpnessTracker.At(objective, theta, LanczosSteps)) },
        };
    }

    private NetworkArchitecture Network(LabelledExamples examples)
    {
        var network = Architectures.Convolutional(examples.Shape, ParsedBlocks, examples.Classes, Ghost);
        NetworkLayer[] layers =
        [
            .. network.Layers.Select(layer => layer is GhostNormalization ? new GhostNormalization(Epsilon) : layer),
        ];
        return network with { Layers = layers };
    }

    private static ConvolutionBlock Block(string text) =>
        text.Split('x') is [var channels, var convolutions]
        && int.TryParse(channels, NumberStyles.None, CultureInfo.InvariantCulture, out var wide)
        && int.TryParse(convolutions, NumberStyles.None, CultureInfo.InvariantCulture, out var deep)
        && wide is >= 1 and <= 256
        && deep is >= 1 and <= 16
            ? new(wide, deep)
            : throw new ParameterException(
                "blocks",
                $"has the entry '{text}'; a block is channels×convolutions such as 8x1, up to 256x16."
            );
}
