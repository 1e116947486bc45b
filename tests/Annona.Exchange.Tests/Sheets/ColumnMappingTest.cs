using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

public sealed class ColumnMappingTest : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "№;Фамилия;Имя;Отчество;Пол;Дата рождения;Телефон;Откуда прибыл;Адрес;Примечание",
        "1;Петросян;Анна;Ашотовна;ж;01.02.1956;+374 10 000000;Село;Город;-",
        "record-id family-name given-name father-name sex birth-date phone origin-place address note")]
    [InlineData(
        "Հ/Հ;Ազգանուն;Անուն;Հայրանուն;Սեռ;Ծննդյան ամսաթիվ;Հեռախոս;Հասցե",
        "1;Պետրոսյան;Անի;Աշոտ;ի;01.02.1956;010 000000;Գորիս",
        "record-id family-name given-name father-name sex birth-date phone address")]
    [InlineData(
        "Sıra nömrəsi;Soyadı;Adı;Atasının adı;Cinsi;Doğum tarixi;Telefon;Ailə üzvlərinin sayı",
        "1;Məmmədova;Aynur;Rauf;qadın;01.02.1956;012 0000000;4",
        "record-id family-name given-name father-name sex birth-date phone household-size")]
    [InlineData(
        "ID ménage;Nom;Prénom;Sexe;Date de naissance;Âge;Lien de parenté;Besoins spécifiques",
        "7;Petit;Anne;F;01/02/1956;67;fille;-",
        "household-id family-name given-name sex birth-date age relation needs")]
    [InlineData(
        "رقم الأسرة;الاسم الكامل;الجنس;تاريخ الميلاد;رقم الهاتف;رقم الهوية;تاريخ الوصول",
        "7;سارة أحمد;أنثى;1956;0790000000;123;2023-09-27",
        "household-id full-name sex birth-date phone document arrival-date")]
    [InlineData(
        "personId;dateOfBirth;GENDER;Name;family_size;place of origin;passport no",
        "7;1956-01-02;Female;Ani;4;Village;AB12",
        "record-id birth-date sex full-name household-size origin-place document")]
    public void Headers_of_six_languages_are_known(string header, string row, string roles)
    {
        var mapping = Map($"{header}\n{row}\n");

        var columns = header.Split(';');
        Assert.Equal(
            roles.Split(' ').Zip(columns).OrderBy(pair => pair.First, StringComparer.Ordinal),
            mapping.Choices.Where(choice => choice.Column is not null)
                .Select(choice => (choice.Role, choice.Column!)).OrderBy(pair => pair.Role, StringComparer.Ordinal));
    }

    [Fact]
    public void Headers_of_transfers_are_known()
    {
        const string text = "Date,From,To,Amount,Item,Type,Pledge,Ref,Batch,Best before,Remarks,Waybill\n"
            + "2023-10-01,Store,Camp,\"12,500\",Rice,issue,P1,R1,L1,2024-01-01,-,W1\n";

        var mapping = Map(text, roles: ColumnRoles.Transfers);

        Assert.All(mapping.Choices, choice => Assert.NotNull(choice.Column));
        Assert.Equal(
            "date from to amount commodity kind promise reference lot expiry note paper".Split(' '),
            mapping.Choices.OrderBy(choice => text.IndexOf(choice.Column!, StringComparison.Ordinal))
                .Select(choice => choice.Role));
    }

    [Fact]
    public void Cells_that_do_not_fit_take_the_confidence_away()
    {
        var mapping = Map("sex or age,phone bill\nGoris,Ani\nSisian,Aram\n");

        Assert.False(mapping.Has("sex"));
        Assert.False(mapping.Has("phone"));
        Assert.Equal(["column 1", "phone bill"], mapping.Unused);
    }

    [Fact]
    public void A_column_called_exactly_so_is_taken_even_if_its_cells_are_bad_so_that_their_faults_are_seen()
    {
        var mapping = Map("sex,birth date\nF,1980-02-31\nM,tomorrow\n");

        Assert.True(mapping.Has("birth-date"), mapping.ToString());
        Assert.Empty(mapping.Unused);
    }

    [Fact]
    public void Cells_alone_are_enough_for_sex_and_phone()
    {
        var mapping = Map("q1,q2,q3\nM,+374 10 000000,x\nF,010-000-000,y\n");

        Assert.Equal(0, mapping.IndexOf("sex"));
        Assert.Equal(1, mapping.IndexOf("phone"));
        Assert.Equal(["column 3"], mapping.Unused);
    }

    [Theory]
    [InlineData("1,Anna,Sarg\n2,Ani,Sarg\n")]
    [InlineData("Anna,Sarg,1986-04-30,F\nAni,Sarg,1990,F\n")]
    [InlineData("Anna,077123456\nAni,077123457\n")]
    public void A_first_row_that_is_a_person_is_no_header_and_is_not_told_on(string text)
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", text));

        var refused = Assert.Throws<InputException>(() => ColumnMapping.Of(sheet, ColumnRoles.People));

        Assert.Equal("exchange.header-is-data", refused.Code);
        Assert.DoesNotContain("Anna", refused.Message + refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_one_name_are_told_by_number()
    {
        var refused = TestFolder.Refused(folder.WriteText("list.csv", "Anna,Anna\nAni,Sarg\n"));

        Assert.Equal("exchange.duplicate-column-name", refused.Code);
        Assert.DoesNotContain("Anna", refused.Message + refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_can_be_named_by_its_number()
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", "q1,q2\nAnna,x\nAni,y\n"));

        var mapping = ColumnMapping.Of(sheet, ColumnRoles.People, ["full-name=1"]);

        Assert.Equal(0, mapping.IndexOf("full-name"));
        Assert.Equal("1", mapping.Called("full-name"));
    }

    [Fact]
    public void A_person_overrides_a_guess_and_can_take_a_role_away()
    {
        const string text = "name,alias,sex\nAni,Anush,F\n";
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", text));

        var mapping = ColumnMapping.Of(sheet, ColumnRoles.People, ["full-name=Alias", "sex="]);

        Assert.Equal("Anush", mapping.Cell(sheet.Rows().First(), "full-name"));
        Assert.Equal("you said so", mapping.Choices.Single(choice => choice.Role == "full-name").Reason);
        Assert.False(mapping.Has("sex"));
        Assert.Equal("", mapping.Cell(sheet.Rows().First(), "sex"));
    }

    [Theory]
    [InlineData("exchange.unknown-role", "nickname=name")]
    [InlineData("exchange.unknown-role", "name")]
    [InlineData("exchange.unknown-column", "full-name=title")]
    public void A_mapping_that_names_nothing_is_refused(string code, string told)
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", "name\nAni\n"));

        Assert.Equal(
            code, Assert.Throws<InputException>(() => ColumnMapping.Of(sheet, ColumnRoles.People, [told])).Code);
    }

    [Fact]
    public void The_table_shows_role_column_confidence_and_reason()
    {
        var lines = Map("dob,colour\n1956-01-02,red\n").ToString().Split('\n');

        Assert.Contains(
            "birth-date      dob  100 %  called so in English; 100 % of 1 cells fit", lines);
        Assert.Contains("sex             -      0 %  no column looks like it", lines);
        Assert.Equal("not used: column 2", lines[^1]);
    }

    [Theory]
    [InlineData(
        "linkage/synthetic/latin_100k.csv",
        "record-id=unique_id household-id=form_id given-name=first_name family-name=surname father-name=father_name "
        + "sex=sex birth-date=dob present-place=place phone=phone")]
    [InlineData(
        "linkage/splink/fake_1000.csv",
        "record-id=unique_id given-name=first_name family-name=surname birth-date=dob present-place=city "
        + "email=email")]
    [InlineData(
        "linkage/febrl/dataset1.csv",
        "record-id=rec_id given-name=given_name family-name=surname birth-date=date_of_birth "
        + "present-place=suburb document=soc_sec_id address=address_1")]
    public void Public_lists_of_people_are_mapped_without_help(string file, string wanted)
    {
        using var sheet = SheetReader.Open(SharedFiles.Path(file.Split('/')));

        var mapping = ColumnMapping.Of(sheet, ColumnRoles.People);

        Assert.Equal(
            wanted.Split(' ').Order(StringComparer.Ordinal),
            mapping.Choices.Where(choice => choice.Column is not null)
                .Select(choice => $"{choice.Role}={choice.Column}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_header_means_two_roles_in_one_language()
    {
        foreach (var roles in new[] { ColumnRoles.People, ColumnRoles.Transfers })
            Assert.Empty(
                roles.SelectMany(role => role.Headers)
                    .Select(header => HeaderWords.Normal(header.Text) + header.Language)
                    .GroupBy(header => header).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Equal(22, ColumnRoles.People.Count);
        Assert.Equal(12, ColumnRoles.Transfers.Count);
    }

    ColumnMapping Map(string text, IReadOnlyList<ColumnRole>? roles = null)
    {
        using var sheet = SheetReader.Open(folder.WriteText("list.csv", text));
        return ColumnMapping.Of(sheet, roles ?? ColumnRoles.People);
    }
}
