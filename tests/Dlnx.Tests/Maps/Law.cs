using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

/// <summary>Runs a property of maps over FsCheck's cases from a fixed seed.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(2502, 20531).WithMaxTest(200),
            Prop.ForAll(cases.ToArbitrary(), property)
        );

    /// <summary>Evenly spread reals between two ends.</summary>
    public static Gen<double> Real(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1_000_000.0);
}
