using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>How the parameters of a perceptron start, as typed on the command line.</summary>
public enum SchemeChoice
{
    /// <summary>Uniform on ±√(1/fan-in), biases too.</summary>
    Torch,

    /// <summary>Uniform on ±√(6/fan-in), biases 0.</summary>
    He,

    /// <summary>Uniform on ±√(3/fan-in), biases 0.</summary>
    Lecun,
}

/// <summary>The loss, as typed on the command line.</summary>
public enum LossChoice
{
    /// <summary>Cross-entropy.</summary>
    Ce,

    /// <summary>Mean squared error with the factor ½.</summary>
    Mse,
}

/// <summary>Yes or no, as typed on the command line.</summary>
public enum YesNo
{
    /// <summary>Yes.</summary>
    True,

    /// <summary>No.</summary>
    False,
}

/// <summary>Perceptrons described on the command line.</summary>
public static class PerceptronChoice
{
    private const int MostParameters = 10_000_000;

    /// <summary>The scheme of a word.</summary>
    public static InitialScheme Scheme(this SchemeChoice choice) =>
        choice switch
        {
            SchemeChoice.He => InitialScheme.He,
            SchemeChoice.Lecun => InitialScheme.LeCun,
            _ => InitialScheme.Torch,
        };

    /// <summary>The loss of a word.</summary>
    public static LossFunction Loss(this LossChoice choice) =>
        choice == LossChoice.Mse ? LossFunction.MeanSquaredError : LossFunction.CrossEntropy;

    /// <summary>The perceptron of layer sizes.</summary>
    /// <exception cref="ParameterException">there are fewer than two sizes, or more than 10⁷ parameters</exception>
    public static NetworkArchitecture Network(int[] sizes, YesNo bias = YesNo.True)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Length < 2)
            throw new ParameterException(
                "sizes",
                $"is {string.Join(",", sizes)}; give the inputs and the outputs at least."
            );
        var weights = sizes.Skip(1).Zip(sizes, (outputs, inputs) => (double)outputs * inputs).Sum();
        return weights <= MostParameters
            ? Architectures.MultilayerPerceptron(sizes, bias == YesNo.True ? BiasTerm.Learned : BiasTerm.None)
            : throw new ParameterException(
                "sizes",
                $"makes {weights:G3} weights; at most {MostParameters} are allowed."
            );
    }
}
