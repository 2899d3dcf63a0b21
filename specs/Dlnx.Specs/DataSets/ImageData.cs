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

    /// <summary>The first images of each of the first classes, normalised: the paper's own selections.</summary>
    /// <param name="folder">a copy</param>
    /// <param name="keptClasses">classes 0, …, keptClasses − 1 stay</param>
    /// <param name="perClass">training images of each class</param>
    /// <param name="evaluationPerClass">test images of each class</param>
    /// <exception cref="ProblemException">A file is damaged, or a class has fewer images.</exception>
    public DataSplit Split(DataFolder folder, int keptClasses, int perClass, int evaluationPerClass)
    {
        var (training, test) = (Training(folder), Test(folder));
        try
        {
            return DataSplit.Of(
                training.FirstPerClass(keptClasses, perClass),
                test.FirstPerClass(keptClasses, evaluationPerClass)
            );
        }
        catch (ArgumentException refusal)
        {
            throw new ProblemException($"{Title} in {folder.Path}: {refusal.Message}", ExitCode.Environment, refusal);
        }
    }

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
