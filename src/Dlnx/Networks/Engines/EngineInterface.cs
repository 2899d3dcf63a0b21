namespace Dlnx.Networks.Engines;

/// <summary>
/// The contract with engines that are loaded at run time. Such an assembly says with two
/// <see cref="System.Reflection.AssemblyMetadataAttribute"/>s for which version of the contract it was compiled and which
/// type implements <see cref="IEnginePlugIn"/>; both can be read before any of its types is loaded.
/// </summary>
public static class EngineInterface
{
    /// <summary>The version; it changes with every change of what an engine implements or calls.</summary>
    public const string Version = "1";

    /// <summary>The key of the version. A plug-in gives it <see cref="Version"/>, which the compiler copies into it.</summary>
    public const string VersionKey = "Dlnx.EngineInterface";

    /// <summary>The key of the full name of the type that implements <see cref="IEnginePlugIn"/>.</summary>
    public const string EntryKey = "Dlnx.EnginePlugIn";
}
