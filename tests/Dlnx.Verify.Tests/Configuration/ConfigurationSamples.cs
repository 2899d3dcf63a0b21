namespace Dlnx.Verify.Tests.Configuration;

/// <summary>Configurations for tests.</summary>
internal static class ConfigurationSamples
{
    /// <summary>One with every key, at the top level and in a profile, with comments and trailing commas.</summary>
    public const string Full = """
        // What this repository verifies.
        {
          "$schema": "dlnx-verify.schema.json",
          "tier": "fast",
          "seed": 18446744073709551615,
          "cases": 50,
          "workers": 3,
          "claims": ["My/*", "!My/slow"], /* its own claims */
          "set": { "depth": 5, "eta": "0.02", "exact": true },
          "specs": ["bin/My.Specs.dll"],
          "golden": "golden",
          "data": "../data",
          "cache": "/tmp/cache",
          "costs": "costs.json",
          "engine": "managed",
          "enginePath": "engines/torch",
          "engineSet": { "precision": "mixed" },
          "kernel": "managed",
          "isolate": true,
          "memory": "1.5 GiB",
          "budgets": { "fast": 10, "full": 3600.5 },
          "out": "report",
          "marginFactor": 3,
          "timeFactor": 1.5,
          "profiles": {
            "ci": {
              "tier": "standard",
              "seed": 2,
              "cases": 200,
              "workers": 1,
              "claims": [],
              "set": { "eta": -1.5E-3 },
              "specs": [],
              "golden": "ci/golden",
              "data": "ci/data",
              "cache": "ci/cache",
              "costs": "ci/costs.json",
              "engine": "torch",
              "enginePath": "ci/torch",
              "engineSet": { "block": 100 },
              "kernel": "openblas",
              "isolate": false,
              "memory": "512MiB",
              "budgets": { "standard": 90, "full": 60, "fast": 1 },
              "out": "ci/report",
              "marginFactor": 4,
              "timeFactor": 10,
            },
            "quick": {},
          },
        }

        """;

    /// <summary>The place of a text in <see cref="Full"/> as messages name it.</summary>
    public static string PlaceOf(string part)
    {
        var before = Full[..Full.IndexOf(part, StringComparison.Ordinal)];
        return $"line {before.Split('\n').Length}, column {before.Length - before.LastIndexOf('\n')}";
    }
}
