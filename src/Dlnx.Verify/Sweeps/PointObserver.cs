using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Sweeps;

/// <summary>Sees the run at one point for an observer of the whole sweep.</summary>
internal sealed class PointObserver(IRunObserver sweep, SweepPoint point) : IRunObserver
{
    public void Progressed(string claim, string progress) => sweep.Progressed(claim, $"{point.Label}: {progress}");

    public void Finished(ClaimDefinition claim, CheckResult check) =>
        sweep.Finished(claim, check with { Name = $"{check.Name} ({point.Label})" });
}
