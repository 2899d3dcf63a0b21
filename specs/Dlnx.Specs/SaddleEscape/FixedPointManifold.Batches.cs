using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

public sealed partial class FixedPointManifold
{
    private const int Batches = 2000;

    [Check]
    public void Mini_batches_keep_the_rows_equal_but_turn_them_off_u()
    {
        RequirePlane();
        var (batches, flow) = Stochastic();
        var weights = flow.Start.ToArray();
        for (var t = 0; t < 200; t++, batches.Next())
            flow.Step(weights, 0.05);
        var (spread, turn) = (Ansatz.Spread(weights), Ansatz.Misalignment(weights));
        var agreement = Evidence.Agrees("spread of equal entries after 200 steps", spread, 0, Absolute(0));
        if (turn > 0)
            agreement.Rejects("as large as |w⊥|", turn);
    }

    [Check]
    public void The_turn_is_the_noise_of_the_batch_mean()
    {
        RequirePlane();
        const double step = 0.05;
        var (batches, flow) = Stochastic();
        var weights = new double[flow.Start.Count];
        var sum = 0.0;
        for (var batch = 0; batch < Batches; batch++, batches.Next())
        {
            flow.Start.ToArray().CopyTo(weights, 0);
            flow.Step(weights, step);
            var turn = Ansatz.Misalignment(weights) / step;
            sum += turn * turn / Batches;
        }

        var predicted = RowVariance() / Batch;
        if (!(predicted > 1e-20))
            Skip("The residual vanishes on this start: batches carry no noise.");
        Evidence
            .Agrees("mean of |w⊥|²/(ηc₁)² after one step", sum, predicted, Relative(0.25))
            .Rejects("0: the ansatz is invariant under mini-batches", 0)
            .Rejects("of order B⁻²", predicted / Math.Max(2, Batch));
    }

    [Check]
    public void Symmetric_batches_and_the_population_do_not_turn_them()
    {
        RequirePlane();
        var agreement = Evidence.Agrees(
            "|w⊥| after 50 steps on symmetric batches",
            TurnOn(Reflect),
            0,
            Absolute(1e-14)
        );
        var turned = TurnOn(_ => { });
        if (turned > 1e-12)
            agreement.Rejects("as on batches without the symmetry", turned);
        var plane = new SymmetricManifold([2, .. Widths[1..]], ChainSetting.PlaneDirection);
        var start = plane.Network(Activation, Scales());
        var population = ChainSetting.Population(Activation, 1, ChainSetting.PlaneDirection);
        var moved = new NetworkFlow(start, population);
        var after = moved.Start.ToArray();
        moved.Step(after, 0.05);
        // A chain that the rule in the plane does not integrate to rounding is turned by the rule's own error.
        if (ChainSetting.DirectionFor(Activation, Scales()).Length == 2)
            Evidence.Agrees("|w⊥| after a step on the population", plane.Misalignment(after), 0, Absolute(1e-13));
    }

    private void RequirePlane()
    {
        if (Widths[0] == 1)
            Skip("With one input coordinate every row is parallel to u.");
    }

    private double[] Scales() => [.. Enumerable.Repeat(Amplitude, Depth)];

    private (GaussianBatches Batches, NetworkFlow Flow) Stochastic(int? size = null)
    {
        var stream = new RandomStream(StreamSeed());
        var batches = new GaussianBatches(size ?? Batch, Activation, 1, Ansatz.Direction, stream);
        return (batches, new NetworkFlow(Ansatz.Network(Activation, Scales()), batches.Batch));
    }

    private double TurnOn(Action<ExampleSet> prepare)
    {
        var (batches, flow) = Stochastic(2 * Batch);
        var weights = flow.Start.ToArray();
        for (var t = 0; t < 50; t++, batches.Next())
        {
            prepare(batches.Batch);
            flow.Step(weights, 0.05);
        }

        return Ansatz.Misalignment(weights);
    }

    // Every row of ∇W₁ has the mean of (f − y)·∂f/∂ζ₁/n₁·x⊥ over the batch, with x⊥ independent of the rest.
    private double RowVariance()
    {
        var pass = ChainSetting.WidthOne(Activation, Scales());
        pass.Gradient(LossKind.Mse, new double[Depth]);
        var (delta, weights) = (pass.Delta(1).ToArray(), pass.Examples.Weights.ToArray());
        var second = delta.Zip(weights, (d, w) => d * d / w).Sum();
        return (Widths[0] - 1) * second / (Widths[1] * (double)Widths[1]);
    }

    // The second half becomes the first one under x ↦ 2⟨u, x⟩u − x with u the first axis.
    private static void Reflect(ExampleSet set)
    {
        var half = set.Count / 2;
        for (var k = 0; k < set.InputDimension; k++)
        {
            for (var n = 0; n < half; n++)
                set.InputRow(k)[half + n] = (k == 0 ? 1 : -1) * set.InputRow(k)[n];
        }

        set.Targets[..half].CopyTo(set.Targets[half..]);
    }
}
