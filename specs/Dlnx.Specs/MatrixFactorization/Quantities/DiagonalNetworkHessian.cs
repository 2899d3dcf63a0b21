using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/diag-hessian", "Hessian spectrum of a diagonal linear network at a global minimum", Source = "B/thm-3")]
public sealed class DiagonalNetworkHessian : Quantity
{
    private const double Zero = 1e-13;

    [Parameter("s", Min = 0, Max = 1e6, Description = "target s*, at least one positive entry")]
    public double[] Target { get; set; } = [3, 2, 0, 0];

    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 0, Below = 10, Description = "α, the value of the null coordinates in all layers but the last")]
    public double Alpha { get; set; } = 0.3;

    public override void Validate()
    {
        if (!Array.Exists(Target, value => value > 0))
            throw new ParameterException("s", "has no positive entry; give at least one.");
    }

    public override Outputs Evaluate()
    {
        var spectrum = new DiagonalHessianSpectrum(Depth, Target, Alpha);
        var eigenvalues = spectrum.NonZeroEigenvalues.Where(value => value > Zero).ToArray();
        return new Outputs
        {
            { "eigenvalues", eigenvalues },
            { "count", eigenvalues.Length },
            // At α = 0 the lower one is −0.
            { "printedPair", new[] { spectrum.PrintedUpper, 0.0 + spectrum.PrintedLower } },
        };
    }
}
