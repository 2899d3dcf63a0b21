using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>What two-mode claims and quantities require of their parameters.</summary>
public static class BlockChoice
{
    /// <summary>Requires as many scales in both blocks as there are layers, and two teacher scales.</summary>
    /// <exception cref="ParameterException">there are not</exception>
    public static void Require(int depth, double[] a, double[] b, double[] alpha)
    {
        RequireScales("a", a, depth);
        RequireScales("b", b, depth);
        RequirePair(alpha);
    }

    /// <summary>Requires two teacher scales.</summary>
    /// <exception cref="ParameterException">there are not</exception>
    public static void RequirePair(double[] alpha)
    {
        if (alpha.Length != 2)
            throw new ParameterException("alpha", $"has {alpha.Length} entries; there are two modes.");
    }

    /// <summary>An activation that is smooth with a slope at 0 and no value there: linear, class B or class C.</summary>
    /// <exception cref="ParameterException">there is no such activation, or it is none of these</exception>
    public static Activation Smooth(string phi, double beta = 1)
    {
        var found = ActivationChoice.Resolve(phi, beta, ActivationClass.A, ActivationClass.B, ActivationClass.C);
        return found.Slope is not null
            ? found
            : throw new ParameterException("phi", $"is '{phi}'; it needs a derivative at 0.");
    }

    /// <summary>An odd activation: linear or class B.</summary>
    /// <exception cref="ParameterException">there is no such activation, or it is not odd</exception>
    public static Activation Odd(string phi)
    {
        var found = ActivationChoice.Resolve(phi);
        if (found.IsOdd)
            return found;
        var odd = Activations.Names.Where(name => Activations.Find(name).IsOdd);
        throw new ParameterException("phi", $"is '{phi}'; it must be odd: {string.Join(", ", odd)}.");
    }

    /// <summary>Whether the rule of the plane is exact for a chain; steep chains have features between its nodes.</summary>
    /// <param name="activation">φ</param>
    /// <param name="scales">a₁, …, a_L</param>
    public static bool Resolves(Activation activation, double[] scales)
    {
        var output = new double[GaussianRule.Line.Count];
        new ReducedChain(activation, scales.Length).Output(scales, output);
        var fine = 0.0;
        for (var n = 0; n < output.Length; n++)
            fine += GaussianRule.Line.Weights[n] * output[n] * output[n];

        var network = BlockNetworks.Aligned([scales, new double[scales.Length]], 1, activation, ModeOutput.Scalar);
        var pass = new NetworkPass(network, BlockNetworks.Population(activation, [0, 0], ModeOutput.Scalar));
        // The target is 0, so the loss is half the mean square of the output.
        return Math.Abs((2 * pass.Loss(LossKind.Mse)) - fine) <= 1e-12 * Math.Max(1, fine);
    }

    private static void RequireScales(string name, double[] scales, int depth)
    {
        if (scales.Length != depth)
            throw new ParameterException(name, $"has {scales.Length} entries; depth = {depth} asks for as many.");
    }
}
