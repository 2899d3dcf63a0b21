namespace Dlnx.Verify.Parameters;

/// <summary>A parameter's value, or a combination of values, is not allowed.</summary>
/// <param name="parameter">The parameter's name on the command line.</param>
/// <param name="problem">A clause that completes “parameter x …”: the value found and the limit.</param>
public sealed class ParameterException(string parameter, string problem)
    : ProblemException($"Parameter '{parameter}' {problem}", ExitCode.Usage)
{
    /// <summary>The parameter's name on the command line.</summary>
    public string Parameter { get; } = parameter;
}
