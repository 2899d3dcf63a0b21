using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>MNIST or another set in the same four IDX files.</summary>
/// <param name="name">its name on the command line</param>
/// <param name="title">its title</param>
/// <param name="firstLabels">the first training labels, which tell sets of the same file names apart</param>
/// <param name="downloads">the published files</param>
public sealed class GreyImages(
    string name,
    string title,
    byte[] firstLabels,
    params IReadOnlyList<PublishedFile> downloads
) : ImageData
{
    private static readonly FeatureShape Shape = new(1, 28, 28);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Title => title;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => IdxPair.AllFiles;

    /// <inheritdoc/>
    public override IReadOnlyList<PublishedFile> Downloads => downloads;

    /// <inheritdoc/>
    protected override int TrainingCount => 60_000;

    /// <inheritdoc/>
    public override LabelledImages Training(DataFolder folder) => Read(folder, IdxPair.Training);

    /// <inheritdoc/>
    public override LabelledImages Test(DataFolder folder) => Read(folder, IdxPair.Test);

    /// <inheritdoc/>
    public override bool Recognises(DataFolder folder)
    {
        try
        {
            return IdxPair.Training.ReadLabels(folder, Classes).AsSpan().StartsWith(firstLabels);
        }
        catch (ProblemException)
        {
            return false;
        }
    }

    private LabelledImages Read(DataFolder folder, IdxPair pair)
    {
        var images = pair.Read(folder, Classes);
        return images.Shape == Shape
            ? images
            : throw new ProblemException(
                $"{folder.Find(pair.Images)} holds images of {images.Shape}; {title} has {Shape}. Get it again: {Command}",
                ExitCode.Environment
            );
    }
}
