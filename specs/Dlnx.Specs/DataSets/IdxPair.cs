using Dlnx.Data;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>A file of images and the file of their labels.</summary>
/// <param name="Images">name of the file of images</param>
/// <param name="Labels">name of the file of labels</param>
internal sealed record IdxPair(string Images, string Labels)
{
    public static IdxPair Training { get; } = new("train-images-idx3-ubyte", "train-labels-idx1-ubyte");

    public static IdxPair Test { get; } = new("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    public static IReadOnlyList<string> AllFiles { get; } =
    [Training.Images, Training.Labels, Test.Images, Test.Labels];

    public byte[] ReadLabels(DataFolder folder, int classes) =>
        folder.Read(Labels, stream => IdxFile.ReadLabels(stream, classes));

    public LabelledImages Read(DataFolder folder, int classes)
    {
        var labels = ReadLabels(folder, classes);
        return folder.Read(Images, stream => IdxFile.ReadImages(stream, labels, classes));
    }

    public void Write(DataFolder folder, LabelledImages images)
    {
        folder.Write(Images, stream => IdxFile.WriteImages(stream, images));
        folder.Write(Labels, stream => IdxFile.WriteLabels(stream, images));
    }
}
