using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ReorthogonalisedLanczos
{
    private const int FigurePoints = 12;

    private static readonly Reorthogonalisation[] Rules = Enum.GetValues<Reorthogonalisation>();

    [Check]
    public void Without_reorthogonalisation_copies_appear()
    {
        var cases = All.Where(spectrum => spectrum is not LanczosSpectrum.Identity)
            .Select(spectrum => (Spectrum: spectrum, Steps: spectrum.Eigenvalues().Length))
            .Append((Spectrum: LanczosSpectrum.Outliers, Steps: 60));
        foreach (var (spectrum, steps) in cases)
        {
            var plain = Run(spectrum, steps, Reorthogonalisation.None);
            var modified = Run(spectrum, steps, Reorthogonalisation.ModifiedParlettKahan);
            var name = $"{spectrum}, m = {steps}";
            Evidence.Above($"{name}: max |QᵀQ − I| of the plain recurrence", plain.Lanczos.OrthogonalityLoss(), 0.1);
            Evidence.AtLeast(
                $"{name}: copies of the largest eigenvalue, plain recurrence",
                plain.CopiesOfTop,
                spectrum.TopMultiplicity() + 1
            );
            Evidence
                .Matches($"{name}: copies of the largest eigenvalue", modified.CopiesOfTop, spectrum.TopMultiplicity())
                .Rejects("those of the plain recurrence", plain.CopiesOfTop);
        }
    }

    [Check]
    public void Exact_degeneracy_is_found_by_restarts()
    {
        LanczosSpectrum[] degenerate = [LanczosSpectrum.Outliers, LanczosSpectrum.Rank5, LanczosSpectrum.Identity];
        foreach (var spectrum in degenerate)
        {
            var values = spectrum.Eigenvalues();
            var complete = Run(spectrum, values.Length, Reorthogonalisation.ModifiedParlettKahan);
            Evidence
                .Matches(
                    $"{spectrum}: restarts of a complete run, n less the distinct eigenvalues",
                    complete.Lanczos.Restarts,
                    values.Length - values.Distinct().Count()
                )
                .Rejects("none", 0);
        }
        var identity = Run(LanczosSpectrum.Identity, 50, Reorthogonalisation.ModifiedParlettKahan);
        Evidence.Matches("Identity: copies of 1", identity.CopiesOfTop, 50).Rejects("one per start vector", 1);
    }

    [Check]
    public void It_costs_at_most_what_two_sweeps_cost()
    {
        foreach (var spectrum in All)
        {
            var steps = Math.Min(60, spectrum.Eigenvalues().Length);
            var trials = Rules.Select(rule => Run(spectrum, steps, rule).Lanczos).ToArray();
            var costs = trials.Select(trial => trial.SweptVectors / (double)Single(steps)).ToArray();
            Evidence.AtMost($"{spectrum}, m = {steps}: sweeps per step, against two always", costs[2], costs[3]);
            Evidence.AtLeast($"{spectrum}, m = {steps}: sweeps per step, against one always", costs[2], costs[1]);
        }
    }

    [Check]
    public void Loss_copies_and_cost_against_the_steps()
    {
        var size = Spectrum.Eigenvalues().Length;
        var steps = Enumerable.Range(1, FigurePoints).Select(i => Math.Max(2, size * i / FigurePoints)).ToArray();
        double[] xs = [.. steps.Select(m => (double)m)];
        var loss = Figure($"Loss of orthogonality, {Spectrum}", Axis.Linear("steps m"), Axis.Log("max |QᵀQ − I|"));
        var copies = Figure(
            $"Copies of the largest eigenvalue, {Spectrum}",
            Axis.Linear("steps m"),
            Axis.Linear("Ritz values")
        );
        var cost = Figure($"Cost of orthogonality, {Spectrum}", Axis.Linear("steps m"), Axis.Linear("sweeps per step"));
        var losses = new double[Rules.Length];
        foreach (var rule in Rules)
        {
            var trials = steps.Select(m => Run(Spectrum, m, rule)).ToArray();
            double[] lost = [.. trials.Select(t => Math.Max(1e-17, t.Lanczos.OrthogonalityLoss()))];
            losses[(int)rule] = lost.Max();
            loss.Points(Name(rule), xs, lost);
            copies.Points(Name(rule), xs, [.. trials.Select(t => (double)t.CopiesOfTop)]);
            cost.Points(Name(rule), xs, [.. trials.Zip(steps, (t, m) => t.Lanczos.SweptVectors / (double)Single(m))]);
        }
        loss.Level("1e-13", 1e-13);
        copies.Level("multiplicity of the eigenvalue", Spectrum.TopMultiplicity());
        Evidence
            .Agrees(
                "largest loss in the figure",
                losses[(int)Reorthogonalisation.ModifiedParlettKahan],
                0,
                Absolute(1e-13)
            )
            .Rejects("the plain recurrence", losses[(int)Reorthogonalisation.None]);
    }

    /// <summary>Basis vectors that one sweep per step passes: 1 + 2 + … + (m − 1).</summary>
    private static long Single(int steps) => steps * (steps - 1L) / 2;

    private static string Name(Reorthogonalisation rule) =>
        rule switch
        {
            Reorthogonalisation.None => "plain recurrence",
            Reorthogonalisation.Once => "one sweep",
            Reorthogonalisation.ModifiedParlettKahan => "modified Parlett–Kahan",
            _ => "two sweeps",
        };
}
