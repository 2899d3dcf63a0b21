using Dlnx.Flatness;
using Dlnx.Landscapes;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-3",
    "Toy trajectories",
    Kind = ClaimKind.Figure,
    Source = "Fig. 3, “Toy example”",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/regimes"],
    Verdict = Verdict.Corrected,
    Statement = """
        Gradient descent on $\tfrac12(\theta_1\theta_2)^2$: below the stability threshold $2/\lambda_{\max}$ the ratio
        $\kappa_t$ grows and the leading eigenvector turns to the axis of the sharper parameter; above it the rotation
        reverses although $|\theta_1|$ stays the smaller, until the run has flattened itself below the threshold.
        """,
    Corrected = """
        The threshold is $\eta S_t = 2$, step by step while $\eta|z_t| < 1$: between $2/\lambda_{\max}$ and $2/S$ a run is
        beyond the instantaneous edge and $\kappa$ still increases. Unstable runs end with $\eta S < 2$ and $L \to 0$, with a
        smaller $S$ the larger $\eta$ is.
        """,
    Explanation = """
        The paper's start and learning rates are not known to us; here $\theta_0 = (0.2, 1)$, 200 steps. At $\eta = 1.8$ and $1.9$,
        above $2/\lambda_{\max} = 1.747$ and below $2/S = 1.923$, the first step raises $\kappa$ from $1.2$ to $1.407$ and $1.235$.
        """
)]
public sealed partial class ToyTrajectories : ClaimSpec
{
    private const int ReferenceSteps = 200;
    private const double Vanished = 1e-200;

    private static readonly SquaredLoss Loss = new();
    private static readonly FactorPair Reference = FactorPair.At(Loss, 0.2, 1);
    private static readonly double[] Rates = [0.25, 0.5, 0.9, 1.1, 1.5, 1.8, 1.9, 1.95, 2, 2.1, 2.2, 2.5, 2.8];

    [Parameter("theta1", Min = -1e3, Max = 1e3, Description = "θ₁ at the start")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e3, Max = 1e3, Description = "θ₂ at the start")]
    public double Second { get; set; } = 1;

    [Parameter("zstar", Min = -1e3, Max = 1e3, Description = "z*; the law of the figure is that of z* = 0")]
    public double Target { get; set; }

    [Parameter("eta", Above = 0, Description = "η, below 1/|θ₁θ₂|")]
    public double LearningRate { get; set; } = 2.2;

    [Parameter("steps", Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = ReferenceSteps;

    public override void Validate()
    {
        if (!(LearningRate * Math.Abs(First * Second) < 1))
            throw new ParameterException(
                "eta",
                $"is {LearningRate:R}; it must be below 1/|θ₁θ₂| = {1 / Math.Abs(First * Second):R}."
            );
    }

    [Check]
    public void At_every_step_kappa_grows_exactly_while_eta_S_is_below_two()
    {
        int[] wrong = [0, 0, 0];
        foreach (var eta in Rates)
            Tally(Reference, eta, ReferenceSteps, wrong);
        Evidence
            .Matches("steps of all runs against the sign rule ηS < 2", wrong[0], 0)
            .Rejects("η < 2/λ_max", wrong[1])
            .Rejects("η < 2/θ₂²", wrong[2]);
        if (Target != 0)
            Skip("The law needs z* = 0; for other targets see D/rpe.");
        var own = FactorPair.At(Loss, First, Second);
        if (!(own.Kappa is > 0 and < 1e9))
            Skip("κ is 0 or infinite at the start set and stays so.");
        int[] ownWrong = [0, 0, 0];
        Tally(own, LearningRate, Steps, ownWrong);
        Evidence.Matches("steps of the run set against the sign rule ηS < 2", ownWrong[0], 0);
    }

    [Check]
    public void The_first_step_has_these_values()
    {
        Evidence.Golden("κ₀", Reference.Kappa, Relative(1e-10));
        foreach (var eta in Rates.Where(eta => eta != 2.1))
        {
            var name = FormattableString.Invariant($"κ₁ at η = {eta}");
            Evidence.Golden(name, Reference.Step(Loss, eta).Kappa, Relative(1e-10));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Beyond_the_instantaneous_edge_kappa_may_still_grow()
    {
        var at = RotationThresholds.At(Reference);
        double[] rates = [1.5, 1.8, 1.9, 1.95, 2.2];
        int[] Signs(Func<double, double> threshold) => [.. rates.Select(eta => Math.Sign(threshold(eta)))];
        Evidence
            .Matches(
                "sign of κ₁ − κ₀ at η = 1.5, 1.8, 1.9, 1.95, 2.2",
                Signs(eta => Reference.Step(Loss, eta).Kappa - Reference.Kappa),
                [1, 1, 1, -1, -1]
            )
            .Rejects("reversal at 2/λ_max", Signs(eta => at.Instantaneous - eta))
            .Rejects("reversal at 2/θ₂²", Signs(eta => at.NearbyMinimum - eta));
        Evidence.Below("2/λ_max", at.Instantaneous, 1.8);
    }

    [Check]
    public void Unstable_runs_flatten_themselves_and_converge()
    {
        double[] rates = [2, 2.1, 2.2, 2.5, 2.8];
        var ends = rates.Select(eta => Run(Reference, eta, ReferenceSteps)[^1]).ToArray();
        foreach (var (eta, end) in rates.Zip(ends).Skip(1))
        {
            var name = FormattableString.Invariant($"|θ₂| at the end of η = {eta}");
            Evidence.Golden(name, Math.Abs(end.Second), Absolute(1e-9));
        }
        Evidence.Below(
            "largest ηS at the end, η = 2 … 2.8",
            rates.Zip(ends, (eta, end) => eta * end.SquaredNorm).Max(),
            2
        );
        Evidence
            .Agrees(
                "loss at the end, η = 2 … 2.8",
                [.. ends.Select(end => Loss.Value(end.Product))],
                new double[5],
                Absolute(1e-12)
            )
            .Rejects("divergence for ηS > 2", [.. ends.Select(_ => double.PositiveInfinity)]);
        Evidence.Matches(
            "rises of the final S with η",
            ends.Zip(ends.Skip(1)).Count(pair => pair.Second.SquaredNorm >= pair.First.SquaredNorm),
            0
        );
        Evidence
            .Matches(
                "first steps that lower κ at η = 1.95, 2, 2.1, 2.2, 2.5, 2.8",
                new[] { 1.95, 2, 2.1, 2.2, 2.5, 2.8 }.Select(Falls).ToArray(),
                [1, 1, 1, 1, 2, 2]
            )
            .Rejects("none", [0, 0, 0, 0, 0, 0]);
    }

    [Check]
    public void In_stable_runs_kappa_never_falls_below_its_start()
    {
        double[] stable = [.. Rates.Where(eta => eta * Reference.SquaredNorm < 2)];
        double Lowest(double eta) => Run(Reference, eta, ReferenceSteps).Min(point => point.Kappa);
        Evidence.Matches(
            "stable runs in which κ falls below κ₀",
            stable.Count(eta => Lowest(eta) < Reference.Kappa),
            0
        );
        Evidence.Below("least κ at η = 2.2, an unstable run", Lowest(2.2), Reference.Kappa);
    }

    private static int Falls(double eta)
    {
        var run = Run(Reference, eta, ReferenceSteps);
        return run.Zip(run.Skip(1)).TakeWhile(pair => pair.Second.Kappa < pair.First.Kappa).Count();
    }

    // Up to where the loss underflows and κ with it.
    private static FactorPair[] Run(FactorPair start, double eta, int steps) =>
        [.. start.Descend(Loss, eta).Take(steps + 1).TakeWhile(point => Loss.Value(point.Product) > Vanished)];

    private void Tally(FactorPair start, double eta, int steps, int[] wrong)
    {
        var (point, t) = (start, 0);
        while (t++ < steps && eta * Math.Abs(point.Product) < 1 && Loss.Value(point.Product) > Vanished)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var next = point.Step(Loss, eta);
            // A step that lands on z = 0 has grown κ to infinity; differences below rounding have no sign.
            if (Math.Abs((next.Kappa / point.Kappa) - 1) > 1e-12)
            {
                var (grows, at) = (next.Kappa > point.Kappa, RotationThresholds.At(point));
                wrong[0] += grows == eta < at.GaussNewton ? 0 : 1;
                wrong[1] += grows == eta < at.Instantaneous ? 0 : 1;
                wrong[2] += grows == eta < at.NearbyMinimum ? 0 : 1;
            }
            point = next;
        }
    }
}
