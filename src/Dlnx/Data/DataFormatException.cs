namespace Dlnx.Data;

/// <summary>A data set file is not in its format.</summary>
/// <param name="offset">the byte at which that shows, from 0; after decompression for a compressed file</param>
/// <param name="problem">what was found there and what was expected</param>
public sealed class DataFormatException(long offset, string problem) : FormatException($"byte {offset}: {problem}")
{
    /// <summary>The byte at which the problem shows, from 0; after decompression for a compressed file.</summary>
    public long Offset { get; } = offset;
}
