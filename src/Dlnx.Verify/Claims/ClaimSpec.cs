using System.Runtime.CompilerServices;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Figures;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Recording;
using Dlnx.Verify.Running;
using NUnit.Framework;

namespace Dlnx.Verify.Claims;

/// <summary>
/// Base of every claim: a class with a <see cref="ClaimAttribute"/>, settable properties with a
/// <see cref="ParameterAttribute"/> and methods with a <see cref="CheckAttribute"/>. Each check runs on an instance of
/// its own, so checks run in parallel without sharing state.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class ClaimSpec : IParameterized
{
    private CheckSession? session;

    /// <summary>Records numbers and asserts them in one call.</summary>
    protected EvidenceRecorder Evidence => Session.Evidence;

    /// <summary>Signalled when the run is cancelled; long computations poll it.</summary>
    protected CancellationToken Cancellation => Session.Cancellation;

    private CheckSession Session =>
        session ?? throw new InvalidOperationException("Evidence is available only while a check runs.");

    /// <summary>
    /// Checks relations between parameters that their own ranges cannot express; throws a
    /// <see cref="ParameterException"/> naming the parameter, the value and the limit.
    /// </summary>
    public virtual void Validate() { }

    /// <summary>Seed of a random stream, a function of the run's seed, this claim, this check and the index.</summary>
    /// <param name="index">Distinguishes several streams of one check.</param>
    protected ulong StreamSeed(int index = 0) => Session.StreamSeed(index);

    /// <summary>Declares a figure; what is drawn on it is stored with the evidence.</summary>
    /// <param name="title">A unique title within the claim.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    protected Figure Figure(string title, Axis x, Axis y) => Session.Evidence.Draw(new Figure(title, x, y));

    /// <summary>
    /// The copy of a published data set on this machine, which the results then name as the data of the check. Without one
    /// the check ends as skipped and says how to get it.
    /// </summary>
    /// <param name="set">The set.</param>
    protected DataFolder RequireData(PublishedDataSet set)
    {
        if (Session.Find(set) is not { } folder)
            throw new IgnoreException(set.Missing);
        Session.UseData(set.Title);
        return folder;
    }

    /// <summary>Says that the check runs on a generated data set; the results name it as the data of the check.</summary>
    /// <param name="name">The surrogate's name, such as <c>S1</c>.</param>
    protected void OnSurrogate(string name) => Session.UseData($"surrogate {name}");

    /// <summary>Ends the check as skipped.</summary>
    /// <param name="reason">What is missing, and how to get it.</param>
    protected static void Skip(string reason) => Assert.Ignore(reason);

    internal void Begin(CheckSession check) => session = check;
}
