namespace Dlnx.Verify.Isolation;

/// <summary>A check that a worker is to run.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Method">The check's method.</param>
internal sealed record WorkerOrder(string Claim, string Method);
