namespace Dlnx.Verify.Running;

/// <summary>How a result that checks share is kept in a file.</summary>
public interface IResultFormat<T>
{
    /// <summary>Writes everything that <see cref="Read"/> needs to make an equal result, to the last bit.</summary>
    void Write(T result, BinaryWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="IOException">the content is not of this format</exception>
    T Read(BinaryReader reader);
}
