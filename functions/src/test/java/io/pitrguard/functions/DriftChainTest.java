package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.DriftQueue;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.DriftView.Outcome;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call whose table is not ready for a day: requeued again and again, and never lost. */
class DriftChainTest {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** 1, 2, 4 and 8 minutes, then 15 each time: what SQS delays at most. */
    private static final int FEWEST_HOPS = 4 + 95;

    private final DriftTestBed bed = new DriftTestBed();
    private final List<Instant> seenAt = new ArrayList<>();

    @AfterEach
    void close() {
        bed.close();
    }

    /** Lets time pass, and notes when the function saw the message. */
    private void deliverFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            bed.pass(STEP);
            int before = bed.log.size();
            bed.deliver();
            for (int i = before; i < bed.log.size(); i++) {
                seenAt.add(bed.aws.time().instant());
            }
        }
    }

    private List<Outcome> outcomes() {
        return bed.log.stream().map(DriftView::outcome).toList();
    }

    private static Arguments why(String name, Consumer<DriftTestBed> never) {
        return Arguments.argumentSet(name, never);
    }

    static Stream<Arguments> whatNeverEnds() {
        return Stream.of(
                why("backups are not enabled", bed -> bed.table("orders").notYetFor(Duration.ofDays(30))),
                why("the table is being created", bed -> bed.table("orders").status("CREATING")),
                why(
                        "the state cannot be read",
                        bed -> bed.aws
                                .sandbox()
                                .faults()
                                .add(Fault.on("DescribeContinuousBackups", Effect.SERVER_ERROR)
                                        .table("orders"))));
    }

    @ParameterizedTest
    @MethodSource("whatNeverEnds")
    void isGivenUpAfterADayWithAnAlert(Consumer<DriftTestBed> never) {
        bed.create("orders").disabled();
        never.accept(bed);
        bed.send(bed.disable("orders"));
        Instant sent = bed.aws.time().instant();
        bed.deliver();
        seenAt.add(sent);

        deliverFor(DAY.plus(Duration.ofHours(2)));

        int hops = outcomes().indexOf(Outcome.GIVEN_UP);
        assertThat(outcomes().subList(0, hops)).containsOnly(Outcome.REQUEUED);
        assertThat(hops).as("no more hops than SQS's longest delay takes").isBetween(90, FEWEST_HOPS);
        assertThat(Duration.between(sent, seenAt.get(hops)))
                .isBetween(DAY, DAY.plus(LONGEST_PAUSE).plus(STEP));
        assertThat(bed.alerts("orders"))
                .filteredOn(view -> view.outcome() == Outcome.GIVEN_UP)
                .singleElement()
                .satisfies(view -> assertThat(view.why()).startsWith("pitr-guard tried for a day. "));
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(bed.dead.messages()).as("dead letters").hasSize(1);
        assertThat(outcomes().subList(hops, outcomes().size()))
                .as("the redeliveries of a failed message, which notify nobody again")
                .containsOnly(Outcome.GIVEN_UP)
                .hasSize(5);
    }

    /** Where AWS Lambda ends loops after 16 rounds, the message is a dead letter with its attributes. */
    private QueueMessage endedByLambda() {
        bed.create("orders").disabled().notYetFor(Duration.ofHours(20));
        bed.send(bed.disable("orders"));
        bed.deliver();
        deliverFor(Duration.ofHours(3));
        QueueMessage ended = bed.queue.messages().getFirst();
        assertThat(ended.attributes().get(DriftQueue.ATTEMPT).value()).isEqualTo("16");
        bed.queue.clear();
        bed.pass(Duration.ofHours(25));
        return ended;
    }

    @Test
    void goesOnWhenAnEndedLoopIsRedriven() {
        QueueMessage ended = endedByLambda();
        Map<String, String> attributes = ended.attributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().value()));
        bed.queue.send(ended.body(), attributes, Duration.ZERO);

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log.getLast().outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
    }

    @Test
    void theNextSweepFindsTheTableOfAnEndedLoop() {
        endedByLambda();

        bed.sweep();

        assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
        assertThat(DriftTestBed.mail(bed.mails().getLast())).contains("orders");
    }
}
