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

    [Check(Tier.Standard)]
    public void It_costs_at_most_what_two_sweeps_cost()
    {
        var figure = Figure(
            "Complete runs on every spectrum",
            Axis.Linear("sweeps per step"),
            Axis.Log("max |QᵀQ − I|")
        );
        var costs = new Dictionary<Reorthogonalisation, double[]>();
        foreach (var rule in Rules)
        {
            var trials = All.Select(spectrum => Run(spectrum, spectrum.Eigenvalues().Length, rule)).ToArray();
            costs[rule] = [.. trials.Select(SweepsPerStep)];
            figure.Points(Name(rule), costs[rule], [.. trials.Select(ShownLoss)]);
        }
        figure.Level("1e-13", 1e-13);
        for (var i = 0; i < All.Length; i++)
        {
            var modified = costs[Reorthogonalisation.ModifiedParlettKahan][i];
            Evidence.AtMost(
                $"{All[i]}: sweeps per step, against two always",
                modified,
                costs[Reorthogonalisation.Twice][i]
            );
            Evidence.AtLeast(
                $"{All[i]}: sweeps per step, against one always",
                modified,
                costs[Reorthogonalisation.Once][i]
            );
        }
    }

    [Check(Tier.Standard)]
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
        foreach (var rule in Rules)
        {
            var trials = steps.Select(m => Run(Spectrum, m, rule)).ToArray();
            loss.Points(Name(rule), xs, [.. trials.Select(ShownLoss)]);
            copies.Points(Name(rule), xs, [.. trials.Select(t => (double)t.CopiesOfTop)]);
            cost.Points(Name(rule), xs, [.. trials.Select(SweepsPerStep)]);
        }
        loss.Level("1e-13", 1e-13);
        copies.Level("multiplicity of the eigenvalue", Spectrum.TopMultiplicity());
        Evidence
            .Agrees(
                "largest loss in the figure",
                steps.Max(m => Run(Spectrum, m, Reorthogonalisation.ModifiedParlettKahan).Lanczos.OrthogonalityLoss()),
                0,
                Absolute(1e-13)
            )
            .Rejects("the plain recurrence", Loss(Run(Spectrum, size, Reorthogonalisation.None)));
    }

    // A logarithmic axis has no zero.
    private static double ShownLoss(LanczosTrial trial) => Math.Max(1e-17, trial.Lanczos.OrthogonalityLoss());

    /// <summary>Against 1 + 2 + … + (m − 1) basis vectors, what one sweep per step passes.</summary>
    private static double SweepsPerStep(LanczosTrial trial) =>
        trial.Lanczos.SweptVectors / Math.Max(1, trial.Lanczos.Size * (trial.Lanczos.Size - 1) / 2.0);

    private static string Name(Reorthogonalisation rule) =>
        rule switch
        {
            Reorthogonalisation.None => "plain recurrence",
            Reorthogonalisation.Once => "one sweep",
            Reorthogonalisation.ModifiedParlettKahan => "modified Parlett–Kahan",
            _ => "two sweeps",
        };
}
