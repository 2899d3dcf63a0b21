namespace Dlnx.Verify.Tests.Golden;

/// <summary>Accepted numbers of another engine: in a folder of their own, with tolerances of their own.</summary>
public sealed class EngineGoldenTests
{
    private const string Claim = "Sample/everything";
    private const string Name = "limit";

    private static readonly RunEngine Gpu = new("torch", "cuda:0", "float64");

    [Test]
    public void The_managed_engine_does_not_see_them()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        Write(folder, value: 1e9, tolerance: 1);
        var store = new GoldenStore(folder.Path);

        Assert.That(store.For(RunEngine.Managed), Is.SameAs(store));
        Assert.That(StatusOf(folder, RunEngine.Managed), Is.EqualTo(Status.Reproduced));
        Assert.That(store.Claims(), Has.None.StartsWith("gpu"));
    }

    [Test]
    public void Without_them_the_numbers_of_the_managed_engine_hold()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        Assert.That(StatusOf(folder, Gpu), Is.EqualTo(Status.Reproduced));
    }

    [Test]
    public void They_stand_before_those_of_the_managed_engine_with_their_tolerances()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var number = new GoldenStore(folder.Path).Find(Claim)!.Numbers[Name].Value;

        Write(folder, number + 0.5, tolerance: 1);
        Assert.That(StatusOf(folder, Gpu), Is.EqualTo(Status.Reproduced));
        Write(folder, number + 2, tolerance: 1);
        Assert.That(StatusOf(folder, Gpu), Is.EqualTo(Status.Broken));
    }

    [Test]
    public void Accepting_writes_their_file_and_keeps_a_chosen_tolerance()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var before = folder.Read($"{Claim}.json");
        Write(folder, value: 1e9, tolerance: 1);
        var store = new GoldenStore(folder.Path).For(Gpu);

        new GoldenReview(store, Run(folder, Gpu)).Accept(new("2026-01-01", "1.0", "1", Gpu.ToString()));

        var accepted = new GoldenStore(folder.Path).For(Gpu).Find(Claim)!;
        Assert.That(accepted.Numbers[Name].Tolerance.Value, Is.EqualTo(1));
        Assert.That(accepted.Accepted.Kernel, Is.EqualTo("torch, cuda:0, float64"));
        Assert.That(StatusOf(folder, Gpu), Is.EqualTo(Status.Reproduced));
        Assert.That(folder.Read($"{Claim}.json"), Is.EqualTo(before));
    }

    private static Status StatusOf(TemporaryFolder folder, RunEngine engine) =>
        Run(folder, engine).Claims.Single().Status;

    private static RunResults Run(TemporaryFolder folder, RunEngine engine)
    {
        var options = new RunOptions { Selection = [Claim], Engine = engine };
        var runner = new SpecRunner(Samples.Catalog, new GoldenStore(folder.Path).For(engine));
        return Samples.Apart(() => runner.Run(options, new Silent(), CancellationToken.None));
    }

    private static void Write(TemporaryFolder folder, double value, double tolerance)
    {
        var plain = new GoldenStore(folder.Path).Find(Claim)!;
        var other = plain.Numbers.ToDictionary();
        other[Name] = plain.Numbers[Name] with { Value = value, Tolerance = new(tolerance, Scale.Absolute) };
        GoldenFileWriter.Write(new GoldenStore(folder.Path).For(Gpu).PathOf(Claim), plain with { Numbers = other });
    }

    private sealed class Silent : IRunObserver;
}
