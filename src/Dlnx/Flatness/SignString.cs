using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// A string σ of signs, packed into an integer. The first sign acts first: $T_{ab}(x) = T_b(T_a(x))$ with
/// $T_\pm(x) = x \pm \Delta(x)$.
/// </summary>
public readonly record struct SignString
{
    /// <summary>The longest string.</summary>
    public const int MaximalLength = 30;

    /// <summary>A string from its minus signs.</summary>
    /// <param name="minuses">bit i is set where sign i, counted from 0, is −</param>
    /// <param name="length">number of signs, 0 to <see cref="MaximalLength"/></param>
    /// <exception cref="ArgumentException">the length is out of range, or a bit beyond it is set</exception>
    public SignString(uint minuses, int length)
    {
        if (length is < 0 or > MaximalLength)
            throw new ArgumentException($"A sign string has {length} signs; it has 0 to {MaximalLength}.");
        if (minuses >> length != 0)
            throw new ArgumentException($"The bits {minuses:X} do not fit into a string of {length} signs.");
        Minuses = minuses;
        Length = length;
    }

    /// <summary>The string without signs.</summary>
    public static SignString Empty => default;

    /// <summary>The string +.</summary>
    public static SignString Plus => new(0, 1);

    /// <summary>The string −.</summary>
    public static SignString Minus => new(1, 1);

    /// <summary>Bit i is set where sign i is −.</summary>
    public uint Minuses { get; }

    /// <summary>Number of signs t.</summary>
    public int Length { get; }

    /// <summary>S_t, the sum of the signs.</summary>
    public int Sum => Length - (2 * BitOperations.PopCount(Minuses));

    /// <summary>M_t, the largest |S_j| for j ≤ t.</summary>
    public int Excursion
    {
        get
        {
            var (sum, largest) = (0, 0);
            for (var i = 0; i < Length; i++)
            {
                sum += this[i];
                largest = Math.Max(largest, Math.Abs(sum));
            }
            return largest;
        }
    }

    /// <summary>Whether there are as many + as −; the empty string is one of these.</summary>
    public bool IsZeroSum => Sum == 0;

    /// <summary>Whether it is a non-empty zero-sum string without a proper non-empty zero-sum prefix (Definition F.3).</summary>
    public bool IsPrimitive
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < Length; i++)
            {
                sum += this[i];
                if (sum == 0)
                    return i == Length - 1;
            }
            return false;
        }
    }

    /// <summary>Sign i, +1 or −1; i from 0.</summary>
    public int this[int i] => ((Minuses >> i) & 1) == 0 ? 1 : -1;

    /// <summary>Reads a string of the characters + and −; the hyphen counts as −.</summary>
    /// <exception cref="ArgumentException">another character, or too many</exception>
    public static SignString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximalLength)
            throw new ArgumentException($"A sign string has {text.Length} signs; it has at most {MaximalLength}.");
        var minuses = 0u;
        for (var i = 0; i < text.Length; i++)
        {
            minuses |= text[i] switch
            {
                '+' => 0u,
                '-' or '−' => 1u << i,
                var other => throw new ArgumentException(
                    $"A sign string has the character '{other}'; it has + and - only."
                ),
            };
        }
        return new(minuses, text.Length);
    }

    /// <summary>This string followed by another (“Add”).</summary>
    public SignString Then(SignString next) => new(Minuses | (next.Minuses << Length), Length + next.Length);

    /// <summary>+σ− (“Overset”).</summary>
    public SignString BetweenPlusAndMinus() => Plus.Then(this).Then(Minus);

    /// <summary>−σ+ (“Overset”).</summary>
    public SignString BetweenMinusAndPlus() => Minus.Then(this).Then(Plus);

    /// <summary>The signs from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    public SignString Slice(int start, int end) => new((Minuses >> start) & ((1u << (end - start)) - 1), end - start);

    /// <summary>T_σ(x).</summary>
    public double Apply(StepLaw law, double x)
    {
        ArgumentNullException.ThrowIfNull(law);
        for (var i = 0; i < Length; i++)
            x += this[i] * law.At(x);
        return x;
    }

    /// <summary>The states x_0 … x_t along the string, start and end included.</summary>
    public double[] States(StepLaw law, double start)
    {
        ArgumentNullException.ThrowIfNull(law);
        var states = new double[Length + 1];
        states[0] = start;
        for (var i = 0; i < Length; i++)
            states[i + 1] = states[i] + (this[i] * law.At(states[i]));
        return states;
    }

    /// <summary>The states along the string, exactly.</summary>
    public Rational[] States(RationalStep law, Rational start)
    {
        ArgumentNullException.ThrowIfNull(law);
        var states = new Rational[Length + 1];
        states[0] = start;
        for (var i = 0; i < Length; i++)
            states[i + 1] = this[i] > 0 ? law.Up(states[i]) : law.Down(states[i]);
        return states;
    }

    /// <summary>For example <c>++--</c>.</summary>
    public override string ToString()
    {
        var self = this;
        return string.Create(Length, self, static (text, s) => s.Write(text));
    }

    private void Write(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = this[i] > 0 ? '+' : '-';
    }
}
