using Annona.Access;
using Annona.Journal;

namespace Annona;

/// <summary>Reads back what a request led to, for who asks again.</summary>
sealed class EarlierDecisions(IJournalStore store, JournalReader reader, Opening opening)
{
    /// <summary>Who asks again gets the facts of the first time; nobody else, and not for another request.</summary>
    public Decision FactsOf((long First, int Count) before, Request ask, Actor actor)
    {
        // The store itself is the writer's while a batch is on its way.
        using var view = store.View();
        var entries = view.Read(before.First).Take(before.Count).ToList();
        var envelopes = entries.ConvertAll(entry => JournalReader.Decode(entry).Envelope);
        if (envelopes.Any(kept => kept.Actor != actor.Officer.Value || kept.Request != ask.GetType().Name))
            return OperationRefusals.IntentReused();
        var opened = reader.Open(entries, view.FindSubjectKey, opening);
        return new Decision.Accepted([.. opened.Select(it => StoredForms.Read(it.Entry).Event)]) { Repeated = true };
    }
}
