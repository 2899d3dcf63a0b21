using Dlnx.Networks;
using Dlnx.Networks.Engines;

namespace Dlnx.Torch;

/// <summary>How a data set is cut into blocks of consecutive examples that are computed at the same time.</summary>
internal sealed class TorchBlocks
{
    private const int VectorExamples = 1000;
    private const int ImageExamples = 250;

    private readonly ObjectiveShape shape;

    private TorchBlocks(ObjectiveShape shape, int examples)
    {
        this.shape = shape;
        Examples = examples;
    }

    /// <summary>Examples of every block but the last.</summary>
    public int Examples { get; }

    /// <summary>A block of about half the size; null when a ghost block or one example would have to be divided.</summary>
    public int? Smaller => Examples / 2 / Unit * Unit is var half and > 0 ? half : null;

    /// <summary>All blocks in their order.</summary>
    public IEnumerable<Block> All
    {
        get
        {
            for (var start = 0; start < shape.Examples; start += Examples)
                yield return new(start, Math.Min(Examples, shape.Examples - start), shape.InputsPerExample);
        }
    }

    private int Unit => shape.GhostExamples ?? 1;

    /// <summary>The blocks of a network on a data set.</summary>
    /// <param name="architecture">the network</param>
    /// <param name="shape">the data set as the network sees it</param>
    /// <param name="wanted">examples of a block; null for one ghost block, or what keeps a device busy</param>
    public static TorchBlocks For(NetworkArchitecture architecture, ObjectiveShape shape, int? wanted)
    {
        var usual = architecture.Input.Positions == 1 ? VectorExamples : ImageExamples;
        var unit = shape.GhostExamples ?? 1;
        var examples = (wanted ?? shape.GhostExamples ?? usual) / unit * unit;
        return new(shape, Math.Clamp(examples, unit, shape.Examples));
    }
}

/// <summary>Consecutive examples.</summary>
/// <param name="Start">the first one</param>
/// <param name="Size">how many</param>
/// <param name="InputsPerExample">consecutive inputs of each</param>
internal sealed record Block(int Start, int Size, int InputsPerExample)
{
    public int FirstInput => Start * InputsPerExample;

    public int Inputs => Size * InputsPerExample;
}
