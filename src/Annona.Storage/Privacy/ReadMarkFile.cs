using System.Globalization;
using System.Text;
using Annona.Journal;
using Annona.Storage.Folder;

namespace Annona.Storage.Privacy;

/// <summary>A mark of the chain of reads, kept with the keys: apart from the log that it vouches for.</summary>
static class ReadMarkFile
{
    const string Format = "annona-reads-mark.1";

    /// <summary>The mark; null where there is no file.</summary>
    /// <exception cref="StoreException">It is not one.</exception>
    public static ReadMark? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var lines = File.ReadAllLines(path);
        return lines is [Format, var number, var chain]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var reads)
            && Hash.TryParse(chain, out var hash)
                ? new(reads, hash)
                : throw new StoreException($"The mark of the read log in {path} is damaged.",
                    "Restore the keys folder from its copy.");
    }

    public static void Write(string path, ReadMark mark) => WholeFile.Write(path, Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Format}\n{mark.Reads}\n{mark.Chain}\n")), OwnerOnly.OfFile);
}
