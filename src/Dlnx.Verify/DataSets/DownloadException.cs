namespace Dlnx.Verify.DataSets;

/// <summary>An attempt to download failed.</summary>
/// <param name="message">Why, as a clause.</param>
/// <param name="resumable">Whether what came so far is good and another attempt may go on from there.</param>
internal sealed class DownloadException(string message, bool resumable = false) : Exception(message)
{
    /// <summary>Whether what came so far is good and another attempt may go on from there.</summary>
    public bool Resumable { get; } = resumable;
}
