package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another table gets the name of one that was deleted. */
class DriftRecreatedTableTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private List<String> texts() {
        return lab.mails().stream().map(DriftTestBed::mail).toList();
    }

    private void recreated() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(30));
        lab.aws.sandbox().tables().create("orders").enabled(35, lab.aws.time().instant());
        lab.pass(Duration.ofMinutes(30));
    }

    @Test
    void recreatedTableThatCannotBeDescribedHasLostNothing() {
        recreated();
        lab.aws.sandbox().faults().add(Fault.on("DescribeTable", Effect.DENIED));
        lab.sweep();
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(texts()).noneMatch(text -> text.contains("can be restored any more"));
    }

    @Test
    void recreatedTableHasLostNothing() {
        recreated();
        lab.sweep();
        assertThat(texts()).noneMatch(text -> text.contains("can be restored any more"));
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(lab.record("orders").history().losses())
                .as("what status and acknowledge go by")
                .isEmpty();
    }

    @Test
    void idThatADriftRunReadIsLearned() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.send(lab.call("TagResource").with("resourceArn", lab.table("orders").arn()));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(lab.record("orders").tableId()).isPresent();
    }

    @Test
    void statusOfARecreatedTableShowsNoLoss() {
        recreated();
        lab.sweep();
        assertThat(AwaitingPerson.of(
                                lab.record("orders"),
                                FlappingRules.STANDARD,
                                Duration.ofDays(35),
                                lab.aws.time().instant())
                        .losses())
                .isEmpty();
    }

    @Test
    void tableReplacedByADeploymentHasLostNothing() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().tables().delete("orders");
        lab.send(lab.call("DeleteTable").table("orders"));
        lab.pass(Duration.ofMinutes(1));
        lab.deliver();
        lab.sweep();
        lab.aws.sandbox().tables().create("orders").enabled(35, lab.aws.time().instant());
        lab.send(lab.call("CreateTable").table("orders"));
        lab.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(lab.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
    }
}
