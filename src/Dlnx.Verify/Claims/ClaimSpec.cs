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

    /// <summary>Signalled when the run is cancelled or the check's budget is over; long computations poll it.</summary>
    protected CancellationToken Cancellation => Session.Cancellation;

    /// <summary>How long the check may take in this run; infinite where there is no limit.</summary>
    protected TimeSpan TimeBudget => Session.Budget;

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

    /// <summary>Says where a long check is; a person at a terminal sees it.</summary>
    /// <param name="progress">A few words, such as "step 400 of 3000, loss 0.31".</param>
    protected void Report(string progress) => Session.Report(progress);

    /// <summary>
    /// A result that several checks read, computed once in a run: the first check to ask computes it, another that asks
    /// meanwhile waits.
    /// </summary>
    /// <param name="key">
    /// All that the result depends on (setting, seed, engine), as text. The code that computes it is taken into account.
    /// </param>
    /// <param name="compute">Computes the result of the key; polls <see cref="Cancellation"/> when it takes long.</param>
    /// <param name="format">How to keep it on disk for later runs, where the user wants that; null for memory only.</param>
    protected T Shared<T>(string key, Func<string, T> compute, IResultFormat<T>? format = null)
        where T : class => Session.Shared.Get(key, compute, format, Cancellation);

    /// <summary>
    /// Several such results. What nobody computes yet is taken first and what another check computes is waited for last, so
    /// that checks that need the same results share the work.
    /// </summary>
    /// <param name="items">What to compute a result for.</param>
    /// <param name="key">The key of an item, as for a single result.</param>
    /// <param name="compute">Computes the result of an item.</param>
    /// <param name="format">How to keep results on disk; null for memory only.</param>
    /// <returns>The results in the order of the items.</returns>
    protected IReadOnlyList<T> Shared<TItem, T>(
        IEnumerable<TItem> items,
        Func<TItem, string> key,
        Func<TItem, T> compute,
        IResultFormat<T>? format = null
    )
        where T : class => Session.Shared.GetAll([.. items], key, compute, format, Cancellation);

    /// <summary>Ends the check as skipped.</summary>
    /// <param name="reason">What is missing, and how to get it.</param>
    protected static void Skip(string reason) => Assert.Ignore(reason);

    internal void Begin(CheckSession check) => session = check;
}
