using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

// What the classes mean for the drift of the imbalance in a network of small weights.
public sealed partial class ActivationClassification
{
    private const double Scale = 0.02;

    // The mean of the targets is only −0.005, and class D needs outputs far below it, which are of order scale·φ(0).
    private const double OutputScale = 1e-6;
    private const int Layers = 4;

    [Check]
    public void A_generic_network_drifts_with_the_exponents_of_its_class()
    {
        foreach (
            var name in new[] { "tanh", "erf", "sin", "gelu", "swish", "csigmoid", "csoftplus", "softplus", "sigmoid" }
        )
            DriftExponents(Activations.Find(name), gain: 1);
        foreach (var name in new[] { "tanh", "gelu" })
        {
            var slopes = Slopes(Activations.Find(name), Scale, (at, l) => at.Identity(l));
            for (var l = 1; l < Layers; l++)
                Evidence.Golden($"{name}: drift exponent for l = {l}", slopes[l - 1], Absolute(1e-3));
        }
    }

    [Check]
    public void So_does_one_with_the_chosen_activation()
    {
        if (Chosen.Class == ActivationClass.A)
            Skip($"The deficit of {Phi} vanishes, so that there is no drift.");
        if (ActivationConstants.Of(Chosen).DeficitOrder is null)
            Skip($"The deficit of {Phi} has no leading term among the known Taylor coefficients.");
        DriftExponents(Chosen, Beta);
    }

    [Check(Role = Role.Counterexample)]
    public void The_backpropagated_factor_does_not_merely_stay_bounded()
    {
        foreach (var name in new[] { "tanh", "gelu", "softplus" })
        {
            var slopes = Slopes(Activations.Find(name), Scale, (at, l) => Size(at.B(l)));
            Evidence
                .Agrees($"{name}: exponent of ‖b_l‖, l = 1, 2, 3", slopes, [3, 2, 1], Absolute(0.05))
                .Rejects("bounded only: exponent 0", 0, 0, 0);
        }
    }

    private void DriftExponents(Activation activation, double gain)
    {
        var constants = ActivationConstants.Of(activation);
        var order = constants.DeficitOrder!.Value;
        double Exponent(int l) => order == 0 ? Layers - l : Layers + ((order - 1) * l);
        // The gain multiplies the pre-activations, so the weights are that much smaller.
        var scale = (order == 0 ? OutputScale / Math.Max(1, activation.Value(0)) : Scale) / Math.Max(1, gain);
        var slopes = Slopes(activation, scale, (at, l) => at.Identity(l));
        Evidence
            .Agrees(
                $"{activation}: exponents of the drift, l = 1, 2, 3",
                slopes,
                [Exponent(1), Exponent(2), Exponent(3)],
                Absolute(0.05)
            )
            .Rejects("the order of the deficit", order, order, order)
            .Rejects("L + q − 1 for every l", Exponent(1), Exponent(1), Exponent(1));
    }

    /// <summary>log₂ of a quantity of the portable network at a scale of the weights over that at half of it.</summary>
    private static double[] Slopes(Activation activation, double scale, Func<Imbalance, int, double> quantity)
    {
        var portable = PortableNetwork.Reference("tanh") with { Activation = activation };
        var wide = (portable with { Amplitude = scale }).Imbalance();
        var close = (portable with { Amplitude = scale / 2 }).Imbalance();
        return
        [
            .. Enumerable.Range(1, Layers - 1).Select(l => Math.Log2(Math.Abs(quantity(wide, l) / quantity(close, l)))),
        ];
    }

    private static double Size(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return Math.Sqrt(sum);
    }
}
