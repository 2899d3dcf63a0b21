using Dlnx.Flatness;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/sec-3-defs",
    "Diagnostics used in Section 3",
    Kind = ClaimKind.Definition,
    Source = "Sec. 3.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Sharpness drift: $-\nabla L\cdot\nabla\lambda_{\max}$; a step changes $\lambda_{\max}$ by $\eta$ times it, to first
        order. Period-2 average: $\bar\theta_t = \tfrac12(\theta_t + \theta_{t+1})$, with excursion
        $\|\theta_t - \bar\theta_t\| = \tfrac12\|\theta_{t+1} - \theta_t\|$. Valley jumping: on a quadratic with
        $\eta\lambda > 2$ the excursion grows by $|1 - \eta\lambda|$ per step and alternates in sign.
        """
)]
public sealed class SharpnessDiagnostics : ClaimSpec
{
    [Parameter("theta1", Min = -1e3, Max = 1e3, Description = "θ₁")]
    public double First { get; set; } = 0.6;

    [Parameter("theta2", Min = -1e3, Max = 1e3, Description = "θ₂")]
    public double Second { get; set; } = 1.2;

    [Parameter("zstar", Min = -1e3, Max = 1e3, Description = "z*, minimiser of the loss ½(θ₁θ₂ − z*)²")]
    public double Target { get; set; } = 1;

    [Parameter("eta", Above = 0, Max = 1e-2, Description = "η, learning rate of the measured step")]
    public double LearningRate { get; set; } = 1e-5;

    [Check]
    public void A_small_step_changes_the_sharpness_by_eta_times_the_drift()
    {
        var reference = new DriftCase(0.6, 1.2, 1);
        Evidence.Golden("drift at (0.6, 1.2), z* = 1", reference.Drift(), Absolute(1e-6));
        Evidence.Golden("change of λ_max over η = 1e-5 there", reference.Measured(1e-5), Absolute(1e-6));

        var own = new DriftCase(First, Second, Target);
        var (measured, half) = (own.Measured(LearningRate), own.Measured(LearningRate / 2));
        // Neither the second order of the step nor the rounding of λ_max may hide the drift.
        var unresolved = Math.Max(Math.Abs(measured - half), 1e-15 * own.Sharpness() / LearningRate);
        if (!(unresolved < 2e-4 * Math.Abs(own.Drift())))
        {
            Skip(
                $"At η = {LearningRate:R} a step does not resolve the drift {own.Drift():G3} to first order; change eta."
            );
        }
        Evidence
            .Agrees("change of λ_max over η", measured, own.Drift(), Relative(1e-3))
            .Rejects("the opposite sign", -own.Drift());
    }

    [Check]
    public void So_it_does_at_random_points()
    {
        var cases =
            from first in Draw.Between(-1.5, 1.5)
            from second in Draw.Between(-1.5, 1.5)
            from target in Draw.Between(-1.5, 1.5)
            where new DriftCase(first, second, target).IsResolved()
            select new DriftCase(first, second, target);
        Evidence
            .ForAll(
                "λ_max along −∇L by central differences (apart from points where both eigenvalues meet)",
                cases.ToArbitrary(),
                c => c.Deviation(c.Drift()),
                Absolute(1e-6)
            )
            .Rejects("the opposite sign", c => c.Deviation(-c.Drift()))
            .Rejects("the drift of the Gauss–Newton sharpness S", c => c.Deviation(c.GaussNewtonDrift()));
    }

    [Check]
    public void Excursions_on_a_quadratic_grow_by_the_factor_of_a_step()
    {
        var cases =
            from lambda in Draw.LogBetween(0.1, 100)
            from step in Draw.Between(0.05, 4)
            from start in Draw.Between(0.1, 3)
            select new JumpCase(lambda, step / lambda, start);
        Evidence
            .ForAll(
                "signed excursion after a step over the one before is 1 − ηλ",
                cases.ToArbitrary(),
                c => Math.Abs(c.Growth() - (1 - (c.Rate * c.Lambda))),
                Absolute(1e-11)
            )
            .Rejects("half of it", c => Math.Abs(c.Growth() - ((1 - (c.Rate * c.Lambda)) / 2)))
            .Rejects("the same sign on both sides", c => Math.Abs(c.Growth() - Math.Abs(1 - (c.Rate * c.Lambda))));
    }

    [Check]
    public void Jumping_across_the_valley()
    {
        var jumps = new JumpCase(1, 2.05, 0.1);
        var path = jumps.Path(40);
        double[] times = [.. Enumerable.Range(0, 40).Select(t => (double)t)];
        double[] averages = [.. path.Zip(path.Skip(1), (now, next) => (now + next) / 2)];
        Figure("Valley jumping at ηλ = 2.05", Axis.Linear("step t"), Axis.Linear("x"))
            .Line("period-2 average", times, averages)
            .Points("gradient descent", times, path[..40]);
        Evidence
            .Agrees("|x₄₀/x₀|", Math.Abs(path[40] / path[0]), Math.Pow(1.05, 40), Relative(1e-11))
            .Rejects("no growth", 1);
        Evidence
            .Agrees(
                "largest |average| over largest |x|",
                averages.Max(Math.Abs) / path[..40].Max(Math.Abs),
                0.025,
                Relative(1e-9)
            )
            .Rejects("the average jumps as far", 1);
    }

    private sealed record DriftCase(double First, double Second, double Target)
    {
        private readonly SquaredLoss loss = new(Target);

        public double Drift() => SharpnessDrift.Of(loss, First, Second);

        // −∇L·∇S
        public double GaussNewtonDrift() => -4 * Point.Slope * Point.Product;

        public bool IsResolved() => Point.Hessian.Largest - Point.Hessian.Smallest > 0.1;

        public double Sharpness() => Point.Hessian.Largest;

        private FactorPair Point => FactorPair.At(loss, First, Second);

        public double Measured(double eta) => (Point.Step(loss, eta).Hessian.Largest - Point.Hessian.Largest) / eta;

        public double Deviation(double drift)
        {
            const double h = 1e-5;
            var measured = (Point.Step(loss, h).Hessian.Largest - Point.Step(loss, -h).Hessian.Largest) / (2 * h);
            return Math.Abs(measured - drift) / Math.Max(1, Math.Abs(measured));
        }
    }

    private sealed record JumpCase(double Lambda, double Rate, double Start)
    {
        public double Growth()
        {
            var x = Path(2);
            var (first, second) = ((x[0] - x[1]) / 2, (x[1] - x[2]) / 2);
            return second / first;
        }

        public double[] Path(int steps)
        {
            var loss = new PowerLoss(2, Lambda);
            var path = new double[steps + 1];
            path[0] = Start;
            for (var t = 0; t < steps; t++)
                path[t + 1] = path[t] - (Rate * loss.Slope(path[t]));
            return path;
        }
    }
}
