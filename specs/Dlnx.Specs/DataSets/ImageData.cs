using Dlnx.Data;
using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>A published set of labelled images in ten classes, with training and test images.</summary>
public abstract class ImageData : PublishedDataSet
{
    /// <summary>Number of classes.</summary>
    protected const int Classes = 10;

    private const int TestCount = 10_000;

    /// <summary>Number of training images.</summary>
    protected abstract int TrainingCount { get; }

    /// <summary>All training images, in the order of the files.</summary>
    /// <exception cref="ProblemException">A file is damaged.</exception>
    public abstract LabelledImages Training(DataFolder folder);

    /// <summary>All test images, in the order of the files.</summary>
    /// <exception cref="ProblemException">A file is damaged.</exception>
    public abstract LabelledImages Test(DataFolder folder);

    /// <inheritdoc/>
    public override string Examine(DataFolder folder)
    {
        var training = Training(folder);
        var test = Test(folder);
        Require(folder, "training", training.Count, TrainingCount);
        Require(folder, "test", test.Count, TestCount);
        return $"{training.Count} + {test.Count} images of {training.Shape} in {Classes} classes";
    }

    private void Require(DataFolder folder, string part, int found, int expected)
    {
        if (found != expected)
        {
            throw new ProblemException(
                $"{folder.Path} holds {found} {part} images; {Title} has {expected}. Get it again: {Command}",
                ExitCode.Environment
            );
        }
    }
}
