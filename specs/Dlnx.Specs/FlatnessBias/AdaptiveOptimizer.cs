namespace Dlnx.Specs.FlatnessBias;

/// <summary>The adaptive optimisers that a cap is put on, as typed on the command line.</summary>
public enum AdaptiveOptimizer
{
    /// <summary>RMSprop, β₁ = 0.</summary>
    Rmsprop,

    /// <summary>Adam, β₁ = 0.9.</summary>
    Adam,
}

/// <summary>What the words stand for.</summary>
public static class AdaptiveOptimizers
{
    /// <summary>β₁.</summary>
    public static double FirstDecay(this AdaptiveOptimizer optimizer) => optimizer == AdaptiveOptimizer.Adam ? 0.9 : 0;
}
