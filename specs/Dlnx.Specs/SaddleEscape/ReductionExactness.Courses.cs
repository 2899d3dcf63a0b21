using System.Numerics.Tensors;
using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape;

public sealed partial class ReductionExactness
{
    private Course Exact(int first)
    {
        var chain = new ReducedChain(Activation, Depth);
        var options = new OdeOptions { RelativeTolerance = 1e-10, Cancellation = Cancellation };
        var orbit = OdeSolver.SolveDense((_, a, v) => chain.Velocity(a, v), 0, Scales, Steps * LearningRate, options);
        return Record(first, t => orbit.At(Math.Min(t * LearningRate, orbit.End.Time)), () => { });
    }

    private Course Reduced()
    {
        var chain = new ReducedChain(Activation, Depth);
        var (a, velocity) = (Scales.ToArray(), new double[Depth]);
        return Record(
            0,
            _ => a.ToArray(),
            () =>
            {
                chain.Velocity(a, velocity);
                TensorPrimitives.MultiplyAdd(velocity, LearningRate, a, a);
            }
        );
    }

    private Course Full(double[] direction, double[] rates)
    {
        var manifold = SymmetricManifold.OfWidth(Depth, Width, direction);
        var population = ChainSetting.Population(Activation, 1, direction);
        return Descend(manifold, population, rates, 0, () => { });
    }

    private Course Stochastic()
    {
        var stream = new RandomStream(StreamSeed());
        double[] direction = [0.5, -0.5, 0.5, 0.5];
        var manifold = SymmetricManifold.OfWidth(Depth, Width, direction);
        var batches = new GaussianBatches(Batch, Activation, 1, direction, stream);
        return Descend(manifold, batches.Batch, NetworkFlow.NormalisedRates(Depth, Width), Between, batches.Next);
    }

    // A step η in τ = t/m is a step mη in t.
    private Course Descend(SymmetricManifold manifold, ExampleSet examples, double[] rates, int first, Action next)
    {
        var flow = new NetworkFlow(manifold.Network(Activation, Scales), examples, rates);
        var weights = flow.Start.ToArray();
        var spread = 0.0;
        var course = Record(
            first,
            _ => manifold.Read(weights),
            () =>
            {
                flow.Step(weights, Width * LearningRate);
                spread = Math.Max(spread, manifold.Spread(weights));
                next();
            }
        );
        return course with { Spread = spread };
    }

    private Course Record(int first, Func<int, double[]> scales, Action step)
    {
        var course = new Course([], []);
        for (var t = 0; t <= Steps; t++)
        {
            if (t % 256 == 0)
                Cancellation.ThrowIfCancellationRequested();
            if (t % Every == first)
            {
                course.Times.Add(t * LearningRate);
                course.Scales.Add(scales(t));
            }

            if (t < Steps)
                step();
        }

        return course;
    }

    /// <summary>The scales at the recorded times.</summary>
    private sealed record Course(List<double> Times, List<double[]> Scales)
    {
        /// <summary>The largest difference of entries that should be equal.</summary>
        public double Spread { get; init; }

        public double[] Flat => [.. Scales.SelectMany(a => a)];

        public double[] AllTimes => [.. Enumerable.Repeat(Times, Last.Length).SelectMany(times => times)];

        public double[] ByLayer => [.. Enumerable.Range(0, Last.Length).SelectMany(Of)];

        public double[] Last => Scales[^1];

        public double[] Of(int k) => [.. Scales.Select(a => a[k])];
    }
}
