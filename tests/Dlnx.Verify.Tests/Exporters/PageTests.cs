using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tests.Sweeps;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>The text of <c>index.html</c>; what a browser makes of it is tested with one.</summary>
public sealed partial class PageTests
{
    private static readonly string Page = Exported.File("index.html", SampleResults.Small());

    [Test]
    public void The_same_results_give_the_same_bytes()
    {
        var (first, second) = (Exported.Files(SampleResults.Small()), Exported.Files(SampleResults.Small()));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Results_that_went_through_the_file_give_the_same_bytes()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("dlnx-page-").FullName, ResultsFile.FileName);
        ResultsFile.Write(path, SampleResults.Small());
        Assert.That(Exported.Files(ResultsFile.Read(path)), Is.EqualTo(Exported.Files(SampleResults.Small())));
    }

    [Test]
    public void Hostile_text_shows_as_text()
    {
        var everything =
            Page
            + string.Concat(Packs("view "))
            + string.Concat(Packs("claims ").SelectMany(Pages).Select(pair => pair.Value));
        Assert.That(everything, Does.Not.Contain("<script>alert").And.Not.Contain("<img src=x"));
        Assert.That(everything, Does.Contain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;quoted&quot;"));
    }

    [Test]
    public void Every_script_and_style_that_may_run_is_named_by_its_hash()
    {
        var policy = Policy().Match(Page).Groups["policy"].Value;
        Assert.That(policy, Does.StartWith("default-src &#39;none&#39;").And.Not.Contain("unsafe"));
        var inline = Inline().Matches(Page).Select(match => match.Groups["text"].Value).ToList();
        var loaded = Packs("formulas").Concat(Packs("plots")).ToList();
        Assert.That(inline, Has.Count.EqualTo(3));
        Assert.That(loaded, Has.Count.EqualTo(2));
        foreach (var text in inline.Concat(loaded))
            Assert.That(policy, Does.Contain(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
    }

    [Test]
    public void A_reconstructed_statement_is_marked_and_not_presented_as_stated()
    {
        var results = SampleResults.Run(SampleResults.Erratum("P/one", Verdict.Refuted, Provenance.Reconstructed));
        var page = Packs("view errata", Exported.File("index.html", results)).Single();
        Assert.That(page, Does.Contain("reconstructed: the formula was not legible in our source"));
        Assert.That(page, Does.Contain("As reconstructed by us").And.Not.Contain("As stated"));
        Assert.That(page, Does.Contain("Readings considered").And.Contain("We know of no small repair."));
    }

    [Test]
    public void A_statement_of_our_own_is_not_presented_as_the_papers()
    {
        var own = SampleResults.Claim("P/x-1") with { Kind = ClaimKind.Extension };
        var page = Claim("P/x-1", Exported.File("index.html", SampleResults.Run(own)));
        Assert.That(page, Does.Contain("ours, beyond the paper").And.Contain("What holds beyond the paper"));
        Assert.That(page, Does.Not.Contain("as printed").And.Not.Contain("As stated"));
    }

    [Test]
    public void Statements_carry_formulas_emphasis_and_code()
    {
        var claim = Claim("P/one");
        Assert.That(claim, Does.Contain("<span class=\"tex\" data-tex>\\eta &lt; 2/S</span>\u2060. Then"));
        Assert.That(claim, Does.Contain("<span class=\"tex display\" data-tex>\\|x_t\\| \\to 0</span>"));
        Assert.That(claim, Does.Contain("<strong>all</strong> <code>t</code>"));
    }

    [Test]
    public void The_command_repeats_the_claim_with_its_parameters()
    {
        var changed = SampleResults.Claim("P/one") with
        {
            Parameters =
            [
                new ParameterResult("depth", "L", "5", "3", ""),
                new ParameterResult("mode", "", "it's", "", ""),
            ],
        };
        var claim = Claim("P/one", Exported.File("index.html", SampleResults.Run(changed)));
        const string command =
            "dotnet dlnx-verify run P/one --tier standard --seed 1 --set depth=5 --set &#39;mode=it&#39;\\&#39;&#39;s&#39;";
        Assert.That(claim, Does.Contain(command));
    }

    [Test]
    public void The_command_repeats_the_claim_with_its_kernel()
    {
        var run = SampleResults.Run(SampleResults.Claim("P/one"));
        var native = run with { Machine = run.Machine with { Kernel = "OpenBLAS 0.3.21 Haswell" } };
        var page = Exported.File("index.html", native);

        Assert.That(Claim("P/one", page), Does.Contain("--seed 1 --kernel openblas"));
        Assert.That(page, Does.Contain("OpenBLAS 0.3.21 Haswell kernels"));
    }

    [TestCase("managed", "float64", "--seed 1</code>")]
    [TestCase("torch", "float64", "--seed 1 --engine torch</code>")]
    [TestCase("torch", "mixed, TF32", "--seed 1 --engine torch --engine-set precision=mixed</code>")]
    [TestCase("managed", "float32", "--seed 1 --engine-set precision=float32</code>")]
    public void The_command_repeats_the_claim_with_its_engine(string engine, string precision, string end)
    {
        var results = SampleResults.Run(SampleResults.Claim("P/one"));
        var run = results.Run with { Engine = engine, Precision = precision };

        Assert.That(Claim("P/one", Exported.File("index.html", results with { Run = run })), Does.Contain(end));
    }

    [Test]
    public void Evidence_is_shown_with_deviation_tolerance_margin_and_rivals()
    {
        var claim = Claim("P/one");
        Assert.That(claim, Does.Contain("10⁻⁷ of 10⁻⁶").And.Contain("margin 0.9"));
        Assert.That(claim, Does.Contain("rejects <i>exponent r − 1</i>: 0.75, off by 250000 tolerances"));
        Assert.That(claim, Does.Contain("fails in 98 of 100 cases").And.Contain("holds in 4 of 5"));
    }

    [Test]
    public void A_claim_that_rests_on_a_refuted_one_says_so()
    {
        Assert.That(Claim("P/four"), Does.Contain("which is refuted as stated"));
        Assert.That(Packs("view graph").Single(), Does.Contain("rests on P/three, refuted as stated"));
    }

    [Test]
    public void A_cycle_of_premises_is_drawn_all_the_same()
    {
        var claims = SampleResults.Run(
            SampleResults.Claim("P/a") with
            {
                DependsOn = ["P/b", "P/a"],
            },
            SampleResults.Claim("P/b") with
            {
                DependsOn = ["P/a"],
            }
        );
        Assert.That(
            Packs("view graph", Exported.File("index.html", claims)).Single(),
            Does.Contain("data-from=\"P/a\" data-to=\"P/b\"")
        );
    }

    [Test]
    public void A_sweep_says_how_to_sweep_again()
    {
        using var folder = new TemporaryFolder();
        var report = SweepReport.Of(Sweeping.Run(folder));
        var page = Report.Exporters.SelectMany(exporter => exporter.Files(report)).First().Content;
        Assert.That(Claim("Sample/everything", page), Does.Contain("--sweep q=0.001:0.801:5"));
    }

    private static string Claim(string id, string? page = null) =>
        Packs("claims ", page).SelectMany(Pages).Single(pair => pair.Key == id).Value;

    private static Dictionary<string, string> Pages(string pack) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(pack)!;

    private static IEnumerable<string> Packs(string name, string? page = null) =>
        Pack()
            .Matches(page ?? Page)
            .Where(match => match.Groups["name"].Value.StartsWith(name, StringComparison.Ordinal))
            .Select(match => Inflate(match.Groups["data"].Value));

    private static string Inflate(string data)
    {
        using var deflate = new DeflateStream(
            new MemoryStream(Convert.FromBase64String(data)),
            CompressionMode.Decompress
        );
        return new StreamReader(deflate, Encoding.UTF8).ReadToEnd();
    }

    [GeneratedRegex("data-pack=\"(?<name>[^\"]*)\">(?<data>[^<]*)<", RegexOptions.None, 5000)]
    private static partial Regex Pack();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.None, 5000)]
    private static partial Regex Policy();

    [GeneratedRegex(
        "<(script|style)>(?<text>.*?)</(script|style)>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Inline();
}
