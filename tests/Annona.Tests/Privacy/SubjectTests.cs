using System.Text;
using Annona.Access;
using Annona.Duplicates;
using Annona.Journal;
using Annona.People;
using Annona.Privacy;
using Annona.PublicRecord;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Privacy;

public sealed class SubjectTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void Every_value_is_told_with_the_entry_that_states_it_and_whether_it_still_stands()
    {
        var list = operation.Open("one");
        operation.Import(list, Row(2, "Anna", "Sarg", form: "7", born: "1980"));
        operation.Close(list);
        operation.Record(new CorrectPerson(
            list.PersonOf("r2"), PersonFields.Name | PersonFields.Phones, PersonFacts.None,
            Named("Hanna", "Sarg") with { Phones = ["+374 00 111111"] }, "document-seen")
        {
            Intent = operation.NextIntent(),
        });

        var fields = Report("N1").Records[0].Fields;

        Assert.Equal(
        [
            ("name", "Anna Sarg", false, "LST1 version 1 row 2"), ("born", "1980", true, "LST1 version 1 row 2"),
            ("household", "H1", true, "LST1 version 1 row 2"), ("name", "Hanna Sarg", true, "desk"),
            ("phones", "+374 00 111111", true, "desk"),
        ], fields.Where(field => field.Field != "birth-year")
            .Select(field => (field.Field, field.Value, field.Stands, field.From)));
        Assert.Equal(
            KindsAt(fields.Select(field => field.Entry)).Distinct(), ["people.registered.1", "people.changed.1"]);
    }

    [Fact]
    public void Records_that_are_one_person_are_told_together_with_the_pair_that_says_so()
    {
        var (anna, hanna) = (operation.Register(Named("Anna", "Sarg")), operation.Register(Named("Hanna", "Sarg")));
        operation.Register(Named("Bako", "Other"));
        operation.Record(new MergeRecords(Pair.Of(anna, hanna), "asked-both") { Intent = operation.NextIntent() });

        var report = Report("N2");

        Assert.Equal(["N1", "N2"], report.Records.Select(record => record.Shown.Code));
        Assert.Equal(["H1", "H2"], report.Households.Select(home => home.Code));
        Assert.Equal([("N1", true), ("H1", false)], report.Pairs.Select(pair => (pair.Left.Code, pair.Merged)));
        Assert.DoesNotContain(report.Records.SelectMany(record => record.Fields), field => field.Value == "Bako Other");
    }

    [Fact]
    public void No_entry_that_names_the_person_or_the_household_is_missed_and_nobody_elses_details_are_opened()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        operation.Register(Named("Bako", "Sarg"), operation.HouseholdOf(anna));
        operation.Register(Named("Carine", "Other"));
        operation.Record(new RecordDeparture(anna, new(2026, 3, 1), LeaveReason.Departed)
        {
            Intent = operation.NextIntent(),
        });
        operation.Record(new HoldErasure(anna, "case-7", new(2026, 4, 1)) { Intent = operation.NextIntent() });

        var report = Report("N1");

        Assert.Equal([true, false, false, false], report.Entries.Select(entry => entry.HasDetails));
        Assert.Equal(["people.registered.1", "people.registered.1", "people.left.1", "people.erasure-held.1"],
            report.Entries.Select(entry => entry.Kind));
        Assert.Equal("case-7", report.Records[0].Hold!.Reason);
    }

    [Fact]
    public void Disclosures_are_told_as_far_as_the_person_was_in_them_when_they_were_made()
    {
        var before = Disclose("too early", new());
        var anna = operation.Register(Named("Anna", "Sarg"));
        operation.Register(Named("Bako", "Sarg"));
        Disclose("everybody", new());
        Disclose("another", new() { Persons = [operation.Now.People.PersonId(1)] });
        Disclose("household", new() { Household = operation.HouseholdOf(anna) });
        Object(anna, withdrawn: false);
        Disclose("objected", new());
        Object(anna, withdrawn: true);
        Disclose("after", new() { Persons = [anna] });
        operation.Record(new ErasePersons([anna], ErasureGround.Objected, "asked") { Intent = operation.NextIntent() });
        Disclose("erased", new());

        Assert.Equal("people.nobody-matches", before);
        Assert.Equal(["everybody", "household", "after"],
            Report("N1").Disclosures.Select(disclosure => disclosure.Recipient));
    }

    [Fact]
    public void Who_looked_is_told_and_a_report_stands_in_the_read_log_before_it_is_shown()
    {
        operation.Register(Named("Anna", "Sarg"));
        operation.Register(Named("Bako", "Sarg"));
        operation.Details(1);
        Report("N1");

        var reads = Report("N1", "asked-again").Reads;

        Assert.Equal([("subject", "asked", 1)], reads.Select(read => (read.Kind, read.Purpose, read.Persons)));
        Assert.Equal(["disclosed", "subject", "subject"], operation.Reads!.All().Select(read => read.Kind));
        Assert.Equal(["asked", "asked-again"],
            operation.Answer(new ListReads("N1", "First Officer")).Select(read => read.Purpose));
    }

    [Fact]
    public void Where_a_read_cannot_be_kept_nobody_is_shown()
    {
        operation.Register(Named("Anna", "Sarg"));
        operation.Reads = null;
        operation.Reopen();

        var refused = Assert.Throws<RefusedException>(() => Report("N1"));

        Assert.Equal("operation.no-read-log", refused.Why.Code);
        Assert.Equal("operation.no-read-log",
            Assert.Throws<RefusedException>(() => operation.Details(0)).Why.Code);
    }

    [Fact]
    public void Of_an_erased_person_the_open_facts_and_the_entry_that_erased_are_left()
    {
        var anna = operation.Register(Named("Anna", "Sarg", "1986-03-01"));
        operation.Record(new ErasePersons([anna], ErasureGround.Objected, "asked") { Intent = operation.NextIntent() });

        var report = Report("N1");

        var record = Assert.Single(report.Records);
        Assert.True(record.Shown.Erased);
        Assert.Equal("people.erased.1", Assert.Single(KindsAt([record.ErasedBy!.Value])));
        Assert.Equal([("name", null), ("born", null), ("birth-year", "1986"), ("household", "H1")],
            record.Fields.Where(field => field.Field is "name" or "born" or "birth-year" or "household")
                .Select(field => (field.Field, field.Value)));
        Assert.All(report.Entries, entry => Assert.False(entry.HasDetails));
    }

    [Fact]
    public void A_source_that_names_the_person_is_told()
    {
        operation.Register(Named("Anna", "Sargian"));
        var text = "Aid came, said Anna Sargian. \"We had nothing,\" Sargian Anna added.";
        operation.Record(new ArchiveSource(
            Encoding.UTF8.GetBytes(text), text, "text/plain", new Normaliser("plain", "1"),
            new(new("Herald", Party: null)))
        {
            Intent = operation.NextIntent(),
        });

        Assert.Equal([new("S1", 2)], Report("N1").Mentions);
    }

    [Fact]
    public void A_report_needs_a_purpose_a_role_and_names_and_says_when_there_is_nobody()
    {
        operation.Register(Named("Anna", "Sarg"));
        var auditor = new Actor(new(Ids.From(TestOperation.Id, "auditor")));
        operation.Record(new EnrolOfficer(auditor.Officer, Roles.Auditor, [2], "Auditor")
        {
            Intent = operation.NextIntent(),
        });

        Assert.Null(operation.Answer(new ReportSubject("N7", "asked")));
        Assert.Equal("privacy.no-purpose", Assert.Throws<RefusedException>(() => Report("N1", " ")).Why.Code);
        Assert.Equal("access.not-your-role", Assert.Throws<RefusedException>(
            () => operation.Answer(new ReportSubject("N1", "asked"), auditor)).Why.Code);
        Assert.Empty(operation.Answer(new ListReads(null, null), auditor));
        Assert.Equal("people.unknown-person", Assert.Throws<RefusedException>(
            () => operation.Answer(new ListReads("N7", null))).Why.Code);
        Assert.Equal("privacy.unknown-officer", Assert.Throws<RefusedException>(
            () => operation.Answer(new ListReads(null, "Nobody"))).Why.Code);
        operation.Reopen(Opening.OpenParts);
        Assert.Equal("privacy.names-needed", Assert.Throws<RefusedException>(() => Report("N1")).Why.Code);
    }

    SubjectReport Report(string typed, string purpose = "asked") =>
        operation.Answer(new ReportSubject(typed, purpose))!;

    string Disclose(string recipient, PeopleFilter filter)
    {
        var decided = operation.Ask(new DisclosePersons(recipient, "test", "test", PersonFields.Name, filter)
        {
            Intent = operation.NextIntent(),
        });
        operation.Wait(TimeSpan.FromMinutes(1));
        return decided is Decision.Refused refused ? refused.Why.Code : "";
    }

    void Object(Id<Person> person, bool withdrawn)
    {
        operation.Record(new RecordObjection(person, new(2026, 3, 1), withdrawn) { Intent = operation.NextIntent() });
        operation.Wait(TimeSpan.FromMinutes(1));
    }

    List<string> KindsAt(IEnumerable<long> positions)
    {
        var entries = operation.Store.Read(1).Select(entry => JournalReader.Decode(entry).Envelope).ToList();
        return [.. positions.Select(at => $"{entries[(int)at - 1].Kind}.{entries[(int)at - 1].KindVersion}")];
    }
}
