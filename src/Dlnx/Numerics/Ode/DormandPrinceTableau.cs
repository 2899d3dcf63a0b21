namespace Dlnx.Numerics.Ode;

/// <summary>
/// The 5(4) pair of Dormand and Prince, "A family of embedded Runge–Kutta formulae", J. Comput. Appl. Math. 6, 1980, with
/// the continuous extension of order 4 by Hairer, Nørsett, Wanner, "Solving Ordinary Differential Equations I", II.6.
/// Seven stages; the last is the first of the next step.
/// </summary>
internal static class DormandPrinceTableau
{
    public const int Stages = 7;

    /// <summary>c: the stages' places in the step.</summary>
    public static ReadOnlySpan<double> Nodes => [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1];

    /// <summary>b − b̂: the error of the step, order 5 against order 4.</summary>
    public static ReadOnlySpan<double> Error =>
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    /// <summary>The fourth coefficient of the continuous extension.</summary>
    public static ReadOnlySpan<double> Dense =>
        [
            -12715105075.0 / 11282082432,
            0,
            87487479700.0 / 32700410799,
            -10690763975.0 / 1880347072,
            701980252875.0 / 199316789632,
            -1453857185.0 / 822651844,
            69997945.0 / 29380423,
        ];

    /// <summary>a: the weights of stages 0 … stage − 1 in the given stage; those of the last are the step's own (b).</summary>
    public static ReadOnlySpan<double> Weights(int stage) =>
        stage switch
        {
            1 => [1.0 / 5],
            2 => [3.0 / 40, 9.0 / 40],
            3 => [44.0 / 45, -56.0 / 15, 32.0 / 9],
            4 => [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            5 => [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            _ => [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        };
}
