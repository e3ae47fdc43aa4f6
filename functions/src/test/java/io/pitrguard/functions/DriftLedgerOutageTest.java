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
    void costsMemoryAndNothingElse(String operation, Effect effect, int skip) {
        try (DriftTestBed lab = new DriftTestBed()) {
            lab.create("orders").enabled(35);
            lab.sweep();
            long before = lab.aws.sandbox().calls().count(operation);
            lab.aws.sandbox().faults().add(Fault.on(operation, effect).skip(skip));
            lab.send(lab.disable("orders"));
            lab.pass(Duration.ofSeconds(10));

            assertThat(lab.deliver()).isEmpty();

            assertThat(lab.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
            assertThat(lab.mails()).hasSize(1);
            assertThat(DriftTestBed.mail(lab.mails().getFirst())).contains("user alice", "Fixed: Verified:");
            assertThat(lab.queue.messages()).isEmpty();
            boolean hit = lab.aws.sandbox().calls().count(operation) - before > skip;
            boolean afterTheMail = lab.log.getLast().ledgerFailure() == null;
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
        try (DriftTestBed lab = new DriftTestBed()) {
            lab.create("orders").disabled();
            lab.create("users").enabled(35);
            lab.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED).skip(skip));

            SweepView view = lab.sweep();

            assertThat(lab.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
            assertThat(view.summary().fixed()).isEqualTo(1);
            assertThat(view.sweep().complete()).isTrue();
            assertThat(lab.mails()).hasSize(1);
            boolean denied = lab.aws.sandbox().calls().of(operation).stream().anyMatch(call -> call.status() == 400);
            if (view.sweep().ledgerFailure() == null) {
                assertThat(denied && skip == 0)
                        .as("a first call that is denied is said")
                        .isFalse();
            } else {
                assertThat(DriftTestBed.mail(lab.mails().getFirst())).contains("THE LEDGER COULD NOT BE USED");
            }
        }
    }
}
