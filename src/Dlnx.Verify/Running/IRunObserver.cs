using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Running;

/// <summary>Sees a run while it goes on; calls may come from several threads at once.</summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="checks">How many checks it will run.</param>
    void Started(int checks) { }

    /// <summary>A check that takes long says where it is.</summary>
    /// <param name="claim">The claim's id.</param>
    /// <param name="progress">A few words, such as "step 400 of 3000, loss 0.31".</param>
    void Progressed(string claim, string progress) { }

    /// <summary>A check ended.</summary>
    void Finished(ClaimDefinition claim, CheckResult check) { }
}
