namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>One fine-tuning run with low-rank adaptors. Its text names it among shared results.</summary>
/// <param name="Rank">r</param>
/// <param name="Seed">of the adaptors' start</param>
/// <param name="Eta">η</param>
/// <param name="Alpha">the start is uniform on (−α, α)</param>
/// <param name="Steps">updates</param>
/// <param name="Pairs">training pairs</param>
public sealed record AdaptorPlan(int Rank, int Seed, double Eta, double Alpha = 1e-3, int Steps = 400, int Pairs = 128)
{
    /// <summary>Steps within which a rise of the loss counts as a jump.</summary>
    public const int JumpWindow = 10;
}
