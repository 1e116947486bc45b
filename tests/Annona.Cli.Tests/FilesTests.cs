using System.IO.Compression;
using System.Text;
using Annona.Journal;
using Annona.People;
using Annona.Privacy;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Cli.Tests;

/// <summary>
/// Files that Annona wrote or took in lose the rows of who is erased, and nothing else; what is left it names.
/// </summary>
public sealed class FilesTests : IDisposable
{
    const string Import = "--owner Office --as-of 2026-03-01 --basis agreement --list Arrivals --data op";
    const string Export = "--fields name,born,note --recipient Clinic --purpose vaccination --basis consent --data op";
    const string Header = "record id;given name;family name;birth date;note\r\n";
    const string Canaria = "1;Canaria;Canarova;1986-04-30;\"two\r\nlines; \"\"said\"\"\"\r\n";
    const string Anna = "2;Anna;Sarg;1981;\"two\r\nlines\"\r\n";
    const string Bako = "3;Bako;O\"Neil;1982;\r\n";
    const string Canarius = "4;Canarius;Canarov;1990;\r\n";
    const string Dora = "5;Dora;Dorn;1983;last\r\n";

    readonly Shell shell = new();

    public FilesTests()
    {
        shell.Done("init op --name Test");
        shell.Done("party add Office --data op");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Of_who_is_erased_no_file_keeps_a_byte_and_every_other_row_stays_as_it_is()
    {
        // Two rows that cannot be taken in: one names an erased person, in cells that do not fit the header.
        const string misfit = "6;Canaria;Canarova;?;x;too much\r\n", other = "7;Emma;Emberg;1984;x;too much\r\n";
        shell.Write("list.csv", Header + Canaria + Anna + Bako + misfit + Canarius + other + Dora);
        shell.Done($"people import list.csv --skip-bad-rows {Import}");
        shell.Write("newer.csv", Header + Canaria.Replace("said", "sang", StringComparison.Ordinal)
            + Anna.Replace("Sarg", "Sargsyan", StringComparison.Ordinal) + Bako + Canarius + Dora);
        shell.Done($"people import newer.csv --changes changes.csv --recipient Office --accept-all "
            + $"--ids-are-stable {Import}");
        foreach (var name in new[] { "all.csv", "all.tsv", "all.xlsx" })
            shell.Done($"export persons {name} {Export}");

        var erased = shell.Done("erase N1 N4 --reason asked --clean-imports --data op");

        Assert.Contains("list.csv: 3 rows of erased persons are gone.", erased.Out, StringComparison.Ordinal);
        Assert.Contains("changes.csv: 1 row of erased persons is gone.", erased.Out, StringComparison.Ordinal);
        Assert.Contains("all.xlsx: 2 rows of erased persons are gone.", erased.Out, StringComparison.Ordinal);
        Assert.Equal(Header + Anna + Bako + other + Dora, File.ReadAllText(shell.PathOf("list.csv")));
        Assert.Equal(
            Header + Anna.Replace("Sarg", "Sargsyan", StringComparison.Ordinal) + Bako + Dora,
            File.ReadAllText(shell.PathOf("newer.csv")));
        Assert.Equal(
            "\ufeffrow,person,field,old,new\r\n4,N2,name,Anna Sarg,Anna Sargsyan\r\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(shell.PathOf("changes.csv"))));
        // What is left is what is written when nobody else was ever there.
        foreach (var kind in new[] { "csv", "tsv", "xlsx" })
        {
            shell.Done($"export persons again.{kind} {Export}");
            Assert.Equal(
                File.ReadAllBytes(shell.PathOf($"again.{kind}")), File.ReadAllBytes(shell.PathOf($"all.{kind}")));
        }
        Assert.All(
            Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories),
            file => Assert.False(HasCanary(file), file));
        Assert.Equal(0, shell.Run("files clean --data op").Exit);
        Assert.All(
            shell.Done("files list --json --data op").Json.EnumerateArray(),
            file => Assert.Equal(
                ("asWritten", 0),
                (file.GetProperty("state").GetString(), file.GetProperty("rowsOfErased").GetInt32())));
        Assert.Equal(0, shell.Run("reads verify --data op").Exit);
    }

    [Fact]
    public void What_is_not_rewritten_is_named_stays_as_it_is_and_goes_later()
    {
        Take();
        shell.Done($"export persons changed.csv {Export}");
        shell.Done($"export persons stick.csv {Export}");
        var changed = File.ReadAllText(shell.PathOf("changed.csv"))
            .Replace("Dora", "Dorothea", StringComparison.Ordinal);
        File.WriteAllText(shell.PathOf("changed.csv"), changed);
        File.Move(shell.PathOf("stick.csv"), shell.PathOf("away"));

        var erased = shell.Done("erase N1 --reason asked --data op");
        var listed = shell.Done("files list --json --data op").Json;
        var early = shell.Run("files clean --data op");

        Assert.Contains(
            "list.csv, a list that was taken in, has them in row 2.", erased.Out, StringComparison.Ordinal);
        Assert.Contains($"annona files clean '{shell.PathOf("list.csv")}'", erased.Out, StringComparison.Ordinal);
        Assert.Contains("changed.csv was changed since, and has them in row 2.", erased.Out, StringComparison.Ordinal);
        Assert.Contains(
            $"annona files clean '{shell.PathOf("changed.csv")}' --changed", erased.Out, StringComparison.Ordinal);
        Assert.Contains("stick.csv is not there, and had them in row 2.", erased.Out, StringComparison.Ordinal);
        Assert.Equal(
            [("importSource", "asWritten", 1), ("export", "changed", 1), ("export", "notThere", 1)],
            listed.EnumerateArray().Select(file => (
                file.GetProperty("content").GetString(), file.GetProperty("state").GetString(),
                file.GetProperty("rowsOfErased").GetInt32())));
        Assert.Equal(5, early.Exit);
        Assert.Equal(changed, File.ReadAllText(shell.PathOf("changed.csv")));
        Assert.Equal(Header + Canaria + Anna + Bako + Canarius + Dora, File.ReadAllText(shell.PathOf("list.csv")));

        File.Move(shell.PathOf("away"), shell.PathOf("stick.csv"));
        var later = shell.Run("files clean --data op");
        shell.Done("files clean list.csv changed.csv --changed --data op");

        Assert.Contains("stick.csv: 1 row of erased persons is gone.", later.Out, StringComparison.Ordinal);
        Assert.Equal(Header + Anna + Bako + Canarius + Dora, File.ReadAllText(shell.PathOf("list.csv")));
        Assert.Equal(
            "person,name,born,note\r\nN2,Anna Sarg,1981,\"two\r\nlines\"\r\nN3,\"Bako O\"\"Neil\",1982,\r\n"
            + "N4,Canarius Canarov,1990,\r\nN5,Dorothea Dorn,1983,last\r\n",
            File.ReadAllText(shell.PathOf("changed.csv")));
        Assert.Contains("No row of an erased person is left", shell.Done("files clean --data op").Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_somebody_changed_is_searched_for_the_names_before_they_are_gone()
    {
        Take();
        File.AppendAllText(shell.PathOf("list.csv"), "9;Canaria;Canarova;;seen again\r\n8;Emma;Emberg;;\r\n");

        var erased = shell.Done("erase N1 --reason asked --clean-imports --data op");
        var listed = shell.Done("files list --data op");
        var cleaned = shell.Done("files clean list.csv --changed --data op");

        Assert.Contains(
            "list.csv was changed since, and has them in rows 2, 9.", erased.Out, StringComparison.Ordinal);
        Assert.Contains("has rows of erased persons: 2", listed.Out, StringComparison.Ordinal);
        Assert.Contains("list.csv: 2 rows of erased persons are gone.", cleaned.Out, StringComparison.Ordinal);
        Assert.Equal(
            Header + Anna + Bako + Canarius + Dora + "8;Emma;Emberg;;\r\n", File.ReadAllText(shell.PathOf("list.csv")));
    }

    [Fact]
    public void An_erasure_that_ended_before_its_files_were_cleaned_is_completed()
    {
        Take();
        shell.Done($"export persons all.csv {Export}");
        EraseAndEnd("N1");

        var left = shell.Done("files list --data op");
        var cleaned = shell.Run("files clean --data op");

        Assert.Contains("has rows of erased persons: 1", left.Out, StringComparison.Ordinal);
        Assert.Contains("all.csv: 1 row of erased persons is gone.", cleaned.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Canarova", File.ReadAllText(shell.PathOf("all.csv")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void An_erasure_that_is_killed_at_any_moment_leaves_files_that_are_cleaned_or_known()
    {
        Take();
        const int kills = 5;
        for (var kill = 0; kill < kills; kill++)
        {
            var name = $"all{kill}.csv";
            shell.Done($"people add --given Canaria --family Canarova{kill} --data op");
            shell.Done($"export persons {name} {Export}");
            var whole = File.ReadAllText(shell.PathOf(name));
            using (var erasing = shell.Start($"erase N{6 + kill} --reason asked --data op"))
            {
                // At the first byte that it writes to the journal, and then a little later each time: the commit, the
                // files, the end.
                var journal = JournalBytes();
                while (JournalBytes() == journal && !erasing.HasExited)
                    Thread.Sleep(1);
                erasing.WaitForExit(20 * kill);
                erasing.Kill();
                erasing.WaitForExit();
            }
            var isErased = shell.Run($"erase N{6 + kill} --reason asked --data op").Error
                .Contains("people.erased-already", StringComparison.Ordinal);

            shell.Run("files clean --data op");

            var row = whole[whole.IndexOf($"N{6 + kill},", StringComparison.Ordinal)..];
            Assert.Equal(whole.Replace(row, "", StringComparison.Ordinal), File.ReadAllText(shell.PathOf(name)));
            Assert.Equal([$"{name}"], Directory.EnumerateFiles(shell.Folder, $"{name}*").Select(Path.GetFileName));
            Assert.True(isErased || File.Exists(shell.PathOf(name)));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_rewritten_is_named_and_stays_and_the_erasure_is_done()
    {
        Take();
        // The new file is written beside the old one under a longer name, which no file system takes.
        var name = new string('x', 240) + ".csv";
        shell.Done($"export persons {name} {Export}");
        var before = File.ReadAllBytes(shell.PathOf(name));

        var erased = shell.Done("erase N1 --reason asked --data op");

        Assert.Contains("has them in row 2 and cannot be rewritten", erased.Out, StringComparison.Ordinal);
        Assert.Contains("N1 is erased.", erased.Out, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(shell.PathOf(name)));
        shell.Done($"files remove {name} --data op");
        Assert.False(File.Exists(shell.PathOf(name)));
        Assert.Contains("removed", shell.Done("files list --data op").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_record_is_told_of_and_the_other_files_are_cleaned()
    {
        Take();
        shell.Done($"export persons one.csv {Export}");
        shell.Done($"export persons two.csv {Export}");
        var record = Directory.EnumerateFiles(shell.PathOf("op/files")).Order().ElementAt(1);
        var bytes = File.ReadAllBytes(record);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(record, bytes);

        var listed = shell.Run("files list --data op");
        var erased = shell.Done("erase N1 --reason asked --data op");

        Assert.Equal(5, listed.Exit);
        Assert.Contains($"The record '{shell.PathOf("op/files")}", listed.Error, StringComparison.Ordinal);
        Assert.Contains("is damaged, so nobody knows which file it stood for", listed.Error, StringComparison.Ordinal);
        Assert.Contains("is damaged", erased.Error, StringComparison.Ordinal);
        Assert.Contains("two.csv: 1 row of erased persons is gone.", erased.Out, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("verify --data op").Exit);
    }

    [Fact]
    public void Only_a_registered_file_is_removed_and_only_a_named_one_is_rewritten_though_changed()
    {
        Take();
        shell.Write("mine.csv", "a,b\n");

        var removed = shell.Run("files remove list.csv mine.csv --data op");
        var changed = shell.Run("files clean --changed --data op");

        Assert.Equal((2, 2), (removed.Exit, changed.Exit));
        Assert.Contains("cli.file-not-known", removed.Error, StringComparison.Ordinal);
        Assert.Contains("cli.changed-which", changed.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(shell.PathOf("list.csv")) && File.Exists(shell.PathOf("mine.csv")));
    }

    [Fact]
    public void Every_file_that_is_written_for_people_stands_in_the_register_and_no_name_or_path_in_clear()
    {
        shell.Write("Canarova.csv", Header + Canaria + "2;;;1981;\r\n" + Dora);
        Assert.Equal(2, shell.Run($"people import Canarova.csv {Import}").Exit);
        shell.Done($"people import Canarova.csv --skip-bad-rows {Import}");
        shell.Done($"export persons Canarius.xlsx {Export}");

        var files = shell.Done("files list --json --data op").Json.EnumerateArray().ToList();

        Assert.Equal(
            [("errors", 1), ("importSource", 3), ("export", 2)],
            files.Select(file => (
                file.GetProperty("content").GetString(), file.GetProperty("rows").GetInt32())));
        Assert.All(
            Directory.EnumerateFiles(shell.PathOf("op/files")), record => Assert.False(HasCanary(record), record));
    }

    void Take()
    {
        shell.Write("list.csv", Header + Canaria + Anna + Bako + Canarius + Dora);
        shell.Done($"people import list.csv {Import}");
    }

    /// <summary>Of the journal and its log, and when either was written last.</summary>
    string JournalBytes() => string.Join(' ', new[] { "op/journal.db", "op/journal.db-wal" }
        .Select(name => new FileInfo(shell.PathOf(name)))
        .Select(file => file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : ""));

    /// <summary>What is left by a process that ends between the commit and the files.</summary>
    void EraseAndEnd(string code)
    {
        var paths = OperationPaths.For(shell.PathOf("op"), keys: null);
        var officer = OfficerKeyFile.Unlock(OfficerKeyFile.FilesIn(paths.Keys)[0], Shell.Passphrase);
        using var running = OperationFolder.Open(paths, officer, FolderUse.Write, Opening.PersonalParts);
        var person = running.Operation.Answer(new FindPerson(code), running.Actor, CancellationToken.None)!.Id;
        var decided = running.Record(new EraseEverywhere([person], ErasureGround.ConsentWithdrawn, "asked")
        {
            Intent = Guid.CreateVersion7(),
        }, CancellationToken.None).GetAwaiter().GetResult();
        Assert.IsType<Decision.Accepted>(decided);
    }

    /// <summary>Whether a file has a part of an erased name, packed or not.</summary>
    static bool HasCanary(string path)
    {
        var contents = new List<byte[]> { File.ReadAllBytes(path) };
        if (path.EndsWith(".xlsx", StringComparison.Ordinal))
            using (var zip = ZipFile.OpenRead(path))
                foreach (var part in zip.Entries)
                {
                    using var packed = part.Open();
                    using var plain = new MemoryStream();
                    packed.CopyTo(plain);
                    contents.Add(plain.ToArray());
                }
        return contents.Any(bytes => new[] { "Canari", "Canarov" }.Any(word =>
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0
            || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0));
    }
}
