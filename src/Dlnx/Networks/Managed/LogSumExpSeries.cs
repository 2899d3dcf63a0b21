namespace Dlnx.Networks.Managed;

/// <summary>The series of log Σ_c e^{z_c} − z_y from the series of the logits z.</summary>
internal sealed class LogSumExpSeries(int classes)
{
    private const int Terms = DirectionalSeries.Order + 1;
    private readonly double[] logits = new double[Terms];
    private readonly double[] exponential = new double[Terms];
    private readonly double[] sum = new double[Terms];
    private readonly double[] logarithm = new double[Terms];

    /// <summary>Writes the mean over the examples.</summary>
    /// <param name="z">the logits' coefficients: order, then example × class</param>
    /// <param name="degree">the highest order of z that is not zero</param>
    /// <param name="labels">y</param>
    /// <param name="mean">one place for each order</param>
    public void Mean(double[][] z, int degree, ReadOnlySpan<int> labels, Span<double> mean)
    {
        mean.Clear();
        for (var i = 0; i < labels.Length; i++)
        {
            var largest = z[0].AsSpan(i * classes, classes)[0];
            foreach (var logit in z[0].AsSpan(i * classes, classes))
                largest = Math.Max(largest, logit);
            Array.Clear(sum);
            for (var c = 0; c < classes; c++)
                AddExponential(z, degree, (i * classes) + c, largest);
            Logarithm();
            for (var k = 0; k < Terms; k++)
            {
                var ofLabel = k <= degree ? z[k][(i * classes) + labels[i]] : 0;
                mean[k] += logarithm[k] + (k == 0 ? largest : 0) - ofLabel;
            }
        }

        foreach (ref var coefficient in mean)
            coefficient /= labels.Length;
    }

    /// <summary>e = exp(z − largest) by e_k = (1/k)Σⱼ j·z_j·e_{k−j}.</summary>
    private void AddExponential(double[][] z, int degree, int entry, double largest)
    {
        for (var k = 0; k < Terms; k++)
            logits[k] = k <= degree ? z[k][entry] : 0;
        exponential[0] = Math.Exp(logits[0] - largest);
        for (var k = 1; k < Terms; k++)
        {
            var total = 0.0;
            for (var j = 1; j <= k; j++)
                total += j * logits[j] * exponential[k - j];
            exponential[k] = total / k;
        }

        for (var k = 0; k < Terms; k++)
            sum[k] += exponential[k];
    }

    /// <summary>l = log S by l_k = (S_k − (1/k)Σⱼ j·l_j·S_{k−j})/S₀, 1 ≤ j &lt; k.</summary>
    private void Logarithm()
    {
        logarithm[0] = Math.Log(sum[0]);
        for (var k = 1; k < Terms; k++)
        {
            var total = 0.0;
            for (var j = 1; j < k; j++)
                total += j * logarithm[j] * sum[k - j];
            logarithm[k] = (sum[k] - (total / k)) / sum[0];
        }
    }
}
