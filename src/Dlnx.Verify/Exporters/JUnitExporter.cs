using System.Text;
using System.Xml;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>
/// Writes <c>junit.xml</c>: a suite per claim, a case per check. The schema that continuous-integration servers share
/// allows properties on suites only, so a suite's properties carry the evidence, named by check, and each case prints its own.
/// </summary>
internal sealed class JUnitExporter : IExporter
{
    public IEnumerable<ReportFile> Files(Report report)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            var checks = report.Results.Claims.SelectMany(claim => claim.Checks).ToList();
            xml.WriteStartElement("testsuites");
            Attribute(xml, "name", "dlnx-verify");
            Totals(xml, checks);
            foreach (var claim in report.Results.Claims)
                Suite(xml, claim, report.Results.Run.StartedAt);
            if (report.Results.Findings.Count > 0)
                Findings(xml, report.Results.Findings);
            xml.WriteEndElement();
        }
        yield return new ReportFile("junit.xml", text + "\n");
    }

    private static void Suite(XmlWriter xml, ClaimResult claim, DateTimeOffset startedAt)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"{claim.Id} {claim.Title}");
        Totals(xml, claim.Checks);
        Attribute(xml, "skipped", claim.Checks.Count(check => check.Status == Status.Skipped).ToString());
        Attribute(xml, "timestamp", startedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss"));
        xml.WriteStartElement("properties");
        Property(xml, "verdict", claim.Verdict.ToString());
        Property(xml, "provenance", claim.Provenance.ToString());
        Property(xml, "source", claim.Source);
        foreach (var parameter in claim.Parameters)
            Property(xml, $"parameter {parameter.Name}", parameter.Value);
        foreach (var check in claim.Checks)
        {
            Property(xml, $"{check.Name}: location", $"{check.File}:{check.Line}");
            if (check.Data.Length > 0)
                Property(xml, $"{check.Name}: data", check.Data);
            foreach (var evidence in check.Evidence)
                Property(xml, $"{check.Name}: {evidence.Name}", EvidenceText.Line(evidence));
        }
        xml.WriteEndElement();
        foreach (var check in claim.Checks)
            Case(xml, claim.Id, check);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, string id, CheckResult check)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", check.Name);
        Attribute(xml, "time", Seconds(check.Seconds));
        Attribute(xml, "classname", id);
        if (check.Status == Status.Broken)
            Outcome(xml, "failure", check.Message);
        if (check.Status is Status.Skipped or Status.NotRun)
            Outcome(xml, "skipped", check.Message);
        xml.WriteElementString("system-out", XmlText.Valid(Output(check)));
        xml.WriteEndElement();
    }

    // A finding concerns the set of claims; as a failed case of its own suite no server overlooks it.
    private static void Findings(XmlWriter xml, IReadOnlyList<Finding> findings)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", "accepted verdicts");
        Attribute(xml, "tests", findings.Count.ToString());
        Attribute(xml, "failures", findings.Count.ToString());
        Attribute(xml, "errors", "0");
        foreach (var finding in findings)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "name", finding.Claim);
            Attribute(xml, "classname", "verdicts");
            Outcome(xml, "failure", finding.Message);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, IReadOnlyList<CheckResult> checks)
    {
        Attribute(xml, "tests", checks.Count.ToString());
        Attribute(xml, "failures", checks.Count(check => check.Status == Status.Broken).ToString());
        Attribute(xml, "errors", "0");
        Attribute(xml, "time", Seconds(checks.Sum(check => check.Seconds)));
    }

    private static void Outcome(XmlWriter xml, string name, string message)
    {
        xml.WriteStartElement(name);
        Attribute(xml, "message", message.Split('\n')[0]);
        xml.WriteString(XmlText.Valid(message));
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) =>
        xml.WriteAttributeString(name, XmlText.Valid(value));

    private static string Output(CheckResult check) =>
        string.Join('\n', check.Evidence.Select(EvidenceText.Line).Prepend($"{check.File}:{check.Line}"));

    private static string Seconds(double seconds) => seconds.ToString("0.000");

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
