using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>A dense layer of a perceptron and whether a rectifier follows.</summary>
/// <param name="Start">of its weights in the flat vector; its bias follows</param>
/// <param name="Inputs">columns of W</param>
/// <param name="Outputs">rows of W</param>
/// <param name="HasBias">whether it has a bias</param>
/// <param name="Rectifies">whether a rectifier follows</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeriesLayer(int Start, int Inputs, int Outputs, bool HasBias, bool Rectifies)
{
    public static IEnumerable<SeriesLayer> Of(NetworkArchitecture perceptron)
    {
        var (start, inputs) = (0, perceptron.Input.Size);
        for (var i = 0; i < perceptron.Layers.Count; i++)
        {
            if (perceptron.Layers[i] is not Dense dense)
                continue;
            var layer = new SeriesLayer(
                start,
                inputs,
                dense.Outputs,
                dense.Bias == BiasTerm.Learned,
                i + 1 < perceptron.Layers.Count && perceptron.Layers[i + 1] is Rectifier
            );
            yield return layer;
            start += (inputs * dense.Outputs) + (layer.HasBias ? dense.Outputs : 0);
            inputs = dense.Outputs;
        }
    }

    public ReadOnlySpan<double> Weight(ReadOnlySpan<double> vector) => vector.Slice(Start, Inputs * Outputs);

    public ReadOnlySpan<double> Bias(ReadOnlySpan<double> vector) => vector.Slice(Start + (Inputs * Outputs), Outputs);
}
