using System.Text;
using Dlnx.Data;
using Dlnx.Fuzzing;
using Dlnx.Numerics;

namespace Dlnx.Tests.Data;

/// <summary>Readers of a user's own matrix, held against files written byte by byte as the formats define them.</summary>
public sealed class MatrixFileTests
{
    [Test]
    public void Csv_reads_rows_and_skips_comments()
    {
        var matrix = CsvMatrix.Read("# a target\n1, 2.5e0\n\n-3,4\r\n");
        Assert.That(matrix.Span.ToArray(), Is.EqualTo(new[] { 1, 2.5, -3, 4 }));
    }

    [TestCase("1,2\n3\n", "line 2 has 1 entries")]
    [TestCase("1,2\n3,x\n", "line 2, entry 2: “x” is not a number")]
    [TestCase("1,nan\n", "line 1, entry 2: nan is not finite")]
    [TestCase("1,-inf\n", "line 1, entry 2: -inf is not finite")]
    [TestCase("1,2,\n", "line 1, entry 3: “” is not a number")]
    [TestCase("\n# nothing\n", "no line with numbers")]
    public void Csv_names_the_place(string text, string problem) =>
        Assert.That(() => CsvMatrix.Read(text), Throws.TypeOf<MatrixFormatException>().With.Message.Contains(problem));

    [TestCase("<f8", false)]
    [TestCase(">f8", true)]
    [TestCase("<f4", true)]
    [TestCase("<i8", false)]
    [TestCase(">i4", true)]
    public void Npy_reads_every_type_and_order(string type, bool columnMajor)
    {
        double[] entries = [1, -2, 3, 4, 5, 6];
        var matrix = NpyMatrix.Read(Npy(type, columnMajor, "(2, 3)", entries));
        double[] expected = columnMajor ? [1, 3, 5, -2, 4, 6] : entries;
        Assert.That(matrix.Span.ToArray(), Is.EqualTo(expected));
        Assert.That((matrix.Rows, matrix.Columns), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Npy_truncated_anywhere_is_refused_with_a_message()
    {
        var whole = Npy("<f8", columnMajor: false, "(2, 2)", [1, 2, 3, 4]);
        for (var length = 0; length < whole.Length; length++)
        {
            var part = whole[..length];
            Assert.That(() => NpyMatrix.Read(part), Throws.TypeOf<MatrixFormatException>(), $"{length} bytes");
        }
    }

    [TestCase("<f8", "(4,)", "2")]
    [TestCase("<f8", "(2, 2, 1)", "3 dimensions")]
    [TestCase("<c16", "(2, 2)", "'<c16'")]
    [TestCase("<f8", "(99999, 99999)", "99999")]
    public void Npy_names_what_it_does_not_read(string type, string shape, string problem) =>
        Assert.That(
            () => NpyMatrix.Read(Npy(type, columnMajor: false, shape, [1, 2, 3, 4])),
            Throws.TypeOf<MatrixFormatException>().With.Message.Contains(problem)
        );

    [Test]
    public void Npy_refuses_entries_that_are_not_finite() =>
        Assert.That(
            () => NpyMatrix.Read(Npy("<f8", columnMajor: false, "(1, 2)", [1, double.NaN])),
            Throws.TypeOf<MatrixFormatException>().With.Message.Contains("entry 1 is NaN")
        );

    [TestCase("<f8", false)]
    [TestCase(">i4", true)]
    public void Npy_with_damage_gives_a_matrix_or_a_message(string type, bool columnMajor) =>
        Fuzz.Survives(
            Npy(type, columnMajor, "(2, 3)", [1, 2, 3, 4, 5, 6]),
            content => Attempt(() => NpyMatrix.Read(content), "^byte \\d+(:|, header:) ")
        );

    [Test]
    public void Csv_with_damage_gives_a_matrix_or_a_message() =>
        Fuzz.Survives(
            Encoding.UTF8.GetBytes("# a target\n1, 2.5e0,-7\n\n-3,4,1e-12\r\n0.125,+6, 1e300\n"),
            content =>
                Attempt(
                    () => CsvMatrix.Read(Encoding.UTF8.GetString(content)),
                    "^(line \\d+(, entry \\d+:|) |there is no line with numbers)"
                )
        );

    private static Reading Attempt(Func<Matrix> read, string place)
    {
        try
        {
            Assert.That(read().IsFinite());
            return Reading.Read;
        }
        catch (MatrixFormatException refusal)
        {
            Assert.That(refusal.Message, Does.Match(place));
            return Reading.Refused;
        }
    }

    private static byte[] Npy(string type, bool columnMajor, string shape, double[] entries)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(columnMajor ? "True" : "False")}, 'shape': {shape}, }}";
        header = header.PadRight(117) + "\n";
        using var file = new MemoryStream();
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        file.Write(BitConverter.GetBytes((ushort)header.Length));
        file.Write(Encoding.ASCII.GetBytes(header));
        foreach (var entry in entries)
        {
            var bytes = type[1..] switch
            {
                "f4" => BitConverter.GetBytes((float)entry),
                "i8" => BitConverter.GetBytes((long)entry),
                "i4" => BitConverter.GetBytes((int)entry),
                _ => BitConverter.GetBytes(entry),
            };
            if (type[0] == '>')
                Array.Reverse(bytes);
            file.Write(bytes);
        }
        return file.ToArray();
    }
}
