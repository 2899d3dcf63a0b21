using Dlnx.Networks;
using Dlnx.Networks.Engines;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Running;

namespace Dlnx.Specs.Engines;

/// <summary>The engine of the library itself, in the number type that is asked for.</summary>
public sealed class ManagedEngines : EngineProvider
{
    /// <inheritdoc/>
    public override string Name => RunEngine.ManagedName;

    /// <inheritdoc/>
    public override RunEngine Open(EngineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var settings = EngineWords.Read(request, "precision");
        var training = new ManagedEngine { Precision = settings.Training };
        var curvature = new ManagedEngine { Precision = settings.Curvature };
        return RunEngine.Managed with
        {
            Precision = EngineWords.Precision(settings),
            Implementation = training == curvature ? training : new MixedPrecisionEngine(training, curvature),
        };
    }

    /// <inheritdoc/>
    public override DiagnosisItem Examine(EngineRequest request) =>
        new("engine managed", $"float64, float32 or mixed; {Environment.ProcessorCount} cores", "");
}
