using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>A claim about a target matrix, which a user may replace by a matrix of their own.</summary>
public abstract class TargetedSpec : ClaimSpec
{
    private TargetMatrix? own;

    [Parameter("targetFile", Description = "CSV or .npy file with a square matrix, instead of sigma and d")]
    public string TargetFile { get; set; } = "";

    /// <summary>Whether the target is a user's own matrix.</summary>
    protected bool HasOwnTarget => own is not null;

    public override void Validate()
    {
        if (TargetFile.Length == 0)
            return;
        own = UserTarget.Read(TargetFile);
        Adopt(own.SingularValues, own.Width);
    }

    /// <summary>Takes over the singular values and the width of a user's target.</summary>
    protected abstract void Adopt(double[] sigma, int width);

    /// <summary>The user's target, or one with the given singular values and random singular vectors.</summary>
    protected TargetMatrix Target(RandomStream stream, int width, double[] sigma) =>
        own ?? TargetMatrix.Rotated(width, stream, sigma);
}
