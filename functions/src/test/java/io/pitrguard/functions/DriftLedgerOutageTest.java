package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger fails from the n-th call on: the table is corrected, people are told, and it is said. */
class DriftLedgerOutageTest {
    private static final int CALLS = 5;

    static Stream<Arguments> outages() {
        return Stream.of("GetItem", "TransactWriteItems", "UpdateItem")
                .flatMap(operation -> Stream.concat(
                        Stream.of(Effect.SERVER_ERROR, Effect.THROTTLED, Effect.GONE)
                                .map(effect -> Arguments.of(operation, effect, 0)),
                        Stream.iterate(0, skip -> skip < CALLS, skip -> skip + 1)
                                .map(skip -> Arguments.of(operation, Effect.DENIED, skip))));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void losesRecordsAndNothingElse(String operation, Effect effect, int skip) {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.create("orders").enabled(35);
            bed.sweep();
            long before = bed.aws.sandbox().calls().count(operation);
            bed.aws.sandbox().faults().add(Fault.on(operation, effect).skip(skip));
            bed.send(bed.disable("orders"));
            bed.pass(Duration.ofSeconds(10));

            assertThat(bed.deliver()).isEmpty();

            assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
            assertThat(bed.mails()).hasSize(1);
            assertThat(DriftTestBed.mail(bed.mails().getFirst())).contains("user alice", "Enabled and verified");
            assertThat(bed.queue.messages()).isEmpty();
            boolean hit = bed.aws.sandbox().calls().count(operation) - before > skip;
            boolean afterTheMail = bed.log.getLast().ledgerFailure() == null;
            assertThat(hit || afterTheMail).as("what failed is said").isTrue();
        }
    }

    static Stream<Arguments> sweeping() {
        return Stream.of("Query", "TransactWriteItems", "UpdateItem")
                .flatMap(operation -> Stream.iterate(0, skip -> skip < 3, skip -> skip + 1)
                        .map(skip -> Arguments.of(operation, skip)));
    }

    @ParameterizedTest
    @MethodSource("sweeping")
    void doesNotStandInTheWayOfASweep(String operation, int skip) {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.create("orders").disabled();
            bed.create("users").enabled(35);
            bed.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED).skip(skip));

            SweepView view = bed.sweep();

            assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
            assertThat(view.summary().fixed()).isEqualTo(1);
            assertThat(view.sweep().complete()).isTrue();
            assertThat(bed.mails()).hasSize(1);
            boolean denied = bed.aws.sandbox().calls().of(operation).stream().anyMatch(call -> call.status() == 400);
            if (view.sweep().ledgerFailure() == null) {
                assertThat(denied && skip == 0)
                        .as("a first call that is denied is said")
                        .isFalse();
            } else {
                assertThat(DriftTestBed.mail(bed.mails().getFirst())).contains("THE LEDGER COULD NOT BE USED");
            }
        }
    }
}
