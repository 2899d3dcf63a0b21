using System.CommandLine;
using System.Reflection;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Quantities;
using Dlnx.Verify.Running;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>What the shared options and the configuration select: the spec assemblies, the golden files and the terminal.</summary>
internal sealed class Workspace
{
    private readonly IReadOnlyList<Assembly> assemblies;

    private Workspace(ParseResult parsed)
    {
        Terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        Configured = Configured.Of(parsed);
        var profile = Configured.Profile;
        assemblies =
        [
            SpecAssembly.Load("Dlnx.Specs"),
            .. Configured.Value(SharedOptions.Specs, profile.Specs).Select(SpecAssembly.LoadFrom),
        ];
        var packaged = Path.Combine(AppContext.BaseDirectory, "golden");
        Golden = new GoldenStore(Configured.Value(SharedOptions.Golden, profile.Golden), packaged);
    }

    public Terminal Terminal { get; }

    public Configured Configured { get; }

    public GoldenStore Golden { get; }

    public static Workspace Of(ParseResult parsed) => new(parsed);

    /// <summary>Says which configuration is in force; nothing when none is.</summary>
    public void SayConfiguration()
    {
        if (Configured.Description is { Length: > 0 } configuration)
            Terminal.Write($"Configuration: {configuration}");
    }

    public ClaimCatalog Claims() => ClaimCatalog.Load(assemblies);

    public DataSetCatalog DataSets() => DataSetCatalog.Load(assemblies);

    public EngineCatalog Engines() => EngineCatalog.Load(assemblies);

    public KernelCatalog Kernels() => KernelCatalog.Load(assemblies);

    public QuantityCatalog Quantities() => QuantityCatalog.Load(assemblies);
}
