using System.Security.Cryptography;
using System.Text;

namespace Annona.Cli.Tests;

public sealed class ReadTests
{
    const string Report = "26 September 2031\n\n🏠 The wells are full.\n\nMayor Ada Orvel promised on Tuesday to send "
        + "20 trucks of flour to the villagers within two weeks.\n";

    [Fact]
    public void Offsets_hold_in_the_normalised_text_whatever_the_file_s_line_ends()
    {
        using var shell = new Shell();
        File.WriteAllText(
            shell.PathOf("report.txt"), Report.Replace("\n", "\r\n", StringComparison.Ordinal),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var json = shell.Run("read report.txt --json").Json;

        var said = json.GetProperty("statements")[1];
        var points = Report.EnumerateRunes().ToList();
        var (start, end) = (said.GetProperty("start").GetInt32(), said.GetProperty("end").GetInt32());
        Assert.Equal(said.GetProperty("exact").GetString(), string.Concat(points[start..end]));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Report))),
            json.GetProperty("textSha256").GetString(), ignoreCase: true);
        Assert.Equal("plain-text", json.GetProperty("normaliser").GetProperty("name").GetString());
        Assert.Equal("2031-09-26", json.GetProperty("published").GetString());
        Assert.Equal("2031-10-10", said.GetProperty("undertaking").GetProperty("due").GetString());
    }

    [Fact]
    public void The_report_names_parties_people_and_one_promise_in_good_English()
    {
        using var shell = new Shell();
        shell.Write("report.txt", Report);

        var told = shell.Run("read report.txt").Out;

        Assert.Contains("of which 1 promises something or claims that it is under way; 1 figure, 2 dates", told,
            StringComparison.Ordinal);
        Assert.Contains("population group", told, StringComparison.Ordinal);
        Assert.DoesNotContain("; the publisher's own words", told, StringComparison.Ordinal);
    }
}
