using System.Text;
using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests;

/// <summary>A folder of its own for the files of one test.</summary>
sealed class TestFolder : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("annona-").FullName;

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public string Write(string name, string text, Encoding? encoding = null) =>
        Write(name, [.. (encoding ?? Encoding.UTF8).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)]);

    /// <summary>UTF-8 without a mark, as most programs write it.</summary>
    public string WriteText(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public static InputException Refused(string path, SheetOptions? options = null) =>
        Assert.Throws<InputException>(() =>
        {
            using var sheet = SheetReader.Open(path, options);
            foreach (var row in sheet.Rows(_ => { }))
                Assert.NotNull(row);
        });

    public static List<SheetRow> RowsOf(string path, SheetOptions? options = null)
    {
        using var sheet = SheetReader.Open(path, options);
        return [.. sheet.Rows()];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
