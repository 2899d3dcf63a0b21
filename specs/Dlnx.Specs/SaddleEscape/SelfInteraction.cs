using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-10",
    "Self-interaction bound",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 10, eqs. (16), (44), App. D.2",
    Aliases = ["C/eq-16", "C/eq-44"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/prop-8", "C/def-9"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the bootstrap interval $|R| \le C\,|E|\,A$ (equivalently $C M^r A$), so that
        $\dot E \ge \tfrac12\alpha\mu_1A$ for small $\delta$. The form with $|E|$ needs $E(0) \ne 0$ at scale
        $\varepsilon^r$.
        """
)]
public sealed class SelfInteraction : OffManifoldSpec
{
    private static readonly double[] Scales = [0.1, 0.05, 0.025, 0.0125];

    [Parameter("delta", Above = 0, Below = 0.5, Description = "δ")]
    public double Delta { get; set; } = 0.3;

    protected override double DefaultScale => 0.02;

    public override void Validate()
    {
        base.Validate();
        RequireStartBelow(Delta);
    }

    [Check]
    public void The_ratio_to_the_energy_stays_bounded_as_the_scale_falls()
    {
        Bounded("tanh L=3", Activations.Tanh, [2, 4, 4, 1]);
        Bounded("tanh L=5", Activations.Tanh, [2, 4, 4, 4, 4, 1]);
        Bounded("gelu L=5", Activations.Find("gelu"), [2, 4, 4, 4, 4, 1]);
    }

    [Check(Tier.Standard)]
    public void The_energy_grows_at_least_at_half_the_drive()
    {
        var setting = Setting;
        var run = BootstrapRun.Until(setting, Delta, Cancellation);
        var population = setting.Population();
        var rates = run.Times(40)
            .Select(t => run.EnergyAt(t, population))
            .Select(energy => energy.Rate / (setting.Alpha * setting.Mu1 * energy.SquaredNorm));
        Evidence.AtLeast($"smallest dE/dt over αμ₁A up to M = {Delta}", rates.Min(), 0.5);
    }

    [Check(Tier.Standard)]
    public void The_reference_run_is_that_of_the_catalogue()
    {
        var population = Reference.Population();
        var run = BootstrapRun.Until(Reference, 0.5, Cancellation);
        foreach (var size in new[] { 0.1, 0.2, 0.3, 0.5 })
        {
            var time = run.TimeOf(size);
            var energy = run.EnergyAt(time, population);
            Evidence.Golden($"M={size}: time", time, Relative(1e-6));
            Evidence.Golden(
                $"M={size}: dE/dt over μ₁A",
                energy.Rate / (Reference.Mu1 * energy.SquaredNorm),
                Absolute(1e-3)
            );
            Evidence.Golden($"M={size}: R/(EA)", energy.SelfTerm / (energy.Value * energy.SquaredNorm), Absolute(1e-3));
        }

        var start = Reference.Energy();
        Evidence.Golden("start: R/(EA)", start.SelfTerm / (start.Value * start.SquaredNorm), Absolute(1e-3));
    }

    private void Bounded(string name, Activation activation, int[] widths)
    {
        var energies = Scales
            .Select(scale =>
                new BottleneckNetwork
                {
                    Activation = activation,
                    Widths = widths,
                    Amplitude = 0.7,
                    Scale = scale,
                }.Energy()
            )
            .ToArray();
        double[] ratios = [.. energies.Select(e => Math.Abs(e.SelfTerm) / (Math.Abs(e.Value) * e.SquaredNorm))];
        for (var i = 0; i < Scales.Length; i++)
            Evidence.Golden($"{name}, ε={Scales[i]}: R/(|E|A)", ratios[i], Absolute(1e-4));
        var withoutEnergy = Math.Abs(energies[^1].SelfTerm) / energies[^1].SquaredNorm;
        Evidence
            .Agrees($"{name}: R/(|E|A) at the smallest ε against twice it", ratios[^1], ratios[^2], Relative(0.05))
            .Rejects("R ~ A, without |E|: the ratio would grow as ε⁻³", 8 * ratios[^2]);
        Evidence.Below($"{name}: R/A at ε = {Scales[^1]}, of order ε³", withoutEnergy, 100 * Math.Pow(Scales[^1], 3));
    }
}
