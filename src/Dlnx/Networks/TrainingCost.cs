namespace Dlnx.Networks;

/// <summary>What training a network costs, by counting.</summary>
public static class TrainingCost
{
    // A multiplication and an addition forward, twice that backward: by the inputs and by the parameters.
    private const double OperationsPerMultiplication = 6;

    /// <summary>Floating-point operations of training: six for each multiplication of a forward pass.</summary>
    /// <param name="architecture">the network</param>
    /// <param name="images">examples of an epoch, ≥ 0</param>
    /// <param name="epochs">passes over all examples, ≥ 0</param>
    /// <param name="runs">how many such trainings, ≥ 0</param>
    /// <exception cref="ArgumentException">a number is negative</exception>
    public static double Operations(NetworkArchitecture architecture, double images, double epochs = 1, double runs = 1)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return images >= 0 && epochs >= 0 && runs >= 0
            ? OperationsPerMultiplication * architecture.MultiplyAccumulates * images * epochs * runs
            : throw new ArgumentException(
                $"Images, epochs and runs are 0 or more; found {images:R}, {epochs:R} and {runs:R}."
            );
    }
}
