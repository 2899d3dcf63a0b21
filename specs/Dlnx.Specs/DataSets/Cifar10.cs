using Dlnx.Data;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>CIFAR-10 in its binary version: five files of 10 000 training images and one of test images.</summary>
public sealed class Cifar10 : ImageData
{
    /// <summary>The file of test images.</summary>
    public const string TestBatch = "test_batch.bin";

    private static readonly string[] Batches = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];

    /// <inheritdoc/>
    public override string Name => "cifar10";

    /// <inheritdoc/>
    public override string Title => "CIFAR-10";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files { get; } = [.. Batches, TestBatch];

    /// <inheritdoc/>
    public override IReadOnlyList<PublishedFile> Downloads { get; } =
    [
        PublishedFile.Under(
            "cifar-10-binary.tar.gz",
            170052171,
            "c32a1d4ab5d03f1284b67883e8d87530",
            "https://www.cs.toronto.edu/~kriz/"
        ),
    ];

    /// <inheritdoc/>
    protected override int TrainingCount => 50_000;

    /// <inheritdoc/>
    public override LabelledImages Training(DataFolder folder) =>
        LabelledImages.Join([.. Batches.Select(batch => folder.Read(batch, Read))]);

    /// <inheritdoc/>
    public override LabelledImages Test(DataFolder folder) => folder.Read(TestBatch, Read);

    private static LabelledImages Read(Stream stream) => CifarFile.Read(stream, Classes);
}
