namespace Dlnx.Escape;

/// <summary>
/// An activation φ, applied entry by entry, with two derivatives, its deficit φ − zφ′ and its Taylor series at 0.
/// </summary>
/// <remarks>
/// A new one needs <see cref="Value"/> and two derivatives; <see cref="CustomActivation"/> takes them as three functions.
/// Everything else has a default that follows from them and from the Taylor coefficients. Register it with
/// <see cref="Activations.Register"/> and every claim accepts its name. Instances are immutable and thread safe.
/// </remarks>
public abstract class Activation
{
    private static readonly double[] Probes = [-2.7, -1, -0.3, 0.3, 1, 2.7];
    private readonly double[] taylor;
    private readonly double seriesRadius;

    /// <summary>Sets what the defaults use.</summary>
    /// <param name="name">the word for it on the command line</param>
    /// <param name="taylor">c₀, c₁, … as far as known; at least c₀, and only c₀ where φ has no derivative at 0</param>
    /// <param name="seriesRadius">
    /// |z| below which the deficit is summed from the Taylor series, because φ − zφ′ would cancel; 0 for never
    /// </param>
    /// <exception cref="ArgumentException">no name or no coefficient, or a coefficient that is not finite</exception>
    protected Activation(string name, ReadOnlySpan<double> taylor, double seriesRadius = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (taylor.IsEmpty || taylor.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException(
                $"The activation {name} needs finite Taylor coefficients, at least the value at 0.",
                nameof(taylor)
            );
        }

        Name = name;
        this.taylor = taylor.ToArray();
        this.seriesRadius = seriesRadius;
        var beyondLinear = Array.FindIndex(this.taylor, Math.Min(2, taylor.Length), c => c != 0);
        Order = beyondLinear < 0 ? null : beyondLinear;
    }

    /// <summary>The word for it on the command line.</summary>
    public string Name { get; }

    /// <summary>How many Taylor coefficients are known: c₀ up to this index − 1.</summary>
    public int KnownCoefficients => taylor.Length;

    /// <summary>c₁ = φ′(0); null where φ has no derivative at 0.</summary>
    public double? Slope => taylor.Length > 1 ? taylor[1] : null;

    /// <summary>q, the first k ≥ 2 with c_k ≠ 0; null when there is none among the known coefficients.</summary>
    public int? Order { get; }

    /// <summary>The class of Proposition 2.</summary>
    public ActivationClass Class =>
        taylor[0] != 0 ? ActivationClass.D
        : Order is not { } order
            ? IsPiecewiseLinear() ? ActivationClass.A
                : ActivationClass.Unclassified
        : IsOdd ? ActivationClass.B
        : order == 2 ? ActivationClass.C
        : ActivationClass.Unclassified;

    /// <summary>Whether φ(−z) = −φ(z).</summary>
    public bool IsOdd => Array.TrueForAll(Probes, z => Math.Abs(Value(z) + Value(-z)) <= 1e-14 * Math.Abs(Value(z)));

    /// <summary>φ(z).</summary>
    public abstract double Value(double z);

    /// <summary>φ′(z); at a kink, the derivative that backpropagation uses there.</summary>
    public abstract double Derivative(double z);

    /// <summary>φ″(z).</summary>
    public abstract double SecondDerivative(double z);

    /// <summary>
    /// The deficit φ(z) − zφ′(z) (C, eq. 2), by its series Σ(1 − k)c_k z^k below the radius given to the constructor.
    /// </summary>
    public virtual double Deficit(double z)
    {
        if (!(Math.Abs(z) < seriesRadius))
            return Value(z) - (z * Derivative(z));
        var sum = 0.0;
        for (var k = taylor.Length - 1; k >= 0; k--)
            sum = (sum * z) + ((1 - k) * taylor[k]);
        return sum;
    }

    /// <summary>c_k = φ⁽ᵏ⁾(0)/k!.</summary>
    /// <param name="k">0 up to <see cref="KnownCoefficients"/> − 1</param>
    /// <exception cref="ArgumentOutOfRangeException">the coefficient is not known</exception>
    public double TaylorCoefficient(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, taylor.Length);
        return taylor[k];
    }

    /// <summary>The activation with an inner gain β: φ(βz), divided by β where <see cref="KeepsSlope"/> says so.</summary>
    /// <param name="beta">β &gt; 0</param>
    /// <exception cref="ArgumentOutOfRangeException">β is not a positive number</exception>
    public Activation WithGain(double beta) =>
        beta == 1 ? this : new RescaledActivation($"{Name}(β={beta:R})", this, beta, KeepsSlope ? 1 / beta : 1);

    /// <summary>Whether an inner gain keeps the slope, as in xΦ(βx), xσ(βx) and ln(1 + e^{βx})/β.</summary>
    public virtual bool KeepsSlope => false;

    /// <summary>φ of every entry.</summary>
    /// <param name="z">arguments</param>
    /// <param name="values">as many places; may be <paramref name="z"/> itself</param>
    public virtual void Evaluate(ReadOnlySpan<double> z, Span<double> values)
    {
        for (var i = 0; i < z.Length; i++)
            values[i] = Value(z[i]);
    }

    /// <summary>φ and φ′ of every entry.</summary>
    /// <param name="z">arguments</param>
    /// <param name="values">φ, as many places</param>
    /// <param name="derivatives">φ′, as many places; may be <paramref name="z"/> itself</param>
    public virtual void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
        {
            values[i] = Value(z[i]);
            derivatives[i] = Derivative(z[i]);
        }
    }

    /// <summary>φ − zφ′ of every entry.</summary>
    /// <param name="z">arguments</param>
    /// <param name="deficits">as many places</param>
    public virtual void Deficits(ReadOnlySpan<double> z, Span<double> deficits)
    {
        for (var i = 0; i < z.Length; i++)
            deficits[i] = Deficit(z[i]);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private bool IsPiecewiseLinear() => Array.TrueForAll(Probes, z => SecondDerivative(z) == 0);
}
