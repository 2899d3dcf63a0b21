namespace Dlnx.Networks;

/// <summary>One layer of an architecture: what it does to shapes, and what it costs. Data only; engines compute.</summary>
public abstract record NetworkLayer
{
    /// <summary>The shape of its output.</summary>
    /// <param name="input">the shape of its input</param>
    /// <exception cref="ArgumentException">the layer does not accept this shape</exception>
    public virtual FeatureShape Output(FeatureShape input) => input;

    /// <summary>Its parameters in the order of the flat vector.</summary>
    /// <param name="input">the shape of its input</param>
    public virtual IEnumerable<ParameterBlock> Parameters(FeatureShape input) => [];

    /// <summary>Multiplications with a parameter of a dense layer or a kernel, for one example.</summary>
    /// <param name="input">the shape of its input</param>
    public virtual long MultiplyAccumulates(FeatureShape input) => 0;

    /// <summary>Numbers that dense layers, convolutions and normalisations write for one example.</summary>
    /// <param name="input">the shape of its input</param>
    public virtual long Activations(FeatureShape input) => 0;
}
