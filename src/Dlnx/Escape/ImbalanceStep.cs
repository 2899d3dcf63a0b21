namespace Dlnx.Escape;

/// <summary>What one step of gradient descent does to the imbalances ‖W_{l+1}‖² − ‖W_l‖², l = 1, …, L − 1.</summary>
/// <param name="Change">their change, from the weights before and after</param>
/// <param name="FirstOrder">−2η𝔼⟨b_l, deficit(z_l)⟩, the part that the flow has too</param>
/// <param name="SecondOrder">η²(‖∇_{W_{l+1}}‖² − ‖∇_{W_l}‖²), the rest</param>
public sealed record ImbalanceStep(
    IReadOnlyList<double> Change,
    IReadOnlyList<double> FirstOrder,
    IReadOnlyList<double> SecondOrder
)
{
    /// <summary>Takes the step W ← W − η∇ on paper; the network keeps its weights.</summary>
    /// <param name="imbalance">the identity at the network's present weights</param>
    /// <param name="learningRate">η</param>
    public static ImbalanceStep Of(Imbalance imbalance, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(imbalance);
        var depth = imbalance.Network.Depth;
        double[] change = [.. Enumerable.Range(1, depth).Select(l => NormChange(imbalance, l, learningRate))];
        double[] square = [.. Enumerable.Range(1, depth).Select(l => Math.Pow(imbalance.GradientNorm(l), 2))];
        return new(
            [.. change.Skip(1).Zip(change, (next, own) => next - own)],
            [.. Enumerable.Range(1, depth - 1).Select(l => learningRate * imbalance.Identity(l))],
            [.. square.Skip(1).Zip(square, (next, own) => learningRate * learningRate * (next - own))]
        );
    }

    /// <summary>‖W_l − η∇‖² − ‖W_l‖², entry by entry as a difference of squares.</summary>
    private static double NormChange(Imbalance imbalance, int l, double learningRate)
    {
        var weights = imbalance.Network.Layer(l);
        var gradient = imbalance.Gradient(l);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var moved = weights[i] - (learningRate * gradient[i]);
            sum += (moved - weights[i]) * (moved + weights[i]);
        }
        return sum;
    }
}
