package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Events that come late, twice and in any order, mixed with sweeps: the ledger ends as if they had come in order. */
class DriftOrderTest {
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void endsTheSameInWhateverOrderEventsCome(@ForAll long seed) {
        Ended inOrder = play(new Random(seed), false);
        Ended shuffled = play(new Random(seed), true);

        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(inOrder.calls()).isNotEmpty();
    }

    /** What must not hang on the order: the state, who called, and how often it was undone what we enabled. */
    private record Ended(
            VerdictKind verdict, Set<TimelineEntry> calls, int flapping, boolean cut, Set<FindingKind> notified) {}

    private static Ended play(Random random, boolean shuffled) {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.policy = random.nextBoolean() ? ConfigRuleTestBed.REMEDIATE : Policy.BUILT_IN;
            bed.create("orders").enabled(35);
            bed.sweep();
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                bed.pass(Duration.ofMinutes(2 + random.nextInt(200)));
                // Once at least: a sequence without it would test nothing.
                boolean off = random.nextInt(3) > 0 || i == 0;
                CallEvent event = off
                        ? bed.disable("orders")
                        : bed.call("TagResource")
                                .with("resourceArn", bed.table("orders").arn());
                events.add(event.by("user-" + i).json("request-" + i));
                if (random.nextBoolean()) {
                    bed.pass(Duration.ofMinutes(2));
                    bed.sweep();
                }
            }
            bed.pass(Duration.ofMinutes(5));
            List<String> delivered = new ArrayList<>(events);
            delivered.addAll(events.subList(0, 3));
            if (shuffled) {
                Collections.shuffle(delivered, random);
            }
            for (String event : delivered) {
                bed.queue.send(event);
                bed.deliver();
            }
            assertThat(bed.queue.messages()).isEmpty();
            return ended(bed);
        }
    }

    private static Ended ended(DriftTestBed bed) {
        TableRecord record = bed.record("orders");
        assertThat(record.runMarkers()).isEmpty();
        assertThat(bed.timeline("orders")).doesNotHaveDuplicates();
        return new Ended(
                record.lastObservation().orElseThrow().verdict(),
                bed.timeline("orders").stream()
                        .filter(entry -> entry.kind() == TimelineEntry.Kind.ACTOR)
                        .map(entry -> new TimelineEntry(
                                entry.at(),
                                entry.kind(),
                                entry.trigger(),
                                entry.text(),
                                entry.actor(),
                                entry.actor().map(actor -> actor.requestId())))
                        .collect(Collectors.toSet()),
                flapping(record.flapping()),
                !record.historyCuts().isEmpty(),
                record.notified().open());
    }

    private static int flapping(Flapping flapping) {
        return flapping.disables().size();
    }
}
