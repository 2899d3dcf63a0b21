using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Generators that know simpler cases.</summary>
internal static class Shrinking
{
    /// <summary>Cases with a way to make them simpler, so that a failing one is reported small.</summary>
    public static Arbitrary<T> ShrunkBy<T>(this Gen<T> cases, Func<T, IEnumerable<T>> simpler) =>
        Arb.From(cases, simpler);
}
