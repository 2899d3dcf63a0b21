using System.Security.Cryptography;
using System.Text;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Recording;

/// <summary>What a check knows while it runs: its place in the run, its random streams, the accepted numbers.</summary>
internal sealed class CheckSession
{
    private readonly RunContext run;
    private readonly string claim;
    private readonly string check;
    private readonly CheckWatch watch;
    private readonly SortedSet<string> data = new(StringComparer.Ordinal);
    private int propertyStreams;

    public CheckSession(RunContext run, string claim, string check, bool hasDefaultParameters, CheckWatch watch)
    {
        this.run = run;
        this.watch = watch;
        this.claim = claim;
        this.check = check;
        HasDefaultParameters = hasDefaultParameters;
        Evidence = new EvidenceRecorder(this);
    }

    public EvidenceRecorder Evidence { get; }

    public CancellationToken Cancellation => watch.Token;

    public TimeSpan Budget => watch.Budget;

    public SharedResults Shared => run.Shared;

    public int Cases => run.Cases;

    public bool HasDefaultParameters { get; }

    /// <summary>The data sets that the check said it uses.</summary>
    public string Data => string.Join(", ", data);

    public void Report(string progress) => run.Observer.Progressed(claim, progress);

    /// <summary>
    /// The first 8 bytes of SHA-256 over “run seed, claim id, check name, index” on lines of their own: streams do not
    /// depend on the order in which checks run, nor on each other.
    /// </summary>
    public ulong StreamSeed(int index)
    {
        var name = $"{run.Seed}\n{claim}\n{check}\n{index}";
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
    }

    // Negative indices keep the streams of properties apart from those that the check asks for.
    public ulong NextStreamSeed() => StreamSeed(--propertyStreams);

    public DataFolder? Find(DataSet set) => run.Data.Find(set);

    public void UseData(string source) => data.Add(source);

    public bool AcceptsOtherTolerances => run.Golden.IsOfOtherEngine;

    public GoldenNumber? AcceptedNumber(string name) => run.Golden.Find(claim)?.Numbers.GetValueOrDefault(name);
}
