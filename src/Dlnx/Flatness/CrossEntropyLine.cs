namespace Dlnx.Flatness;

/// <summary>
/// The cross-entropy of several classes along the line of logits a + zu: with p = softmax(a + zu), ℓ′ = E_p[u] − u_y and
/// ℓ″ = Var_p(u), which is positive unless all uᵢ are equal.
/// </summary>
public sealed record CrossEntropyLine : ScalarLoss
{
    private readonly double[] offsets;
    private readonly double[] direction;
    private readonly int label;

    /// <summary>The loss of a line and a label.</summary>
    /// <param name="offsets">a, one logit per class, at least two</param>
    /// <param name="direction">u, as many</param>
    /// <param name="label">y, the index of the true class, from 0</param>
    /// <exception cref="ArgumentException">the lengths differ, or there is no such class</exception>
    public CrossEntropyLine(ReadOnlySpan<double> offsets, ReadOnlySpan<double> direction, int label)
    {
        if (offsets.Length < 2 || offsets.Length != direction.Length || label < 0 || label >= offsets.Length)
        {
            throw new ArgumentException(
                $"{offsets.Length} logits, {direction.Length} directions and label {label} do not fit; give as many "
                    + "directions as logits, at least two, and a label below their number."
            );
        }
        this.offsets = offsets.ToArray();
        this.direction = direction.ToArray();
        this.label = label;
    }

    /// <inheritdoc/>
    public override double LowestSlope => direction.Min() - direction[label];

    /// <inheritdoc/>
    public override double HighestSlope => direction.Max() - direction[label];

    /// <inheritdoc/>
    public override double Value(double z)
    {
        var largest = Largest(z);
        var total = 0.0;
        for (var i = 0; i < offsets.Length; i++)
        {
            total += Math.Exp(Logit(i, z) - largest);
        }
        return largest + Math.Log(total) - Logit(label, z);
    }

    /// <inheritdoc/>
    public override double Slope(double z) => Moment(z, direction[label], 1);

    /// <inheritdoc/>
    public override double Curvature(double z) => Moment(z, Mean(z), 2);

    /// <summary>The fourth cumulant of u under p.</summary>
    public override double FourthDerivative(double z)
    {
        var mean = Mean(z);
        var variance = Moment(z, mean, 2);
        return Moment(z, mean, 4) - 3 * variance * variance;
    }

    private double Logit(int i, double z) => offsets[i] + z * direction[i];

    private double Mean(double z) => direction[label] + Slope(z);

    private double Largest(double z)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < offsets.Length; i++)
        {
            largest = Math.Max(largest, Logit(i, z));
        }
        return largest;
    }

    // E_p[(u − centre)^order]
    private double Moment(double z, double centre, int order)
    {
        var largest = Largest(z);
        var (total, moment) = (0.0, 0.0);
        for (var i = 0; i < offsets.Length; i++)
        {
            var weight = Math.Exp(Logit(i, z) - largest);
            total += weight;
            moment += weight * Maps.IntegerPower.Raise(direction[i] - centre, order);
        }
        return moment / total;
    }
}
