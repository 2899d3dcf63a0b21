using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Running;

/// <summary>Sees a run while it goes on; calls may come from several threads at once.</summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="checks">How many checks it will run.</param>
    void Started(int checks) { }

    /// <summary>A check ended.</summary>
    void Finished(ClaimDefinition claim, CheckResult check) { }
}
