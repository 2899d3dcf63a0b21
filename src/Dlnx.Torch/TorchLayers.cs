using Dlnx.Escape;
using Dlnx.Networks;
using Dlnx.Networks.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>What layers do to channels × inputs × rows × columns, from operations that can be differentiated twice.</summary>
internal static class TorchLayers
{
    /// <summary>Wx + b.</summary>
    public static Tensor Dense(Tensor x, Tensor weight, Tensor? bias)
    {
        var flat = x.reshape(x.shape[0], x.shape[1]);
        var z = weight.view(-1, flat.shape[0]).matmul(flat);
        if (bias is not null)
            z = z.add(bias.view(-1, 1), Scalars.One);
        return z.view(z.shape[0], z.shape[1], 1, 1);
    }

    /// <summary>Cross-correlation with zeros around the plane.</summary>
    public static Tensor Convolve(Tensor x, Tensor kernels, Convolution layer, Algorithms algorithms)
    {
        var (size, stride, margin) = (layer.Kernel, layer.Stride, layer.Kernel / 2);
        var weight = kernels.view(layer.Channels, x.shape[0], size, size);
        if (algorithms == Algorithms.Fastest)
            return nn
                .functional.conv2d(x.transpose(0, 1), weight, strides: [stride, stride], padding: [margin, margin])
                .transpose(0, 1);
        var padded = margin == 0 ? x : nn.functional.pad(x, (margin, margin, margin, margin));
        var (height, width) = (((x.shape[2] - 1) / stride) + 1, ((x.shape[3] - 1) / stride) + 1);
        var windows = new List<Tensor>(size * size);
        for (var i = 0; i < size * size; i++)
            windows.Add(Strided(padded, i / size, i % size, height, width, stride));
        // One product: the kernels' offsets stand before their input channels, as in the windows.
        var patches = cat(windows, 0).reshape(-1, x.shape[1] * height * width);
        var rows = weight.permute(0, 2, 3, 1).reshape(layer.Channels, -1);
        return rows.matmul(patches).view(layer.Channels, x.shape[1], height, width);
    }

    /// <summary>γ(x − μ)/√(σ² + ε) + β with mean and biased variance of each channel over each ghost block.</summary>
    public static Tensor Normalise(Tensor x, Tensor shift, Tensor scale, double epsilon, int ghostInputs)
    {
        var blocks = x.reshape(x.shape[0], x.shape[1] / ghostInputs, -1);
        var centred = blocks - blocks.mean([2], keepdim: true);
        var variance = (centred * centred).mean([2], keepdim: true).add(Scalars.Of(epsilon), Scalars.One);
        var normalised = centred * variance.rsqrt();
        return (normalised * scale.view(-1, 1, 1)).add(shift.view(-1, 1, 1), Scalars.One).reshape(x.shape);
    }

    /// <summary>The largest entry of each window, the first of equal ones.</summary>
    public static Tensor LargestOf(Tensor x, int size)
    {
        var (height, width) = (x.shape[2] / size, x.shape[3] / size);
        var best = Strided(x, 0, 0, height, width, size);
        for (var i = 1; i < size * size; i++)
        {
            var entry = Strided(x, i / size, i % size, height, width, size);
            best = where(entry.le(best), best, entry);
        }

        return best;
    }

    /// <summary>The mean of each window.</summary>
    public static Tensor MeanOf(Tensor x, int size)
    {
        var (height, width) = (x.shape[2] / size, x.shape[3] / size);
        return x.narrow(2, 0, height * size)
            .narrow(3, 0, width * size)
            .reshape(x.shape[0], x.shape[1], height, size, width, size)
            .mean([3, 5]);
    }

    /// <summary>Every s-th row and column, and channels of zeros after those of x.</summary>
    public static Tensor PadChannels(Tensor x, long[] shape)
    {
        var stride = (x.shape[2] + shape[2] - 1) / shape[2];
        var kept = stride == 1 ? x : Strided(x, 0, 0, shape[2], shape[3], stride);
        var missing = shape[0] - x.shape[0];
        return missing == 0
            ? kept
            : cat([kept, zeros([missing, shape[1], shape[2], shape[3]], dtype: x.dtype, device: x.device)], 0);
    }

    /// <summary>φ entry by entry.</summary>
    /// <exception cref="NotSupportedException">the engine does not have this activation</exception>
    public static Tensor Activate(Tensor x, Activation activation) =>
        activation.Name switch
        {
            "tanh" => x.tanh(),
            "erf" => x.erf(),
            "sin" => x.sin(),
            "sigmoid" => x.sigmoid(),
            "linear" => x,
            _ => throw new NotSupportedException(
                $"The engine torch has no activation '{activation}'; it has tanh, erf, sin, sigmoid and linear."
            ),
        };

    // Entries (row + i·stride, column + j·stride).
    private static Tensor Strided(Tensor x, long row, long column, long height, long width, long stride) =>
        x.slice(2, row, row + ((height - 1) * stride) + 1, stride)
            .slice(3, column, column + ((width - 1) * stride) + 1, stride);
}
