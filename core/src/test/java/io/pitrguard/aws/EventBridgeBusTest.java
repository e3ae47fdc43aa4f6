package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.EventBus;
import io.pitrguard.port.EventBusContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events on the sandbox's default bus. */
class EventBridgeBusTest extends EventBusContract {
    private static final BusEvent GOOD = new BusEvent("Table Drift", "{}", List.of());
    private static final BusEvent BAD = new BusEvent("Table Drift", "no JSON", List.of());

    private final SandboxAws aws = SandboxAws.start();
    private final EventBus bus = new EventBridgeBus(aws.clients().eventBridge(), "default");

    @AfterEach
    void stop() {
        aws.close();
    }

    @Override
    protected EventBus bus() {
        return bus;
    }

    @Override
    protected List<BusEvent> taken() {
        return aws.sandbox().events().stream()
                .map(event -> new BusEvent(event.detailType(), event.detail(), event.resources()))
                .toList();
    }

    @Test
    void namesBusAndSource() {
        bus.put(List.of(GOOD));

        assertThat(aws.sandbox().events()).singleElement().satisfies(event -> {
            assertThat(event.bus()).isEqualTo("default");
            assertThat(event.source()).isEqualTo("pitr-guard");
        });
    }

    @Test
    void tellsOfEachEventWhetherItWasTaken() {
        List<Optional<Cause>> answers = bus.put(List.of(GOOD, BAD, GOOD));

        assertThat(answers.get(0)).isEmpty();
        assertThat(answers.get(1)).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.REFUSED);
            assertThat(cause.message()).contains("MalformedDetail", "event bus default");
        });
        assertThat(answers.get(2)).isEmpty();
        assertThat(taken()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"DENIED, DENIED", "THROTTLED, THROTTLED", "SERVER_ERROR, BROKEN", "EMPTY, BROKEN", "MALFORMED, BROKEN"})
    void tellsWhyNoneWasTaken(Effect effect, Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("PutEvents", effect));

        assertThat(bus.put(List.of(GOOD, GOOD)))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).hasValueSatisfying(cause -> {
                    assertThat(cause.kind()).isEqualTo(kind);
                    assertThat(cause.message()).contains(EventBridgeBus.ACTION);
                }));
    }
}
