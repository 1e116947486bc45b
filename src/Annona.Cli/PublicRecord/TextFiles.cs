using Annona.Exchange;
using Annona.PublicRecord;

namespace Annona.Cli.PublicRecord;

/// <summary>A file of plain text, as bytes and as text.</summary>
sealed record TextFile(string Path, byte[] Bytes, string Text)
{
    /// <summary>A report of a thousand pages is about 3 MB; larger is the wrong file.</summary>
    const long BytesMax = 16 * 1024 * 1024;

    /// <exception cref="InputException">There is no such file, or it is not plain text.</exception>
    public static TextFile Read(string path)
    {
        if (Directory.Exists(path))
            throw new InputException(
                "cli.text-is-folder", $"'{path}' is a folder, not a text.", "Name one file in it.");
        if (!File.Exists(path))
            throw new InputException("cli.text-missing", $"There is no file '{path}'.", "Check the path.");
        if (new FileInfo(path).Length > BytesMax)
            throw new InputException(
                "cli.text-too-large", $"'{path}' is larger than 16 MB.", "Give the text of one report.");
        var bytes = File.ReadAllBytes(path);
        return PlainTextDocument.TryRead(bytes, out var text, out var fault)
            ? new(path, bytes, text)
            : throw new InputException(
                "cli.text-unreadable", $"'{path}' cannot be read. {fault}",
                "Save the article as plain text in UTF-8 and give that file.");
    }
}
