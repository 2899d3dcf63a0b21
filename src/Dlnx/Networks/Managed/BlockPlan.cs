using Dlnx.Networks.Engines;

namespace Dlnx.Networks.Managed;

/// <summary>
/// How a data set is cut into blocks of consecutive examples. The cut depends on data and network only, never on workers,
/// because sums are taken block after block.
/// </summary>
internal sealed class BlockPlan
{
    /// <summary>Enough rows to fill the kernels, few enough to stay near the core.</summary>
    private const int VectorRows = 320;

    /// <summary>The same for networks on images.</summary>
    private const int ImageRows = 32;

    private readonly int examples;

    private BlockPlan(int examples, int blocks)
    {
        this.examples = examples;
        Count = blocks;
    }

    /// <summary>The number of blocks.</summary>
    public int Count { get; }

    /// <summary>Examples of the largest block.</summary>
    public int Capacity => (examples + Count - 1) / Count;

    /// <summary>The first example of a block; the number of examples for the block after the last.</summary>
    public int Start(int block) => (int)((long)examples * block / Count);

    /// <summary>Examples of a block.</summary>
    public int Size(int block) => Start(block + 1) - Start(block);

    /// <summary>The cut for a network: ghost blocks where a layer normalises, else blocks of about equal size.</summary>
    public static BlockPlan For(NetworkArchitecture architecture, ObjectiveShape shape)
    {
        if (shape.GhostExamples is { } ghost)
            return new(shape.Examples, shape.Examples / ghost);
        var rows = (architecture.Input.Positions == 1 ? VectorRows : ImageRows) / shape.InputsPerExample;
        return new(shape.Examples, (shape.Examples + rows - 1) / rows);
    }
}
