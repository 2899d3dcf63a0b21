namespace Dlnx.Networks.Engines;

/// <summary>Where an assembly begins that brings an engine; it needs a constructor without arguments.</summary>
public interface IEnginePlugIn
{
    /// <summary>Starts the engine on a device, and says what it found there.</summary>
    /// <param name="settings">the device and how to compute on it</param>
    /// <exception cref="EngineException">the device or a library is missing, or a setting is not possible</exception>
    OpenedEngine Open(EngineSettings settings);
}

/// <summary>An engine with its device.</summary>
/// <param name="Engine">the engine; thread safe, for the whole run</param>
/// <param name="Device">for results, such as "cuda:0 (NVIDIA RTX A6000)"</param>
/// <param name="Precision">its number types, for results</param>
/// <param name="Versions">of the libraries it computes with</param>
public sealed record OpenedEngine(ITrainingEngine Engine, string Device, string Precision, string Versions);

/// <summary>An engine cannot compute here: a device, a library or memory is missing.</summary>
/// <param name="message">what is missing, and what to do</param>
/// <param name="innerException">the cause, if another exception led here</param>
public sealed class EngineException(string message, Exception? innerException = null)
    : Exception(message, innerException);
