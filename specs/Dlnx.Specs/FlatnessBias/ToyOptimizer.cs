using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The optimisers of the two-dimensional toy, as typed on the command line.</summary>
public enum ToyOptimizer
{
    /// <summary>Gradient descent.</summary>
    Gd,

    /// <summary>RMSprop, β₂ = 0.99.</summary>
    Rmsprop,

    /// <summary>Adam, β = (0.9, 0.999).</summary>
    Adam,

    /// <summary>Clipped-Ada: RMSprop with the cap τ on the corrected second moment.</summary>
    Ca,
}

/// <summary>The updates that the words stand for; ε = 1e-8, corrected moments.</summary>
public static class ToyOptimizers
{
    /// <summary>A coordinate beyond this has diverged.</summary>
    public const double Divergence = 1e12;

    /// <summary>The update; the cap is used by <see cref="ToyOptimizer.Ca"/> only.</summary>
    public static PreconditionedRule Rule(this ToyOptimizer optimizer, double learningRate, double cap) =>
        optimizer switch
        {
            ToyOptimizer.Gd => PreconditionedRule.GradientDescent(learningRate),
            ToyOptimizer.Rmsprop => PreconditionedRule.RmsProp(learningRate),
            ToyOptimizer.Adam => PreconditionedRule.Adam(learningRate),
            _ => PreconditionedRule.ClippedAda(learningRate, cap),
        };
}
