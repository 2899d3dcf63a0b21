using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary><c>junit.xml</c> against the schema that continuous-integration servers share, written down here.</summary>
public sealed class JUnitTests
{
    // What Jenkins, GitLab and others agree on: elements, attributes, and times with at most three decimals.
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="time"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+(\.[0-9]{1,3})?"/></xs:restriction></xs:simpleType>
          <xs:complexType name="outcome" mixed="true"><xs:attribute name="message"/><xs:attribute name="type"/></xs:complexType>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="name"/><xs:attribute name="time" type="time"/><xs:attribute name="tests" type="xs:int"/>
            <xs:attribute name="failures" type="xs:int"/><xs:attribute name="errors" type="xs:int"/>
          </xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:sequence>
              <xs:element name="properties" minOccurs="0"><xs:complexType><xs:sequence>
                <xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                  <xs:attribute name="name" use="required"/><xs:attribute name="value" use="required"/>
                </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
              <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                <xs:choice minOccurs="0" maxOccurs="unbounded">
                  <xs:element name="skipped" type="outcome"/><xs:element name="failure" type="outcome"/>
                  <xs:element name="error" type="outcome"/><xs:element name="system-out" type="xs:string"/>
                </xs:choice>
                <xs:attribute name="name" use="required"/><xs:attribute name="classname"/><xs:attribute name="time" type="time"/>
              </xs:complexType></xs:element>
            </xs:sequence>
            <xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:int" use="required"/>
            <xs:attribute name="failures" type="xs:int" use="required"/><xs:attribute name="errors" type="xs:int" use="required"/>
            <xs:attribute name="skipped" type="xs:int"/><xs:attribute name="time" type="time"/>
            <xs:attribute name="timestamp" type="xs:dateTime"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    [Test]
    public void Validates_against_the_common_schema()
    {
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(new StringReader(Schema));
        schemas.Add("", schema);
        List<string> problems = [];
        var results = SampleResults.Small() with { Findings = [new Finding("P/lost", "gone")] };
        XDocument.Parse(Exported.File("junit.xml", results)).Validate(schemas, (_, e) => problems.Add(e.Message));
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Has_a_case_per_check_and_a_property_per_number()
    {
        var root = XDocument.Parse(Exported.File("junit.xml", SampleResults.Small())).Root!;
        var suite = root.Elements("testsuite")
            .First(s => s.Attribute("name")!.Value.StartsWith("P/one ", StringComparison.Ordinal));
        Assert.That(root.Elements("testsuite").Elements("testcase").Count(), Is.EqualTo(7));
        Assert.That(
            suite.Descendants("property").Select(p => p.Attribute("name")!.Value),
            Is.SupersetOf(SampleResults.EveryKind.Select(evidence => $"It holds: {evidence.Name}"))
        );
    }

    [Test]
    public void Says_what_is_broken_and_why_something_is_skipped()
    {
        var root = XDocument.Parse(Exported.File("junit.xml", SampleResults.Small())).Root!;
        Assert.That(root.Descendants("failure").Single().Value, Does.Contain("second line, 100%"));
        Assert.That(root.Descendants("skipped").Single().Attribute("message")!.Value, Is.EqualTo("needs a GPU"));
        Assert.That(root.Attribute("failures")!.Value, Is.EqualTo("1"));
    }

    [Test]
    public void Survives_characters_that_xml_forbids()
    {
        var claim = SampleResults.Claim("P/one") with { Title = "bell \u0007 and half a pair \ud800" };
        var root = XDocument.Parse(Exported.File("junit.xml", SampleResults.Run(claim))).Root!;
        Assert.That(root.Element("testsuite")!.Attribute("name")!.Value, Does.Contain("bell \uFFFD and"));
    }
}
