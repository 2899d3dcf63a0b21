using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>A training set and a validation set, downscaled alike and both normalised by the training set's constants.</summary>
/// <param name="Training">what is trained on</param>
/// <param name="Validation">what generalisation is measured on</param>
/// <param name="Scaling">mean and deviation of each channel of the training set after downscaling</param>
public sealed record DataSplit(LabelledExamples Training, LabelledExamples Validation, ChannelScaling Scaling)
{
    /// <summary>Splits from images.</summary>
    /// <param name="training">images to train on, at least one</param>
    /// <param name="validation">images of the same shape and classes, at least one</param>
    /// <param name="boxSide">side of the boxes whose means remain; 1 keeps every pixel</param>
    /// <exception cref="ArgumentException">shapes or classes differ, or the side does not divide the shape</exception>
    public static DataSplit Of(LabelledImages training, LabelledImages validation, int boxSide = 1)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        if (training.Shape != validation.Shape || training.Classes != validation.Classes)
        {
            throw new ArgumentException(
                $"Validation images of {validation.Shape} in {validation.Classes} classes do not fit training images "
                    + $"of {training.Shape} in {training.Classes}."
            );
        }

        var scaling = ChannelScaling.Of(BoxMean.Of(training, boxSide), BoxMean.Shrink(training.Shape, boxSide));
        return new DataSplit(Examples(training, boxSide, scaling), Examples(validation, boxSide, scaling), scaling);
    }

    private static LabelledExamples Examples(LabelledImages images, int boxSide, ChannelScaling scaling)
    {
        var inputs = BoxMean.Of(images, boxSide);
        scaling.Apply(inputs);
        int[] labels = [.. images.Labels];
        return LabelledExamples.Classification(scaling.Shape, inputs, labels, images.Classes);
    }
}
