using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ReorthogonalisedLanczos
{
    private const int NetworkSeed = 17;
    private const int NetworkSteps = 300;
    private const int NetworkRestart = 60;
    private const int NetworkComplete = 120;
    private const int TopValues = 5;

    [Parameter("init-seed", Description = "seed of the network's initial parameters")]
    public ulong InitialSeed { get; set; } = NetworkSeed;

    [Parameter("steps", Min = 0, Max = 2000, Description = "gradient steps before the network's Hessian is taken")]
    public int TrainingSteps { get; set; } = NetworkSteps;

    [Check]
    public void The_basis_stays_orthonormal_on_a_network()
    {
        OnSurrogate(NetworkHessian.Data);
        foreach (var rule in new[] { Reorthogonalisation.ModifiedParlettKahan, Reorthogonalisation.Twice })
        {
            Evidence
                .Agrees(
                    $"trained perceptron, m = {NetworkComplete}, {Name(rule)}: max |QᵀQ − I|",
                    OnNetwork(NetworkComplete, rule).OrthogonalityLoss(),
                    0,
                    Absolute(1e-12)
                )
                .Rejects(
                    "the plain recurrence",
                    OnNetwork(NetworkComplete, Reorthogonalisation.None).OrthogonalityLoss()
                );
        }
        var chosen = Hessian(InitialSeed, TrainingSteps).Run(Steps, Reorthogonalisation.ModifiedParlettKahan);
        Evidence.AtMost(
            $"{TrainingSteps} steps from seed {InitialSeed}, m = {Steps}: max |QᵀQ − I|",
            chosen.OrthogonalityLoss(),
            1e-12
        );
    }

    [Check]
    public void On_a_network_the_plain_recurrence_copies_the_sharpness()
    {
        OnSurrogate(NetworkHessian.Data);
        var plain = OnNetwork(NetworkRestart, Reorthogonalisation.None);
        Evidence.Above("trained perceptron, m = 60: max |QᵀQ − I|, plain recurrence", plain.OrthogonalityLoss(), 0.1);
        foreach (var steps in new[] { NetworkRestart, NetworkComplete })
        {
            var copies = Copies(OnNetwork(steps, Reorthogonalisation.None));
            // How many depends on rounding.
            Evidence.AtLeast($"trained perceptron, m = {steps}: copies of λ₁, plain recurrence", copies, 2);
            Evidence
                .Matches(
                    $"trained perceptron, m = {steps}: copies of λ₁",
                    Copies(OnNetwork(steps, Reorthogonalisation.ModifiedParlettKahan)),
                    1
                )
                .Rejects("those of the plain recurrence", copies);
        }
    }

    [Check]
    public void Twenty_steps_find_the_top_of_a_network()
    {
        OnSurrogate(NetworkHessian.Data);
        var complete = OnNetwork(NetworkComplete, Reorthogonalisation.ModifiedParlettKahan)
            .RitzValues.AsSpan(0, TopValues);
        Evidence
            .Agrees(
                "trained perceptron: λ₁…λ₅ at m = 20 and at m = 120",
                OnNetwork(20, Reorthogonalisation.ModifiedParlettKahan).RitzValues.AsSpan(0, TopValues),
                complete,
                Absolute(1e-5)
            )
            .Rejects(
                "those of the plain recurrence at m = 120, copies included",
                OnNetwork(NetworkComplete, Reorthogonalisation.None).RitzValues.AsSpan(0, TopValues)
            );
        for (var i = 0; i < TopValues; i++)
            Evidence.Golden($"network: λ_{i + 1}", complete[i], Absolute(1e-6));
    }

    private LanczosTridiagonalisation OnNetwork(int steps, Reorthogonalisation rule) =>
        Shared($"network {steps} {rule}", _ => Hessian(NetworkSeed, NetworkSteps).Run(steps, rule));

    private NetworkHessian Hessian(ulong seed, int steps) =>
        Shared($"network of seed {seed} after {steps} steps", _ => NetworkHessian.After(seed, steps, Cancellation));

    private static int Copies(LanczosTridiagonalisation lanczos) =>
        lanczos.RitzValues.Count(value =>
            lanczos.RitzValues[0] - value <= LanczosTrial.CopyDistance * lanczos.RitzValues[0]
        );
}
