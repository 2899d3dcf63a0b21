using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/lanczos",
    "Plain and reorthogonalised Lanczos on a known spectrum; the spectrum's error is that of a complete run",
    Source = "D/B-mpk"
)]
public sealed class LanczosComparison : Quantity
{
    [Parameter(Description = "the operator's eigenvalues")]
    public LanczosSpectrum Spectrum { get; set; }

    [Parameter("m", Min = 1, Description = "steps, at most the size of the operator")]
    public int Steps { get; set; } = 60;

    [Parameter(Min = 0, Description = "seed of the start vector and of restarts")]
    public int Seed { get; set; }

    public override void Validate() => LanczosRules.RequireSteps(Steps, Spectrum);

    public override Outputs Evaluate()
    {
        var plain = Run(Steps, Reorthogonalisation.None);
        var modified = Run(Steps, Reorthogonalisation.ModifiedParlettKahan);
        var complete = Run(plain.Eigenvalues.Length, Reorthogonalisation.ModifiedParlettKahan);
        return new Outputs
        {
            { "loss_plain", plain.Lanczos.OrthogonalityLoss() },
            { "loss_mpk", modified.Lanczos.OrthogonalityLoss() },
            { "copies_plain", plain.CopiesOfTop },
            { "copies_mpk", modified.CopiesOfTop },
            { "restarts", modified.Lanczos.Restarts },
            { "spectrum_error", complete.SpectrumError },
        };
    }

    private LanczosTrial Run(int steps, Reorthogonalisation rule) =>
        LanczosTrial.Run(Spectrum.Eigenvalues(), steps, rule, (ulong)Seed);
}
