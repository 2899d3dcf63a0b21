namespace Dlnx.Networks;

/// <summary>Inputs that are made when they are read, because all of them together would take too much memory.</summary>
public interface IInputSource
{
    /// <summary>The number of inputs.</summary>
    int Count { get; }

    /// <summary>Writes consecutive inputs, the same ones whenever they are read. Thread safe.</summary>
    /// <param name="first">the first one</param>
    /// <param name="inputs">places for one or more whole inputs: channel after channel, row after row</param>
    void Read(int first, Span<double> inputs);
}
