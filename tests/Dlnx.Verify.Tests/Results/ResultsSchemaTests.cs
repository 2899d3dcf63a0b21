using System.Text.Json.Nodes;

namespace Dlnx.Verify.Tests.Results;

/// <summary>schemas/results.schema.json describes what the tool writes, and nothing else.</summary>
public sealed class ResultsSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Read(
        Path.Combine(AppContext.BaseDirectory, "schemas", "results.schema.json")
    );

    [Test]
    public void Real_results_satisfy_the_schema() => Assert.That(Schema.Errors(SampleResults.Json()), Is.Empty);

    [Test]
    public void A_cancelled_run_satisfies_the_schema()
    {
        var results = Samples.Run(new RunOptions(), cancellation: new CancellationToken(canceled: true));

        Assert.That(Schema.Errors(JsonNode.Parse(SampleResults.Text(results))), Is.Empty);
    }

    [Test]
    public void The_sample_has_every_kind_of_evidence_in_every_state()
    {
        var evidence = SampleResults.Full.Claims.SelectMany(claim => claim.Checks).SelectMany(check => check.Evidence);
        var seen = evidence
            .Select(item =>
                $"{item.GetType().Name} {(item as GoldenEvidence)?.State}".Trim() + (item.Holds ? "" : " broken")
            )
            .Distinct();

        Assert.That(
            seen,
            Is.SupersetOf([
                "AgreementEvidence",
                "AgreementEvidence broken",
                "FactEvidence",
                "FactEvidence broken",
                "BoundEvidence",
                "BoundEvidence broken",
                "PropertyEvidence",
                "PropertyEvidence broken",
                "TrendEvidence",
                "TrendEvidence broken",
                "GoldenEvidence Compared",
                "GoldenEvidence Compared broken",
                "GoldenEvidence Missing broken",
                "GoldenEvidence NotApplicable",
                "FigureEvidence",
            ])
        );
    }

    [Test]
    public void A_field_that_the_schema_does_not_list_is_an_error() =>
        EveryKindOfObject(
            (_, record) =>
            {
                record["unlisted"] = 1;
                return () => record.Remove("unlisted");
            }
        );

    [Test]
    public void A_field_that_is_missing_is_an_error() =>
        EveryKindOfProperty(
            (record, name) =>
            {
                var kept = record[name];
                record.Remove(name);
                return () => record[name] = kept;
            }
        );

    [Test]
    public void A_field_of_another_type_is_an_error() =>
        EveryKindOfProperty(
            (record, name) =>
            {
                var kept = record[name];
                // No field of the format is a list of a truth value.
                record[name] = new JsonArray(true);
                return () => record[name] = kept;
            }
        );

    private static void EveryKindOfProperty(Func<JsonObject, string, Func<object?>> damage) =>
        EveryKindOfObject(
            (place, record) =>
            {
                // One property after the other; the last one is left damaged for the caller to see.
                var names = record.Select(property => property.Key).ToList();
                foreach (var name in names)
                {
                    var repair = damage(record, name);
                    var errors = Schema.Errors(record.Root);
                    Assert.That(errors, Is.Not.Empty, $"{place}.{name}");
                    repair();
                }
                var last = damage(record, names[^1]);
                return last;
            }
        );

    // Tries one object of every place of the format; a figure's own specification and the settings are free.
    private static void EveryKindOfObject(Func<string, JsonObject, Func<object?>> damage)
    {
        // The one claim with all kinds of evidence is enough, and quick.
        var everything = SampleResults.Full.Claims.Where(claim => claim.Id == "Sample/everything");
        var root = JsonNode.Parse(SampleResults.Text(SampleResults.Full with { Claims = [.. everything] }))!;
        var places = new Dictionary<string, JsonObject>();
        Collect(root, "$", places);
        Assert.That(places, Has.Count.GreaterThanOrEqualTo(23));
        foreach (var (place, record) in places)
        {
            var repair = damage(place, record);
            Assert.That(Schema.Errors(root), Is.Not.Empty, place);
            repair();
        }
        Assert.That(Schema.Errors(root), Is.Empty);
    }

    private static void Collect(JsonNode? node, string place, Dictionary<string, JsonObject> places)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Collect(item, place + "[]", places);
        }
        if (node is not JsonObject record || place.Split('.')[^1] is "settings" or "spec")
            return;
        var kind = place.EndsWith("evidence[]", StringComparison.Ordinal) ? $"({record["kind"]})" : "";
        places.TryAdd(place + kind, record);
        foreach (var (name, value) in record)
            Collect(value, $"{place}{kind}.{name}", places);
    }
}
