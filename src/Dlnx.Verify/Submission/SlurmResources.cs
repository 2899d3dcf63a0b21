using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Submission;

/// <summary>What a task of a job array asks for, in the words of <c>sbatch</c>.</summary>
/// <param name="Time">The limit of its time, such as <c>01:00:00</c>.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Memory">Memory, such as <c>4G</c>.</param>
public sealed record SlurmResources(string Time, int Cpus, string Memory)
{
    /// <summary>Enough for a part of all claims of the papers up to a tier, with a wide margin.</summary>
    public static SlurmResources Of(Tier tier) =>
        tier switch
        {
            Tier.Fast => new("00:15:00", 2, "2G"),
            Tier.Standard => new("01:00:00", 4, "4G"),
            _ => new("12:00:00", 8, "16G"),
        };
}
