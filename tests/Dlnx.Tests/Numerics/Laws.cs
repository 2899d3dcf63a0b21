using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

/// <summary>Runs a law over generated cases with a fixed seed; a violation is shrunk and thrown.</summary>
internal static class Laws
{
    private const ulong Seed = 20502531;
    private const ulong OddGamma = 0x9E3779B97F4A7C15;

    public static void Hold<T>(Gen<T> cases, Func<T, bool> law, int count = 100) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, OddGamma),
            Prop.ForAll(cases.ToArbitrary(), law)
        );
}
