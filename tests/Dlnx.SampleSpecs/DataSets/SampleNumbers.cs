using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.SampleSpecs.DataSets;

/// <summary>A published set of one file, at an address that nobody has.</summary>
public sealed class SampleNumbers : PublishedDataSet
{
    public const string File = "numbers.bin";

    /// <summary>What the file holds.</summary>
    public static byte[] Content => [.. Enumerable.Range(0, 3500).Select(i => (byte)(i * i / 7))];

    public override string Name => "sample-numbers";

    public override string Title => "Sample numbers";

    public override IReadOnlyList<string> Files => [File];

    public override IReadOnlyList<PublishedFile> Downloads =>
        [PublishedFile.Under(File, 3500, "8a345acb9241d1491c7a9515bddf1beb", "http://data.invalid/")];

    public override string Examine(DataFolder folder) => $"{Read(folder).Length} numbers";

    public static byte[] Read(DataFolder folder) => folder.Read(File, Read);

    private static byte[] Read(Stream stream)
    {
        var numbers = new byte[3500];
        return
            stream.ReadAtLeast(numbers, numbers.Length, throwOnEndOfStream: false) is var read && read < numbers.Length
            ? throw new FormatException($"byte {read}: the numbers end.")
            : numbers;
    }
}

/// <summary>The data sets of the sample claims.</summary>
public sealed class SampleDataSets : DataSetProvider
{
    public override IReadOnlyList<DataSet> Sets => [new SampleNumbers()];
}
