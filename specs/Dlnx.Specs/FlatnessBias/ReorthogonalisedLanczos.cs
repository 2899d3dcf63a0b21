using Dlnx.Numerics;
using Dlnx.Verify.Recording;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/B-mpk",
    "Lanczos with modified Parlett-Kahan reorthogonalisation",
    Kind = ClaimKind.Algorithm,
    Source = "App. B.1",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        After the three-term recurrence a new Lanczos vector $w$ is swept once against the basis, $w_1 = w - Q(Q^\top w)$. If
        $\|w_1\| \ge \|w\|/\sqrt2$ it is accepted; otherwise it is swept once more, and a vector that shrinks as much again, or below
        $10^{-12}\max_j\|Aq_j\|$, is dependent: the tridiagonal matrix $T$ splits and a random direction orthogonal to $Q$
        continues. Then the basis stays orthonormal to rounding, $Q^\top A Q = T$, no Ritz value is a spurious copy, and a complete
        run finds every eigenvalue with its multiplicity.
        """,
    Explanation = """
        The thresholds of the algorithm are lost and chosen here. A short run from one start vector sees each distinct eigenvalue
        once; multiplicities come from restarts, or from rounding in longer runs.
        """
)]
public sealed partial class ReorthogonalisedLanczos : ClaimSpec
{
    private static readonly LanczosSpectrum[] All = Enum.GetValues<LanczosSpectrum>();

    [Parameter(Description = "the operator's eigenvalues, of the figures and of the checks at m steps")]
    public LanczosSpectrum Spectrum { get; set; }

    [Parameter("m", Min = 1, Description = "steps, at most the size of the operator")]
    public int Steps { get; set; } = 60;

    [Parameter(Min = 0, Description = "seed of the start vector and of restarts")]
    public int Seed { get; set; }

    public override void Validate() => LanczosRules.RequireSteps(Steps, Spectrum);

    [Check]
    public void The_basis_stays_orthonormal()
    {
        foreach (var spectrum in All)
        {
            var size = spectrum.Eigenvalues().Length;
            var complete = Run(spectrum, size, Reorthogonalisation.ModifiedParlettKahan);
            var plain = Run(spectrum, size, Reorthogonalisation.None);
            Evidence
                .Agrees(
                    $"{spectrum}, m = {size}: max |QᵀQ − I|",
                    complete.Lanczos.OrthogonalityLoss(),
                    0,
                    Absolute(1e-13)
                )
                .Rejects("no reorthogonalisation", Loss(plain));
        }
        var chosen = Run(Spectrum, Steps, Reorthogonalisation.ModifiedParlettKahan);
        Evidence.AtMost($"{Spectrum}, m = {Steps}: max |QᵀQ − I|", chosen.Lanczos.OrthogonalityLoss(), 1e-13);
    }

    [Check]
    public void The_projected_operator_is_T()
    {
        foreach (var spectrum in All)
        {
            var size = spectrum.Eigenvalues().Length;
            Projects(spectrum, size)
                .Rejects(
                    "no reorthogonalisation",
                    Run(spectrum, size, Reorthogonalisation.None) is { IsComplete: true } plain
                        ? plain.ProjectionDefect() / plain.Norm
                        : double.NaN
                );
        }
        Projects(Spectrum, Steps);

        Agreement Projects(LanczosSpectrum spectrum, int steps)
        {
            var modified = Run(spectrum, steps, Reorthogonalisation.ModifiedParlettKahan);
            return Evidence.Agrees(
                $"{spectrum}, m = {steps}: max |QᵀAQ − T| / ‖A‖",
                modified.ProjectionDefect() / modified.Norm,
                0,
                Absolute(1e-11)
            );
        }
    }

    [Check]
    public void A_complete_run_finds_the_spectrum_with_multiplicities()
    {
        foreach (var spectrum in All)
        {
            var values = spectrum.Eigenvalues();
            var modified = Run(spectrum, values.Length, Reorthogonalisation.ModifiedParlettKahan);
            var agreement = Evidence.Agrees(
                $"{spectrum}: all {values.Length} Ritz values",
                modified.Lanczos.RitzValues,
                values,
                Absolute(1e-11 * modified.Norm)
            );
            // Of the identity every vector is an eigenvector, orthogonal to the others or not.
            if (spectrum != LanczosSpectrum.Identity)
            {
                agreement.Rejects(
                    "those of the recurrence without reorthogonalisation",
                    Run(spectrum, values.Length, Reorthogonalisation.None).Lanczos.RitzValues
                );
            }
            if (modified.Lanczos.Restarts > 0)
                agreement.Rejects("those of a run that ends where it first restarts", FirstBlock(spectrum, modified));
        }
    }

    [Check]
    public void Random_degenerate_and_clustered_spectra_are_found()
    {
        var cases = from blocks in Draw.Integer(1, 8) from seed in Draw.Seed() select new RandomSpectrum(blocks, seed);
        Evidence
            .ForAll(
                "complete runs: max |QᵀQ − I| over 1e-13 or largest error over 1e-11‖A‖",
                cases.ToArbitrary(),
                c => Worst(Complete(c, Reorthogonalisation.ModifiedParlettKahan)),
                Absolute(1)
            )
            .Rejects("plain three-term Lanczos", c => Worst(Complete(c, Reorthogonalisation.None)));

        static double Worst(LanczosTrial trial) => Math.Max(Loss(trial) / 1e-13, trial.RelativeError / 1e-11);
    }

    private static LanczosTrial Complete(RandomSpectrum c, Reorthogonalisation rule)
    {
        var values = c.Eigenvalues();
        return LanczosTrial.Run(values, values.Length, rule, c.Seed);
    }

    private LanczosTrial Run(LanczosSpectrum spectrum, int steps, Reorthogonalisation rule) =>
        Shared(
            $"{spectrum} {steps} {rule} {Seed}",
            _ => LanczosTrial.Run(spectrum.Eigenvalues(), steps, rule, (ulong)Seed)
        );

    // A recurrence that ends early has no basis whose orthogonality could be measured.
    private static double Loss(LanczosTrial trial) => trial.IsComplete ? trial.Lanczos.OrthogonalityLoss() : double.NaN;

    private double[] FirstBlock(LanczosSpectrum spectrum, LanczosTrial complete)
    {
        var steps = complete.Lanczos.Coupling.IndexOf(0.0) + 1;
        return Run(spectrum, steps, Reorthogonalisation.ModifiedParlettKahan).Lanczos.RitzValues;
    }

    private sealed record RandomSpectrum(int Blocks, ulong Seed)
    {
        // Each block is a multiple eigenvalue, a tight cluster or a spread group.
        public double[] Eigenvalues()
        {
            var stream = new RandomStream(Seed);
            var values = new List<double>();
            for (var i = 0; i < Blocks; i++)
            {
                var centre = stream.NextUniform(-10, 10);
                double[] widths = [0, 1e-9, 1];
                var width = widths[stream.NextInt32(0, 3)];
                var size = stream.NextInt32(1, 9);
                for (var j = 0; j < size; j++)
                    values.Add(centre + (width * stream.NextDouble()));
            }
            return [.. values.OrderDescending()];
        }
    }
}
