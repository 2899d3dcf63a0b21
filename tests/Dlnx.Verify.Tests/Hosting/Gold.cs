namespace Dlnx.Verify.Tests.Hosting;

/// <summary>Golden files as values and as texts.</summary>
internal static class Gold
{
    public static GoldenProvenance Provenance { get; } = new("2026-02-28", "9.9.9", "7", "managed", "a rounder number");

    /// <summary>A valid file with every property that a golden file can have, as the writer writes it.</summary>
    public const string Text = """
        {
          "schema": "dlnx-verify/golden/1",
          "claim": "Sample/x",
          "accepted": {
            "on": "2026-01-31",
            "tool": "0.1.0",
            "seed": "1",
            "kernel": "managed",
            "reason": "the first ones"
          },
          "numbers": {
            "limit": {
              "value": "Infinity",
              "tolerance": 0,
              "scale": "mixed"
            },
            "ρ₁ at k = 2.1": {
              "value": -0.125,
              "tolerance": 1E-09,
              "scale": "relative",
              "source": "textbook, p. 3"
            }
          }
        }

        """;

    /// <summary>The line of the first occurrence of a text in <see cref="Text"/>, from 1.</summary>
    public static int LineOf(string part) =>
        1 + Text[..Text.IndexOf(part, StringComparison.Ordinal)].Count(character => character == '\n');
}
