namespace Dlnx.Networks;

/// <summary>The pieces that results of experiments are written in: little-endian, exact to the last bit.</summary>
internal static class BinaryContent
{
    /// <summary>Begins a content: what it is and in which version of its form.</summary>
    public static void WriteHeader(this BinaryWriter writer, string kind, int version)
    {
        writer.Write(kind);
        writer.Write(version);
    }

    /// <summary>Requires the header of this kind and version.</summary>
    /// <exception cref="IOException">the content begins with another one</exception>
    public static void ReadHeader(this BinaryReader reader, string kind, int version)
    {
        var foundKind = reader.ReadString();
        var foundVersion = reader.ReadInt32();
        if (foundKind != kind || foundVersion != version)
            throw new IOException(
                $"Expected a {kind} of version {version}; found '{foundKind}' of version {foundVersion}."
            );
    }

    /// <summary>Writes the number of entries and the entries.</summary>
    public static void WriteDoubles(this BinaryWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
            writer.Write(value);
    }

    /// <summary>Reads what <see cref="WriteDoubles"/> wrote.</summary>
    /// <exception cref="IOException">the content is shorter than it says</exception>
    public static double[] ReadDoubles(this BinaryReader reader)
    {
        var values = new double[reader.ReadCount(sizeof(double))];
        foreach (ref var value in values.AsSpan())
            value = reader.ReadDouble();
        return values;
    }

    /// <summary>Reads a number of items, each of at least so many octets, that the rest of the stream has room for.</summary>
    /// <exception cref="IOException">the number is negative or the stream is too short for it</exception>
    public static int ReadCount(this BinaryReader reader, int smallestItem)
    {
        var count = reader.ReadInt32();
        var stream = reader.BaseStream;
        var room = stream.CanSeek ? (stream.Length - stream.Position) / smallestItem : int.MaxValue;
        return count >= 0 && count <= room
            ? count
            : throw new IOException($"The content announces {count} items; there is room for {room}.");
    }

    /// <summary>Reads a member of an enumeration.</summary>
    /// <exception cref="IOException">there is no such member</exception>
    public static T ReadMember<T>(this BinaryReader reader)
        where T : struct, Enum
    {
        var number = reader.ReadInt32();
        var member = (T)Enum.ToObject(typeof(T), number);
        return Enum.IsDefined(member) ? member : throw new IOException($"{number} is no {typeof(T).Name}.");
    }

    /// <summary>Writes −1 for null.</summary>
    public static void WriteIndex(this BinaryWriter writer, int? index) => writer.Write(index ?? -1);

    /// <summary>Reads what <see cref="WriteIndex"/> wrote.</summary>
    public static int? ReadIndex(this BinaryReader reader) => reader.ReadInt32() is >= 0 and var index ? index : null;

    /// <summary>Writes sharpness samples.</summary>
    public static void WriteSamples(this BinaryWriter writer, IReadOnlyList<SharpnessSample> samples)
    {
        writer.Write(samples.Count);
        foreach (var (step, value) in samples)
        {
            writer.Write(step);
            writer.Write(value);
        }
    }

    /// <summary>Reads what <see cref="WriteSamples"/> wrote.</summary>
    /// <exception cref="IOException">the content is shorter than it says</exception>
    public static IReadOnlyList<SharpnessSample> ReadSamples(this BinaryReader reader)
    {
        var samples = new SharpnessSample[reader.ReadCount(sizeof(int) + sizeof(double))];
        foreach (ref var sample in samples.AsSpan())
            sample = new(reader.ReadInt32(), reader.ReadDouble());
        return samples;
    }
}
