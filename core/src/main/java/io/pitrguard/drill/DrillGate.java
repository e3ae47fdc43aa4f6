package io.pitrguard.drill;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Result;
import java.util.List;

/**
 * Lets a drill ask AWS only while its table has no other drill and not too many run, whoever began them: each is stored
 * before it reads the others, so of those that begin at once none goes on before it sees that the others are over. The one
 * that was requested first waits, the others end.
 */
final class DrillGate {
    private final DrillStore store;
    private final int mostAtOnce;

    DrillGate(DrillStore store, int mostAtOnce) {
        this.store = store;
        this.mostAtOnce = mostAtOnce;
    }

    /** Whether a drill may ask AWS. */
    sealed interface Passage {
        /** It may. */
        record Open() implements Passage {}

        /** Not yet. */
        record Wait(String reason) implements Passage {}

        /** It ends. */
        record Closed(Abort abort) implements Passage {}
    }

    /** Reads the other drills; a failure if the store does not answer. */
    Result<Passage> pass(DrillRecord drill) {
        return store.list(drill.where())
                .map(listing -> judge(
                        drill,
                        listing.drills().stream()
                                .filter(other ->
                                        !other.state().over() && !other.id().equals(drill.id()))
                                .toList()));
    }

    private Passage judge(DrillRecord drill, List<DrillRecord> others) {
        List<DrillRecord> same = others.stream()
                .filter(other -> other.plan()
                        .source()
                        .table()
                        .equals(drill.plan().source().table()))
                .toList();
        List<DrillRecord> running = others.stream()
                .filter(other -> !(other.state() instanceof DrillState.Keeping))
                .toList();
        String many = "At most " + mostAtOnce + " drills run at once.";
        if (same.stream().anyMatch(other -> before(other, drill))) {
            return closed("Another drill of " + drill.plan().source().table().name() + " runs: "
                    + same.getFirst().id() + ".");
        }
        if (running.stream().filter(other -> before(other, drill)).count() >= mostAtOnce) {
            return closed(many);
        }
        if (!same.isEmpty()) {
            return new Passage.Wait("Waiting for the drill " + same.getFirst().id() + " to end.");
        }
        return running.size() >= mostAtOnce ? new Passage.Wait(many) : new Passage.Open();
    }

    private static boolean before(DrillRecord other, DrillRecord drill) {
        return !(other.state() instanceof DrillState.Planned) || other.id().compareTo(drill.id()) < 0;
    }

    private static Passage closed(String reason) {
        return new Passage.Closed(DrillTools.notProven(reason, "Nothing: a later drill proves the restore."));
    }
}
