namespace Dlnx.Verify.Parameters;

/// <summary>Something whose properties marked with <see cref="ParameterAttribute"/> can be set from text.</summary>
public interface IParameterized
{
    /// <summary>Checks relations between the parameters.</summary>
    /// <exception cref="ParameterException">A combination of values is not allowed.</exception>
    void Validate();
}
