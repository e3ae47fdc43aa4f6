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
            VerdictKind verdict, Set<TimelineEntry> calls, int flapping, boolean cut, Set<FindingKind> told) {}

    private static Ended play(Random random, boolean shuffled) {
        try (DriftTestBed lab = new DriftTestBed()) {
            lab.policy = random.nextBoolean() ? ConfigRuleTestBed.REMEDIATE : Policy.BUILT_IN;
            lab.create("orders").enabled(35);
            lab.sweep();
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                lab.pass(Duration.ofMinutes(2 + random.nextInt(200)));
                boolean off = random.nextInt(3) > 0;
                CallEvent event = off
                        ? lab.disable("orders")
                        : lab.call("TagResource")
                                .with("resourceArn", lab.table("orders").arn());
                events.add(event.by("user-" + i).json("request-" + i));
                if (random.nextBoolean()) {
                    lab.pass(Duration.ofMinutes(2));
                    lab.sweep();
                }
            }
            lab.pass(Duration.ofMinutes(5));
            List<String> delivered = new ArrayList<>(events);
            delivered.addAll(events.subList(0, 3));
            if (shuffled) {
                Collections.shuffle(delivered, random);
            }
            for (String event : delivered) {
                lab.queue.send(event);
                lab.deliver();
            }
            assertThat(lab.queue.messages()).isEmpty();
            return ended(lab);
        }
    }

    private static Ended ended(DriftTestBed lab) {
        TableRecord record = lab.record("orders");
        assertThat(record.runMarkers()).isEmpty();
        assertThat(lab.timeline("orders")).doesNotHaveDuplicates();
        return new Ended(
                record.lastObservation().orElseThrow().verdict(),
                lab.timeline("orders").stream()
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
                record.historyCut().isPresent(),
                record.notified().open());
    }

    private static int flapping(Flapping flapping) {
        return flapping.disables().size();
    }
}
