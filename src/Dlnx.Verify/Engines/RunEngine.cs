using System.Text.Json.Serialization;

namespace Dlnx.Verify.Engines;

/// <summary>What trains networks in a run, as results name it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Device">What it computes on.</param>
/// <param name="Precision">Its number types.</param>
/// <param name="Implementation">The engine itself, of a type that the specs know; null for their own default.</param>
public sealed record RunEngine(
    string Name,
    string Device,
    string Precision,
    [property: JsonIgnore] object? Implementation = null
)
{
    /// <summary>The name of the engine that every machine has.</summary>
    public const string ManagedName = "managed";

    /// <summary>The name of the engine that computes with libtorch and is loaded when it is asked for.</summary>
    public const string TorchName = "torch";

    /// <summary>The folder, among the accepted numbers, of those that other engines gave.</summary>
    public const string GoldenFolder = "gpu";

    private static readonly AsyncLocal<RunEngine?> InUse = new();

    /// <summary>The names that a configuration may have.</summary>
    public static IReadOnlyList<string> Names { get; } = [ManagedName, TorchName];

    /// <summary>Double precision on the processor: the engine of every accepted number.</summary>
    public static RunEngine Managed { get; } = new(ManagedName, "cpu", "float64");

    /// <summary>The engine of the check or the quantity that is being computed; <see cref="Managed"/> elsewhere.</summary>
    public static RunEngine Current => InUse.Value ?? Managed;

    /// <summary>What it was opened by, so that another process can open it too; null for the default.</summary>
    public EngineRequest? Request { get; init; }

    /// <summary>The words that choose it on the command line, with a leading space; empty for the default.</summary>
    [JsonIgnore]
    public string Words => Request?.Words ?? "";

    /// <summary>Whether the accepted numbers are this engine's.</summary>
    [JsonIgnore]
    public bool IsReference => Describes(Managed);

    /// <summary>
    /// What an exception of the engine means to a person, such as a device without enough memory; null for others.
    /// </summary>
    [JsonIgnore]
    public Func<Exception, string?> Explain { get; init; } = _ => null;

    /// <summary>Computes with this engine as the current one, on this and every thread that is started meanwhile.</summary>
    /// <param name="work">What to compute.</param>
    /// <exception cref="ProblemException">The engine failed in a way that it can explain.</exception>
    public T During<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var outer = InUse.Value;
        InUse.Value = this;
        try
        {
            return work();
        }
        catch (Exception e) when (Explained(e) is { } message)
        {
            throw new ProblemException(message, ExitCode.Environment, e);
        }
        finally
        {
            InUse.Value = outer;
        }
    }

    private string? Explained(Exception? e) => e is null ? null : Explain(e) ?? Explained(e.InnerException);

    /// <summary>Name, device and precision.</summary>
    public override string ToString() => $"{Name}, {Device}, {Precision}";

    private bool Describes(RunEngine other) => (Name, Device, Precision) == (other.Name, other.Device, other.Precision);
}
