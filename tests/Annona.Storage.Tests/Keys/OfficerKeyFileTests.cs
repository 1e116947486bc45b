using System.Text;
using Annona.Storage.Keys;

namespace Annona.Storage.Tests.Keys;

public sealed class OfficerKeyFileTests : IDisposable
{
    const string Passphrase = "four words of rain";

    static readonly OfficerIdentity Amal = new(new("0199aaaa-0000-7000-8000-000000000001"), "Amal Test");
    static readonly OfficerIdentity Farouk = new(new("0199aaaa-0000-7000-8000-000000000002"), "Farouk Test");

    readonly string folder = Path.Combine(Path.GetTempPath(), $"annona-keys-{Guid.NewGuid():N}");
    readonly RootKey root = RootKey.Create();

    public void Dispose()
    {
        root.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_right_passphrase_gives_the_root_key_and_the_officers_own_key()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);

        using var officer = OfficerKeyFile.Unlock(path, Passphrase);

        Assert.Equal("officer-amal-test.key.json", Path.GetFileName(path));
        Assert.Equal(Amal, officer.Officer);
        Assert.Equal(root.Bytes.ToArray(), officer.Root.Bytes.ToArray());
        Assert.Equal(OfficerKeyFile.Describe(path).PublicKey, officer.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.Null(officer.Warning);
    }

    [Fact]
    public void The_file_says_whose_it_is_without_a_passphrase()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);

        Assert.Equal(Amal, OfficerKeyFile.Describe(path).Officer);
    }

    [Fact]
    public void A_wrong_passphrase_is_told_from_a_damaged_file()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);

        var failure = Fault(() => OfficerKeyFile.Unlock(path, Passphrase + "."));

        Assert.Equal(KeyFault.WrongPassphrase, failure.Fault);
        Assert.Equal("This is not the passphrase of Amal Test.", failure.Message);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void A_passphrase_is_the_same_however_a_keyboard_writes_its_accents()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, "la forêt de la reine");

        using var officer = OfficerKeyFile.Unlock(path, "la fore\u0302t de la reine ");

        Assert.Equal(root.Bytes.ToArray(), officer.Root.Bytes.ToArray());
    }

    [Fact]
    public void Half_a_letter_in_a_passphrase_is_only_a_wrong_passphrase()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);

        Assert.Equal(KeyFault.WrongPassphrase, Fault(() => OfficerKeyFile.Unlock(path, Passphrase + "\ud800")).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("   elevenchars   ")]
    [InlineData("e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302")]
    public void A_passphrase_of_fewer_than_twelve_characters_is_refused_before_anything_is_written(string passphrase)
    {
        var failure = Fault(() => OfficerKeyFile.Create(folder, Amal, root, passphrase));

        Assert.Equal(KeyFault.WeakPassphrase, failure.Fault);
        Assert.Contains("at least 12", failure.Message, StringComparison.Ordinal);
        Assert.Empty(OfficerKeyFile.FilesIn(folder));
    }

    [Fact]
    public void An_officer_enrols_another_one_who_unlocks_with_an_own_passphrase()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);
        using var amal = OfficerKeyFile.Unlock(path, Passphrase);

        var second = amal.Enrol(Farouk, "another twelve letters");

        using var farouk = OfficerKeyFile.Unlock(second, "another twelve letters");
        Assert.Equal(Farouk, farouk.Officer);
        Assert.Equal(root.Bytes.ToArray(), farouk.Root.Bytes.ToArray());
        Assert.NotEqual(
            amal.SigningKey.ExportSubjectPublicKeyInfo(), farouk.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(KeyFault.WrongPassphrase, Fault(() => OfficerKeyFile.Unlock(second, Passphrase)).Fault);
        Assert.Equal([path, second], OfficerKeyFile.FilesIn(folder));
    }

    [Fact]
    public void An_officer_makes_a_key_alone_and_who_enrols_them_never_has_the_passphrase()
    {
        Directory.CreateDirectory(folder);
        var request = Path.Combine(folder, "farouk.request.json");
        OfficerKeyFile.Request(request, Farouk, "another twelve letters");
        using var amal = OfficerKeyFile.Unlock(OfficerKeyFile.Create(folder, Amal, root, Passphrase), Passphrase);

        var path = amal.Grant(request);

        using var farouk = OfficerKeyFile.Unlock(path, "another twelve letters");
        Assert.Equal(Farouk, farouk.Officer);
        Assert.Equal(root.Bytes.ToArray(), farouk.Root.Bytes.ToArray());
        Assert.Equal(OfficerKeyFile.Describe(request), OfficerKeyFile.Describe(path), (one, other) =>
            one.Officer == other.Officer && one.PublicKey.AsSpan().SequenceEqual(other.PublicKey));
        Assert.Equal(
            KeyFault.OnlyARequest, Fault(() => OfficerKeyFile.Unlock(request, "another twelve letters")).Fault);
        Assert.Equal(KeyFault.WrongPassphrase, Fault(() => OfficerKeyFile.Unlock(path, Passphrase)).Fault);
        Assert.Equal(KeyFault.Exists, Fault(() => amal.Grant(request)).Fault);
        File.WriteAllText(request, "{}");
        Assert.Equal(KeyFault.Damaged, Fault(() => amal.Grant(request)).Fault);
    }

    [Fact]
    public void A_file_that_is_there_is_never_overwritten()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);
        var before = File.ReadAllBytes(path);

        var failure = Fault(() => OfficerKeyFile.Create(folder, Amal, root, Passphrase));

        Assert.Equal(KeyFault.Exists, failure.Fault);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void A_name_in_another_script_still_gives_a_file_that_every_disk_accepts()
    {
        var path = OfficerKeyFile.Create(folder, Amal with { Name = "أمل" }, root, Passphrase);

        Assert.Equal("officer-0199aaaa000070008000000000000001.key.json", Path.GetFileName(path));
        Assert.Equal("أمل", OfficerKeyFile.Describe(path).Officer.Name);
    }

    [Fact]
    public void A_missing_file_and_a_missing_folder_are_named()
    {
        var failure = Fault(() => OfficerKeyFile.Unlock(Path.Combine(folder, "officer-nobody.key.json"), Passphrase));

        Assert.Equal(KeyFault.Missing, failure.Fault);
        Assert.Contains("officer-nobody.key.json", failure.Message, StringComparison.Ordinal);
        Assert.Empty(OfficerKeyFile.FilesIn(folder));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_not_readable()
    {
        Directory.CreateDirectory(folder);

        Assert.Equal(KeyFault.NoAccess, Fault(() => OfficerKeyFile.Unlock(folder, Passphrase)).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Anything_else_is_a_damaged_file(string text)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "officer-other.key.json");
        File.WriteAllText(path, text);

        Assert.Equal(KeyFault.Damaged, Fault(() => OfficerKeyFile.Unlock(path, Passphrase)).Fault);
    }

    [Fact]
    public void A_file_with_any_byte_flipped_is_damaged_or_says_the_same()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);
        var whole = File.ReadAllBytes(path);
        var publicKey = OfficerKeyFile.Describe(path).PublicKey;

        for (var at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 4;
            File.WriteAllBytes(path, changed);
            try
            {
                var (officer, key) = OfficerKeyFile.Describe(path);
                Assert.Equal(Amal, officer);
                Assert.Equal(publicKey, key);
            }
            catch (KeyException failure)
            {
                Assert.Equal(KeyFault.Damaged, failure.Fault);
            }
        }
    }

    [Fact]
    public void A_file_that_asks_for_fewer_rounds_is_refused()
    {
        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);
        File.WriteAllText(path, File.ReadAllText(path).Replace("600000", "1", StringComparison.Ordinal), Encoding.UTF8);

        Assert.Equal(KeyFault.Damaged, Fault(() => OfficerKeyFile.Unlock(path, Passphrase)).Fault);
    }

    [Fact]
    public void Only_the_owner_may_read_what_is_made_and_wider_rights_are_warned_of()
    {
        // Windows has no such modes; there a file takes over the rights of its folder.
        if (OperatingSystem.IsWindows())
            return;

        var path = OfficerKeyFile.Create(folder, Amal, root, Passphrase);
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(file, File.GetUnixFileMode(path));
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));

        File.SetUnixFileMode(path, file | UnixFileMode.GroupRead);
        using var officer = OfficerKeyFile.Unlock(path, Passphrase);

        Assert.Contains("chmod 600", officer.Warning, StringComparison.Ordinal);
    }

    static KeyException Fault(Action act) => Assert.Throws<KeyException>(act);
}
