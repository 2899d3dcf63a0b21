namespace Dlnx.Data;

/// <summary>A file does not hold a matrix in the expected format.</summary>
/// <param name="message">Where it goes wrong (line, or byte), what was expected and what was found.</param>
public sealed class MatrixFormatException(string message) : FormatException(message);
