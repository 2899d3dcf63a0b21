using System.Buffers.Binary;
using System.IO.Compression;

namespace Dlnx.Data;

/// <summary>
/// Reads exact numbers of octets from a plain or gzip stream and knows where it is. Memory grows with what the stream
/// really holds, never with what a header promises.
/// </summary>
internal sealed class OctetReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private readonly Stream stream;
    private readonly Stream content;
    private readonly GZipStream? unpacked;

    private OctetReader(Stream stream, bool compressed)
    {
        this.stream = stream;
        unpacked = compressed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
        content = unpacked ?? stream;
    }

    /// <summary>Octets read so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Looks at the first two octets to tell gzip from plain content; the caller keeps the stream.</summary>
    /// <exception cref="ArgumentException">the stream cannot seek back to its beginning</exception>
    public static OctetReader Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("Telling gzip from plain content needs a stream that can seek.");
        Span<byte> start = stackalloc byte[2];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Seek(-count, SeekOrigin.Current);
        return new OctetReader(stream, compressed: start.SequenceEqual<byte>([0x1F, 0x8B]));
    }

    /// <summary>A 32-bit number, most significant octet first.</summary>
    public uint BigEndian(string what) => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint), what));

    /// <summary>Exactly so many octets.</summary>
    /// <param name="count">how many, up to the largest array</param>
    /// <param name="what">what they are, for the message when the content ends first</param>
    /// <exception cref="DataFormatException">the content ends first or its compression is damaged</exception>
    public byte[] Take(int count, string what)
    {
        var start = Offset;
        var octets = new byte[Math.Min(count, FirstBuffer)];
        for (var found = 0; found < count; )
        {
            if (found == octets.Length)
                Array.Resize(ref octets, (int)Math.Min(count, 2L * found));
            var read = ReadSome(octets.AsSpan(found));
            if (read == 0)
                throw new DataFormatException(
                    Offset,
                    $"the content ends; expected {count} bytes of {what} from byte {start}."
                );
            found += read;
        }

        return octets;
    }

    /// <summary>As many octets as are left, up to the length of the span.</summary>
    /// <exception cref="DataFormatException">the compression is damaged</exception>
    public int TakeUpTo(Span<byte> octets)
    {
        var found = 0;
        while (found < octets.Length && ReadSome(octets[found..]) is > 0 and var read)
            found += read;
        return found;
    }

    /// <summary>Requires that nothing follows and that compressed content is complete.</summary>
    /// <exception cref="DataFormatException">there are further octets, or the compression's own checks fail</exception>
    public void RequireEnd(string what)
    {
        var end = Offset;
        if (TakeUpTo(stackalloc byte[1]) > 0)
            throw new DataFormatException(end, $"the content goes on after {what}.");
        if (unpacked is not null && PackedLength() != (uint)end)
            throw new DataFormatException(end, $"the gzip compression of {what} is cut short.");
    }

    public void Dispose() => unpacked?.Dispose();

    // A gzip file ends with the length of its content, which decompression does not miss when it is cut away.
    private uint PackedLength()
    {
        Span<byte> end = stackalloc byte[sizeof(uint)];
        stream.Seek(-end.Length, SeekOrigin.End);
        stream.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end);
    }

    private int ReadSome(Span<byte> octets)
    {
        try
        {
            var read = content.Read(octets);
            Offset += read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(Offset, $"the gzip compression is damaged: {e.Message}");
        }
    }
}
