package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.RecordedHintsContract;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.config.model.SelectResourceConfigRequest;
import software.amazon.awssdk.services.config.model.SelectResourceConfigResponse;

/** {@link ConfigQueries} keeps the contract of its port. */
class ConfigQueriesTest extends RecordedHintsContract {
    private static final String OPERATION = "SelectResourceConfig";

    private final SandboxAws aws = SandboxAws.start(options -> options.withClock(time));

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected RecordedHints hints() {
        return new ConfigQueries(aws.clients().config());
    }

    @Override
    protected void record(String table, boolean on) {
        SandboxTable known = table(table);
        if (on) {
            known.enabled(35);
        } else {
            known.disabled();
        }
        aws.sandbox().config().record(table);
    }

    @Override
    protected void recordWithoutBackups(String table) {
        table(table);
        aws.sandbox().config().recordWithoutBackups(table);
    }

    @Override
    protected void recordDeleted(String table) {
        aws.sandbox().config().recordDeleted(table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on(OPERATION, SandboxWorld.effect(kind)));
    }

    @Test
    void hasNoHintsWithoutARecorderOrInAnEmptyAnswer() {
        aws.sandbox().config().recorder(false);
        assertThat(hints().off(Optional.empty())).isEqualTo(nothing());

        record("orders", false);
        aws.sandbox().faults().add(Fault.on(OPERATION, Effect.EMPTY));
        assertThat(hints().off(Optional.empty())).isEqualTo(nothing());
    }

    /** A hint that cannot be understood is none. */
    @Test
    void leavesOutRowsThatNameNoTable() {
        RecordedHints odd = always(SelectResourceConfigResponse.builder()
                .results(
                        "",
                        "null",
                        "{",
                        "[]",
                        "{\"resourceId\":null}",
                        "{\"resourceId\":\"\"}",
                        "{\"resourceId\":17}",
                        "{\"resourceId\":\"a \\\"table\\\"\"}",
                        "{ \"configurationItemCaptureTime\" : \"2026-11-22T10:00:00.000Z\",\n\"resourceId\" : \"My.table_1-a\" }")
                .nextToken("")
                .build());

        assertThat(odd.off(Optional.empty()))
                .isEqualTo(new Result.Success<>(new Page<>(List.of("My.table_1-a"), Optional.empty())));
    }

    @Test
    void asksForPagesOfAHundred() {
        List<SelectResourceConfigRequest> requests = new ArrayList<>();
        RecordedHints hints = new ConfigQueries(new StubConfig() {
            @Override
            public SelectResourceConfigResponse selectResourceConfig(SelectResourceConfigRequest request) {
                requests.add(request);
                return SelectResourceConfigResponse.builder().nextToken("more").build();
            }
        });

        assertThat(hints.changed(time.instant().plusMillis(1), Optional.of("from here"))
                        .success()
                        .flatMap(Page::next))
                .hasValue("more");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.limit()).isEqualTo(100);
            assertThat(request.nextToken()).isEqualTo("from here");
            assertThat(request.expression()).contains(" BETWEEN '2026-11-22T10:00:00Z' AND '2027-11-22T10:00:00Z'");
        });
    }

    private static RecordedHints always(SelectResourceConfigResponse answer) {
        return new ConfigQueries(new StubConfig() {
            @Override
            public SelectResourceConfigResponse selectResourceConfig(SelectResourceConfigRequest request) {
                return answer;
            }
        });
    }

    private static Result<Page<List<String>>> nothing() {
        return new Result.Success<>(new Page<>(List.of(), Optional.empty()));
    }

    private SandboxTable table(String name) {
        return aws.sandbox().tables().names().contains(name)
                ? aws.sandbox().tables().get(name)
                : aws.sandbox().tables().create(name);
    }
}
