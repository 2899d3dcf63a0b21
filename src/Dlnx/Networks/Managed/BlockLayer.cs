using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>
/// A layer with its memory for one block of examples. Every array holds the block row after row: example, row of the plane,
/// column of the plane, channel. Four passes: values up, errors (∂L/∂value) down, and the directional derivatives of both.
/// A pass reads what the passes before it left here and in the layer below.
/// </summary>
internal abstract class BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> values;
    private readonly Buffer<T> errors;
    private readonly Buffer<T> tangents;
    private readonly Buffer<T> errorTangents;

    /// <summary>A layer with memory of its own.</summary>
    protected BlockLayer(BlockLayer<T> below, FeatureShape shape, int capacity)
        : this(below, below.Team, shape, capacity) { }

    /// <summary>The bottom of a network.</summary>
    protected BlockLayer(Team team, FeatureShape shape)
        : this(null, team, shape, 0) { }

    private BlockLayer(BlockLayer<T>? below, Team team, FeatureShape shape, int capacity)
    {
        Lower = below;
        Team = team;
        Shape = shape;
        values = new(shape.Size * capacity);
        errors = new(shape.Size * capacity);
        tangents = new(shape.Size * capacity);
        errorTangents = new(shape.Size * capacity);
    }

    /// <summary>A layer that works in the memory of the layer below.</summary>
    protected BlockLayer(BlockLayer<T> below)
    {
        Lower = below;
        Team = below.Team;
        Shape = below.Shape;
        (values, errors) = (below.values, below.errors);
        (tangents, errorTangents) = (below.tangents, below.errorTangents);
    }

    /// <summary>The shape of the output.</summary>
    public FeatureShape Shape { get; }

    /// <summary>How many parameters are its own.</summary>
    public virtual int ParameterCount => 0;

    /// <summary>Whether its values do not depend on any parameter, so that errors and tangents stop here.</summary>
    public virtual bool IsConstant => ParameterCount == 0 && Below.IsConstant;

    /// <summary>Whether a layer above may overwrite the values, because its own later passes do not read them.</summary>
    public virtual bool AllowsOverwriting => true;

    /// <summary>Who works on the block.</summary>
    protected Team Team { get; }

    /// <summary>The layer below.</summary>
    protected BlockLayer<T> Below => Lower!;

    private BlockLayer<T>? Lower { get; }

    /// <summary>Numbers of memory for all four passes, beyond what is shared with the layer below.</summary>
    public virtual long Capacity => Lower?.values == values ? 0 : 4 * values.Capacity;

    public virtual Span<T> Values(int rows) => values.Take(rows * Shape.Size);

    public Span<T> Errors(int rows) => errors.Take(rows * Shape.Size);

    public Span<T> Tangents(int rows) => tangents.Take(rows * Shape.Size);

    public Span<T> ErrorTangents(int rows) => errorTangents.Take(rows * Shape.Size);

    public Span<T> Values(RowRange rows) => Part(Values(rows.End), rows);

    public Span<T> Errors(RowRange rows) => Part(Errors(rows.End), rows);

    public Span<T> Tangents(RowRange rows) => Part(Tangents(rows.End), rows);

    public Span<T> ErrorTangents(RowRange rows) => Part(ErrorTangents(rows.End), rows);

    /// <summary>Values from those below.</summary>
    public abstract void Forward(int rows, ReadOnlySpan<T> parameters);

    /// <summary>Errors below and the gradient of the own parameters, from the errors here.</summary>
    public abstract void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient);

    /// <summary>The change of the values along a direction of the parameters.</summary>
    public abstract void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction);

    /// <summary>The change of errors below and of the own gradient along the direction.</summary>
    public abstract void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    );

    private Span<T> Part(Span<T> block, RowRange rows) => block[(rows.First * Shape.Size)..];
}
